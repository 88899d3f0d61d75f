#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int sock;

int next_client(void)
{
    int c = accept(sock, NULL, NULL); // <- connection-never-closed
    if (c < 0) {
        perror("accept");
        exit(1);
    }
    return c;
}

int main(int argc, char *argv[])
{
    struct sockaddr_in a;
    int on = 1, count = 0;
    memset(&a, 0, sizeof a);
    a.sin_family = AF_INET;
    a.sin_port = htons(atoi(argv[1]));
    sock = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(sock, (struct sockaddr *)&a, sizeof a) < 0)
        return 1;
    listen(sock, 10);
    while (1) {
        int c = next_client();
        dprintf(c, "Mon 1 Jan, visitor %d\n", ++count);
    }
}
