// Right: a length of two bytes, read in a loop.
#include <ctype.h>
#include "serving.h"

static void handle(int fd) {
    unsigned char head[2];
    char text[65536];
    while (read_all(fd, (char *)head, 2) == 2) {
        size_t n = (size_t)head[0] << 8 | head[1];
        if (read_all(fd, text, n) != (ssize_t)n) return;
        for (size_t i = 0; i < n; i++) text[i] = (char)toupper((unsigned char)text[i]);
        write_all(fd, (char *)head, 2);
        write_all(fd, text, n);
    }
}
int main(int argc, char **argv) { return serve(argc, argv, handle); }
