/// The calls that set, ask, copy and end what a descriptor is.
#include "watch.h"

// A value that the program gave or got; only as much of it as is sure to be there.
static void keep_value(struct note *note, struct iovec *piece, const void *value, size_t length) {
    if (!value || note->error == EFAULT) return;
    *piece = (struct iovec){(void *)value, length < WATCH_HEAD_BYTES ? length : WATCH_HEAD_BYTES};
    note->data = piece;
    note->pieces = 1;
    note->bytes = piece->iov_len;
}

static void follow_timeout(int fd, int level, int name, const void *value, socklen_t length) {
    if (level != SOL_SOCKET || (name != SO_RCVTIMEO && name != SO_SNDTIMEO) || length < sizeof(struct timeval)) return;
    struct timeval timeout;
    memcpy(&timeout, value, sizeof timeout);
    unsigned bit = name == SO_RCVTIMEO ? FD_RECEIVE_TIMEOUT : FD_SEND_TIMEOUT;
    if (timeout.tv_sec || timeout.tv_usec) fd_add(fd, bit);
    else fd_remove(fd, bit);
}

EXPORT int setsockopt(int fd, int level, int name, const void *value, socklen_t length) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(setsockopt)(fd, level, name, value, length);
    struct pending p;
    struct iovec piece;
    pending_begin(&p, WATCH_SET_OPTION, fd, state, (uint64_t)(uint32_t)level << 32 | (uint32_t)name, false, caller);
    int result = REAL(setsockopt)(fd, level, name, value, length);
    int error = errno;
    pending_end(&p, result);
    if (result == 0) {
        keep_value(&p.note, &piece, value, length);
        if (value) follow_timeout(fd, level, name, value, length);
    }
    watch_put(&p.note);
    errno = error;
    return result;
}

EXPORT int getsockopt(int fd, int level, int name, void *value, socklen_t *length) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(getsockopt)(fd, level, name, value, length);
    struct pending p;
    struct iovec piece;
    pending_begin(&p, WATCH_GET_OPTION, fd, state, (uint64_t)(uint32_t)level << 32 | (uint32_t)name, false, caller);
    int result = REAL(getsockopt)(fd, level, name, value, length);
    int error = errno;
    pending_end(&p, result);
    if (result == 0) keep_value(&p.note, &piece, value, *length);
    watch_put(&p.note);
    errno = error;
    return result;
}

EXPORT int shutdown(int fd, int how) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(shutdown)(fd, how);
    struct pending p;
    pending_begin(&p, WATCH_SHUTDOWN, fd, state, (uint64_t)(int64_t)how, false, caller);
    int result = REAL(shutdown)(fd, how);
    int error = errno;
    pending_end(&p, result);
    watch_put(&p.note);
    errno = error;
    return result;
}

/// Notes the end of a descriptor. Written before the call where the number could be taken anew by another thread right
/// after it: the end of the old one then stands before the beginning of the new one.
void watch_close_noted(int fd, unsigned state, void *caller, bool borrowed) {
    struct note note = {.kind = WATCH_CALL, .call = WATCH_CLOSE, .descriptor = fd, .state = state};
    note.borrowed = borrowed;
    if (!borrowed && caller) note.site = watch_site(caller);
    note.begin = note.end = watch_now();
    int error = errno;
    // What is thrown away unread. A listener says EINVAL.
    int unread = 0;
    if (!borrowed && !(state & FD_DATAGRAM) && quiet(SYS_ioctl, fd, FIONREAD, &unread) == 0)
        note.unread = (uint32_t)unread;
    watch_put(&note);
    errno = error;
}

// A child after vfork has its own descriptors but our table is its parent's.
static void end(int fd, unsigned state, void *caller) {
    bool borrowed = self_is_borrowed();
    if (!borrowed) fd_set_state(fd, 0);
    if (state & FD_INET) watch_close_noted(fd, state, caller, borrowed);
}

EXPORT int close(int fd) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (unlikely(state != 0)) end(fd, state, caller);
    return REAL(close)(fd);
}

