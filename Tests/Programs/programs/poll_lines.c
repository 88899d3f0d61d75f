/* chat server with poll(); a line is a message, however it arrives */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX 20

static struct pollfd fds[MAX];
static char text[MAX][500];
static int used[MAX];
static int count = 1;

static void send_all(int fd, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t n = send(fd, data, length, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        data += n;
        length -= n;
    }
}

static void drop(int i)
{
    close(fds[i].fd);
    count--;
    fds[i] = fds[count];
    memcpy(text[i], text[count], sizeof text[i]);
    used[i] = used[count];
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[1])) };
    int i, j, s = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 10)) {
        perror("server");
        return 1;
    }
    fds[0].fd = s;
    fds[0].events = POLLIN;
    while (poll(fds, count, -1) > 0) {
        if (fds[0].revents & POLLIN && count < MAX) {
            fds[count].fd = accept(s, NULL, NULL);
            fds[count].events = POLLIN;
            fds[count].revents = 0;
            used[count++] = 0;
        }
        for (i = count - 1; i > 0; i--) {
            if (!(fds[i].revents & (POLLIN | POLLHUP | POLLERR)))
                continue;
            ssize_t n = recv(fds[i].fd, text[i] + used[i], sizeof text[i] - used[i], 0);
            if (n <= 0) {
                drop(i);
                if (count == 1)
                    return 0;
                continue;
            }
            used[i] += n;
            char *end;
            while ((end = memchr(text[i], '\n', used[i]))) {
                int length = end - text[i] + 1;
                for (j = 1; j < count; j++)
                    if (j != i)
                        send_all(fds[j].fd, text[i], length);
                memmove(text[i], end + 1, used[i] -= length);
            }
            if (used[i] == sizeof text[i])
                drop(i);
        }
    }
    return 1;
}
