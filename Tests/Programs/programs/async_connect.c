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
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int error = 0, s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    socklen_t size = sizeof error;
    char line[100];
    size_t have = 0;

    inet_aton("127.0.0.1", &a.sin_addr);
    if (connect(s, (struct sockaddr *)&a, sizeof a) < 0 && errno != EINPROGRESS) {
        perror("connect");
        return 1;
    }
    struct pollfd p = { s, POLLOUT, 0 };
    if (poll(&p, 1, 3000) != 1 || getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &size) < 0 || error) {
        fprintf(stderr, "not connected: %s\n", strerror(error));
        return 1;
    }
    p.events = POLLIN;
    while (have < sizeof line && !memchr(line, '\n', have)) {
        ssize_t n;
        if (poll(&p, 1, 3000) != 1)
            return 2;
        n = read(s, line + have, sizeof line - have);
        if (n < 0 && errno == EAGAIN)
            continue;
        if (n <= 0)
            return 3;
        have += n;
    }
    printf("%.*s", (int)have, line);
    close(s);
    return 0;
}
