public import SocketFacts

/// connect() failed and the program used the socket anyway.
public enum ConnectFailedIgnored: Cause {
    public static let title = "connect() failed and the program goes on"
    public static let symptoms: [Symptom] = [.notConnected, .brokenPipe]

    public static let explanation = """
        connect() has failed and the program did not look at the result. The socket is still an ordinary socket, only \
        without a peer. On it send() fails with EPIPE (errno 32, Broken pipe) and recv() with ENOTCONN (errno 107, \
        Transport endpoint is not connected).

        The message that the student sees belongs to the second fault and hides the first: the reason is the errno of \
        connect(). In C the first send() also raises SIGPIPE, which ends the program without any message; the shell \
        shows exit status 141.

        On a non-blocking socket connect() returns -1 with EINPROGRESS, which is no failure. There the outcome is \
        known when the socket becomes writable: getsockopt(SO_ERROR) gives 0 or the errno.
        """

    public static let illustrations = [
        "connect(3, …) = -1 ECONNREFUSED, then sendto(3, \"hello\", …) = -1 EPIPE",
        "C: the client ends without a word, echo $? prints 141",
        "OSError: [Errno 107] Transport endpoint is not connected, in the line with recv()",
        "connect_ex() in Python: its result, 111, is never looked at",
    ]
    public static let lookalikes = [
        """
        the connection was made and closed later: then EPIPE comes after the peer has closed, and connect() \
        returned 0
        """
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network ./client",
            shows: "the errno of connect(), above the line in which send() or recv() fails"),
        HandCheck("sockdoctor check 127.0.0.1:9090", shows: "why this connection cannot be made"),
    ]
    public static let remedies = [
        "Test the result of connect(), print strerror(errno), close the socket and stop or try again later.",
        "In Python, use connect() rather than connect_ex(), and let its exception be seen.",
        "For another attempt, make a new socket: POSIX leaves the state of one whose connect() failed unspecified.",
        "Non-blocking: wait until the socket is writable, then read SO_ERROR before the first send().",
    ]
    public static let misconceptions = [
        "Ignoring SIGPIPE as the cure: send() then returns EPIPE, and there is still no connection.",
        """
        A pause between connect() and send(): a blocking connect() that has returned is over, with success or \
        with an error.
        """,
    ]
    public static let recipes: [Recipe] = [.connectWithTimeout]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .tcp && socket.role != .accepted {
            // Only the last attempt counts, and data that was moved proves a connection.
            guard let last = socket.attempts.last, let error = last.error, socket.bytesSent == 0,
                socket.bytesReceived == 0,
                !socket.calls.contains(where: { $0.kind == .connect && $0.begin > last.knownAt }),
                let use = socket.allCalls.first(where: { $0.movesData && $0.begin >= last.knownAt })
            else { continue }
            let target = last.call.address.map { " to \($0)" } ?? ""
            let recheck = watch.trace("connect,sendto,recvfrom,write,read,sendmsg,recvmsg")
            var first = "\(last.call.told)\(watch.at(last.call)) \(last.call.failure)."
            if last.call.error != error {
                first = "\(last.call.told)\(watch.at(last.call)) was begun; SO_ERROR then said \(error.name)."
            }
            let outcome = use.result == nil ? "was called all the same" : use.result == 0 ? "gave 0" : use.failure
            return [
                Finding(
                    ConnectFailedIgnored.self, .certain,
                    "connect()\(target) failed with \(error.name), and the program uses the socket all the same",
                    evidence: Evidence(first, recheck: recheck),
                    [Evidence("\(use.told)\(watch.at(use)) on the same socket \(outcome).", recheck: recheck)],
                    fixes: [
                        Fix(
                            "stop when connect() fails, and say why; its errno is the reason",
                            command: watch.code(
                                last.call,
                                python: "sock.connect(address)  # its exception ends the program or is handled",
                                c: "if (connect(…) < 0) { perror(\"connect\"); return 1; }"))
                    ]
                        + (last.call.address.map {
                            [Fix("this says why the connection cannot be made", command: "sockdoctor check \($0)")]
                        } ?? []), location: watch.location(last.call))
            ]
        }
        return []
    }

    private static func dialling(_ error: SystemError?, _ more: [WatchedCall], hanging: WatchedCall? = nil) -> Facts {
        let server = Endpoint(.loopbackIPv4, 9090)
        let connect =
            error.map { WatchedCall.failed(.connect, $0, address: server) } ?? WatchedCall(.connect, address: server)
        var socket = WatchedSocket(
            role: .connecting, peer: server, end: .exit, calls: [WatchedCall(.socket, result: 3, place: 0), connect],
            hanging: hanging)
        for (index, call) in more.enumerated() { socket.calls.append(call.moved(UInt64(index + 1) * 1000)) }
        for call in more where call.kind == .send { socket.bytesSent += call.bytes }
        return .watched([socket])
    }

    public static let examples: [Example] = [
        .fires(
            "refused, then send() gives EPIPE", dialling(.connectionRefused, [.failed(.send, .brokenPipe)])),
        .fires("refused, then recv() gives ENOTCONN", dialling(.timedOut, [.failed(.receive, .notConnected)])),
        .fires(
            "the send() behind it ends the program",
            dialling(.connectionRefused, [], hanging: .hanging(.send, seconds: 0))),
        .fires(
            "SO_ERROR said that it was refused, and the program sends",
            dialling(.inProgress, [.option(.getOption, 4, 111), .failed(.send, .brokenPipe)])),
        .silent("refused, and the socket is closed", dialling(.connectionRefused, [.closed])),
        .silent(
            "a new attempt on the same socket worked",
            dialling(
                .connectionRefused,
                [WatchedCall(.connect, address: Endpoint(.loopbackIPv4, 9090)), .sent("hello")])),
        .silent(
            "a non-blocking connection that was made",
            dialling(.inProgress, [.option(.getOption, 4, 0), .sent("hello")])),
        .silent(
            "a non-blocking connection whose first send() tells of the refusal",
            dialling(.inProgress, [.failed(.send, .connectionRefused), .closed])),
        .silent("interrupted by a signal, and made after all", dialling(.interrupted, [.sent("hello")])),
        .silent("connected already", dialling(.alreadyConnected, [.sent("hello")])),
        .silent("connected, and the server left later", dialling(nil, [.failed(.send, .brokenPipe)])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
