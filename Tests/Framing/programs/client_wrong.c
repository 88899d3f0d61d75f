// One read() is one line of the reply.
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (argc < 2) return 2;
    address.sin_port = htons((unsigned short)atoi(argv[1]));
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return 1;
    for (int i = 0; i < 2; i++) {
        char text[1024];
        if (write(fd, i == 0 ? "first\n" : "other\n", 6) != 6) return 1;
        ssize_t n = read(fd, text, sizeof text);
        if (n <= 0) return 1;
        printf("%.*s", (int)n, text);
    }
    close(fd);
    return 0;
}
