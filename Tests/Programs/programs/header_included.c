#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

struct message {
    uint32_t length;
    char text[60];
};

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    struct timeval one = { 1, 0 };
    struct message m;
    char reply[64];
    int s = socket(AF_INET, SOCK_STREAM, 0);

    inet_aton("127.0.0.1", &a.sin_addr);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &one, sizeof one);
    if (connect(s, (void *)&a, sizeof a) < 0)
        return 1;
    strcpy(m.text, "temperature");
    m.length = htonl(sizeof m.length + strlen(m.text));
    write(s, &m, sizeof m.length + strlen(m.text)); // <- length-includes-header
    if (read(s, reply, sizeof reply) <= 0)
        puts("no reply");
    fflush(stdout);
    close(s);
    return 0;
}
