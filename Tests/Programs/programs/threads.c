/* 300 threads, each with a connection of its own to the server thread */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define COUNT 300

static struct sockaddr_in where;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int answers;

static void *ask(void *arg)
{
    char byte = 0;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&where, sizeof where) == 0 && write(s, "?", 1) == 1 && read(s, &byte, 1) == 1) {
        pthread_mutex_lock(&lock);
        answers += byte == '!';
        pthread_mutex_unlock(&lock);
    }
    close(s);
    return NULL;
}

static void *serve(void *arg)
{
    int s = *(int *)arg;
    for (int i = 0; i < COUNT; i++) {
        char byte;
        int c = accept(s, NULL, NULL);
        if (read(c, &byte, 1) == 1)
            send(c, "!", 1, MSG_NOSIGNAL);
        close(c);
    }
    return NULL;
}

int main(void)
{
    pthread_t server, clients[COUNT];
    pthread_attr_t small;
    int yes = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    where.sin_family = AF_INET;
    where.sin_port = htons(9090);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&where, sizeof where) || listen(s, COUNT)) {
        perror("server");
        return 1;
    }
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 128 * 1024);
    pthread_create(&server, &small, serve, &s);
    for (int i = 0; i < COUNT; i++)
        pthread_create(&clients[i], &small, ask, NULL);
    for (int i = 0; i < COUNT; i++)
        pthread_join(clients[i], NULL);
    pthread_join(server, NULL);
    close(s);
    printf("%d answers\n", answers);
    return 0;
}
