/// What the parts of the recorder share. Nothing of it is seen from outside: only the wrapped functions are exported.
///
/// Everything here may run inside a signal handler, in a child after vfork, and before main. Hence: no allocation, no
/// stdio, no lock held across a call of the program, errno as the program left it.
#ifndef WATCH_H
#define WATCH_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
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
#include <time.h>
#include <unistd.h>

#include "watch_record.h"

#define EXPORT __attribute__((visibility("default")))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
// Who called a wrapper. Fixed at its entry: clang moves rare parts into functions of their own, and the builtin with
// them.
#define PIN_CALLER                                                                                                     \
    void *caller = __builtin_return_address(0);                                                                        \
    __asm__ volatile("" : "+r"(caller))

// Declared by no header when fortification is off.
ssize_t __read_chk(int, void *, size_t, size_t);
ssize_t __recv_chk(int, void *, size_t, size_t, int);
ssize_t __recvfrom_chk(int, void *, size_t, size_t, int, struct sockaddr *, socklen_t *);
int __poll_chk(struct pollfd *, nfds_t, int, size_t);
int __ppoll_chk(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *, size_t);
int __dprintf_chk(int, int, const char *, ...);
int __vdprintf_chk(int, int, const char *, va_list);
int fcntl64(int, int, ...);

#pragma GCC visibility push(hidden)

// The functions behind the wrappers: the next ones in the order of the loader, so that other preloaded libraries stay
// in the chain. Looked up at first use: a process that never calls one does not pay for it.
#define WATCH_FUNCTIONS(X)                                                                                             \
    X(socket) X(socketpair) X(bind) X(listen) X(accept) X(accept4) X(connect) X(send) X(sendto) X(sendmsg) X(sendmmsg) \
    X(recv) X(recvfrom) X(recvmsg) X(recvmmsg) X(read) X(write) X(readv) X(writev) X(close) X(close_range)             \
    X(closefrom) X(dup) X(dup2) X(dup3) X(fcntl) X(fcntl64) X(ioctl) X(shutdown) X(setsockopt) X(getsockopt) X(poll)   \
    X(ppoll) X(select) X(pselect) X(epoll_wait) X(epoll_pwait) X(epoll_pwait2) X(sendfile) X(sendfile64) X(splice)     \
    X(fdopen) X(fclose) X(vdprintf) X(__vdprintf_chk) X(__read_chk) X(__recv_chk) X(__recvfrom_chk) X(__poll_chk)      \
    X(__ppoll_chk) X(execve) X(execvpe) X(fexecve) X(execveat) X(posix_spawn) X(posix_spawnp) X(popen) X(system)       \
    X(_exit) X(_Exit) X(signal) X(sigaction) X(fork) X(_Fork) X(setuid) X(seteuid) X(setreuid) X(setresuid)                    \
    X(setgid) X(setegid) X(setregid) X(setresgid) X(setgroups) X(chroot) X(unshare) X(setns)                        \
    X(getaddrinfo) X(gethostbyname) X(syscall)
#define X(name) REAL_##name,
enum watch_real { WATCH_FUNCTIONS(X) REAL_COUNT };
#undef X
extern void *watch_real_table[REAL_COUNT];
void *watch_real_find(enum watch_real which);
bool watch_real_is_libc(enum watch_real which);
static inline void *watch_real(enum watch_real which) {
    void *found = __atomic_load_n(&watch_real_table[which], __ATOMIC_RELAXED);
    return likely(found != NULL) ? found : watch_real_find(which);
}
#define REAL(name) ((__typeof__(&name))watch_real(REAL_##name))

