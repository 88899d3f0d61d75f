#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* reads one line, byte by byte */
int read_line(int fd, char *line, int max)
{
    int n = 0;
    while (n < max - 1) {
        if (recv(fd, line + n, 1, 0) <= 0) // <- delimiter-missing, deadlock-both-receiving
            return -1;
        if (line[n++] == '\n')
            break;
    }
    line[n] = 0;
    return n;
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int s = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    char line[100];
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 1)) {
        perror("server");
        return 1;
    }
    int c = accept(s, 0, 0);
    if (read_line(c, line, sizeof line) > 0)
        write(c, "OK\n", 3);
    close(c);
    return 0;
}
