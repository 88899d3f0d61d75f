#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char buf[128];
    struct sockaddr_in to;
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    memset(&to, 0, sizeof to);
    to.sin_family = AF_INET;
    to.sin_port = htons(9091);
    to.sin_addr.s_addr = inet_addr("127.0.0.1");
    sendto(fd, "hello", 5, 0, (struct sockaddr *)&to, sizeof to); // <- unconnected-udp-hides-errors
    int n = recvfrom(fd, buf, sizeof buf, 0, NULL, NULL); // <- unconnected-udp-hides-errors
    printf("reply of %d bytes\n", n);
    return 0;
}
