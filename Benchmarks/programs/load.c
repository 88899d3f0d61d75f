// Programs whose time a watcher could cost: `udp N` calls on loopback, `files N` opens and reads, `echo N` round trips
// between two processes, `storm N` processes that end at once.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int bound(int type, struct sockaddr_in *address) {
    int on = 1, fd = socket(AF_INET, type, 0);
    socklen_t length = sizeof *address;
    *address = loopback(0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (void *)address, sizeof *address) != 0) exit(2);
    getsockname(fd, (void *)address, &length);
    return fd;
}

static void udp(long count) {
    struct sockaddr_in address;
    int server = bound(SOCK_DGRAM, &address), client = socket(AF_INET, SOCK_DGRAM, 0);
    char buffer[64];
    for (long i = 0; i < count / 2; i++) {
        sendto(client, "0123456789abcdef", 16, 0, (void *)&address, sizeof address);
        recvfrom(server, buffer, sizeof buffer, 0, NULL, NULL);
    }
}

static void files(long count) {
    char buffer[64];
    for (long i = 0; i < count; i++) {
        int fd = open("/proc/self/comm", O_RDONLY);
        if (read(fd, buffer, sizeof buffer) < 0) exit(2);
        close(fd);
    }
}

static void echo(long count) {
    struct sockaddr_in address;
    int on = 1, listener = bound(SOCK_STREAM, &address);
    listen(listener, 16);
    char buffer[256];
    if (fork() == 0) {
        int client = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(client, (void *)&address, sizeof address) != 0) _exit(2);
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        for (long i = 0; i < count; i++)
            if (write(client, "hello, server\n", 14) != 14 || read(client, buffer, sizeof buffer) <= 0) _exit(2);
        _exit(0);
    }
    int connection = accept(listener, NULL, NULL);
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ssize_t got;
    while ((got = read(connection, buffer, sizeof buffer)) > 0)
        if (write(connection, buffer, (size_t)got) != got) exit(2);
    wait(NULL);
}

static void storm(long count) {
    for (long i = 0; i < count; i++) {
        pid_t child = vfork();
        if (child == 0) {
            execl("/bin/true", "true", NULL);
            _exit(127);
        }
        waitpid(child, NULL, 0);
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    long count = atol(argv[2]);
    if (strcmp(argv[1], "udp") == 0) udp(count);
    if (strcmp(argv[1], "files") == 0) files(count);
    if (strcmp(argv[1], "echo") == 0) echo(count);
    if (strcmp(argv[1], "storm") == 0) storm(count);
    return 0;
}
