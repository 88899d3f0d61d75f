/* reads all that is there without waiting, and lines out of it */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    static char box[10000];
    size_t used = 0;
    int lines = 0, c = socket(AF_INET, SOCK_STREAM, 0);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(c, (struct sockaddr *)&a, sizeof a))
        return 1;
    for (;;) {
        fd_set set;
        struct timeval patience = { 2, 0 };
        FD_ZERO(&set);
        FD_SET(c, &set);
        if (select(c + 1, &set, NULL, NULL, &patience) <= 0)
            break;
        ssize_t n;
        while ((n = recv(c, box + used, sizeof box - used, MSG_DONTWAIT)) > 0)
            used += n;
        for (char *end; (end = memchr(box, '\n', used)); lines++)
            memmove(box, end + 1, used -= end + 1 - box);
        if (n == 0)
            break;
    }
    printf("%d lines, %zu bytes left\n", lines, used);
    close(c);
    return 0;
}
