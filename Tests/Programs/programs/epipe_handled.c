#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int yes = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    signal(SIGPIPE, SIG_IGN);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) < 0 || listen(s, 5) < 0)
        return perror("start"), 1;
    for (int served = 0; served < 2; served++) {
        int c = accept(s, NULL, NULL);
        for (int i = 0; i < 20; i++) {
            if (write(c, "x", 1) != 1) {
                printf("client %d has left\n", served);
                break;
            }
            usleep(20000);
        }
        close(c);
    }
    return 0;
}
