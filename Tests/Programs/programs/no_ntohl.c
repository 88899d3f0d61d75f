/* receives one message with a length of 4 bytes in front */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int read_all(int fd, void *to, size_t count)
{
    size_t have = 0;
    while (have < count) {
        ssize_t n = recv(fd, (char *)to + have, count - have, 0); // <- length-byte-order
        if (n <= 0)
            return -1;
        have += n;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&a, sizeof a) < 0) {
        perror("connect");
        return 1;
    }
    uint32_t length;
    if (read_all(s, &length, sizeof length) < 0)
        return 1;
    char *text = malloc((size_t)length + 1);
    if (read_all(s, text, length) < 0) {
        fprintf(stderr, "the message is not complete\n");
        return 1;
    }
    text[length] = 0;
    puts(text);
    return 0;
}
