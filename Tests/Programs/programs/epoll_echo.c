#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static void on_signal(int s) { stop = 1; }

int main(int argc, char **argv)
{
    struct sigaction action = { .sa_handler = on_signal };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(7007) };
    int one = 1, s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(s, (void *)&a, sizeof a) < 0 || listen(s, SOMAXCONN) < 0)
        return 1;
    int e = epoll_create1(0);
    struct epoll_event event = { .events = EPOLLIN, .data.fd = s }, events[16];
    epoll_ctl(e, EPOLL_CTL_ADD, s, &event);
    long bytes = 0;
    while (!stop) {
        int n = epoll_wait(e, events, 16, -1);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd == s) {
                event.data.fd = accept(s, NULL, NULL);
                if (event.data.fd >= 0)
                    epoll_ctl(e, EPOLL_CTL_ADD, event.data.fd, &event);
                continue;
            }
            char buffer[4096];
            ssize_t got = read(fd, buffer, sizeof buffer);
            if (got <= 0) {
                close(fd);
                continue;
            }
            bytes += got;
            for (ssize_t sent = 0, k; sent < got; sent += k)
                if ((k = write(fd, buffer + sent, got - sent)) < 0)
                    break;
        }
    }
    printf("%ld bytes echoed\n", bytes);
    return 0;
}
