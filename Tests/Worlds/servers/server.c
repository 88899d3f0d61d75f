/* The worlds' C server: server PORT [ADDRESS [MODE]]; modes echo, no-accept, no-listen, udp, silent, reset. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void *answer(void *argument)
{
    int client = (int)(long)argument;
    char buffer[1024];
    ssize_t n;
    while ((n = read(client, buffer, sizeof buffer)) > 0)
        if (write(client, buffer, n) != n)
            break;
    close(client);
    return NULL;
}

int main(int argc, char **argv)
{
    int port = argc > 1 ? atoi(argv[1]) : 9090, one = 1;
    const char *address = argc > 2 ? argv[2] : "0.0.0.0", *mode = argc > 3 ? argv[3] : "echo";
    int backlog = argc > 4 ? atoi(argv[4]) : 16;
    if (getenv("SERVER_PORT")) { /* the arguments belong to the program that is imitated */
        port = atoi(getenv("SERVER_PORT"));
        address = "0.0.0.0";
        mode = "echo";
        backlog = 16;
    }
    int six = strchr(address, ':') != NULL, udp = strncmp(mode, "udp", 3) == 0;
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    struct sockaddr *where = six ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4;
    socklen_t length = six ? sizeof v6 : sizeof v4;
    if (strcmp(mode, "swapped") == 0) /* the missing htons */
        v4.sin_port = port;
    inet_pton(six ? AF_INET6 : AF_INET, address, six ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr);
    int server = socket(six ? AF_INET6 : AF_INET, udp ? SOCK_DGRAM : SOCK_STREAM, 0);
    if (!udp)
        setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(server, where, length) != 0) {
        perror("bind");
        return 1;
    }
    if (udp) {
        char buffer[2048];
        struct sockaddr_in6 peer;
        for (;;) {
            socklen_t size = sizeof peer;
            ssize_t n = recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *)&peer, &size);
            if (n >= 0)
                sendto(server, buffer, n, 0, (struct sockaddr *)&peer, size);
        }
    }
    if (strcmp(mode, "no-listen") == 0)
        for (;;)
            pause();
    if (listen(server, backlog) != 0) {
        perror("listen");
        return 1;
    }
    if (strcmp(mode, "no-accept") == 0)
        for (;;)
            pause();
    for (;;) {
        int client = accept(server, NULL, NULL);
        pthread_t thread;
        if (client < 0) {
            perror("accept");
            usleep(20000);
            continue;
        }
        if (strcmp(mode, "silent") == 0)
            continue;
        if (strcmp(mode, "reset") == 0) {
            struct linger now = {1, 0};
            setsockopt(client, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            close(client);
            continue;
        }
        if (pthread_create(&thread, NULL, answer, (void *)(long)client) == 0)
            pthread_detach(thread);
    }
}
