/* Measures programs with and without the recorder: a reader that empties the ring as fast as it can, and the programs.
   measure LIBRARY CASE ROUNDS -- prints the seconds of each round: plain and watched, then those
   of the processor (which a busy machine does not distort), then records lost and told.
   Cases: udp, files, echo, spawn, sh. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "watch_record.h"

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct watch_header *region;
static uint8_t *ring;
static volatile int reading = 1;
static uint64_t records;
enum { UNITS = 1 << 18 };

static void *empty_ring(void *unused) {
    uint64_t tail = 0;
    while (reading) {
        __atomic_store_n(&region->heartbeat, (uint64_t)(seconds() * 1e9), __ATOMIC_RELAXED);
        uint64_t head = __atomic_load_n(&region->head, __ATOMIC_ACQUIRE), before = tail;
        while (tail < head) {
            struct watch_record *record = (void *)(ring + (tail & (UNITS - 1)) * WATCH_UNIT);
            if (__atomic_load_n(&record->stamp, __ATOMIC_ACQUIRE) != tail + 1) break;
            tail += record->units;
            records++;
        }
        __atomic_store_n(&region->tail, tail, __ATOMIC_RELEASE);
        if (tail - before < 4096) {
            struct timespec pause = {0, 2000000};
            nanosleep(&pause, NULL);
        }
    }
    return unused;
}

static int udp_socket(struct sockaddr_in *address) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    socklen_t length = sizeof *address;
    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (void *)address, length) || getsockname(fd, (void *)address, &length)) exit(3);
    return fd;
}

static void udp(void) {
    struct sockaddr_in first, second, from;
    int a = udp_socket(&first), b = udp_socket(&second);
    char buffer[512];
    memset(buffer, 'x', sizeof buffer);
    for (int i = 0; i < 200000; i++) {
        socklen_t length = sizeof from;
        if (sendto(a, buffer, 64, 0, (void *)&second, sizeof second) != 64) exit(3);
        if (recvfrom(b, buffer, sizeof buffer, 0, (void *)&from, &length) != 64) exit(3);
    }
}

static void files(void) {
    char buffer[512];
    for (int i = 0; i < 300000; i++) {
        int fd = open("/etc/hostname", O_RDONLY);
        if (fd < 0 || read(fd, buffer, sizeof buffer) < 0) exit(3);
        close(fd);
    }
}

/* Eight clients in threads of one process against an epoll server in another one. */
static struct sockaddr_in server;
static void *client(void *unused) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    char buffer[128] = "0123456789012345678901234567890123456789012345678901234567890123";
    if (connect(fd, (void *)&server, sizeof server)) exit(3);
    for (int i = 0; i < 5000; i++) {
        if (send(fd, buffer, 64, 0) != 64) exit(3);
        for (size_t got = 0; got < 64;) {
            ssize_t n = recv(fd, buffer, sizeof buffer, 0);
            if (n <= 0) exit(3);
            got += (size_t)n;
        }
    }
    close(fd);
    return unused;
}
static void echo_server(int listener) {
    int poller = epoll_create1(0), open_connections = 0, ended = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[64];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    while (ended < 8) {
        int count = epoll_wait(poller, events, 64, -1);
        for (int i = 0; i < count; i++) {
            char buffer[4096];
            int fd = events[i].data.fd;
            if (fd == listener) {
                event.data.fd = accept(listener, NULL, NULL);
                epoll_ctl(poller, EPOLL_CTL_ADD, event.data.fd, &event);
                open_connections++;
                continue;
            }
            ssize_t n = recv(fd, buffer, sizeof buffer, 0);
            if (n > 0) send(fd, buffer, (size_t)n, 0);
            else close(fd), ended++;
        }
    }
}
static void echo(void) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    server = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof server;
    if (bind(listener, (void *)&server, length) || listen(listener, 64)) exit(3);
    getsockname(listener, (void *)&server, &length);
    pid_t child = fork();
    if (child == 0) {
        echo_server(listener);
        _exit(0);
    }
    pthread_t threads[8];
    for (int i = 0; i < 8; i++) pthread_create(&threads[i], NULL, client, NULL);
    for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    waitpid(child, NULL, 0);
}

static void spawn(void) {
    for (int i = 0; i < 2000; i++) {
        pid_t child = vfork();
        if (child == 0) {
            execl("/bin/true", "true", (char *)NULL);
            _exit(127);
        }
        if (child < 0 || waitpid(child, NULL, 0) != child) exit(3);
    }
}

static double run(char *self, const char *name, const char *library, const char *path, double *processor) {
    double begin = seconds();
    pid_t child = fork();
    if (child == 0) {
        if (library) {
            setenv("LD_PRELOAD", library, 1);
            setenv("SOCKDOCTOR_WATCH", path, 1);
        }
        if (strcmp(name, "sh") == 0)
            execl("/bin/sh", "sh", "-c", "i=0; while [ $i -lt 2000 ]; do /bin/true; i=$((i+1)); done", (char *)NULL);
        execl(self, self, "-", name, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    wait4(child, &status, 0, &usage);
    if (status) exit(4);
    *processor = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
        1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    return seconds() - begin;
}

int main(int argc, char **argv) {
    if (argc > 2 && strcmp(argv[1], "-") == 0) {
        if (strcmp(argv[2], "udp") == 0) udp();
        if (strcmp(argv[2], "files") == 0) files();
        if (strcmp(argv[2], "echo") == 0) echo();
        if (strcmp(argv[2], "spawn") == 0) spawn();
        return 0;
    }
    if (argc < 4) return 64;
    size_t size = WATCH_RING + (size_t)UNITS * WATCH_UNIT;
    int fd = memfd_create("measure", MFD_CLOEXEC);
    if (fd < 0 || ftruncate(fd, (off_t)size)) return 3;
    region = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
    if (region == MAP_FAILED) return 3;
    ring = (uint8_t *)region + WATCH_RING;
    region->magic = WATCH_MAGIC;
    region->version = WATCH_VERSION;
    region->units = UNITS;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", getpid(), fd);
    pthread_t reader;
    pthread_create(&reader, NULL, empty_ring, NULL);
    for (int i = 0; i < atoi(argv[3]); i++) {
        double processor[2], plain = run(argv[0], argv[2], NULL, path, &processor[0]);
        double watched = run(argv[0], argv[2], argv[1], path, &processor[1]);
        printf("%.4f %.4f  %.4f %.4f  %lu %lu\n", plain, watched, processor[0], processor[1],
               (unsigned long)region->lost, (unsigned long)records);
        fflush(stdout);
    }
    reading = 0;
    pthread_join(reader, NULL);
    return 0;
}
