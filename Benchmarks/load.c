// Servers and clients for proxy.py: as little work as possible of their own, so that what stands between them is measured.
//
//   load serve PORT                echoes single bytes, swallows what comes in larger pieces
//   load pour PORT BYTES           sends, waits until the server has seen the end; prints bytes per second
//   load connect PORT SECONDS N    N clients: connect, one byte there and back, close; prints connections per second
//   load trip PORT COUNT           one byte there and back, COUNT times; prints the median in microseconds
//   load hold PORT N               opens N connections, prints a line, holds them until its input ends
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static struct sockaddr_in address(const char *port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(port)), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    return a;
}

static int open_connection(const char *port) {
    struct sockaddr_in a = address(port);
    int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (s < 0) die("socket");
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(s, (void *)&a, sizeof a) != 0) die("connect");
    return s;
}

static char buffer[1 << 20];

static void serve(const char *port) {
    struct sockaddr_in a = address(port);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1, epoll = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (bind(listener, (void *)&a, sizeof a) || listen(listener, 4096)) die("listen");
    struct epoll_event e = {.events = EPOLLIN, .data.fd = listener}, got[256];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    for (;;) {
        int count = epoll_wait(epoll, got, 256, -1);
        for (int i = 0; i < count; i++) {
            int s = got[i].data.fd;
            if (s == listener) {
                while ((s = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    e.data.fd = s;
                    epoll_ctl(epoll, EPOLL_CTL_ADD, s, &e);
                }
                continue;
            }
            ssize_t size = recv(s, buffer, sizeof buffer, 0);
            if (size == 1 && send(s, buffer, size, MSG_NOSIGNAL) < 0) size = 0;
            if (size == 0 || (size < 0 && errno != EAGAIN)) close(s);
        }
    }
}

static void pour(const char *port, double total) {
    int s = open_connection(port);
    double start = now();
    for (double sent = 0; sent < total;) {
        ssize_t n = send(s, buffer, sizeof buffer, MSG_NOSIGNAL);
        if (n <= 0) die("send");
        sent += n;
    }
    shutdown(s, SHUT_WR);
    // The end comes back when all has been read.
    while (recv(s, buffer, sizeof buffer, 0) > 0) {}
    printf("%.0f\n", total / (now() - start));
}

static void rate(const char *port, double seconds, int clients) {
    int epoll = epoll_create1(0);
    struct sockaddr_in a = address(port);
    struct epoll_event e, got[256];
    long done = 0, failed = 0;
    double start = now(), end = start + seconds;
    int open = 0;
    while (now() < end || open > 0) {
        while (open < clients && now() < end) {
            int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            if (s < 0) die("socket");
            if (connect(s, (void *)&a, sizeof a) != 0 && errno != EINPROGRESS) {
                close(s);
                failed++;
                break;
            }
            send(s, "x", 1, MSG_NOSIGNAL);
            e.events = EPOLLIN;
            e.data.fd = s;
            epoll_ctl(epoll, EPOLL_CTL_ADD, s, &e);
            open++;
        }
        int count = epoll_wait(epoll, got, 256, 1000);
        if (count <= 0 && now() > end + 2) break;
        for (int i = 0; i < count; i++) {
            char byte;
            if (recv(got[i].data.fd, &byte, 1, 0) == 1) done++; else failed++;
            close(got[i].data.fd);
            open--;
        }
    }
    fprintf(stderr, failed ? "%ld failed\n" : "", failed);
    printf("%.0f\n", done / (now() - start));
}

static int smaller(const void *a, const void *b) { return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b); }

static void trip(const char *port, int count) {
    int s = open_connection(port);
    double *times = malloc(count * sizeof *times);
    char byte = 'x';
    for (int i = 0; i < count; i++) {
        double start = now();
        if (send(s, &byte, 1, 0) != 1 || recv(s, &byte, 1, 0) != 1) die("trip");
        times[i] = now() - start;
    }
    qsort(times, count, sizeof *times, smaller);
    printf("%.3f\n", times[count / 2] * 1e6);
}

static void hold(const char *port, int count) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (int i = 0; i < count; i++) {
        int s = open_connection(port);
        char byte = 'x';
        if (send(s, &byte, 1, 0) != 1 || recv(s, &byte, 1, 0) != 1) die("hold");
    }
    printf("%d\n", count);
    fflush(stdout);
    while (read(0, buffer, sizeof buffer) > 0) {}
}

int main(int count, char **words) {
    signal(SIGPIPE, SIG_IGN);
    if (count == 3 && !strcmp(words[1], "serve")) {
        struct rlimit limit;
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        serve(words[2]);
    } else if (count == 4 && !strcmp(words[1], "pour")) pour(words[2], atof(words[3]));
    else if (count == 5 && !strcmp(words[1], "connect")) rate(words[2], atof(words[3]), atoi(words[4]));
    else if (count == 4 && !strcmp(words[1], "trip")) trip(words[2], atoi(words[3]));
    else if (count == 4 && !strcmp(words[1], "hold")) hold(words[2], atoi(words[3]));
    else return 64;
}
