public import SocketFacts

/// A client can wait for ever.
public enum NoReceiveTimeout: Cause {
    public static let title = "A receive has no time limit"
    public static let symptoms: [Symptom] = [.noReply]

    public static let explanation = """
        A blocking recv() waits until data, the end of the stream or an error comes. If the other side is stopped, \
        waits itself, or has vanished without a FIN (power cut, cable, a suspended laptop), none of the three comes. \
        The kernel does not notice either: while nothing is unacknowledged, an idle TCP connection sends nothing, and \
        there is nothing that could fail.

        A UDP client needs a limit even more. Its request or the answer may be lost, and no one sends it again.

        With a limit the program gets control back and can say what it waited for. That message comes from the \
        program's own timer: TimeoutError: timed out in Python carries no errno. It says that no answer came in time, \
        not that the network failed; ETIMEDOUT (errno 110) is the kernel's report that segments stayed unacknowledged.
        """

    public static let illustrations = [
        "the client prints nothing more and ends only with Ctrl+C",
        "a UDP client waits in recvfrom() for an answer that was lost",
        "the server was stopped with Ctrl+Z, and every client hangs",
    ]
    public static let lookalikes = [
        "a server that waits for its next client in accept(), or for a request in recvfrom(): that is its work",
        "EAGAIN in C after SO_RCVTIMEO: that is the limit, reached",
    ]
    public static let byHand = [
        HandCheck("strace -p PID", shows: "recvfrom(3, without a result"),
        HandCheck(
            "ss -tnpo 'dport = :9090'",
            shows: "ESTAB with empty queues and no timer: nothing will ever end this wait"),
    ]
    public static let remedies = [
        """
        Set a limit: settimeout(5) in Python, setSoTimeout(5000) in Java, SetReadDeadline() in Go, SO_RCVTIMEO \
        or poll() in C.
        """,
        "In Node, socket.setTimeout() only reports: call socket.destroy() in its handler.",
        "Over UDP, send the request again a few times with growing pauses, and then give up with a message.",
        "In Python a socket with a timeout may send a part only: use sendall().",
    ]
    public static let misconceptions = [
        """
        SO_KEEPALIVE alone: with the defaults of Linux the first probe goes out after two hours, and a peer that \
        is stopped still answers it.
        """,
        """
        A limit on connect() alone: the connection is made, and the reply never comes. In Python \
        create_connection(…, timeout=5) limits both.
        """,
        "An alarm signal that is ignored: in Python the interrupted call goes on by itself.",
        "Sending something to see whether the peer lives: send() succeeds as long as the buffer has room.",
    ]
    public static let recipes: [Recipe] = [.connectWithTimeout, .udpClient]

