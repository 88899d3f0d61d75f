/* server and client in one program: the parent serves, the child asks */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in where;

static void client(void)
{
    char text[64];
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&where, sizeof where) < 0)
        exit(1);
    int n = read(s, text, sizeof text); // <- deadlock-both-receiving
    write(s, "thanks", 6);
    exit(0);
}

int main(void)
{
    char text[64];
    int s = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    where.sin_family = AF_INET;
    where.sin_port = htons(3030);
    where.sin_addr.s_addr = inet_addr("127.0.0.1");
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bind(s, (struct sockaddr *)&where, sizeof where);
    listen(s, 1);
    if (fork() == 0)
        client();
    int c = accept(s, NULL, NULL);
    int n = read(c, text, sizeof text); // <- deadlock-both-receiving
    write(c, "hello", 5);
    wait(NULL);
    return 0;
}
