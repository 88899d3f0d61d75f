#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
    struct sockaddr_in all = { .sin_family = AF_INET, .sin_port = htons(9092) };
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    inet_pton(AF_INET, argv[1], &all.sin_addr);
    if (sendto(s, "anyone?", 7, 0, (struct sockaddr *)&all, sizeof all) < 0) { // <- broadcast-not-enabled
        perror("sendto");
        return 1;
    }
    return 0;
}
