/* One process for each client */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void child(int c)
{
    char b[100];
    int n;
    while ((n = read(c, b, sizeof b)) > 0)
        write(c, b, n);
    exit(0);
}

int main(int argc, char **argv)
{
    int s = socket(PF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in sin = { AF_INET, htons(atoi(argv[1])) };
    signal(SIGCHLD, SIG_IGN);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(int));
    if (bind(s, (struct sockaddr *)&sin, sizeof sin) == -1 || listen(s, 8) == -1)
        return 1;
    while (1) {
        int c = accept(s, NULL, NULL); // <- connection-never-closed
        if (c == -1)
            continue;
        if (fork() == 0) {
            close(s);
            child(c);
        }
    }
}
