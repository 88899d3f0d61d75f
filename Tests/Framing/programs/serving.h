// Shared by the C servers: a process for each client.
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static ssize_t __attribute__((unused)) read_all(int fd, char *to, size_t n) {
    size_t have = 0;
    while (have < n) {
        ssize_t got = read(fd, to + have, n - have);
        if (got <= 0) break;
        have += (size_t)got;
    }
    return (ssize_t)have;
}

static void write_all(int fd, const char *from, size_t n) {
    while (n > 0) {
        ssize_t put = write(fd, from, n);
        if (put <= 0) return;
        from += put;
        n -= (size_t)put;
    }
}

static int serve(int argc, char **argv, void (*handle)(int)) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    if (argc < 2) return 2;
    address.sin_port = htons((unsigned short)atoi(argv[1]));
    signal(SIGCHLD, SIG_IGN);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 64) != 0) return 1;
    puts("ready");
    fflush(stdout);
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) continue;
        if (fork() == 0) {
            handle(fd);
            _exit(0);
        }
        close(fd);
    }
}
