/// The calls that send and receive.
#include "watch.h"

#include <linux/tcp.h>

static uint16_t message_flags(int flags) {
    return (uint16_t)((flags & MSG_DONTWAIT ? WATCH_NONBLOCKING : 0) | (flags & MSG_PEEK ? WATCH_PEEK : 0) |
                      (flags & MSG_NOSIGNAL ? WATCH_NOSIGNAL : 0) | (flags & MSG_WAITALL ? WATCH_WAITALL : 0) |
                      (flags & MSG_OOB ? WATCH_OUT_OF_BAND : 0) | (flags & MSG_MORE ? WATCH_MORE : 0));
}

static size_t total(const struct iovec *pieces, size_t count) {
    size_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += pieces[i].iov_len;
    return sum;
}

static void begin(struct pending *p, unsigned call, int fd, unsigned state, size_t asked, int flags, void *caller) {
    bool waits = !(state & FD_NONBLOCKING) && !(flags & MSG_DONTWAIT);
    pending_begin(p, call, fd, state, asked, waits, caller);
    unsigned timeout = call == WATCH_RECEIVE ? FD_RECEIVE_TIMEOUT : FD_SEND_TIMEOUT;
    p->note.flags |= message_flags(flags) | (state & timeout ? WATCH_TIMEOUT : 0);
}

// A busy loop on a non-blocking socket says once that there was nothing.
static bool repeated(const struct note *note, int fd, unsigned state, unsigned bit) {
    if (note->error == EAGAIN && note->flags & WATCH_NONBLOCKING) {
        if (state & bit) return true;
        fd_add(fd, bit);
    } else if (state & bit) {
        fd_remove(fd, bit);
    }
    return false;
}

static void keep(struct note *note, const struct iovec *pieces, size_t count, size_t bytes) {
    note->data = pieces;
    note->pieces = count;
    note->bytes = bytes;
}

// How much waits behind this receive, and in how many segments everything came: what tells a merge from one long
// message.
static void ask_queue(struct note *note, int fd, int flags) {
    if (note->state & FD_DATAGRAM || note->result <= 0 || flags & (MSG_OOB | MSG_ERRQUEUE)) return;
    if (note->result > 65536 || !fd_receive_counts(fd)) return;
    struct tcp_info info;
    socklen_t length = sizeof info;
    if (quiet(SYS_getsockopt, fd, IPPROTO_TCP, TCP_INFO, &info, &length) < 0) return;
    if (length >= offsetof(struct tcp_info, tcpi_data_segs_in) + 4) note->segments = info.tcpi_data_segs_in;
    // A receive that got less than it asked for has emptied the queue.
    int unread = 0;
    if ((uint64_t)note->result == note->argument && quiet(SYS_ioctl, fd, FIONREAD, &unread) == 0)
        note->unread = (uint32_t)unread;
}

static ssize_t sent(struct pending *p, int fd, ssize_t result, const struct iovec *pieces, size_t count,
                    const void *address, socklen_t length) {
    int error = errno;
    pending_end(p, result);
    if (!repeated(&p->note, fd, p->note.state, FD_AGAIN_SEND)) {
        if (result > 0) keep(&p->note, pieces, count, (size_t)result);
        if (address && length <= sizeof(struct sockaddr_storage) && p->note.error != EFAULT) {
            p->note.address = address;
            p->note.address_length = (uint16_t)length;
        }
        watch_put(&p->note);
    }
    errno = error;
    return result;
}

static ssize_t received(struct pending *p, int fd, ssize_t result, const struct iovec *pieces, size_t count, int flags,
                        int came_back) {
    int error = errno;
    pending_end(p, result);
    if (!repeated(&p->note, fd, p->note.state, FD_AGAIN_RECEIVE)) {
        if (came_back & MSG_TRUNC) p->note.flags |= WATCH_TRUNCATED;
        // With MSG_TRUNC the result may exceed the buffer, and TCP leaves the buffer as it was.
        size_t bytes = result > 0 ? (size_t)result : 0;
        if (bytes > p->note.argument) bytes = p->note.argument;
        if (flags & MSG_TRUNC && !(p->note.state & FD_DATAGRAM)) bytes = 0;
        keep(&p->note, pieces, count, bytes);
        ask_queue(&p->note, fd, flags);
        watch_put(&p->note);
    }
    errno = error;
    return result;
}

EXPORT ssize_t send(int fd, const void *buffer, size_t length, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(send)(fd, buffer, length, flags);
    struct pending p;
    struct iovec piece = {(void *)buffer, length};
    begin(&p, WATCH_SEND, fd, state, length, flags, caller);
    return sent(&p, fd, REAL(send)(fd, buffer, length, flags), &piece, 1, NULL, 0);
}

