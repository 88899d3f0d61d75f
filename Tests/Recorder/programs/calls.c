/* Calls of one kind each, told by the first argument; used by run.py. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHECK(x) do { if (!(x)) { printf("FAILED line %d: %s errno %d\n", __LINE__, #x, errno); exit(9); } } while (0)
extern char **environ;
static struct sockaddr_in address;
static socklen_t size = sizeof address;

static int bound(int type) {
    int fd = socket(AF_INET, type, 0);
    address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    CHECK(fd >= 0 && bind(fd, (void *)&address, sizeof address) == 0);
    CHECK(getsockname(fd, (void *)&address, &size) == 0);
    return fd;
}
static void pair(int fds[2]) {
    int listener = bound(SOCK_STREAM);
    CHECK(listen(listener, 5) == 0);
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(connect(fds[0], (void *)&address, sizeof address) == 0);
    fds[1] = accept(listener, NULL, NULL);
    CHECK(fds[1] >= 0);
    close(listener);
}

static void tcp(void) {
    int f[2];
    char buffer[4096], more[8];
    pair(f);
    CHECK(send(f[0], "one", 3, MSG_NOSIGNAL) == 3);
    CHECK(send(f[0], "two\n", 4, 0) == 4);
    usleep(20000);
    CHECK(recv(f[1], buffer, 5, 0) == 5);          /* a merge: 2 segments, 2 bytes unread */
    CHECK(read(f[1], buffer, sizeof buffer) == 2);
    struct iovec parts[2] = {{"abc", 3}, {"defg", 4}}, into[2] = {{more, 2}, {buffer, 100}};
    CHECK(writev(f[1], parts, 2) == 7);
    CHECK(readv(f[0], into, 2) == 7);
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    CHECK(sendmsg(f[1], &message, 0) == 7);
    CHECK(recv(f[0], buffer, 100, MSG_PEEK) == 7);
    struct msghdr back = {.msg_iov = into, .msg_iovlen = 2};
    CHECK(recvmsg(f[0], &back, MSG_WAITALL * 0) == 7);
    CHECK(dprintf(f[0], "n %d\n", 42) == 5);
    CHECK(read(f[1], buffer, 100) == 5 && memcmp(buffer, "n 42\n", 5) == 0);
    int waiting = -1;
    CHECK(ioctl(f[1], FIONREAD, &waiting) == 0 && waiting == 0);
    CHECK(fcntl(f[1], F_SETFL, fcntl(f[1], F_GETFL) | O_NONBLOCK) == 0);
    for (int i = 0; i < 1000; i++) CHECK(recv(f[1], buffer, 100, 0) == -1 && errno == EAGAIN);
    struct pollfd p = {f[1], POLLIN, 0};
    CHECK(poll(&p, 1, 30) == 0);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(f[1], &set);
    struct timeval t = {0, 20000};
    CHECK(select(f[1] + 1, &set, NULL, NULL, &t) == 0);
    int off = 0;
    CHECK(ioctl(f[1], FIONBIO, &off) == 0);
    struct timeval timeout = {0, 20000};
    CHECK(setsockopt(f[1], SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) == 0);
    CHECK(recv(f[1], buffer, 100, 0) == -1 && errno == EAGAIN);
    CHECK(shutdown(f[0], SHUT_WR) == 0);
    CHECK(recv(f[1], buffer, 100, 0) == 0);
    int copy = dup(f[1]);
    CHECK(copy >= 0 && dup2(copy, 77) == 77);
    close(copy);
    close(77);
    FILE *stream = fdopen(f[1], "w");
    fprintf(stream, "x\n");
    fclose(stream);
    close(f[0]);
}

