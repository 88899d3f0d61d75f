/// What the recorder writes and the reader in Swift parses: one ring of records and a table of threads in shared
/// memory.
///
/// The region is a memfd of the reader. A program finds it through SOCKDOCTOR_WATCH, the path /proc/PID/fd/N of the
/// reader's descriptor: when the reader is gone, nothing of it is left. All numbers are in the machine's own order.
///
/// For the one who starts the first program: LD_PRELOAD=PATH/libsockwatch.so[:OTHERS], SOCKDOCTOR_WATCH=/proc/PID/fd/N,
/// and SOCKDOCTOR_NO_SOURCE=1 where no places are wanted. The file must have this name (it is how the library takes
/// itself out of LD_PRELOAD) and stay where it is while programs run. SOCKDOCTOR_WATCH_FDS=3,5 announces sockets that
/// are open already.
///
/// A process maps the region at its first internet socket, at a program that it starts and that cannot be watched, at
/// an exec that failed, or before it changes its user, root or namespace. Until then it tells nothing: no WATCH_START,
/// WATCH_EXEC or WATCH_EXIT. Records stand in the order in which their calls ended (a close: began); `begin` and `end`
/// tell the rest.
///
/// Killed writers leave holes: a reserved unit whose stamp does not come. Skip to the next unit U with stamp U + 1.
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
    WATCH_HEAD_BYTES = 256,   // of a payload that are kept from its beginning
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
    _Alignas(64) uint64_t heartbeat;           // CLOCK_MONOTONIC ns of the reader's last turn
    _Alignas(64) uint32_t stopped;             // 1: nobody reads any more, programs go on without recording
};

/// A thread and the call it is in. A slot is taken by compare and swap of `thread` from 0, and given back at the
/// thread's end. It stays behind a process that was killed: the reader empties it then (`begin`, `process`, last
/// `thread`). It is filled for calls that may wait: of descriptors without O_NONBLOCK, and poll, select and epoll with
/// a time-out other than 0.
struct watch_thread {
    uint32_t thread, process;
    uint64_t begin;                            // CLOCK_MONOTONIC ns of the call that is under way; 0: none
    int32_t descriptor;
    uint16_t call;
    uint16_t flags;
    uint32_t site;
    uint32_t pad;
    uint64_t argument;                         // as in a record
    char name[16];                             // the thread's (comm) when it first waited
    uint8_t pad1[8];
};

enum watch_kind {
    WATCH_CALL = 1,
    /// A place in the source: `site` is its number in this process, told before its first use. `argument`: 1 Python, 2
    /// native, 3 Java, 4 Perl. Head: file, line and function, each behind a line feed (Perl: no function). Native: the
    /// file, the address in the file for `addr2line -i -e FILE 0xADDRESS` (of the call itself, not of where it returns
    /// to), the symbol or nothing. The same place may be told again under another number; a forked child tells its
    /// places anew.
    WATCH_SITE = 2,
    /// A process began. `argument`: 0 forked (it has its parent's sockets under the same numbers), 1 executed (of what
    /// the process had before, it has what now comes as WATCH_SOCKET with WATCH_INHERITED). `result`: the parent. Head:
    /// the program's path when executed.
    WATCH_START = 3,
    /// A process is about to become another program, told by the process itself, or by its parent (posix_spawn) when
    /// the new program cannot be watched. extra[0]: 1 it can, 2 it cannot (static, 32 bits, another C library, built
    /// with the address sanitizer, privileged, unreadable). Head: its path. A second one with `result` -1 and `error`:
    /// that failed, the process goes on as it was.
    WATCH_EXEC = 4,
    WATCH_EXIT = 5,    // a process ends by itself (exit, _exit, return from main); `result` is the status (0 to 255)
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
    // TCP receives: data segments that came in on the connection so far (tcpi_data_segs_in). 0: not asked (a length
    // over 64 KiB, or past the first 1,000 receives of a socket but for one in 64), then `unread` says nothing, either.
    uint32_t segments;
    uint32_t unread;                           // TCP receives: bytes that wait in the queue behind this call (FIONREAD)
    uint16_t address_length;                   // a sockaddr, at the start of the payload
    uint16_t local_length;                     // the own sockaddr, behind it
    uint16_t head_length;                      // first bytes of the data, behind them
    uint16_t tail_length;                      // last bytes of the data, behind them, when it is longer than the head
    uint64_t newlines;                         // line feeds in the first 4 KiB of what was sent or received
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
    WATCH_SOCKET = 1,       // result: the descriptor; inherited: local, address: the peer; extra[0]: 1 it listens,
    // 2 was accepted, 3 was connected (told by the tracer only)
    WATCH_BIND = 2,         // address: what was asked; local: what it is now; extra[0]: SO_REUSEADDR, [1]: SO_REUSEPORT
    WATCH_LISTEN = 3,       // argument: backlog; local; extra[0]: SO_REUSEADDR, [1]: SO_REUSEPORT, [2]: IPV6_V6ONLY
    // result: the new descriptor; descriptor: the listener; address: the peer; local: of the new one; extra[0]: the new
    // one is non-blocking
    WATCH_ACCEPT = 4,
    WATCH_CONNECT = 5,      // address: the peer; local: the own address behind it
    WATCH_SEND = 6,         // every form of sending and writing; argument: length asked for; address: sendto's
    WATCH_RECEIVE = 7,      // every form of receiving and reading; argument: length of the buffer; address: recvfrom's
    WATCH_SHUTDOWN = 8,     // argument: how
    WATCH_CLOSE = 9,        // also by fclose, close_range, and dup2 onto it (not at exec: see WATCH_START)
    WATCH_SET_OPTION = 10,  // argument: level << 32 | name; head: the value
    WATCH_GET_OPTION = 11,  // argument: level << 32 | name; head: the value
    WATCH_DUPLICATE = 12,   // result: the new descriptor
    WATCH_SET_NONBLOCKING = 13, // argument: 1 or 0 (fcntl, ioctl FIONBIO)
    // poll, select, epoll_wait with a time-out other than 0 and a socket among the descriptors (the first; epoll: -1,
    // told by any process with sockets): argument: time-out in ms, -1 for ever; result: ready; extra[0]: 1 poll, 2
    // select, 3 epoll, [1]: how many sockets (255: more), [2..3]: poll events asked for the first one, [4..5]: those
    // that came.
    WATCH_WAIT = 14,
    WATCH_UNREAD = 15,      // ioctl FIONREAD by the program itself: result: the answer
    WATCH_SEND_FILE = 16,   // sendfile, splice: argument: length asked for; extra[0]: 1 into the socket, 2 out of it
    WATCH_STREAM = 17,      // fdopen on a socket
    WATCH_RESOLVE = 19,     // getaddrinfo or gethostbyname failed: result: its code (EAI_*); head: the name
    WATCH_SIGNAL = 18,      // argument: SIGPIPE, which was set; extra[0]: 1 ignore, 2 default, 3 a handler
};

#endif
