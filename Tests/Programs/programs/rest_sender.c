/* a short send is followed by the rest when there is room again */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    size_t size = 6000000, sent = 0;
    char *data = malloc(size);
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int short_sends = 0, s = socket(AF_INET, SOCK_STREAM, 0);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    memset(data, 'd', size);
    if (connect(s, (struct sockaddr *)&a, sizeof a) < 0) {
        perror("connect");
        return 1;
    }
    fcntl(s, F_SETFL, O_NONBLOCK);
    while (sent < size) {
        ssize_t n = send(s, data + sent, size - sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EAGAIN) {
            struct pollfd p = { s, POLLOUT, 0 };
            poll(&p, 1, 5000);
            continue;
        }
        if (n < 0) {
            perror("send");
            return 1;
        }
        short_sends += (size_t)n < size - sent;
        sent += n;
    }
    close(s);
    free(data);
    puts(short_sends ? "sent in pieces" : "sent at once");
    return 0;
}
