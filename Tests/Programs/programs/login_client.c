#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <netdb.h>
#include <sys/socket.h>

/* the server greets, then asks for the name; after that it says how many messages wait */
int main(int argc, char **argv)
{
    struct addrinfo hints, *res;
    char text[200];
    int s, n;

    memset(&hints, 0, sizeof(hints));
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo("127.0.0.1", argv[1], &hints, &res) != 0)
        return 2;
    s = socket(res->ai_family, res->ai_socktype, 0);
    if (connect(s, res->ai_addr, res->ai_addrlen) < 0)
        return 1;
    n = recv(s, text, sizeof(text) - 1, 0); // <- one-receive-per-message, messages-merged
    text[n] = 0;
    printf("greeting: %s\n", text);
    n = recv(s, text, sizeof(text) - 1, 0); // <- one-receive-per-message, messages-merged
    text[n > 0 ? n : 0] = 0;
    printf("question: %s\n", text);
    write(s, "ana", 3);
    close(s);
    freeaddrinfo(res);
    return 0;
}
