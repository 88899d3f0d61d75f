/// What is known of descriptors, and the calls that make, name and end sockets.
#include "watch.h"

#include <linux/tcp.h>

#include <linux/sockios.h>
#include <sys/mman.h>

uint16_t *watch_fd;
unsigned watch_fd_limit;
int watch_highest = -1;

static bool make_table(void) {
    size_t size = FD_LIMIT * 2 * sizeof(uint16_t);
    void *made = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (made == MAP_FAILED) return false;
    uint16_t *none = NULL;
    if (!__atomic_compare_exchange_n(&watch_fd, &none, made, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        munmap(made, size); // another thread was faster
    __atomic_store_n(&watch_fd_limit, FD_LIMIT, __ATOMIC_RELEASE);
    return true;
}

// How often a socket received: the second half of the table.
static uint16_t *receives(int fd) { return &watch_fd[FD_LIMIT + fd]; }

void fd_set_state(int fd, unsigned state) {
    if ((unsigned)fd >= FD_LIMIT || (!watch_fd_limit && (state == 0 || !make_table()))) return;
    __atomic_store_n(&watch_fd[fd], (uint16_t)state, __ATOMIC_RELAXED);
    if (!(state & FD_INET)) return;
    *receives(fd) = 0;
    int highest = __atomic_load_n(&watch_highest, __ATOMIC_RELAXED);
    while (fd > highest &&
           !__atomic_compare_exchange_n(&watch_highest, &highest, fd, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) ;
}

// After 1,000 receives of a socket, one in 64 still asks: two system calls a receive cost more than they tell by then.
bool fd_receive_counts(int fd) {
    if ((unsigned)fd >= watch_fd_limit) return false;
    uint16_t count = *receives(fd);
    if (count == UINT16_MAX) count = 1000 + UINT16_MAX % 64;
    *receives(fd) = count + 1;
    return count < 1000 || count % 64 == 0;
}

static int option(int fd, int name) {
    int value = 0;
    socklen_t length = sizeof value;
    return quiet(SYS_getsockopt, fd, SOL_SOCKET, name, &value, &length) < 0 ? -1 : value;
}

static bool has_timeout(int fd, int name) {
    struct timeval value = {0};
    socklen_t length = sizeof value;
    return quiet(SYS_getsockopt, fd, SOL_SOCKET, name, &value, &length) == 0 && (value.tv_sec || value.tv_usec);
}

uint16_t watch_name(int fd, bool peer, struct sockaddr_storage *address) {
    socklen_t length = sizeof *address;
    if (quiet(peer ? SYS_getpeername : SYS_getsockname, fd, address, &length) < 0) return 0;
    return (uint16_t)(length < sizeof *address ? length : sizeof *address);
}

static unsigned ask_kernel(int fd) {
    int domain = option(fd, SO_DOMAIN), type = option(fd, SO_TYPE);
    if ((domain != AF_INET && domain != AF_INET6) || (type != SOCK_STREAM && type != SOCK_DGRAM)) return FD_OTHER;
    unsigned state = FD_INET | (domain == AF_INET6 ? FD_SIX : 0) | (type == SOCK_DGRAM ? FD_DATAGRAM : 0);
    long flags = quiet(SYS_fcntl, fd, F_GETFL);
    if (flags >= 0 && flags & O_NONBLOCK) state |= FD_NONBLOCKING;
    if (has_timeout(fd, SO_RCVTIMEO)) state |= FD_RECEIVE_TIMEOUT;
    if (has_timeout(fd, SO_SNDTIMEO)) state |= FD_SEND_TIMEOUT;
    return state;
}

static void announce(int fd, unsigned state, void *caller, bool borrowed) {
    struct sockaddr_storage local, peer;
    struct note note = {.kind = WATCH_CALL, .call = WATCH_SOCKET, .descriptor = fd, .result = fd, .borrowed = borrowed};
    note.flags = WATCH_INHERITED | (state & FD_NONBLOCKING ? WATCH_NONBLOCKING : 0);
    note.state = state;
    note.local = &local;
    note.local_length = watch_name(fd, false, &local);
    note.address = &peer;
    note.address_length = watch_name(fd, true, &peer);
    note.extra[0] = option(fd, SO_ACCEPTCONN) == 1;
    note.begin = note.end = watch_now();
    if (caller && !borrowed) note.site = watch_site(caller);
    watch_put(&note);
}

unsigned fd_ask(int fd, void *caller) {
    if ((unsigned)fd >= FD_LIMIT || self_is_borrowed()) return 0;
    unsigned state = ask_kernel(fd);
    fd_set_state(fd, state);
    if (!(state & FD_INET)) return 0;
    announce(fd, state, caller, false);
    return state;
}

void fd_announce_inherited(const char *list) {
    while (*list >= '0' && *list <= '9') {
        char *end;
        long fd = strtol(list, &end, 10);
        unsigned state = fd < FD_LIMIT ? ask_kernel((int)fd) : FD_OTHER;
        if (state & FD_INET) {
            fd_set_state((int)fd, state);
            announce((int)fd, state, NULL, false);
        }
        list = *end == ',' ? end + 1 : end;
    }
}

EXPORT int socket(int domain, int type, int protocol) {
    PIN_CALLER;
    if (!watch_on) return REAL(socket)(domain, type, protocol);
    int kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    bool inet = (domain == AF_INET || domain == AF_INET6) && (kind == SOCK_STREAM || kind == SOCK_DGRAM);
    bool borrowed = self_is_borrowed();
    if (!inet || borrowed) {
        int fd = REAL(socket)(domain, type, protocol);
        if (fd >= 0 && !borrowed) fd_set_state(fd, 0);
        return fd;
    }
    unsigned state = FD_INET | (domain == AF_INET6 ? FD_SIX : 0) | (kind == SOCK_DGRAM ? FD_DATAGRAM : 0) |
        (type & SOCK_NONBLOCK ? FD_NONBLOCKING : 0);
    struct pending p;
    pending_begin(&p, WATCH_SOCKET, -1, state, 0, false, caller);
    int fd = REAL(socket)(domain, type, protocol);
    int error = errno;
    pending_end(&p, fd);
    p.note.descriptor = fd;
    p.note.protocol = (uint32_t)protocol;
    if (fd >= 0 && watch_region) fd_set_state(fd, state);
    watch_put(&p.note);
    errno = error;
    return fd;
}

EXPORT int socketpair(int domain, int type, int protocol, int pair[2]) {
    int result = REAL(socketpair)(domain, type, protocol, pair);
    if (watch_on && result == 0 && (fd_state(pair[0]) || fd_state(pair[1])) && !self_is_borrowed()) {
        fd_set_state(pair[0], 0);
        fd_set_state(pair[1], 0);
    }
    return result;
}

static void keep_address(struct note *note, const struct sockaddr *address, socklen_t length) {
    if (!address || note->error == EFAULT || length > sizeof(struct sockaddr_storage)) return;
    note->address = address;
    note->address_length = (uint16_t)length;
}

EXPORT int bind(int fd, const struct sockaddr *address, socklen_t length) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(bind)(fd, address, length);
    struct pending p;
    struct sockaddr_storage local;
    pending_begin(&p, WATCH_BIND, fd, state, 0, false, caller);
    int result = REAL(bind)(fd, address, length);
    int error = errno;
    pending_end(&p, result);
    keep_address(&p.note, address, length);
    p.note.local = &local;
    if (result == 0) p.note.local_length = watch_name(fd, false, &local);
    p.note.extra[0] = option(fd, SO_REUSEADDR) == 1;
    p.note.extra[1] = option(fd, SO_REUSEPORT) == 1;
    watch_put(&p.note);
    errno = error;
    return result;
}

EXPORT int listen(int fd, int backlog) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(listen)(fd, backlog);
    struct pending p;
    struct sockaddr_storage local;
    pending_begin(&p, WATCH_LISTEN, fd, state, (uint64_t)(int64_t)backlog, false, caller);
    int result = REAL(listen)(fd, backlog);
    int error = errno;
    pending_end(&p, result);
    p.note.local = &local;
    p.note.local_length = watch_name(fd, false, &local);
    int only = 0;
    socklen_t size = sizeof only;
    if (state & FD_SIX) quiet(SYS_getsockopt, fd, IPPROTO_IPV6, IPV6_V6ONLY, &only, &size);
    p.note.extra[0] = option(fd, SO_REUSEADDR) == 1;
    p.note.extra[1] = option(fd, SO_REUSEPORT) == 1;
    p.note.extra[2] = only == 1;
    watch_put(&p.note);
    errno = error;
    return result;
}

// A non-blocking listener that is asked again and again says so once.
static bool is_repeated(struct note *note, int fd, unsigned state) {
    if (note->error != EAGAIN || !(state & FD_NONBLOCKING)) {
        if (state & FD_AGAIN_RECEIVE) fd_remove(fd, FD_AGAIN_RECEIVE);
        return false;
    }
    fd_add(fd, FD_AGAIN_RECEIVE);
    return state & FD_AGAIN_RECEIVE;
}

static int accepted(struct pending *p, int fd, unsigned state, int result, int flags) {
    int error = errno;
    pending_end(p, result);
    struct sockaddr_storage peer, local;
    if (result >= 0) {
        unsigned fresh = (state & (FD_INET | FD_SIX | FD_DATAGRAM)) | (flags & SOCK_NONBLOCK ? FD_NONBLOCKING : 0);
        fd_set_state(result, fresh);
        p->note.address = &peer;
        p->note.address_length = watch_name(result, true, &peer);
        p->note.local = &local;
        p->note.local_length = watch_name(result, false, &local);
        p->note.extra[0] = (flags & SOCK_NONBLOCK) != 0;
        // The handshake's last acknowledgement came when the connection entered the queue.
        struct tcp_info info;
        socklen_t length = sizeof info;
        if (!(state & FD_DATAGRAM) && quiet(SYS_getsockopt, result, IPPROTO_TCP, TCP_INFO, &info, &length) == 0)
            memcpy(p->note.extra + 4, &info.tcpi_last_ack_recv, sizeof info.tcpi_last_ack_recv);
    }
    if (!is_repeated(&p->note, fd, state)) watch_put(&p->note);
    errno = error;
    return result;
}

EXPORT int accept(int fd, struct sockaddr *address, socklen_t *length) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(accept)(fd, address, length);
    struct pending p;
    pending_begin(&p, WATCH_ACCEPT, fd, state, 0, !(state & FD_NONBLOCKING), caller);
    return accepted(&p, fd, state, REAL(accept)(fd, address, length), 0);
}

EXPORT int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(accept4)(fd, address, length, flags);
    struct pending p;
    pending_begin(&p, WATCH_ACCEPT, fd, state, 0, !(state & FD_NONBLOCKING), caller);
    return accepted(&p, fd, state, REAL(accept4)(fd, address, length, flags), flags);
}

EXPORT int connect(int fd, const struct sockaddr *address, socklen_t length) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(connect)(fd, address, length);
    struct pending p;
    struct sockaddr_storage local;
    pending_begin(&p, WATCH_CONNECT, fd, state, 0, !(state & (FD_NONBLOCKING | FD_DATAGRAM)), caller);
    int result = REAL(connect)(fd, address, length);
    int error = errno;
    pending_end(&p, result);
    keep_address(&p.note, address, length);
    p.note.local = &local;
    p.note.local_length = watch_name(fd, false, &local);
    watch_put(&p.note);
    errno = error;
    return result;
}
