#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 9090

int main()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in server;
    server.sin_family = AF_INET;
    server.sin_port = PORT;
    server.sin_addr.s_addr = inet_addr("127.0.0.1");
    printf("connecting to port %d\n", PORT);
    if (connect(s, (struct sockaddr *)&server, sizeof(server)) < 0) { // <- port-bytes-swapped
        perror("connect failed");
        return 1;
    }
    write(s, "hello\n", 6);
    close(s);
    return 0;
}
