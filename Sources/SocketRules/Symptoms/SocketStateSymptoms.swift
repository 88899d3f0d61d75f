/// Calls on a socket that is not in the state they need.
extension SymptomPage {
    static let invalidArgument = SymptomPage(
        .invalidArgument,
        shows: [
            "OSError: [Errno 22] Invalid argument",
            "accept: Invalid argument",
            "OverflowError: bind(): port must be 0-65535.",
            "Error [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received 99999.",
            "java.lang.IllegalArgumentException: port out of range:99999",
        ],
        meaning: """
            The kernel, or the library before it, did not accept the arguments of the call. From accept(): listen() \
            was not called. From bind(): the socket is bound already, or the length of the address is wrong. From \
            connect(): a link-local IPv6 address without its interface (fe80::1%eth0), a socket that is bound to \
            127.0.0.1 and dials another host, or a blackhole route.

            Ports are 16 bit: 0 to 65535. In C a missing htons() is not noticed; the port is then another one.
            """,
        firstLooks: [
            HandCheck("strace -e trace=network PROGRAM", shows: "the call that fails, with all its arguments"),
            HandCheck("ss -tanp | grep PID", shows: "which local port was really taken"),
        ],
        remedies: [
            "Keep the order: socket, setsockopt, bind, listen, accept.",
            "Pass the port as a number between 1 and 65535.",
            "In C: memset the address, set the family, htons() the port, and pass sizeof of the whole structure.",
            "Name the interface of an fe80:: address: fe80::1%eth0.",
        ],
        misconceptions: ["Calling bind() a second time to change the port: a new socket is needed."],
        recipes: [.portByteOrder])

    static let notConnected = SymptomPage(
        .notConnected,
        shows: [
            "OSError: [Errno 107] Transport endpoint is not connected",
            "java.net.SocketException: Socket is not connected",
            "[WinError 10057] A request to send or receive data was disallowed because the socket is not connected",
        ],
        meaning: """
            send(), recv(), shutdown() or getpeername() was called on a TCP socket without a connection (ENOTCONN). \
            Most often a server reads from the listening socket instead of the one that accept() returned, or a client \
            goes on after a connect() that failed. shutdown() on a connection that the other side has already reset \
            gives it too. On UDP, send() without connect() gives "Destination address required" (EDESTADDRREQ).
            """,
        firstLooks: [
            HandCheck(
                "strace -f -e trace=network PROGRAM",
                shows: "the number of the descriptor that fails: is it the one that accept() returned"),
            HandCheck("ss -tanp | grep PID", shows: "which sockets of the program are connected"),
        ],
        remedies: [
            "Use the socket that accept() returns: conn, address = server.accept(), then conn.recv().",
            "Stop when connect() fails.",
            "For UDP use sendto() with an address, or connect() first.",
        ],
        misconceptions: ["The network is down: the call never left this machine."],
        recipes: [.receiveLines, .udpClient])

    static let alreadyConnected = SymptomPage(
        .alreadyConnected,
        shows: [
            "OSError: [Errno 106] Transport endpoint is already connected",
            "BlockingIOError: [Errno 115] Operation now in progress",
            "OSError: [Errno 114] Operation already in progress",
            "java.net.SocketException: already connected",
        ],
        meaning: """
            connect() was called on a socket that is connected (EISCONN) or is just being connected (EALREADY). \
            EINPROGRESS is not a failure: a non-blocking connect() has begun, and the socket becomes writable when it \
            is decided; SO_ERROR then tells how it went.

            A TCP socket is good for one connection. To connect again, even to the same server, a new one is needed.
            """,
        firstLooks: [
            HandCheck("strace -f -e trace=network PROGRAM", shows: "two connect() on one descriptor"),
            HandCheck("ss -tanp 'dport = :9090'", shows: "whether the first connection stands"),
        ],
        remedies: [
            "Close the socket and make a new one for each attempt.",
            "After EINPROGRESS: poll for writing, then read SO_ERROR.",
        ],
        misconceptions: ["Calling connect() in a loop on the same socket until it works."],
        recipes: [.nonBlocking, .connectWithTimeout])

    static let wouldBlock = SymptomPage(
        .wouldBlock,
        shows: [
            "BlockingIOError: [Errno 11] Resource temporarily unavailable",
            "recv: Resource temporarily unavailable",
            "[WinError 10035] A non-blocking socket operation could not be completed immediately",
        ],
        meaning: """
            The socket is non-blocking, or has a receive timeout, and at this moment there is nothing to read or no \
            room to write (EAGAIN, the same number as EWOULDBLOCK). It is an answer and no failure: ask again when \
            poll, epoll or select says so.

            In C a timeout set with SO_RCVTIMEO ends in EAGAIN too.
            """,
        firstLooks: [
            HandCheck(
                "strace -f -e trace=network,fcntl,poll,epoll_wait PROGRAM",
                shows: "O_NONBLOCK being set, and whether the program waits before it tries again"),
            HandCheck("top -p PID", shows: "100 % processor: it tries again without waiting"),
        ],
        remedies: [
            "Wait with poll, epoll, select or the event loop of the language, then call again.",
            "Use a blocking socket when one thread serves one client.",
            "Keep the rest of a short send and go on with it when the socket is writable.",
        ],
        misconceptions: [
            "Taking it for the end of the stream: that is recv() = 0.",
            "A loop that tries until it works: it burns a processor.",
        ],
        recipes: [.nonBlocking])

    static let interrupted = SymptomPage(
        .interrupted,
        shows: [
            "InterruptedError: [Errno 4] Interrupted system call",
            "accept: Interrupted system call",
            "read: interrupted system call",
            "KeyboardInterrupt",
        ],
        meaning: """
            A signal arrived while the call waited, and its handler returned (EINTR). The call did nothing; it can be \
            made again. Python repeats such calls by itself since version 3.5, Go and Java always; in C it is the \
            program's duty, or SA_RESTART's. With a timeout set on the socket, or in poll and select, even SA_RESTART \
            does not repeat.

            KeyboardInterrupt is Ctrl+C and no fault of the socket.
            """,
        firstLooks: [
            HandCheck(
                "strace -f -e trace=network,signal PROGRAM", shows: "which signal came (SIGCHLD, SIGALRM, SIGINT)"),
            HandCheck("grep Sig /proc/PID/status", shows: "which signals the program catches"),
        ],
        remedies: [
            "In C: call again while the result is -1 and errno is EINTR, except where the signal shall end the program.",
            "Set SA_RESTART in sigaction() for signals that shall not disturb.",
        ],
        misconceptions: ["Treating it as a broken connection: the connection is untouched."],
        recipes: [])
}
