#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAXLINE 32

int main(void)
{
    char buffer[MAXLINE];
    struct sockaddr_in servaddr = {0}, cliaddr;
    int sockfd = socket(AF_INET, SOCK_DGRAM, 0);

    servaddr.sin_family = AF_INET;
    servaddr.sin_addr.s_addr = INADDR_ANY;
    servaddr.sin_port = htons(8080);
    if (bind(sockfd, (const struct sockaddr *)&servaddr, sizeof(servaddr)) < 0) {
        perror("bind failed");
        return 1;
    }
    for (int i = 0; i < 3; i++) {
        socklen_t len = sizeof(cliaddr);
        int n = recvfrom(sockfd, buffer, MAXLINE, 0, (struct sockaddr *)&cliaddr, &len); // <- receive-buffer-too-small
        printf("Client : %.*s\n", n, buffer);
        sendto(sockfd, "ok", 2, 0, (struct sockaddr *)&cliaddr, len);
    }
    close(sockfd);
    return 0;
}