EXPORT ssize_t sendto(int fd, const void *buffer, size_t length, int flags, const struct sockaddr *address,
                      socklen_t size) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(sendto)(fd, buffer, length, flags, address, size);
    struct pending p;
    struct iovec piece = {(void *)buffer, length};
    begin(&p, WATCH_SEND, fd, state, length, flags, caller);
    return sent(&p, fd, REAL(sendto)(fd, buffer, length, flags, address, size), &piece, 1, address, size);
}

EXPORT ssize_t write(int fd, const void *buffer, size_t length) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET))) return REAL(write)(fd, buffer, length);
    struct pending p;
    struct iovec piece = {(void *)buffer, length};
    begin(&p, WATCH_SEND, fd, state, length, 0, caller);
    return sent(&p, fd, REAL(write)(fd, buffer, length), &piece, 1, NULL, 0);
}

EXPORT ssize_t writev(int fd, const struct iovec *pieces, int count) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET)) || count < 0 || count > 1024) return REAL(writev)(fd, pieces, count);
    struct pending p;
    begin(&p, WATCH_SEND, fd, state, total(pieces, (size_t)count), 0, caller);
    return sent(&p, fd, REAL(writev)(fd, pieces, count), pieces, (size_t)count, NULL, 0);
}

EXPORT ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state || !message || message->msg_iovlen > 1024) return REAL(sendmsg)(fd, message, flags);
    struct pending p;
    begin(&p, WATCH_SEND, fd, state, total(message->msg_iov, message->msg_iovlen), flags, caller);
    ssize_t result = REAL(sendmsg)(fd, message, flags);
    return sent(&p, fd, result, message->msg_iov, message->msg_iovlen, message->msg_name, message->msg_namelen);
}

// Several messages by one call are several records with the same times.
EXPORT int sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(sendmmsg)(fd, messages, count, flags);
    struct pending p;
    begin(&p, WATCH_SEND, fd, state, 0, flags, caller);
    int result = REAL(sendmmsg)(fd, messages, count, flags);
    if (result <= 0) return (int)sent(&p, fd, result, NULL, 0, NULL, 0);
    for (int i = 0; i < result; i++) {
        struct msghdr *each = &messages[i].msg_hdr;
        p.note.argument = total(each->msg_iov, each->msg_iovlen);
        sent(&p, fd, messages[i].msg_len, each->msg_iov, each->msg_iovlen, each->msg_name, each->msg_namelen);
    }
    return result;
}

// A datagram is received by recvmsg, which alone says that it was longer than the buffer; the result is the same. Not
// where another preloaded library stands between: it may wait for this very function. Zero bytes differ between the
// functions.
static bool as_message(unsigned state, size_t length, int flags, enum watch_real own) {
    return state & FD_DATAGRAM && length > 0 && !(flags & MSG_ERRQUEUE) && watch_real_is_libc(own);
}

static ssize_t receive_datagram(struct pending *p, int fd, struct iovec *piece, int flags, struct sockaddr *address,
                                socklen_t *length) {
    struct sockaddr_storage sender;
    struct msghdr message = {.msg_iov = piece, .msg_iovlen = 1};
    message.msg_name = address ? (void *)address : &sender;
    message.msg_namelen = address ? *length : sizeof sender;
    socklen_t room = message.msg_namelen;
    ssize_t result = REAL(recvmsg)(fd, &message, flags);
    if (result >= 0) {
        if (address) *length = message.msg_namelen;
        socklen_t kept = message.msg_namelen < room ? message.msg_namelen : room;
        p->note.address = message.msg_name;
        p->note.address_length = (uint16_t)(kept < sizeof sender ? kept : sizeof sender);
    }
    return received(p, fd, result, piece, 1, flags, message.msg_flags);
}

static ssize_t receive_plain(int fd, void *buffer, size_t length, int flags, unsigned state, void *caller) {
    struct pending p;
    struct iovec piece = {buffer, length};
    begin(&p, WATCH_RECEIVE, fd, state, length, flags, caller);
    if (as_message(state, length, flags, REAL_recv)) return receive_datagram(&p, fd, &piece, flags, NULL, NULL);
    return received(&p, fd, REAL(recv)(fd, buffer, length, flags), &piece, 1, flags, 0);
}

static ssize_t receive_from(int fd, void *buffer, size_t length, int flags, struct sockaddr *address, socklen_t *size,
                            unsigned state, void *caller) {
    struct pending p;
    struct iovec piece = {buffer, length};
    begin(&p, WATCH_RECEIVE, fd, state, length, flags, caller);
    // An address with an impossible length fails in another way in recvmsg.
    if (as_message(state, length, flags, REAL_recvfrom) && (!address || (size && *size <= 4096)))
        return receive_datagram(&p, fd, &piece, flags, address, size);
    socklen_t room = address && size ? *size : 0;
    ssize_t result = REAL(recvfrom)(fd, buffer, length, flags, address, size);
    if (result >= 0 && room && state & FD_DATAGRAM) {
        p.note.address = address;
        p.note.address_length = (uint16_t)(*size < room ? *size : room);
    }
    return received(&p, fd, result, &piece, 1, flags, 0);
}

