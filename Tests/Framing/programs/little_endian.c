// Sends and reads the length as it lies in memory.
#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include "serving.h"

static void handle(int fd) {
    uint32_t length;
    while (read_all(fd, (char *)&length, 4) == 4) {
        char text[4096];
        if (length > sizeof text - 4 || read_all(fd, text, length) != (ssize_t)length) return;
        for (uint32_t i = 0; i < length; i++) text[i] = (char)toupper((unsigned char)text[i]);
        write_all(fd, (char *)&length, 4);
        write_all(fd, text, length);
    }
}
int main(int argc, char **argv) { return serve(argc, argv, handle); }
