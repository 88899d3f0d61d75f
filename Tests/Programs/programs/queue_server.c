#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void serve(int client)
{
    char byte;
    while (read(client, &byte, 1) == 1) { // <- one-client-at-a-time
        if (byte == 'q')
            break;
        write(client, &byte, 1);
    }
    close(client);
}

int main(int argc, char **argv)
{
    int on = 1, server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in addr;
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(4444);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *)&addr, sizeof addr) < 0)
        return perror("bind"), 1;
    listen(server, 5);
    for (;;)
        serve(accept(server, NULL, NULL)); // <- one-client-at-a-time
}
