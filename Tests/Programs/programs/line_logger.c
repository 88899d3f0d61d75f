#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <unistd.h>

static void serve(int c)
{
    char buf[512];
    while (1) {
        int n = read(c, buf, sizeof buf); // <- end-of-stream-ignored
        if (n < 0) {
            perror("read");
            return;
        }
        fwrite(buf, 1, n, stdout);
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in me;
    bzero(&me, sizeof me);
    me.sin_family = AF_INET;
    me.sin_port = htons(4000);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (void *)&me, sizeof me)) { perror("bind"); exit(1); }
    listen(s, 3);
    serve(accept(s, 0, 0));
    return 0;
}
