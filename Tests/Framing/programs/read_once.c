// One read() is one line.
#include <ctype.h>
#include "serving.h"

static void handle(int fd) {
    char text[4096];
    ssize_t n;
    while ((n = read(fd, text, sizeof text - 1)) > 0) {
        if (text[n - 1] == '\n') n--;
        for (ssize_t i = 0; i < n; i++) text[i] = (char)toupper((unsigned char)text[i]);
        text[n++] = '\n';
        write_all(fd, text, (size_t)n);
    }
}
int main(int argc, char **argv) { return serve(argc, argv, handle); }
