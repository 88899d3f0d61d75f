#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[2])) };
    char c;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    inet_aton(argv[1], &a.sin_addr);
    if (connect(s, (struct sockaddr *)&a, sizeof a)) {
        perror(argv[1]);
        return 1;
    }
    write(s, "run\n", 4);
    while (recv(s, &c, 1, 0) > 0) // <- no-receive-timeout
        putchar(c);
    close(s);
    return 0;
}