static ssize_t receive_read(int fd, void *buffer, size_t length, unsigned state, void *caller) {
    struct pending p;
    struct iovec piece = {buffer, length};
    begin(&p, WATCH_RECEIVE, fd, state, length, 0, caller);
    if (as_message(state, length, 0, REAL_read)) {
        // The number may have become a file past all wrappers (io_uring, a raw system call): then it is read as one.
        ssize_t result = receive_datagram(&p, fd, &piece, 0, NULL, NULL);
        if (result >= 0 || errno != ENOTSOCK) return result;
        if (!self_is_borrowed()) fd_set_state(fd, 0);
        return REAL(read)(fd, buffer, length);
    }
    return received(&p, fd, REAL(read)(fd, buffer, length), &piece, 1, 0, 0);
}

EXPORT ssize_t recv(int fd, void *buffer, size_t length, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(recv)(fd, buffer, length, flags);
    return receive_plain(fd, buffer, length, flags, state, caller);
}

EXPORT ssize_t __recv_chk(int fd, void *buffer, size_t length, size_t room, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state || length > room) return REAL(__recv_chk)(fd, buffer, length, room, flags);
    return receive_plain(fd, buffer, length, flags, state, caller);
}

EXPORT ssize_t recvfrom(int fd, void *buffer, size_t length, int flags, struct sockaddr *address, socklen_t *size) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(recvfrom)(fd, buffer, length, flags, address, size);
    return receive_from(fd, buffer, length, flags, address, size, state, caller);
}

EXPORT ssize_t __recvfrom_chk(int fd, void *buffer, size_t length, size_t room, int flags, struct sockaddr *address,
                              socklen_t *size) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state || length > room) return REAL(__recvfrom_chk)(fd, buffer, length, room, flags, address, size);
    return receive_from(fd, buffer, length, flags, address, size, state, caller);
}

EXPORT ssize_t read(int fd, void *buffer, size_t length) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET))) return REAL(read)(fd, buffer, length);
    return receive_read(fd, buffer, length, state, caller);
}

EXPORT ssize_t __read_chk(int fd, void *buffer, size_t length, size_t room) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET)) || length > room) return REAL(__read_chk)(fd, buffer, length, room);
    return receive_read(fd, buffer, length, state, caller);
}

EXPORT ssize_t readv(int fd, const struct iovec *pieces, int count) {
    PIN_CALLER;
    unsigned state = fd_state(fd);
    if (likely(!(state & FD_INET)) || count < 0 || count > 1024) return REAL(readv)(fd, pieces, count);
    struct pending p;
    begin(&p, WATCH_RECEIVE, fd, state, total(pieces, (size_t)count), 0, caller);
    return received(&p, fd, REAL(readv)(fd, pieces, count), pieces, (size_t)count, 0, 0);
}

EXPORT ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state || !message || message->msg_iovlen > 1024) return REAL(recvmsg)(fd, message, flags);
    struct pending p;
    socklen_t room = message->msg_name ? message->msg_namelen : 0;
    begin(&p, WATCH_RECEIVE, fd, state, total(message->msg_iov, message->msg_iovlen), flags, caller);
    ssize_t result = REAL(recvmsg)(fd, message, flags);
    if (result >= 0 && room && state & FD_DATAGRAM) {
        socklen_t kept = message->msg_namelen < room ? message->msg_namelen : room;
        p.note.address = message->msg_name;
        p.note.address_length = (uint16_t)(kept < sizeof(struct sockaddr_storage) ? kept : 0);
    }
    return received(&p, fd, result, message->msg_iov, message->msg_iovlen, flags, result >= 0 ? message->msg_flags : 0);
}

EXPORT int recvmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout) {
    PIN_CALLER;
    unsigned state = fd_socket(fd, caller);
    if (!state) return REAL(recvmmsg)(fd, messages, count, flags, timeout);
    struct pending p;
    begin(&p, WATCH_RECEIVE, fd, state, 0, flags, caller);
    int result = REAL(recvmmsg)(fd, messages, count, flags, timeout);
    if (result <= 0) return (int)received(&p, fd, result, NULL, 0, flags, 0);
    for (int i = 0; i < result; i++) {
        struct msghdr *each = &messages[i].msg_hdr;
        p.note.argument = total(each->msg_iov, each->msg_iovlen);
        if (state & FD_DATAGRAM && each->msg_name && each->msg_namelen <= sizeof(struct sockaddr_storage)) {
            p.note.address = each->msg_name;
            p.note.address_length = (uint16_t)each->msg_namelen;
        } else {
            p.note.address_length = 0;
        }
        received(&p, fd, messages[i].msg_len, each->msg_iov, each->msg_iovlen, flags, each->msg_flags);
    }
    return result;
}
