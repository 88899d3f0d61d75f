#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SIZE 12000000

int main(int argc, char **argv)
{
    struct sockaddr_in sa = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    char *image = malloc(SIZE);
    int s, c, yes = 1;

    memset(image, '#', SIZE);
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&sa, sizeof sa) < 0 || listen(s, 5) < 0) {
        perror(argv[0]);
        return 1;
    }
    c = accept(s, NULL, NULL);
    fcntl(c, F_SETFL, fcntl(c, F_GETFL) | O_NONBLOCK);
    struct pollfd p = { c, POLLOUT, 0 };
    poll(&p, 1, 1000);
    if (send(c, image, SIZE, 0) < 0) // <- short-send-ignored
        perror("send");
    else
        printf("image sent\n");
    close(c);
    close(s);
    free(image);
    return 0;
}