EXPORT int fclose(FILE *stream) {
    PIN_CALLER;
    if (likely(watch_highest < 0) || !stream) return REAL(fclose)(stream);
    int error = errno, fd = fileno(stream);
    errno = error;
    unsigned state = fd_state(fd);
    // What it still has to write is written by fclose itself, but no record could follow the end.
    if (unlikely(state != 0)) end(fd, state, caller);
    return REAL(fclose)(stream);
}

static void end_range(unsigned first, unsigned last, void *caller) {
    for (int fd = (int)(first < FD_LIMIT ? first : FD_LIMIT); fd <= watch_highest && (unsigned)fd <= last; fd++) {
        unsigned state = fd_state(fd);
        if (state) end(fd, state, caller);
    }
}

EXPORT int close_range(unsigned first, unsigned last, int flags) {
    PIN_CALLER;
    enum { CLOEXEC = 4 };
    if (watch_highest >= 0 && !(flags & CLOEXEC) && first <= last) end_range(first, last, caller);
    return REAL(close_range)(first, last, flags);
}

EXPORT void closefrom(int first) {
    PIN_CALLER;
    if (watch_highest >= 0) end_range(first > 0 ? (unsigned)first : 0, FD_LIMIT, caller);
    REAL(closefrom)(first);
}

#if WATCH_RAW
// libuv, and so Node, closes with syscall(SYS_close, fd). The real function is entered by a jump, with the stack as the
// caller left it: some system calls return twice, and which arguments are there only the kernel knows.
#if defined(__clang__)
#define WATCH_TAIL __attribute__((musttail))
#else
#define WATCH_TAIL // gcc jumps by itself when it optimises
#endif
typedef long (*raw_call)(long, long, long, long, long, long, long);
EXPORT long watch_syscall(long number, long a, long b, long c, long d, long e, long f) __asm__("syscall");
EXPORT long watch_syscall(long number, long a, long b, long c, long d, long e, long f) {
    PIN_CALLER;
    if (number == SYS_close) {
        unsigned state = fd_state((int)a);
        if (unlikely(state != 0)) end((int)a, state, caller);
    } else if (number == SYS_close_range) {
        enum { CLOEXEC = 4 };
        unsigned first = (unsigned)a, last = (unsigned)b;
        if (watch_highest >= 0 && !((unsigned)c & CLOEXEC) && first <= last) end_range(first, last, caller);
    }
    raw_call next = (raw_call)__atomic_load_n(&watch_real_table[REAL_syscall], __ATOMIC_RELAXED);
    if (likely(next != NULL)) {
        WATCH_TAIL return next(number, a, b, c, d, e, f);
    }
    // Before our own beginning: dlsym(3) may need the memory that the caller, an allocator, is about to set up.
    long result = watch_raw(number, a, b, c, d, e, f);
    if (result < 0 && result >= -4095) {
        errno = (int)-result;
        return -1;
    }
    return result;
}
#endif

/// After a call that copied `from` to `to`.
int watch_descriptor_copied(int from, int to, unsigned state, void *caller) {
    unsigned old = fd_state(to);
    if (to < 0 || from == to || likely((old | state) == 0)) return to;
    int error = errno;
    bool borrowed = self_is_borrowed();
    if (!borrowed) fd_set_state(to, state);
    if (old & FD_INET) watch_close_noted(to, old, caller, borrowed);
    if (state & FD_INET) {
        struct note note = {.kind = WATCH_CALL, .call = WATCH_DUPLICATE, .descriptor = from, .result = to};
        note.borrowed = borrowed;
        note.state = state;
        if (!borrowed) note.site = watch_site(caller);
        note.begin = note.end = watch_now();
        watch_put(&note);
    }
    errno = error;
    return to;
}

EXPORT int dup(int fd) {
    PIN_CALLER;
    return watch_descriptor_copied(fd, REAL(dup)(fd), fd_state(fd), caller);
}

