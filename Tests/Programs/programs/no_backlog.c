#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void *answer(void *arg)
{
    int c = (int)(long)arg;
    write(c, "ok\n", 3);
    close(c);
    return NULL;
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(8081)};
    int i, one = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(s, (struct sockaddr *)&a, sizeof a) == -1) {
        perror("bind");
        return 1;
    }
    listen(s, 0); // <- backlog-too-small
    sleep(1);     // reads its configuration
    for (i = 0;; i++) {
        pthread_t t;
        int c = accept(s, NULL, NULL);
        pthread_create(&t, NULL, answer, (void *)(long)c);
        pthread_detach(t);
    }
}
