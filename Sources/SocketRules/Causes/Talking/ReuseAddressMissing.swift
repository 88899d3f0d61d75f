public import SocketFacts

/// A TCP listener is bound without SO_REUSEADDR.
public enum ReuseAddressMissing: Cause {
    public static let title = "The server binds its port without SO_REUSEADDR"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        When a server ends while connections were open, or closes a connection first, the kernel keeps those \
        connections for a while: in TIME_WAIT for 60 seconds, in FIN_WAIT2 until the other side closes too or a \
        timeout of 60 seconds ends it. They carry the server's port. Without SO_REUSEADDR, bind() on that port fails \
        with EADDRINUSE (errno 98) until the last of them is gone.

        SO_REUSEADDR permits the bind, on one condition that is often left out: the connections that remain must come \
        from a socket that had the option too. After the line has been added, the next start still meets what the old \
        version has left, and fails once more. From the run after that it helps. The option is set between socket() \
        and bind().

        It does not let two servers share a TCP port. While another socket listens on the same address and port, \
        bind() fails with EADDRINUSE, whatever options both have.

        On Linux, Node, Go, Java's ServerSocket, asyncio and Python's http.server set the option by themselves. \
        Python's plain socket and socketserver.TCPServer do not, and neither does socket() in C or Swift.
        """

    public static let illustrations = [
        """
        the server is stopped while a client is connected, and its next start within a minute fails: OSError: \
        [Errno 98] Address already in use
        """,
        "ss -tan shows TIME-WAIT rows with the port on the local side, and no LISTEN row",
        "the option was added, the first start after that fails as before, the second one works",
    ]
    public static let lookalikes = [
        "another process listens on the port: that is a running server, and no option helps",
        """
        the client closes first: then TIME_WAIT is on the port of the client, and the server can bind again at \
        once without any option
        """,
    ]
    public static let byHand = [
        HandCheck(
            "ss -tan 'sport = :9090'",
            shows: """
                TIME-WAIT, FIN-WAIT-2 or CLOSE-WAIT rows without a LISTEN row; -a is needed, plain ss -tn hides \
                TIME-WAIT
                """),
        HandCheck(
            "ss -tano state time-wait 'sport = :9090'",
            shows: "the seconds that remain, as timer:(timewait,42sec,0)"),
        HandCheck(
            "strace -f -e trace=setsockopt,bind,listen python3 server.py",
            shows: "whether setsockopt(SO_REUSEADDR) stands before bind()"),
    ]
    public static let remedies = [
        "Set SO_REUSEADDR to 1 on the listening socket before bind().",
        "In socketserver, set allow_reuse_address = True on the server class before an instance is made.",
        """
        For this one time, wait until the TIME_WAIT rows are gone: at most 60 seconds after the last connection \
        was closed.
        """,
    ]
    public static let misconceptions = [
        """
        Setting SO_REUSEADDR against a server that still runs: a socket that listens keeps its port, so that \
        server must be stopped.
        """,
        "Setting it after bind(): the bind has failed already, and the option cannot mend it.",
        """
        SO_REUSEPORT instead: it must be on both sockets, does not help against connections of a server without \
        it, and lets a second copy of the server start by accident and take half of the clients.
        """,
        "Setting it on the client: a client takes a fresh port for each connection and is not concerned.",
    ]
    public static let recipes: [Recipe] = [.reuseAddress]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .tcp {
            // SO_REUSEPORT on both runs lets the bind pass, too; a port that the kernel chose is never the same again.
            guard let listen = socket.first(.listen), !listen.hasFailed, listen.head.count >= 2,
                listen.head[0] == 0, listen.head[1] == 0, let bind = socket.first(.bind), !bind.hasFailed,
                let asked = bind.address, asked.port != 0
            else { continue }
            let line = watch.site(bind).map { " at \($0)" } ?? ""
            return [
                Finding(
                    ReuseAddressMissing.self, .certain,
                    "the listener on port \(asked.port) is bound without SO_REUSEADDR, so a restart can fail for a minute",
                    evidence: Evidence(
                        "bind(\(asked))\(line) worked; when listen() came, SO_REUSEADDR was 0 on the socket.",
                        recheck: watch.trace("setsockopt,bind,listen")),
                    fixes: [
                        Fix(
                            "set the option on the listening socket before bind()",
                            command: "sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)")
                    ], location: watch.location(bind))
            ]
        }
        return []
    }

    public static let examples: [Example] = [
        .fires("a server that binds and listens without the option", .watched([.server(reuse: 0)])),
        .silent("a server that set the option", .watched([.server(reuse: 1)])),
        .silent("the kernel chose the port", .watched([.server(port: 0, reuse: 0)])),
        .silent("a client has no listener", .watched([.client([])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