static void udp(void) {
    int a = bound(SOCK_DGRAM), b = socket(AF_INET, SOCK_DGRAM, 0);
    char buffer[280], big[300];
    memset(big, 'b', sizeof big);
    struct sockaddr_in from;
    for (int i = 0; i < 5; i++) CHECK(sendto(b, big, sizeof big, 0, (void *)&address, sizeof address) == 300);
    CHECK(sendto(b, "", 0, 0, (void *)&address, sizeof address) == 0);
    CHECK(recv(a, buffer, sizeof buffer, 0) == 280);
    CHECK(read(a, buffer, sizeof buffer) == 280);
    socklen_t length = sizeof from;
    CHECK(recvfrom(a, buffer, sizeof buffer, 0, (void *)&from, &length) == 280 && length == sizeof from);
    CHECK(from.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
    length = 4;
    memset(&from, 0x55, sizeof from);
    CHECK(recvfrom(a, buffer, sizeof buffer, MSG_TRUNC, (void *)&from, &length) == 300 && length == sizeof from);
    // The sender's own port is asked for: any byte of a port that the kernel chose may be the filler's.
    struct sockaddr_in sender;
    socklen_t whole = sizeof sender;
    CHECK(getsockname(b, (void *)&sender, &whole) == 0);
    CHECK(from.sin_port == sender.sin_port && ((unsigned char *)&from)[4] == 0x55);
    CHECK(read(a, buffer, 0) == 0);
    CHECK(recv(a, big, sizeof big, 0) == 300);
    CHECK(recv(a, big, sizeof big, 0) == 0);
    length = (socklen_t)-1;
    sendto(b, "x", 1, 0, (void *)&address, sizeof address);
    CHECK(recvfrom(a, buffer, sizeof buffer, 0, (void *)&from, &length) == -1 && errno == EINVAL);
    CHECK(recv(a, buffer, 1, MSG_DONTWAIT) == -1 && errno == EAGAIN);
    sendto(b, "y", 1, 0, (void *)&address, sizeof address);
    CHECK(recv(a, (void *)8, 10, 0) == -1 && errno == EFAULT);
    CHECK(send(b, "z", 1, 0) == -1 && errno == EDESTADDRREQ);
    struct mmsghdr many[2];
    struct iovec parts[2] = {{"m1", 2}, {"m22", 3}};
    memset(many, 0, sizeof many);
    for (int i = 0; i < 2; i++)
        many[i].msg_hdr =
            (struct msghdr){.msg_name = &address, .msg_namelen = size, .msg_iov = &parts[i], .msg_iovlen = 1};
    CHECK(sendmmsg(b, many, 2, 0) == 2);
    struct iovec into[2] = {{buffer, 2}, {big, 100}};
    for (int i = 0; i < 2; i++) many[i].msg_hdr = (struct msghdr){.msg_iov = &into[i], .msg_iovlen = 1};
    CHECK(recvmmsg(a, many, 2, 0, NULL) == 2 && many[1].msg_len == 3);
}

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static void *thread_one(void *unused) {
    int f[2];
    pthread_mutex_lock(&one);                      /* `address` is one for all */
    pair(f);
    pthread_mutex_unlock(&one);
    char c;
    for (int i = 0; i < 20; i++) CHECK(write(f[0], "t", 1) == 1 && read(f[1], &c, 1) == 1);
    close(f[0]);
    close(f[1]);
    return unused;
}
static void threads(void) {
    pthread_t all[500];
    for (int i = 0; i < 500; i++) CHECK(pthread_create(&all[i], NULL, thread_one, NULL) == 0);
    for (int i = 0; i < 500; i++) pthread_join(all[i], NULL);
}

static void children(void) {
    int f[2];
    pair(f);
    for (int i = 0; i < 2000; i++) {
        pid_t child = fork();
        if (child == 0) {
            if (write(f[0], "c", 1) != 1) _exit(1);
            _exit(0);
        }
        int status;
        CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
        char c;
        CHECK(read(f[1], &c, 1) == 1);
    }
}

static void connections(void) {
    int listener = bound(SOCK_STREAM);
    CHECK(listen(listener, 100) == 0);
    struct linger hard = {1, 0};
    for (int i = 0; i < 100000; i++) {
        int c = socket(AF_INET, SOCK_STREAM, 0);
        CHECK(c >= 0 && connect(c, (void *)&address, sizeof address) == 0);
        int s = accept(listener, NULL, NULL);
        CHECK(s >= 0);
        setsockopt(c, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close(c);
        close(s);
    }
}

static void daemonise(const char *how) {
    int fd = bound(SOCK_DGRAM);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child) {
        int status;
        waitpid(child, &status, 0);
        exit(WEXITSTATUS(status));
    }
    setsid();
    if (strcmp(how, "range") == 0) CHECK(close_range(3, ~0U, 0) == 0);
    else if (strcmp(how, "from") == 0) closefrom(3);
    else for (int i = 3; i < 1000000; i++) close(i);
    CHECK(fcntl(fd, F_GETFD) == -1 && errno == EBADF);
    int again = bound(SOCK_DGRAM);
    CHECK(again == 3);
    CHECK(sendto(again, "d", 1, 0, (void *)&address, size) == 1);
    char c;
    CHECK(read(again, &c, 1) == 1);
    int file = open("/etc/hostname", O_RDONLY);
    CHECK(file == 4 && read(file, &c, 1) == 1);
    _exit(7);
}

static void starting(char *self) {
    int f[2];
    pair(f);
    char *show[] = {self, "inherited", NULL};
    int status;
    pid_t child = vfork();
    if (child == 0) {
        close(f[0]);
        execv(self, show);
        _exit(1);
    }
    CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5);
    CHECK(send(f[0], "v", 1, 0) == 1);            /* still known here */
    CHECK(posix_spawn(&child, self, NULL, NULL, show, environ) == 0);
    CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5);
    char *empty[] = {"ONLY=1", NULL};
    CHECK(posix_spawnp(&child, self, NULL, NULL, show, empty) == 0);
    CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5);
    char command[1000];
    snprintf(command, sizeof command, "%s inherited", self);
    CHECK(WEXITSTATUS(system(command)) == 5);
    FILE *stream = popen(command, "r");
    CHECK(WEXITSTATUS(pclose(stream)) == 5);
    CHECK(WEXITSTATUS(system("exit 3")) == 3);
    CHECK(WTERMSIG(system("kill -9 $$")) == 9);
    fflush(stdout);
    execl(self, self, "inherited", (char *)NULL);
}