EXPORT int dup2(int from, int to) {
    PIN_CALLER;
    return watch_descriptor_copied(from, REAL(dup2)(from, to), fd_state(from), caller);
}

EXPORT int dup3(int from, int to, int flags) {
    PIN_CALLER;
    return watch_descriptor_copied(from, REAL(dup3)(from, to, flags), fd_state(from), caller);
}

static void nonblocking_set(int fd, unsigned state, bool on, void *caller) {
    if (((state & FD_NONBLOCKING) != 0) == on) return;
    int error = errno;
    bool borrowed = self_is_borrowed();
    if (!borrowed && on) fd_add(fd, FD_NONBLOCKING);
    if (!borrowed && !on) fd_remove(fd, FD_NONBLOCKING);
    struct note note = {.kind = WATCH_CALL, .call = WATCH_SET_NONBLOCKING, .descriptor = fd, .argument = on};
    note.borrowed = borrowed;
    note.state = state;
    if (!borrowed) note.site = watch_site(caller);
    note.begin = note.end = watch_now();
    watch_put(&note);
    errno = error;
}

static int control(int fd, int command, int result, long argument, void *caller) {
    unsigned state = fd_state(fd);
    if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) return watch_descriptor_copied(fd, result, state, caller);
    if (unlikely(state & FD_INET) && command == F_SETFL && result == 0)
        nonblocking_set(fd, state, (argument & O_NONBLOCK) != 0, caller);
    return result;
}

EXPORT int fcntl(int fd, int command, ...) {
    PIN_CALLER;
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *); // a number or an address: both fit, and are passed on as they came
    va_end(list);
    return control(fd, command, REAL(fcntl)(fd, command, argument), (long)argument, caller);
}

EXPORT int fcntl64(int fd, int command, ...) {
    PIN_CALLER;
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    return control(fd, command, REAL(fcntl64)(fd, command, argument), (long)argument, caller);
}

EXPORT int ioctl(int fd, unsigned long request, ...) {
    PIN_CALLER;
    va_list list;
    va_start(list, request);
    void *argument = va_arg(list, void *);
    va_end(list);
    int result = REAL(ioctl)(fd, request, argument);
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET)) || result != 0) return result;
    if (request == FIONBIO) nonblocking_set(fd, state, *(int *)argument != 0, caller);
    if (request == FIONREAD) {
        struct pending p;
        int error = errno;
        pending_begin(&p, WATCH_UNREAD, fd, state, 0, false, caller);
        pending_end(&p, *(int *)argument);
        p.note.error = 0;
        watch_put(&p.note);
        errno = error;
    }
    return result;
}

EXPORT FILE *fdopen(int fd, const char *mode) {
    PIN_CALLER;
    FILE *stream = REAL(fdopen)(fd, mode);
    unsigned state = fd_state(fd);
    if (!(state & FD_INET) || !stream) return stream;
    struct pending p;
    int error = errno;
    fd_add(fd, FD_STDIO);
    pending_begin(&p, WATCH_STREAM, fd, state, 0, false, caller);
    pending_end(&p, 0);
    watch_put(&p.note);
    errno = error;
    return stream;
}

static void pipe_signal_set(void (*handler)(int), void *caller) {
    int error = errno;
    watch_pipe_signal(handler == SIG_IGN ? 1 : handler == SIG_DFL ? 2 : 3, caller);
    errno = error;
}

EXPORT __sighandler_t signal(int number, __sighandler_t handler) {
    PIN_CALLER;
    __sighandler_t old = REAL(signal)(number, handler);
    if (number == SIGPIPE && old != SIG_ERR && watch_on && !self_is_borrowed()) pipe_signal_set(handler, caller);
    return old;
}

EXPORT int sigaction(int number, const struct sigaction *action, struct sigaction *old) {
    PIN_CALLER;
    int result = REAL(sigaction)(number, action, old);
    if (number == SIGPIPE && action && result == 0 && watch_on && !self_is_borrowed())
        pipe_signal_set(action->sa_handler, caller);
    return result;
}
