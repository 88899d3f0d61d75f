#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int yes = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    char line[200];
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) < 0 || listen(s, 5) < 0) {
        perror("listen");
        return 1;
    }
    int c = accept(s, NULL, NULL);
    FILE *in = fdopen(c, "r"), *out = fdopen(dup(c), "w");
    while (fgets(line, sizeof line, in)) {
        int x, y;
        if (sscanf(line, "%d %d", &x, &y) == 2)
            fprintf(out, "%d\n", x + y);
        else
            fprintf(out, "?\n");
        fflush(out);
    }
    fclose(in);
    fclose(out);
    close(s);
    return 0;
}
