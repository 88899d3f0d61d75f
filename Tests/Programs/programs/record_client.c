// Reads temperature records from the sensor server.
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct record {
    uint32_t id;
    uint32_t celsius;
    char place[24];
};

static int read_record(int fd, struct record *r) {
    memset(r, 0, sizeof *r);
    return read(fd, r, sizeof *r); // <- one-receive-per-message, message-split
}

int main(int argc, char **argv) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (struct sockaddr *)&a, sizeof a) != 0) {
        perror("connect");
        exit(1);
    }
    struct record r;
    while (read_record(fd, &r) > 0)
        printf("%u: %u degrees at %s\n", ntohl(r.id), ntohl(r.celsius), r.place);
    close(fd);
    return 0;
}
