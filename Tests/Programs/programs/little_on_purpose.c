/* the protocol of the lab's device: lengths are little-endian and count their own two bytes */
#include <arpa/inet.h>
#include <endian.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int exactly(int fd, void *to, size_t count)
{
    return recv(fd, to, count, MSG_WAITALL) == (ssize_t)count;
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 4)) {
        perror("device");
        return 1;
    }
    int c = accept(s, NULL, NULL);
    uint16_t length;
    char text[300];
    while (exactly(c, &length, 2)) {
        length = le16toh(length);
        if (length < 2 || length > sizeof text || !exactly(c, text, length - 2))
            break;
        printf("%.*s\n", length - 2, text);
        uint16_t reply = htole16(2);
        send(c, &reply, 2, MSG_NOSIGNAL);
    }
    close(c);
    close(s);
    return 0;
}
