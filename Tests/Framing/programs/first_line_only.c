// Collects until a line ends, answers the first line, forgets the rest.
#include <ctype.h>
#include <string.h>
#include "serving.h"

static void handle(int fd) {
    char text[4096];
    size_t have = 0;
    ssize_t n;
    while ((n = read(fd, text + have, sizeof text - have)) > 0) {
        have += (size_t)n;
        char *end = memchr(text, '\n', have);
        if (end == NULL) continue;
        for (char *c = text; c < end; c++) *c = (char)toupper((unsigned char)*c);
        write_all(fd, text, (size_t)(end - text) + 1);
        have = 0;
    }
}
int main(int argc, char **argv) { return serve(argc, argv, handle); }
