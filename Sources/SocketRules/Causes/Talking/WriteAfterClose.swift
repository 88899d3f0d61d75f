public import SocketFacts

/// EPIPE/SIGPIPE or ECONNRESET from sending on a closed connection.
public enum WriteAfterClose: Cause {
    public static let title = "The program sends on a connection that is closed"
    public static let symptoms: [Symptom] = [.brokenPipe, .connectionReset]

    public static let explanation = """
        The other side has closed its socket. The first send() after that succeeds: TCP cannot know whether the peer \
        only stopped sending or is gone. The peer's kernel answers the data with a reset, and the second send() fails \
        with EPIPE (errno 32, Broken pipe). That is why a message is lost and the next one reports it.

        When the peer closed while it had unread data, its kernel sends the reset at once. Then the first call, send() \
        or recv(), fails with ECONNRESET (errno 104, Connection reset by peer), and each further send() with EPIPE. \
        The error is reported once: the next recv() returns 0.

        In C, EPIPE comes with the signal SIGPIPE, which ends the program without a message; the shell shows exit \
        status 141. Python, Java, Node and Go turn it into an error. A send() after the program's own \
        shutdown(SHUT_WR) gives EPIPE too.
        """

    public static let illustrations = [
        "send() = 5, then send() = -1 EPIPE: BrokenPipeError: [Errno 32] Broken pipe",
        "ConnectionResetError: [Errno 104] Connection reset by peer, in send()",
        "a server in C ends silently when a client presses Ctrl+C; echo $? prints 141",
        "the server answers and closes before it has read the whole request, and the client gets a reset",
    ]
    public static let lookalikes = [
        "connect() had failed: then the first send() already gives EPIPE",
        "EBADF: the program has closed its own socket and uses it still",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network,write,close -p PID",
            shows: "recvfrom() = 0, which was not heeded, before the send() that fails"),
        HandCheck("sudo tcpdump -i lo -n port 9090", shows: "who sent the first [F.] or [R], and what came after it"),
        HandCheck(
            "ss -tn state close-wait 'dport = :9090'",
            shows: "the peer has closed, this program has not noticed"),
    ]
    public static let remedies = [
        "Stop sending when recv() returns 0, unless the protocol says that the peer closes only its sending half.",
        "Let one message say that it is the last one, so that both sides know when to close.",
        "In C, send with MSG_NOSIGNAL or ignore SIGPIPE, and treat EPIPE as the end of this one connection.",
        "On the side that closes: read what the peer has sent before close().",
    ]
    public static let misconceptions = [
        "Ignoring SIGPIPE without looking at the result: the program goes on sending into nothing.",
        "Taking a successful send() for delivery: only an answer of the peer proves that it was received.",
        "Sending the same message again on the same socket: it stays closed, and a new connection is needed.",
        "SO_LINGER with 0 on the closing side: it resets the connection on purpose.",
    ]
    public static let recipes: [Recipe] = [.endOfStream, .sendEverything]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .tcp {
            // After a connect() that failed the connection was never there.
            if socket.role == .connecting, !socket.wasConnected { continue }
            if let found = afterShutdown(socket, watch) ?? afterEnd(socket, watch) { return [found] }
        }
        if let found = killed(watch) ?? failed(watch) ?? reset(watch) { return [found] }
        return []
    }

    private static func isRejected(_ call: WatchedCall) -> Bool {
        call.kind == .send && (call.error == .brokenPipe || call.error == .connectionReset)
    }

    /// The program has said itself that it sends no more.
    private static func afterShutdown(_ socket: WatchedSocket, _ watch: WatchFacts) -> Finding? {
        guard
            let shutdown = socket.calls.first(where: { $0.kind == .shutdown && !$0.hasFailed && $0.argument >= 1 }),
            let send = socket.calls.first(where: {
                $0.begin >= shutdown.end && $0.kind == .send && $0.error == .brokenPipe
            })
        else { return nil }
        return finding(
            send, socket, watch, .certain, "it had called shutdown() for its own sending half",
            "shutdown(\(shutdown.argument == 1 ? "SHUT_WR" : "SHUT_RDWR"))\(watch.at(shutdown)) came before it.")
    }

    /// The peer was known to have gone.
    private static func afterEnd(_ socket: WatchedSocket, _ watch: WatchFacts) -> Finding? {
        guard let end = socket.received.first(where: { $0.result == 0 && $0.argument > 0 }),
            let send = socket.calls.first(where: { $0.begin >= end.end && isRejected($0) })
        else { return nil }
        return finding(
            send, socket, watch, .likely, "recv() had told the end of the stream",
            "recv()\(watch.at(end)) had returned 0 before it.")
    }

    /// SIGPIPE ended the program within a send.
    private static func killed(_ watch: WatchFacts) -> Finding? {
        guard watch.signal == "SIGPIPE" else { return nil }
        let candidates = watch.sockets.filter {
            $0.transport == .tcp && $0.process == watch.pid ?? $0.process && ($0.role != .connecting || $0.wasConnected)
        }
        // The call did not return; where it was not seen hanging, the last failed one tells.
        for socket in candidates {
            guard let send = socket.hanging, send.kind == .send || send.kind == .sendFile else { continue }
            return finding(
                send, socket, watch, .certain, "SIGPIPE ended the program in it",
                "\(send.told)\(watch.at(send)) did not return: the signal SIGPIPE ended the program.")
        }
        for socket in candidates {
            guard let send = socket.calls.last(where: { $0.kind == .send }), isRejected(send) else { continue }
            return finding(send, socket, watch, .certain, "SIGPIPE ended the program", "SIGPIPE ended the program.")
        }
        return nil
    }

    /// The send failed, and the program ended with an error right after: nobody handled it.
    private static func failed(_ watch: WatchFacts) -> Finding? {
        guard let status = watch.exitStatus, status != 0, !watch.wasInterrupted, watch.signal == nil else { return nil }
        let sends = watch.sockets.flatMap { socket in
            socket.transport == .tcp && (socket.role != .connecting || socket.wasConnected)
                ? socket.calls.filter(isRejected).map { (socket, $0) } : []
        }
        guard let (socket, first) = sends.min(by: { $0.1.begin < $1.1.begin }),
            let last = sends.map(\.1.end).max(), watch.endedAt >= last, watch.endedAt - last <= 1_000_000_000
        else { return nil }
        guard !wentOn(watch, after: first) else { return nil }
        return finding(
            first, socket, watch, .likely, "the program ended with status \(status)",
            "The program ended \(WatchFacts.seconds(Double(watch.endedAt - last) / 1e6)) later with exit status \(status)."
        )
    }

    /// The program did other work: then it has survived this.
    private static func wentOn(_ watch: WatchFacts, after call: WatchedCall) -> Bool {
        watch.sockets.contains { other in
            other.calls.contains { $0.begin > call.end && $0.movesData && !$0.hasFailed && $0.bytes > 0 }
                || other.calls.contains { $0.begin > call.end && $0.kind == .accept && !$0.hasFailed }
        }
    }

    /// A server was only sending, a receive was told of the reset before the next send was, as in Node, which always
    /// receives too, and the program ended with an error right after.
    private static func reset(_ watch: WatchFacts) -> Finding? {
        guard let status = watch.exitStatus, status != 0, !watch.wasInterrupted, watch.signal == nil else { return nil }
        for socket in watch.sockets where socket.transport == .tcp && socket.role == .accepted {
            guard socket.process == watch.pid ?? socket.process, socket.omitted == 0,
                let told = socket.calls.last(where: \.movesData), told.kind == .receive,
                told.error == .connectionReset, watch.endedAt >= told.end, watch.endedAt - told.end <= 500_000_000,
                !wentOn(watch, after: told)
            else { continue }
            // An answer, which may be made in two sends, is no stream: its client may have left without waiting for it.
            let sends = socket.calls.reversed().filter(\.movesData).dropFirst().prefix {
                $0.kind == .send && !$0.hasFailed
            }
            guard let last = sends.first, let first = sends.last, last.begin - first.begin >= 50_000_000 else {
                continue
            }
            let recheck = watch.trace("sendto,sendmsg,write,recvfrom,read,shutdown,close")
            return Finding(
                WriteAfterClose.self, .likely,
                "\(socket.title) reset the connection on which the program was sending, and the program ended with status "
                    + "\(status)",
                evidence: Evidence(
                    "\(told.told)\(watch.at(told)) \(told.failure), after \(Wording.count(sends.count, "send")) in a row: "
                        + "the other side had closed the connection.", recheck: recheck),
                [
                    Evidence(
                        "The program ended \(WatchFacts.seconds(Double(watch.endedAt - told.end) / 1e6)) later with exit "
                            + "status \(status).", recheck: recheck)
                ],
                fixes: [
                    Fix(
                        "take the error as the end of this one connection, and go on: in Node a listener, "
                            + "socket.on('error', …)"),
                    Fix("stop sending when the connection has closed"),
                ], location: watch.location(last))
        }
        return nil
    }

    private static func finding(
        _ send: WatchedCall, _ socket: WatchedSocket, _ watch: WatchFacts, _ confidence: Confidence, _ why: String,
        _ more: String
    ) -> Finding {
        let error = send.error.map { " failed with \($0.name)" } ?? " hit SIGPIPE"
        let recheck = watch.trace("sendto,sendmsg,write,recvfrom,read,shutdown,close")
        let before = socket.calls.count { $0.kind == .send && !$0.hasFailed && $0.begin < send.begin }
        return Finding(
            WriteAfterClose.self, confidence,
            "a send to \(socket.title)\(error) on a connection that was closed, and \(why)",
            evidence: Evidence(
                "\(send.told)\(watch.at(send))\(send.error == nil ? "" : " \(send.failure)"), after "
                    + "\(Wording.count(before, "send")) that succeeded.", recheck: recheck),
            [Evidence(more, recheck: recheck)],
            fixes: [
                Fix(
                    "take the error as the end of this one connection: close it and go on",
                    command: watch.code(
                        send, python: "except (BrokenPipeError, ConnectionResetError): conn.close()",
                        c: "if (send(fd, data, length, MSG_NOSIGNAL) < 0) { close(fd); return; }")),
                Fix("stop sending when recv() returns 0"),
            ], location: watch.location(send))
    }

    public static let examples: [Example] = [
        .fires(
            "a send after the own shutdown()",
            .watched([
                .client([.sent("bye"), WatchedCall(.shutdown, argument: 1, place: 0), .failed(.send, .brokenPipe)])
            ])),
        .fires(
            "SIGPIPE ends a server whose client has left",
            .watched(
                [.accepted([.sent("tick 0\n"), .sent("tick 1\n")], end: .exit, hanging: .hanging(.send, seconds: 0))],
                signal: "SIGPIPE")),
        .fires(
            "a server ends with an error, its client has left",
            .watched(
                [.accepted([.sent("10\n"), .sent("9\n"), .failed(.send, .brokenPipe)], end: .exit)], exitStatus: 1,
                change: { $0.endedAt = 200_000_000 })),
        .fires(
            "the end of the stream was told, and the program sends into a reset",
            .watched([
                .accepted([.endOfStream, .sent("a"), .failed(.send, .connectionReset), .closed])
            ])),
        .fires(
            "the reset is told by a receive while the server sends, and nobody handles it",
            .watched(
                [
                    .accepted(
                        [.sent("tick 0\n").taking(0.1), .sent("tick 1\n"), .failed(.receive, .connectionReset)],
                        end: .exit)
                ], exitStatus: 1, change: { $0.endedAt = 120_000_000 })),
        .silent(
            "a reset after one answer, made in two sends",
            .watched(
                [
                    .accepted(
                        [.received("hi"), .sent("2"), .sent("hello"), .failed(.receive, .connectionReset)], end: .exit)
                ], exitStatus: 1, change: { $0.endedAt = 20_000_000 })),
        .silent(
            "a reset while sending, and the server lives on",
            .watched([.accepted([.sent("tick 0\n"), .sent("tick 1\n"), .failed(.receive, .connectionReset)])])),
        .silent(
            "a server that survives a client that has left",
            .watched([.accepted([.sent("10\n"), .failed(.send, .brokenPipe), .closed])])),
        .silent(
            "it went on with its next client and ended with a status of its own much later",
            .watched(
                [
                    .accepted([.sent("10\n"), .failed(.send, .brokenPipe), .closed]),
                    WatchedSocket.accepted([.received("hi"), .sent("hi"), .closed]).later(100),
                ], exitStatus: 3, change: { $0.endedAt = 400_000_000 })),
        .silent(
            "the client closed its sending half only and gets its answer",
            .watched([.accepted([.received("file"), .endOfStream, .sent("done"), .closed])])),
        .silent(
            "connect() had failed",
            .watched(
                [
                    WatchedSocket(
                        role: .connecting, end: .exit,
                        calls: [
                            WatchedCall(.socket, result: 3),
                            .failed(.connect, .connectionRefused, address: Endpoint(.loopbackIPv4, 9090)).taking(0.001),
                            .failed(.send, .brokenPipe).moved(2_000_000),
                        ])
                ], exitStatus: 1, change: { $0.endedAt = 5_000_000 })),
        .silent("SIGPIPE from a pipe, with an idle connection", .watched([.client([.sent("a")])], signal: "SIGPIPE")),
        .silent(
            "the person ended it with Ctrl+C",
            .watched(
                [.accepted([.sent("10\n"), .failed(.send, .connectionReset)], end: .exit)], exitStatus: 130,
                wasInterrupted: true, change: { $0.endedAt = 100_000_000 })),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
