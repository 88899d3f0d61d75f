/// The calls that wait for several descriptors, and those that move data between two.
#include "watch.h"

enum { WAIT_POLL = 1, WAIT_SELECT = 2, WAIT_EPOLL = 3 };

struct wait {
    struct pending p;
    int first;
    uint8_t sockets;
    uint16_t asked, came;
};

static int64_t milliseconds(const struct timespec *t) {
    return t ? (int64_t)t->tv_sec * 1000 + (t->tv_nsec + 999999) / 1000000 : -1;
}

static void wait_begin(struct wait *w, unsigned kind, int64_t timeout, void *caller) {
    pending_begin(&w->p, WATCH_WAIT, w->first, fd_state(w->first), (uint64_t)timeout, true, caller);
    w->p.note.extra[0] = (uint8_t)kind;
    w->p.note.extra[1] = w->sockets;
    memcpy(w->p.note.extra + 2, &w->asked, 2);
}

static int wait_end(struct wait *w, int result) {
    int error = errno;
    pending_end(&w->p, result);
    memcpy(w->p.note.extra + 4, &w->came, 2);
    watch_put(&w->p.note);
    errno = error;
    return result;
}

// Fills in what the wait is for; false: no internet socket is among them.
static bool among_poll(struct wait *w, const struct pollfd *set, nfds_t count) {
    *w = (struct wait){.first = -1};
    for (nfds_t i = 0; i < count; i++) {
        if (set[i].fd < 0 || !(fd_state(set[i].fd) & FD_INET)) continue;
        if (w->first < 0) w->first = set[i].fd, w->asked = (uint16_t)set[i].events;
        if (w->sockets < 255) w->sockets++;
    }
    return w->first >= 0;
}

static void poll_came(struct wait *w, const struct pollfd *set, nfds_t count) {
    for (nfds_t i = 0; i < count; i++)
        if (set[i].fd == w->first) {
            w->came = (uint16_t)set[i].revents;
            return;
        }
}

static int do_poll(struct pollfd *set, nfds_t count, int timeout, void *caller) {
    struct wait w;
    if (watch_highest < 0 || timeout == 0 || !among_poll(&w, set, count)) return REAL(poll)(set, count, timeout);
    wait_begin(&w, WAIT_POLL, timeout < 0 ? -1 : timeout, caller);
    int result = REAL(poll)(set, count, timeout);
    if (result > 0) poll_came(&w, set, count);
    return wait_end(&w, result);
}

static bool lasts(const struct timespec *t) { return !t || t->tv_sec || t->tv_nsec; }

static int do_ppoll(struct pollfd *set, nfds_t count, const struct timespec *timeout, const sigset_t *mask,
                    void *caller) {
    struct wait w;
    if (watch_highest < 0 || !lasts(timeout) || !among_poll(&w, set, count))
        return REAL(ppoll)(set, count, timeout, mask);
    wait_begin(&w, WAIT_POLL, milliseconds(timeout), caller);
    int result = REAL(ppoll)(set, count, timeout, mask);
    if (result > 0) poll_came(&w, set, count);
    return wait_end(&w, result);
}

EXPORT int poll(struct pollfd *set, nfds_t count, int timeout) {
    PIN_CALLER;
    return do_poll(set, count, timeout, caller);
}

EXPORT int __poll_chk(struct pollfd *set, nfds_t count, int timeout, size_t room) {
    PIN_CALLER;
    if (room / sizeof *set < count) return REAL(__poll_chk)(set, count, timeout, room);
    return do_poll(set, count, timeout, caller);
}

EXPORT int ppoll(struct pollfd *set, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
    PIN_CALLER;
    return do_ppoll(set, count, timeout, mask, caller);
}

EXPORT int __ppoll_chk(struct pollfd *set, nfds_t count, const struct timespec *timeout, const sigset_t *mask,
                       size_t room) {
    PIN_CALLER;
    if (room / sizeof *set < count) return REAL(__ppoll_chk)(set, count, timeout, mask, room);
    return do_ppoll(set, count, timeout, mask, caller);
}

