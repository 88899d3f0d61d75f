/// What the recorder writes and the reader in Swift parses: one ring of records and a table of threads in shared memory.
///
/// The region is a memfd of the reader. A program finds it through SOCKDOCTOR_WATCH, the path /proc/PID/fd/N of the
/// reader's descriptor: when the reader is gone, nothing of it is left. All numbers are in the machine's own order.
#ifndef WATCH_RECORD_H
#define WATCH_RECORD_H

#include <stdint.h>

enum {
    WATCH_MAGIC = 0x31525753, // "SWR1"
    WATCH_VERSION = 1,
    WATCH_UNIT = 64,          // bytes; a record is a whole number of units
    WATCH_HEADER = 4096,      // bytes before the table of threads
    WATCH_THREADS = 4096,     // slots of the table of threads, one unit each
    WATCH_RING = WATCH_HEADER + WATCH_THREADS * WATCH_UNIT, // where the ring begins
    WATCH_HEAD_BYTES = 96,    // of a payload that are kept from its beginning
    WATCH_TAIL_BYTES = 16,    // and, of a longer one, from its end
};

/// The beginning of the region. Each counter has a cache line of its own.
struct watch_header {
    uint32_t magic, version;
    uint64_t units;                            // of the ring; a power of two
    uint8_t pad0[48];
    _Alignas(64) uint64_t head;                // the next unit to reserve (compare and swap)
    _Alignas(64) uint64_t tail;                // the first unit that the reader still needs
    _Alignas(64) uint64_t lost;                // records that found no room
    _Alignas(64) uint64_t heartbeat;           // CLOCK_MONOTONIC ns of the reader's last turn; a dead one is not waited for
    _Alignas(64) uint32_t stopped;             // 1: nobody reads any more, programs go on without recording
};

/// A thread and the call it is in. A slot is taken by compare and swap of `thread` from 0, and given back at the thread's end.
struct watch_thread {
    uint32_t thread, process;
    uint64_t begin;                            // CLOCK_MONOTONIC ns of the call that is under way; 0: none
    int32_t descriptor;
    uint16_t call;
    uint16_t flags;
    uint32_t site;
    uint32_t pad;
    uint64_t argument;                         // as in a record
    char name[16];                             // the thread's (comm)
    uint8_t pad1[8];
};

enum watch_kind {
    WATCH_CALL = 1,
    WATCH_SITE = 2,    // a place in the source, told once in a process
    WATCH_START = 3,   // a process was forked or executed
    WATCH_EXEC = 4,    // a process is about to become another program; `result` is filled only when that failed
    WATCH_EXIT = 5,    // a process ends by itself (exit, _exit, return from main); `result` is the status
};

/// A record; `stamp` is written last. A record whose stamp is not its own index plus one is not complete.
struct watch_record {
    uint64_t stamp;                            // index of its first unit, counted from the ring's first turn, plus one
    uint16_t units;                            // its whole length
    uint8_t kind;
    uint8_t call;
    uint32_t process;
    uint32_t thread;
    int32_t descriptor;
    int64_t result;                            // what the call returned
    uint64_t begin, end;                       // CLOCK_MONOTONIC ns around the call
    uint16_t error;                            // errno where the call failed, else 0
    uint16_t flags;                            // enum watch_flag
    uint32_t site;                             // 0: not known
    // Unit 2: always there in a WATCH_CALL.
    uint64_t argument;                         // see each call
    uint32_t segments;                         // TCP receives: data segments that came in on the connection so far (tcpi_data_segs_in)
    uint32_t unread;                           // TCP and UDP receives: bytes that wait in the queue behind this call (FIONREAD)
    uint16_t address_length;                   // a sockaddr, at the start of the payload
    uint16_t local_length;                     // the own sockaddr, behind it
    uint16_t head_length;                      // first bytes of the data, behind them
    uint16_t tail_length;                      // last bytes of the data, behind them, when it is longer than the head
    uint64_t newlines;                         // line feeds in the first 4 KiB of the data
    uint32_t domain;                           // AF_*
    uint32_t type;                             // SOCK_*; protocol in the upper half
    uint8_t extra[24];                         // see each call
    uint8_t pad[8];                            // the payload begins on a whole unit
    // The payload follows: address, local, head, tail.
};

