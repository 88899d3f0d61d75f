// Calls of the relay that Swift cannot make itself: functions behind _GNU_SOURCE, variadic calls, macros and packed structures.

#pragma once

// Addresses are `struct sockaddr *` and their sizes `socklen_t`; <sys/socket.h> is not included here, because Swift would then
// take its constants for this module's.

/// What epoll_wait(2) reported of one descriptor.
struct csl_event {
    unsigned int events;
    int descriptor;
};

/// Events as epoll(7) numbers them; `csl_edge` is EPOLLET.
extern const unsigned int csl_in, csl_out, csl_error, csl_hang_up, csl_peer_shut, csl_edge;

/// epoll_create1(2), close-on-exec.
int csl_epoll(void);

/// epoll_ctl(2): adds `descriptor` or, with `modify`, changes its events. -1 and errno on failure.
int csl_epoll_set(int epoll, int descriptor, unsigned int events, int modify);

/// epoll_pwait2(2), or epoll_wait(2) with whole milliseconds where the kernel lacks it. Negative nanoseconds: for ever.
int csl_epoll_wait(int epoll, struct csl_event *events, int maximum, long long nanoseconds);

/// accept4(2), non-blocking and close-on-exec.
int csl_accept(int listener, void *address, unsigned int *size);

/// splice(2) that moves pages and never waits.
long csl_splice(int from, int to, unsigned long count);

/// pipe2(2), non-blocking and close-on-exec, of `size` bytes where that is allowed. The size it has; -1 and errno on failure.
long csl_relay_pipe(int descriptors[2], long size);

/// Bytes that the other end's kernel has not acknowledged (SIOCOUTQ, tcp(7)); -1 and errno on failure.
int csl_unacknowledged(int descriptor);

/// The address of this host that a datagram was sent to, or shall be sent from.
struct csl_local {
    int family;
    unsigned int interface;
    unsigned char address[16];
};

/// recvmsg(2) of one datagram with its destination (IP_PKTINFO, IPV6_PKTINFO), where the socket was asked to tell.
long csl_receive_datagram(
    int descriptor, void *buffer, unsigned long size, void *peer, unsigned int *peer_size, struct csl_local *local);

/// sendmsg(2) of one datagram from the address in `local`, when its family is not 0.
long csl_send_datagram(
    int descriptor, const void *buffer, unsigned long size, const void *peer, unsigned int peer_size,
    const struct csl_local *local);

/// Has the destination of each datagram told. -1 and errno on failure.
int csl_want_destination(int descriptor, int family);