// Sets may be longer than an fd_set: `count` alone bounds them.
static bool is_set(const fd_set *set, int fd) {
    enum { WORD = 8 * sizeof(long) };
    return set && ((const unsigned long *)set)[fd / WORD] >> fd % WORD & 1;
}

static bool among_select(struct wait *w, int count, const fd_set *input, const fd_set *output, const fd_set *other) {
    *w = (struct wait){.first = -1};
    int last = count - 1 < watch_highest ? count - 1 : watch_highest;
    for (int fd = 0; fd <= last; fd++) {
        if (!(fd_state(fd) & FD_INET)) continue;
        uint16_t events = (uint16_t)((is_set(input, fd) ? POLLIN : 0) | (is_set(output, fd) ? POLLOUT : 0) |
                                     (is_set(other, fd) ? POLLPRI : 0));
        if (!events) continue;
        if (w->first < 0) w->first = fd, w->asked = events;
        if (w->sockets < 255) w->sockets++;
    }
    return w->first >= 0;
}

static void select_came(struct wait *w, const fd_set *input, const fd_set *output, const fd_set *other) {
    w->came = (uint16_t)((is_set(input, w->first) ? POLLIN : 0) | (is_set(output, w->first) ? POLLOUT : 0) |
                         (is_set(other, w->first) ? POLLPRI : 0));
}

EXPORT int select(int count, fd_set *input, fd_set *output, fd_set *other, struct timeval *timeout) {
    PIN_CALLER;
    struct wait w;
    if (watch_highest < 0 || (timeout && !timeout->tv_sec && !timeout->tv_usec) ||
        !among_select(&w, count, input, output, other))
        return REAL(select)(count, input, output, other, timeout);
    int64_t time = timeout ? (int64_t)timeout->tv_sec * 1000 + (timeout->tv_usec + 999) / 1000 : -1;
    wait_begin(&w, WAIT_SELECT, time, caller);
    int result = REAL(select)(count, input, output, other, timeout);
    if (result > 0) select_came(&w, input, output, other);
    return wait_end(&w, result);
}

EXPORT int pselect(int count, fd_set *input, fd_set *output, fd_set *other, const struct timespec *timeout,
                   const sigset_t *mask) {
    PIN_CALLER;
    struct wait w;
    if (watch_highest < 0 || !lasts(timeout) || !among_select(&w, count, input, output, other))
        return REAL(pselect)(count, input, output, other, timeout, mask);
    wait_begin(&w, WAIT_SELECT, milliseconds(timeout), caller);
    int result = REAL(pselect)(count, input, output, other, timeout, mask);
    if (result > 0) select_came(&w, input, output, other);
    return wait_end(&w, result);
}

// Which descriptors an epoll has is the kernel's to know: only that a wait happened is noted, by processes with
// sockets.
#define EPOLL(name, time, lasting, ...)                                                                                \
    if (watch_highest < 0 || !(lasting)) return REAL(name)(__VA_ARGS__);                                               \
    struct wait w = {.first = -1};                                                                                     \
    wait_begin(&w, WAIT_EPOLL, time, caller);                                                                          \
    return wait_end(&w, REAL(name)(__VA_ARGS__))

EXPORT int epoll_wait(int fd, struct epoll_event *events, int room, int timeout) {
    PIN_CALLER;
    EPOLL(epoll_wait, timeout < 0 ? -1 : timeout, timeout != 0, fd, events, room, timeout);
}
EXPORT int epoll_pwait(int fd, struct epoll_event *events, int room, int timeout, const sigset_t *mask) {
    PIN_CALLER;
    EPOLL(epoll_pwait, timeout < 0 ? -1 : timeout, timeout != 0, fd, events, room, timeout, mask);
}
EXPORT int epoll_pwait2(int fd, struct epoll_event *events, int room, const struct timespec *timeout,
                        const sigset_t *mask) {
    PIN_CALLER;
    EPOLL(epoll_pwait2, milliseconds(timeout), lasts(timeout), fd, events, room, timeout, mask);
}