_Static_assert(sizeof(struct watch_header) <= WATCH_HEADER, "the header fits its page");
_Static_assert(__builtin_offsetof(struct watch_header, head) == 64, "head");
_Static_assert(__builtin_offsetof(struct watch_header, tail) == 128, "tail");
_Static_assert(__builtin_offsetof(struct watch_header, lost) == 192, "lost");
_Static_assert(__builtin_offsetof(struct watch_header, heartbeat) == 256, "heartbeat");
_Static_assert(__builtin_offsetof(struct watch_header, stopped) == 320, "stopped");
_Static_assert(sizeof(struct watch_thread) == WATCH_UNIT, "a slot is one unit");
_Static_assert(sizeof(struct watch_record) == 128, "the payload begins at byte 128");
_Static_assert(__builtin_offsetof(struct watch_record, argument) == 56, "argument");
_Static_assert(__builtin_offsetof(struct watch_record, extra) == 96, "extra");

enum watch_flag {
    WATCH_NONBLOCKING = 1,    // O_NONBLOCK on the socket, or MSG_DONTWAIT in the call
    WATCH_TIMEOUT = 2,        // SO_RCVTIMEO (receives) or SO_SNDTIMEO (sends) is set
    WATCH_PEEK = 4,
    WATCH_TRUNCATED = 8,      // MSG_TRUNC came back: the datagram was longer than the buffer
    WATCH_STDIO = 16,         // the socket was handed to stdio (fdopen): reads and writes are not all seen
    WATCH_NOSIGNAL = 32,
    WATCH_WAITALL = 64,
    WATCH_OUT_OF_BAND = 128,
    WATCH_INHERITED = 256,    // the descriptor came from before this program
    WATCH_MORE = 512,
    WATCH_UNCERTAIN = 1024,   // the call came from a signal handler or another place that cannot be trusted
};

/// Calls. `argument` and `extra` are given behind each; sizes are bytes, times are milliseconds.
enum watch_call {
    WATCH_SOCKET = 1,       // result: the descriptor; inherited: address, local; argument: 1 listens, 2 accepted, 3 connected
    WATCH_BIND = 2,         // address: what was asked; local: what it is now
    WATCH_LISTEN = 3,       // argument: backlog; local; extra[0]: SO_REUSEADDR, [1]: SO_REUSEPORT, [2]: IPV6_V6ONLY
    WATCH_ACCEPT = 4,       // result: the new descriptor; descriptor: the listener; address: the peer; local: of the new one
    WATCH_CONNECT = 5,      // address: the peer; local: the own address behind it
    WATCH_SEND = 6,         // every form of sending and writing; argument: length asked for; address: sendto's; segments unused
    WATCH_RECEIVE = 7,      // every form of receiving and reading; argument: length of the buffer; address: recvfrom's
    WATCH_SHUTDOWN = 8,     // argument: how
    WATCH_CLOSE = 9,        // also by dup2 onto it, close_range and at exec
    WATCH_SET_OPTION = 10,  // argument: level << 32 | name; head: the value
    WATCH_GET_OPTION = 11,  // argument: level << 32 | name; head: the value
    WATCH_DUPLICATE = 12,   // result: the new descriptor
    WATCH_SET_NONBLOCKING = 13, // argument: 1 or 0 (fcntl, ioctl FIONBIO)
    WATCH_WAIT = 14,        // poll, select, epoll_wait that waited: argument: time-out in ms, -1 for ever; result: ready
    WATCH_UNREAD = 15,      // ioctl FIONREAD by the program itself: result: the answer
    WATCH_SEND_FILE = 16,   // sendfile, splice: argument: length asked for
    WATCH_STREAM = 17,      // fdopen on a socket
    WATCH_SIGNAL = 18,      // argument: the signal whose handler was set; extra[0]: 1 ignore, 2 default, 3 handler (SIGPIPE only)
};

#endif