    /// Milliseconds.
    private static let long = 3000.0
    /// Options that end a dead connection by themselves: TCP_KEEPIDLE, TCP_USER_TIMEOUT (linux/tcp.h).
    private static let limits: Set<UInt64> = [6 << 32 | 4, 6 << 32 | 18]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        // Its own alarm ended the wait.
        guard watch.signal != "SIGALRM" else { return [] }
        for socket in watch.sockets {
            guard let began = beginning(socket), !socket.calls.contains(where: isLimit) else { continue }
            // A wrong length is why the answer does not come.
            guard LengthPrefix.find(socket, watch) == nil else { continue }
            // A thread of its own that only receives keeps nobody waiting.
            let waits = (socket.allCalls.filter(isEndless) + broken(socket, watch)).filter { $0.thread == began.thread }
            guard let call = waits.max(by: { $0.milliseconds < $1.milliseconds }) else { continue }
            let time = WatchFacts.seconds(call.milliseconds)
            let server = (socket.peer ?? began.address).map { " from \($0)" } ?? ""
            let outcome =
                call.result == nil
                ? "has not returned after \(time)" : call.hasFailed ? call.failure + " after \(time)" : "took \(time)"
            return [
                Finding(
                    NoReceiveTimeout.self, .likely, "a receive\(server) waited \(time) and has no time limit",
                    evidence: Evidence(
                        "\(call.told)\(watch.at(call)) \(outcome); the socket blocks, and neither SO_RCVTIMEO nor poll() "
                            + "bounded the wait.",
                        recheck: watch.trace("recvfrom,recvmsg,read,poll,setsockopt,fcntl")),
                    fixes: [
                        Fix(
                            "set a limit before the receive, and say what was waited for when it is reached",
                            command: watch.code(
                                call, python: "sock.settimeout(5)",
                                c: "struct timeval limit = {5, 0}; "
                                    + "setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);"))
                    ], location: watch.location(call))
            ]
        }
        return []
    }

    /// The call by which a client began to talk; `nil` for servers and for sockets of which that is not sure.
    private static func beginning(_ socket: WatchedSocket) -> WatchedCall? {
        switch socket.role {
        case .connecting: return socket.attempts.first { $0.error == nil }?.call
        case .datagram:
            // A server binds its port and receives first.
            guard let first = socket.allCalls.first(where: { $0.movesData }), first.kind == .send, !first.hasFailed,
                (socket.first(.bind)?.address?.port ?? 0) == 0
            else { return nil }
            return first
        default: return nil
        }
    }

    private static func isEndless(_ call: WatchedCall) -> Bool {
        call.kind == .receive && call.milliseconds > long && !call.isBounded && call.error != .interrupted
            && call.error != .tryAgain
    }

    /// The person's signal ended the wait, not one that the program had set for itself.
    private static func broken(_ socket: WatchedSocket, _ watch: WatchFacts) -> [WatchedCall] {
        guard let call = socket.lastWait(watch), call.error == .interrupted, call.milliseconds > long, !call.isBounded
        else { return [] }
        return [call]
    }

    private static func isLimit(_ call: WatchedCall) -> Bool {
        call.kind == .setOption && !call.hasFailed && limits.contains(call.argument)
    }

    public static let examples: [Example] = [
        .fires(
            "a client waits 3.6 s for its line",
            .watched([.client([.sent("result?\n"), .received("42\n", took: 3.6), .closed])])),
        .fires(
            "a client waits until it is interrupted",
            .watched(
                [.client([.sent("result?\n")], end: .exit, hanging: .hanging(seconds: 5))], exitStatus: nil,
                signal: "SIGINT", wasInterrupted: true)),
        .fires(
            "a UDP client waits for its answer",
            .watched([
                .datagrams([
                    WatchedCall(.connect, address: Endpoint(.loopbackIPv4, 9091), place: 0), .sent("status?"),
                    .received("fine", took: 3.6),
                ])
            ])),
        .fires(
            "the person's Ctrl+C breaks the wait off",
            .watched(
                [.client([.sent("ping\n"), .failed(.receive, .interrupted).taking(4), .closed])], exitStatus: nil,
                signal: "SIGINT", wasInterrupted: true)),
        .silent("the answer takes one second", .watched([.client([.sent("result?\n"), .received("42\n", took: 1)])])),
        .silent(
            "SO_RCVTIMEO bounds the wait",
            .watched([.client([.sent("result?\n"), .received("42\n", took: 3.6).flagged(.timeout)])])),
        .silent(
            "Python's settimeout(): poll() waits, the receive does not",
            .watched([
                .client([
                    .sent("result?\n"), WatchedCall(.wait, result: 1, argument: 5000).taking(3.6),
                    .received("42\n").flagged(.nonblocking),
                ])
            ])),
        .silent(
            "poll() on several things without an end, then a receive",
            .watched([
                .client([
                    .sent("hello\n"), WatchedCall(.wait, result: 1, argument: .max).taking(60), .received("news\n"),
                ])
            ])),
        .silent(
            "a server waits for its client",
            .watched([.accepted([.received("hello\n", took: 60), .sent("hello\n")])])),
        .silent(
            "a UDP server waits for its next request",
            .watched([.datagrams([.received("a", took: 60), .sent("b").to(Endpoint(.loopbackIPv4, 40000))])])),
        .silent(
            "a chat client receives in a thread of its own",
            .watched([
                .client([.sent("hello\n"), .received("news\n", took: 60).by(thread: 101), .sent("bye\n")])
            ])),
        .silent(
            "a signal ends the wait",
            .watched([.client([.sent("ping\n"), .failed(.receive, .interrupted).taking(4), .closed])])),
        .silent(
            "its own alarm ends the program",
            .watched(
                [.client([.sent("ping\n")], end: .exit, hanging: .hanging(seconds: 4))], exitStatus: nil,
                signal: "SIGALRM")),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
