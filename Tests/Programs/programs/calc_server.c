/* Calculator server: the client sends "3 + 4", the server answers "7". */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUF 256

int main(int argc, char *argv[]) {
    int fd, client, a, b, n, one = 1;
    char op, buf[BUF], answer[BUF];
    struct sockaddr_in addr;

    if (argc < 2) {
        printf("usage: %s port\n", argv[0]);
        return 1;
    }
    fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = INADDR_ANY;
    addr.sin_port = htons(atoi(argv[1]));
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) {
        perror("bind");
        return 1;
    }
    listen(fd, 5);
    client = accept(fd, NULL, NULL);
    while ((n = recv(client, buf, BUF - 1, 0)) > 0) { // <- one-receive-per-message, messages-merged
        buf[n] = '\0';
        if (sscanf(buf, "%d %c %d", &a, &op, &b) != 3) {
            strcpy(answer, "error\n");
        } else {
            int r = op == '+' ? a + b : op == '-' ? a - b : op == '*' ? a * b : 0;
            sprintf(answer, "%d\n", r);
        }
        write(client, answer, strlen(answer));
    }
    close(client);
    close(fd);
    return 0;
}
