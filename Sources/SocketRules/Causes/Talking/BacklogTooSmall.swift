public import SocketFacts

/// The accept queue overflowed because of the backlog given.
public enum BacklogTooSmall: Cause {
    public static let title = "The backlog of listen() is too small for the clients"
    public static let symptoms: [Symptom] = [.connectionTimedOut]

    public static let explanation = """
        The number given to listen() bounds the accept queue: the connections that are complete and that the program \
        has not yet taken with accept(). listen(1) admits two, one more than the number; in general it admits backlog \
        + 1. For the next SYN the kernel does nothing: it drops it and sends no refusal.

        The client sends its SYN again after about a second, and then again. When the server has called accept() \
        meanwhile, the connection is made, a second or several late. When it has not, connect() fails with ETIMEDOUT \
        (errno 110) after about two minutes, or earlier by the timer of the client. A server that is in good health \
        but slow at the start of a rush looks as if it were off.

        The defaults differ: 128 in Python's listen(), 5 in socketserver, 50 in Java's ServerSocket, 511 in Node. The \
        kernel cuts the number silently to net.core.somaxconn, 4096 since Linux 5.4.
        """

    public static let illustrations = [
        "listen(1), and of ten clients at once two connect while the others wait",
        "connections that take 1.03 s instead of a millisecond, under load only",
        "the counters ListenOverflows and ListenDrops grow",
    ]
    public static let lookalikes = [
        """
        recv-Q stays above 0 although few clients come: the server does not call accept(), and the backlog is \
        not the cause
        """
    ]
    public static let byHand = [
        HandCheck(
            "ss -tln 'sport = :9090'",
            shows: """
                on a LISTEN row Recv-Q counts the waiting connections and Send-Q is the backlog; Recv-Q above Send-Q \
                is full
                """),
        HandCheck(
            "nstat -az TcpExtListenOverflows TcpExtListenDrops",
            shows: "how many SYNs were dropped for a full queue, since the machine started"),
        HandCheck("sysctl net.core.somaxconn", shows: "the upper limit of every backlog"),
    ]
    public static let remedies = [
        "Call listen() with a larger number, 128 or more; in Python call listen() without a number.",
        "Call accept() again at once, and serve the client elsewhere: in a thread, a process or an event loop.",
        "When more than 4096 are meant, raise net.core.somaxconn too, before the server starts.",
    ]
    public static let misconceptions = [
        "A large backlog for a server that does not call accept(): a longer queue, filled a little later.",
        "The backlog as a limit of clients: those that were accepted do not count.",
        """
        tcp_abort_on_overflow=1 so that clients are refused: when the queue is full as the SYN comes, it changes \
        nothing.
        """,
        "Opening the firewall: the SYNs arrive and are counted as drops of the listener.",
    ]
    public static let recipes: [Recipe] = [.serveManyClients]

    /// A larger backlog overflows in a real rush only.
    private static let small = 16

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.role == .listener {
            // A program that never accepts has another fault.
            guard let listen = socket.calls.last(where: { $0.kind == .listen && !$0.hasFailed }),
                let look = socket.look, look.drops > 0,
                // A reset that belongs to no connection counts as a drop of the listener, too.
                look.receiveQueue >= look.sendQueue || look.overflows >= look.drops,
                socket.calls.contains(where: { $0.kind == .accept && !$0.hasFailed && $0.result != nil })
            else { continue }
            let backlog = Int64(bitPattern: listen.argument)
            guard (0...Int64(small)).contains(backlog) else { continue }
            let port = socket.local.map { " on port \($0.port)" } ?? ""
            let ss = Wording.ss(socket.local?.port ?? 0, .tcp)
            return [
                Finding(
                    BacklogTooSmall.self, look.receiveQueue >= look.sendQueue ? .certain : .likely,
                    "the backlog of \(backlog)\(port) was too small: \(Wording.count(look.drops, "connection attempt")) "
                        + "found the queue full",
                    evidence: Evidence(
                        "\(listen.told)\(watch.at(listen)) admits \(look.sendQueue + 1) waiting connections; "
                            + waiting(look), recheck: ss),
                    [
                        Evidence(
                            "The kernel dropped \(Wording.count(look.drops, "SYN")) for this listener; each client "
                                + "tries again after a second or more.",
                            recheck: "nstat -az TcpExtListenOverflows TcpExtListenDrops")
                    ],
                    fixes: [
                        Fix(
                            "give listen() a larger number",
                            command: watch.code(listen, python: "sock.listen(128)", c: "listen(fd, 128)")),
                        Fix("call accept() again at once, and serve the client in a thread or an event loop"),
                    ], location: watch.location(listen))
            ]
        }
        return []
    }

    private static func waiting(_ look: SocketLook) -> String {
        look.receiveQueue >= look.sendQueue
            ? "\(look.receiveQueue) were seen waiting."
            : "an accept queue was found full \(Wording.count(look.overflows, "time"))."
    }

    private static func rush(
        _ backlog: UInt64, drops: Int, overflows: Int = 0, queue: Int, accepts: Bool = true
    ) -> Facts {
        .watched([
            .server(
                backlog: backlog, more: accepts ? [WatchedCall(.accept, result: 4, place: 0)] : [],
                look: SocketLook(
                    state: .listening, receiveQueue: queue, sendQueue: Int(truncatingIfNeeded: backlog), drops: drops,
                    overflows: overflows))
        ])
    }

    public static let examples: [Example] = [
        .fires("listen(1) and eight clients at once", rush(1, drops: 6, queue: 2)),
        .fires("listen(0) and five clients at once", rush(0, drops: 4, queue: 1)),
        .fires("nobody looked while the queue was full", rush(1, drops: 5, overflows: 5, queue: 0)),
        .silent("another program's queue overflowed once, too", rush(5, drops: 2, overflows: 1, queue: 1)),
        .silent("listen(5) and two clients", rush(5, drops: 0, queue: 1)),
        .silent("a full queue that refused nobody", rush(1, drops: 0, queue: 2)),
        .silent("a large backlog overflows in a real rush", rush(128, drops: 40, queue: 129)),
        .silent("the listener dropped something while its queue had room", rush(5, drops: 1, queue: 1)),
        .silent("a server that never calls accept()", rush(1, drops: 6, queue: 2, accepts: false)),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
