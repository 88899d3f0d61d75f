#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char name[64] = "", password[64] = "";
    int one = 1, fd, client;
    struct sockaddr_in me = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};

    fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
    if (bind(fd, (struct sockaddr *)&me, sizeof(me)) < 0 || listen(fd, 5) < 0)
        return 1;
    client = accept(fd, NULL, NULL);
    if (recv(client, name, sizeof(name) - 1, 0) < 0) // <- one-receive-per-message, messages-merged
        return 1;
    if (recv(client, password, sizeof(password) - 1, 0) < 0)
        return 1;
    printf("%s logs in with %s\n", name, password);
    close(client);
    close(fd);
    return 0;
}
