/* Acknowledges packets of 64 bytes. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct packet {
    char name[60];
    int value;
};

int main(int argc, char **argv) {
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, 5) < 0) return 1;
    int client = accept(server, NULL, NULL);
    struct packet packet;
    memset(&packet, 0, sizeof packet);
    while (recv(client, &packet, sizeof packet, 0) > 0) { /* <- one-receive-per-message */
        printf("%.59s\n", packet.name);
        send(client, "k", 1, MSG_NOSIGNAL);
    }
    close(client);
    close(server);
    return 0;
}
