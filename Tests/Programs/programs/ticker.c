// Sends the time (a counter) to the client, ten times a second.
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    struct sockaddr_in address = {0};
    address.sin_family = AF_INET;
    address.sin_port = htons(atoi(argv[1]));
    bind(listener, (struct sockaddr *)&address, sizeof(address));
    listen(listener, 5);
    for (;;) {
        int client = accept(listener, NULL, NULL);
        char line[40];
        for (int tick = 0; tick < 20; tick++) {
            sprintf(line, "tick %d\n", tick);
            write(client, line, strlen(line)); // <- write-after-close
            usleep(50000);
        }
        close(client);
    }
}