// A system call of our own: past every wrapper, no cancellation point, errno untouched; the result is -errno on
// failure. syscall(3) itself is wrapped, so that it is made here; where that is not written, syscall(3) stays unwrapped.
#if defined(__x86_64__)
#define WATCH_RAW 1
static inline long watch_raw(long number, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
#define WATCH_RAW 1
static inline long watch_raw(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc #0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}
#else
#define WATCH_RAW 0
static inline long watch_raw(long number, long a, long b, long c, long d, long e, long f) {
    int before = errno;
    long result = syscall(number, a, b, c, d, e, f);
    if (result < 0) result = -errno;
    errno = before;
    return result;
}
#endif
#define QUIET(number, a, b, c, d, e, f, ...)                                                                           \
    watch_raw((long)(number), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define quiet(...) QUIET(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)

// What is known of a descriptor. The table covers the kernel's own limit of descriptors (fs.nr_open, 1,048,576 unless
// changed); it is made at the first socket, and untouched pages of it cost nothing.
enum {
    FD_INET = 1,
    FD_DATAGRAM = 2,
    FD_SIX = 4,
    FD_NONBLOCKING = 8,
    FD_RECEIVE_TIMEOUT = 16,
    FD_SEND_TIMEOUT = 32,
    FD_STDIO = 64,
    FD_AGAIN_RECEIVE = 128, // the last receive said EAGAIN, which was noted
    FD_AGAIN_SEND = 256,
    FD_OTHER = 512,         // asked the kernel: no internet socket
    FD_LIMIT = 1 << 20,
};
extern uint16_t *watch_fd;
extern unsigned watch_fd_limit; // 0: no table yet
extern int watch_highest;    // highest descriptor that ever was an internet socket
extern bool watch_on;        // there is a region, mapped or to be mapped
bool watch_attach(void);
void watch_pipe_signal(unsigned how, void *caller);
static inline unsigned fd_state(int fd) {
    return (unsigned)fd < __atomic_load_n(&watch_fd_limit, __ATOMIC_ACQUIRE) ? watch_fd[fd] : 0;
}
static inline void fd_add(int fd, unsigned bits) {
    if ((unsigned)fd < watch_fd_limit) __atomic_fetch_or(&watch_fd[fd], (uint16_t)bits, __ATOMIC_RELAXED);
}
static inline void fd_remove(int fd, unsigned bits) {
    if ((unsigned)fd < watch_fd_limit) __atomic_fetch_and(&watch_fd[fd], (uint16_t)~bits, __ATOMIC_RELAXED);
}
void fd_set_state(int fd, unsigned state);
/// The state of a descriptor that is used like a socket: one that nobody announced (passed over a local socket,
/// inherited) is asked for once.
unsigned fd_ask(int fd, void *caller);
static inline unsigned fd_socket(int fd, void *caller) {
    unsigned state = fd_state(fd);
    return likely(state != 0) || !watch_on ? state & FD_INET ? state : 0 : fd_ask(fd, caller);
}
void fd_announce_inherited(const char *list);
/// Whether a receive on this TCP socket should ask the kernel for segments and the rest of the queue.
bool fd_receive_counts(int fd);

// A thread of this process.
struct self {
    uint32_t thread, process, generation;
    int depth;               // above 0: the recorder itself is at work in this thread
    struct watch_thread *slot;
};
extern __thread struct self watch_self __attribute__((tls_model("initial-exec"), visibility("hidden")));
extern uint32_t watch_process, watch_generation;
struct self *self_get(void);
/// Whether this is a child after vfork: it shares all memory with its parent, also what we know of the parent's
/// descriptors.
bool self_is_borrowed(void);
void self_release_slots(void);
bool self_has_slots(void);
extern struct watch_header *watch_region; // NULL: not mapped

static inline uint64_t watch_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

struct note {
    uint8_t kind, call;
    uint16_t flags, error;
    bool borrowed;           // process and thread are asked from the kernel
    int descriptor;
    int64_t result;
    uint64_t begin, end, argument;
    uint32_t site, segments, unread, state, protocol;
    uint32_t process;        // 0: this one
    const void *address, *local;
    uint16_t address_length, local_length;
    uint16_t text_length;    // a head longer than WATCH_HEAD_BYTES
    const void *text;
    const struct iovec *data;
    size_t pieces, bytes;    // of data, only the first `bytes` count
    uint8_t extra[24];
};
bool watch_put(const struct note *note);

// A call that is under way.
struct pending {
    struct note note;
    struct watch_thread *slot;
};
void pending_begin(struct pending *p, unsigned call, int fd, unsigned state, uint64_t argument, bool waits,
                   void *caller);
static inline void pending_end(struct pending *p, int64_t result) {
    p->note.end = watch_now();
    if (p->slot) __atomic_store_n(&p->slot->begin, 0, __ATOMIC_RELEASE);
    p->note.result = result;
    p->note.error = result < 0 ? (uint16_t)errno : 0;
}
/// The own or the other address of a socket, asked from the kernel; 0 where it has none.
uint16_t watch_name(int fd, bool peer, struct sockaddr_storage *address);
void watch_close_noted(int fd, unsigned state, void *caller, bool borrowed);
int watch_descriptor_copied(int from, int to, unsigned state, void *caller);

uint32_t watch_site(void *caller);
void watch_sites_forked(void);
extern bool watch_no_source;
// The kinds of WATCH_SITE; each finder gives 0 where it knows nothing.
enum { SITE_PYTHON = 1, SITE_NATIVE = 2, SITE_JAVA = 3, SITE_PERL = 4 };
bool site_from_python(uint32_t *site);
bool site_from_perl(uint32_t *site);
uint32_t site_from_java(void *caller);
uint32_t site_new(unsigned kind, const char *text, size_t length);
uint64_t site_hash(const uint64_t *words, size_t count);
uint32_t site_cached(uint64_t hash);
void site_cache(uint64_t hash, uint32_t site);
struct text {
    char bytes[1024];
    size_t length;
};
void text_add(struct text *text, const char *bytes, size_t length);
void text_add_string(struct text *text, const char *string);
bool watch_rate(uint64_t *second, uint32_t *count, uint32_t limit);

// Programs that are started.
void environment_hide(char **entries);
extern char watch_region_path[64];
void watch_mark_start(unsigned how, uint32_t parent);
void watch_program_note(const char *path, bool watchable, uint32_t process);
enum program_answer { PROGRAM_ABSENT, PROGRAM_HIDDEN, PROGRAM_WATCHABLE };
enum program_answer program_watchable(const char *path, int depth);
size_t environment_size(char *const *entries);
struct environment {
    char **entries;          // room for environment_size() pointers
    char preload[4096], sockets[512];
};
/// `with_standard`: descriptors 0 to 2 may be sockets unknown to us; `in_place`: this very process becomes the program.
void environment_build(struct environment *made, char *const *entries, bool with_standard, bool in_place);

#pragma GCC visibility pop
#endif
