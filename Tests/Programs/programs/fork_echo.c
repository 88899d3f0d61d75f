#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void reap(int sig)
{
    int saved = errno;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved;
}

static void echo(int c)
{
    char buf[2000];
    ssize_t n;
    while ((n = read(c, buf, sizeof buf)) > 0) {
        char *p = buf;
        while (n > 0) {
            ssize_t w = write(c, p, n);
            if (w <= 0)
                return;
            p += w;
            n -= w;
        }
    }
}

int main(int argc, char **argv)
{
    struct sigaction sa = { .sa_handler = reap, .sa_flags = SA_RESTART };
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int yes = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    sigaction(SIGCHLD, &sa, NULL);
    signal(SIGPIPE, SIG_IGN);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 20)) {
        perror("fork_echo");
        return 1;
    }
    for (;;) {
        int c = accept(s, NULL, NULL);
        if (c < 0)
            continue;
        if (fork() == 0) {
            close(s);
            echo(c);
            _exit(0);
        }
        close(c);
    }
}