static volatile sig_atomic_t signals;
static int storm_fd;
static void on_signal(int number) {
    (void)number;
    int error = errno;
    signals++;
    if (send(storm_fd, "s", 1, MSG_DONTWAIT) < 0 && errno != EAGAIN) _exit(8);
    if (signals % 50 == 0) {
        pid_t child = fork();
        if (child == 0) _exit(0);
        if (child > 0) waitpid(child, NULL, 0);
    }
    errno = error;
}
static void storm(void) {
    int f[2];
    char buffer[64];
    pair(f);
    storm_fd = f[0];
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    struct itimerspec every = {{0, 200000}, {0, 200000}};
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    CHECK(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 && timer_settime(timer, 0, &every, NULL) == 0);
    while (signals < 1500) {
        ssize_t n = recv(f[1], buffer, sizeof buffer, 0);
        if (n < 0) CHECK(errno == EINTR);
        CHECK(send(f[1], buffer, 1, MSG_DONTWAIT) == 1 || errno == EAGAIN || errno == EINTR);
        recv(f[0], buffer, sizeof buffer, MSG_DONTWAIT);
    }
    struct itimerspec none = {{0, 0}, {0, 0}};
    timer_settime(timer, 0, &none, NULL);
}

static void *waits(void *argument) {
    char c;
    pthread_setname_np(pthread_self(), "late");
    recv(*(int *)argument, &c, 1, 0);
    return NULL;
}
static void hang(void) {
    int f[2];
    pair(f);
    pthread_t t;
    pthread_create(&t, NULL, waits, &f[1]);
    puts("ready");
    fflush(stdout);
    char c;
    if (read(0, &c, 1) < 0) exit(1);
    pthread_cancel(t);
    void *result;
    pthread_join(t, &result);
    CHECK(result == PTHREAD_CANCELED);
    puts("cancelled");
}

static void forever(void) {
    int f[2];
    char c;
    pair(f);
    for (;;) if (send(f[0], "f", 1, 0) != 1 || recv(f[1], &c, 1, 0) != 1) exit(1);
}

static void flood(void) {
    int f[2];
    char c;
    pair(f);
    for (int i = 0; i < 20000; i++) CHECK(send(f[0], "f", 1, 0) == 1 && recv(f[1], &c, 1, 0) == 1);
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    if (strcmp(what, "tcp") == 0) tcp();
    else if (strcmp(what, "udp") == 0) udp();
    else if (strcmp(what, "threads") == 0) threads();
    else if (strcmp(what, "children") == 0) children();
    else if (strcmp(what, "connections") == 0) connections();
    else if (strcmp(what, "daemon") == 0) daemonise(argv[2]);
    else if (strcmp(what, "starting") == 0) starting(argv[0]);
    else if (strcmp(what, "storm") == 0) storm();
    else if (strcmp(what, "hang") == 0) hang();
    else if (strcmp(what, "forever") == 0) forever();
    else if (strcmp(what, "flood") == 0) flood();
    else if (strcmp(what, "inherited") == 0) {
        for (char **e = environ; *e; e++)
            if (strncmp(*e, "SOCKDOCTOR", 10) == 0 || strstr(*e, "sockwatch")) puts(*e);
        return 5;
    } else return 64;
    puts("done");
    return 3;
}