// `direction`: 1 into the socket, 2 out of it.
static ssize_t moved(struct pending *p, ssize_t result, unsigned direction) {
    int error = errno;
    pending_end(p, result);
    p->note.extra[0] = (uint8_t)direction;
    watch_put(&p->note);
    errno = error;
    return result;
}

EXPORT ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
    PIN_CALLER;
    unsigned state = fd_state(to);
    if (likely(!(state & FD_INET))) return REAL(sendfile)(to, from, offset, count);
    struct pending p;
    pending_begin(&p, WATCH_SEND_FILE, to, state, count, !(state & FD_NONBLOCKING), caller);
    return moved(&p, REAL(sendfile)(to, from, offset, count), 1);
}

EXPORT ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) {
    PIN_CALLER;
    unsigned state = fd_state(to);
    if (likely(!(state & FD_INET))) return REAL(sendfile64)(to, from, offset, count);
    struct pending p;
    pending_begin(&p, WATCH_SEND_FILE, to, state, count, !(state & FD_NONBLOCKING), caller);
    return moved(&p, REAL(sendfile64)(to, from, offset, count), 1);
}

EXPORT ssize_t splice(int from, off64_t *from_offset, int to, off64_t *to_offset, size_t count, unsigned flags) {
    PIN_CALLER;
    bool out = fd_state(to) & FD_INET;
    int fd = out ? to : from;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET))) return REAL(splice)(from, from_offset, to, to_offset, count, flags);
    struct pending p;
    pending_begin(&p, WATCH_SEND_FILE, fd, state, count, !(state & FD_NONBLOCKING), caller);
    return moved(&p, REAL(splice)(from, from_offset, to, to_offset, count, flags), out ? 1 : 2);
}

// dprintf writes past all wrappers. Its text is formatted once more for the record, unless that has an effect (%n).
static int printed(int fd, unsigned state, int checked, const char *format, va_list list, void *caller) {
    struct pending p;
    char text[4096];
    int length = 0;
    if (!strstr(format, "%n") && !strstr(format, "%m")) {
        va_list again;
        va_copy(again, list);
        length = vsnprintf(text, sizeof text, format, again);
        va_end(again);
    }
    pending_begin(&p, WATCH_SEND, fd, state, length > 0 ? (uint64_t)length : 0, !(state & FD_NONBLOCKING), caller);
    int result = checked >= 0 ? REAL(__vdprintf_chk)(fd, checked, format, list) : REAL(vdprintf)(fd, format, list);
    int error = errno;
    pending_end(&p, result);
    struct iovec piece = {text, sizeof text - 1};
    if (result == length && length > 0) {
        p.note.data = &piece;
        p.note.pieces = 1;
        p.note.bytes = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    } else if (result > 0) {
        p.note.argument = (uint64_t)result;
    }
    watch_put(&p.note);
    errno = error;
    return result;
}

EXPORT int vdprintf(int fd, const char *format, va_list list) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET))) return REAL(vdprintf)(fd, format, list);
    return printed(fd, state, -1, format, list, caller);
}

EXPORT int __vdprintf_chk(int fd, int flag, const char *format, va_list list) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET))) return REAL(__vdprintf_chk)(fd, flag, format, list);
    return printed(fd, state, flag, format, list, caller);
}

EXPORT int dprintf(int fd, const char *format, ...) {
    PIN_CALLER;
    va_list list;
    va_start(list, format);
    unsigned state = fd_state(fd);
    int result = likely(!(state & FD_INET)) ? REAL(vdprintf)(fd, format, list)
                                            : printed(fd, state, -1, format, list, caller);
    va_end(list);
    return result;
}

EXPORT int __dprintf_chk(int fd, int flag, const char *format, ...) {
    PIN_CALLER;
    va_list list;
    va_start(list, format);
    unsigned state = fd_state(fd);
    int result = likely(!(state & FD_INET)) ? REAL(__vdprintf_chk)(fd, flag, format, list)
                                            : printed(fd, state, flag, format, list, caller);
    va_end(list);
    return result;
}
