/* every message is one byte: u(p), d(own) or q(uit) */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int floor = 0, yes = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    char command;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) < 0 || listen(s, 2) < 0) {
        perror("elevator");
        return 1;
    }
    int c = accept(s, NULL, NULL);
    while (recv(c, &command, 1, 0) == 1 && command != 'q') {
        floor += command == 'u' ? 1 : command == 'd' ? -1 : 0;
        char reply = '0' + floor;
        send(c, &reply, 1, MSG_NOSIGNAL);
    }
    close(c);
    close(s);
    printf("stopped at floor %d\n", floor);
    return 0;
}
