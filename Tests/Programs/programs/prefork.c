#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int yes = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) < 0 || listen(s, 50) < 0)
        return 1;
    for (int i = 0; i < 4; i++) {
        if (fork() == 0) {
            for (int served = 0; served < 3; served++) {
                int c = accept(s, NULL, NULL);
                char byte;
                while (read(c, &byte, 1) == 1)
                    write(c, &byte, 1);
                close(c);
            }
            exit(0);
        }
    }
    close(s);
    while (wait(NULL) > 0)
        ;
    puts("all workers are done");
    return 0;
}
