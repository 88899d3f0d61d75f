#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int port = atoi(argv[1]);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    struct sockaddr_in addr;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = INADDR_ANY;
    addr.sin_port = port;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // <- port-bytes-swapped
        perror("bind");
        return 1;
    }
    listen(s, 5);
    printf("listening on port %d\n", port);
    fflush(stdout);
    int c = accept(s, NULL, NULL);
    close(c);
    return 0;
}
