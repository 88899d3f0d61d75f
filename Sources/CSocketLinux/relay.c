#define _GNU_SOURCE
#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

const unsigned int csl_in = EPOLLIN, csl_out = EPOLLOUT, csl_error = EPOLLERR, csl_hang_up = EPOLLHUP,
                   csl_peer_shut = EPOLLRDHUP, csl_edge = EPOLLET;

int csl_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }

int csl_epoll_set(int epoll, int descriptor, unsigned int events, int modify) {
    struct epoll_event event = {.events = events, .data = {.fd = descriptor}};
    return epoll_ctl(epoll, modify ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event);
}

int csl_epoll_wait(int epoll, struct csl_event *events, int maximum, long long nanoseconds) {
    struct epoll_event raw[512];
    if (maximum > 512) maximum = 512;
    int count = -1;
    static int has_no_fine_wait;
    if (nanoseconds > 0 && !has_no_fine_wait) {
#ifdef SYS_epoll_pwait2
        struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
        count = (int)syscall(SYS_epoll_pwait2, epoll, raw, maximum, &limit, NULL, 0);
        if (count < 0 && (errno == ENOSYS || errno == EPERM)) has_no_fine_wait = 1;
#else
        has_no_fine_wait = 1;
#endif
    }
    if (nanoseconds <= 0 || has_no_fine_wait) {
        long long milliseconds = (nanoseconds + 999999) / 1000000;
        if (milliseconds > 3600000) milliseconds = 3600000;
        count = epoll_wait(epoll, raw, maximum, nanoseconds < 0 ? -1 : (int)milliseconds);
    }
    for (int i = 0; i < count; i++) {
        events[i].events = raw[i].events;
        events[i].descriptor = raw[i].data.fd;
    }
    return count;
}

int csl_accept(int listener, void *address, unsigned int *size) {
    return accept4(listener, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

long csl_splice(int from, int to, unsigned long count) {
    return splice(from, NULL, to, NULL, count, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
}

long csl_relay_pipe(int descriptors[2], long size) {
    if (pipe2(descriptors, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    // Refused where the user's pipes hold too many pages already (pipe(7)); a small pipe works too.
    if (fcntl(descriptors[0], F_SETPIPE_SZ, (int)size) < 0) errno = 0;
    int got = fcntl(descriptors[0], F_GETPIPE_SZ);
    return got > 0 ? got : 4096;
}

int csl_unacknowledged(int descriptor) {
    int count = 0;
    return ioctl(descriptor, SIOCOUTQ, &count) < 0 ? -1 : count;
}

int csl_want_destination(int descriptor, int family) {
    int on = 1;
    if (family == AF_INET) return setsockopt(descriptor, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    return setsockopt(descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof on);
}

long csl_receive_datagram(
    int descriptor, void *buffer, unsigned long size, void *peer, unsigned int *peer_size, struct csl_local *local) {
    struct iovec part = {.iov_base = buffer, .iov_len = size};
    char control[128];
    struct msghdr message = {
        .msg_name = peer, .msg_namelen = *peer_size, .msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
        .msg_controllen = sizeof control};
    local->family = 0;
    long count = recvmsg(descriptor, &message, 0);
    if (count < 0) return count;
    *peer_size = message.msg_namelen;
    for (struct cmsghdr *entry = CMSG_FIRSTHDR(&message); entry; entry = CMSG_NXTHDR(&message, entry)) {
        if (entry->cmsg_level == IPPROTO_IP && entry->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(entry), sizeof info);
            local->family = AF_INET;
            local->interface = 0;
            memcpy(local->address, &info.ipi_addr, 4);
        } else if (entry->cmsg_level == IPPROTO_IPV6 && entry->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(entry), sizeof info);
            local->family = AF_INET6;
            local->interface = info.ipi6_ifindex;
            memcpy(local->address, &info.ipi6_addr, 16);
        }
    }
    return count;
}

long csl_send_datagram(
    int descriptor, const void *buffer, unsigned long size, const void *peer, unsigned int peer_size,
    const struct csl_local *local) {
    struct iovec part = {.iov_base = (void *)buffer, .iov_len = size};
    _Alignas(struct cmsghdr) char control[64];
    struct msghdr message = {.msg_name = (void *)peer, .msg_namelen = peer_size, .msg_iov = &part, .msg_iovlen = 1};
    memset(control, 0, sizeof control);
    if (local->family == AF_INET) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(sizeof(struct in_pktinfo));
        struct cmsghdr *entry = CMSG_FIRSTHDR(&message);
        entry->cmsg_level = IPPROTO_IP;
        entry->cmsg_type = IP_PKTINFO;
        entry->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
        struct in_pktinfo info = {0};
        memcpy(&info.ipi_spec_dst, local->address, 4);
        memcpy(CMSG_DATA(entry), &info, sizeof info);
    } else if (local->family == AF_INET6) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(sizeof(struct in6_pktinfo));
        struct cmsghdr *entry = CMSG_FIRSTHDR(&message);
        entry->cmsg_level = IPPROTO_IPV6;
        entry->cmsg_type = IPV6_PKTINFO;
        entry->cmsg_len = CMSG_LEN(sizeof(struct in6_pktinfo));
        struct in6_pktinfo info = {.ipi6_ifindex = 0};
        memcpy(&info.ipi6_addr, local->address, 16);
        memcpy(CMSG_DATA(entry), &info, sizeof info);
    }
    return sendmsg(descriptor, &message, MSG_NOSIGNAL);
}
