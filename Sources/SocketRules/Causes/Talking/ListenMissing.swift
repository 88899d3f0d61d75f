public import SocketFacts

/// accept() or a client meets a bound socket on which listen() was not called.
public enum ListenMissing: Cause {
    public static let title = "listen() was not called on the bound socket"
    public static let symptoms: [Symptom] = [.connectionRefused, .invalidArgument]

    public static let explanation = """
        bind() gives a socket its address and port, and nothing more. Only listen() turns it into a listener: from \
        then on the kernel completes handshakes and keeps the new connections in the accept queue until accept() takes \
        them.

        Without listen(), accept() fails at once with EINVAL (errno 22, Invalid argument). A client is refused with \
        ECONNREFUSED, as if no program had the port, while a second server that binds the same port without \
        SO_REUSEADDR is told EADDRINUSE. Both are true: the port is taken, and nobody listens on it.

        A program that catches or ignores the error of accept() seems to run and to wait. Most often listen() stands \
        in a branch that is not taken, or on another socket object than the one that was bound.
        """

    public static let illustrations = [
        "server: OSError: [Errno 22] Invalid argument, in the line with accept()",
        "client: ConnectionRefusedError: [Errno 111] Connection refused, while the server runs",
        "ss -tln has no row for the port, although bind() has succeeded",
    ]
    public static let lookalikes = [
        """
        bind() has failed and listen() was called all the same: then the socket listens, but on a port that the \
        kernel has chosen
        """
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=bind,listen,accept,accept4 python3 server.py",
            shows: "bind() with no listen() on the same descriptor number before accept()"),
        HandCheck("ss -tln 'sport = :9090'", shows: "no row: nothing listens"),
    ]
    public static let remedies = [
        "Call listen() on the bound socket once, before the first accept().",
        "Check the result of listen() in C: it returns -1 and sets errno.",
        "Call accept() on the socket that listens, and recv() and send() on the socket that accept() returns.",
    ]
    public static let misconceptions = [
        """
        Calling listen() on a UDP socket: UDP has no connections, so listen() fails with EOPNOTSUPP; a UDP \
        server calls recvfrom() after bind().
        """,
        "Another port: the same program fails on every port.",
    ]
    public static let recipes: [Recipe] = [.reuseAddress]

    public static let silences: [any Cause.Type] = [BoundNotListening.self, ServerNotRunning.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        // A listen() that was not seen is no proof where calls are missing.
        guard watch.lost == 0 else { return [] }
        for socket in watch.sockets
        where socket.transport == .tcp && socket.role != .accepted && socket.omitted == 0 && !socket.isInherited {
            guard socket.first(.listen) == nil, socket.first(.connect) == nil else { continue }
            let bind = socket.calls.first { $0.kind == .bind && !$0.hasFailed }
            if let accept = socket.calls.first(where: { $0.kind == .accept && $0.error == .invalidArgument }) {
                // A bind that failed is another fault.
                guard bind != nil || socket.first(.bind) == nil else { continue }
                return [finding(watch, socket, bind, accept)]
            }
            guard let bind else { continue }
            if let call = socket.calls.first(where: { $0.movesData && $0.error == .notConnected }) {
                return [finding(watch, socket, bind, call)]
            }
            if let refused = refused(watch, socket) { return [finding(watch, socket, bind, bind, refused)] }
        }
        return []
    }

    /// A connect() of the same run that met the socket.
    private static func refused(_ watch: WatchFacts, _ socket: WatchedSocket) -> WatchedCall? {
        guard let local = socket.local, local.port != 0 else { return nil }
        for other in watch.sockets where other.transport == .tcp && other.id != socket.id {
            for attempt in other.attempts where attempt.error == .connectionRefused {
                guard let target = attempt.call.address, target.port == local.port,
                    local.address.isUnspecified || local.address.unmapped == target.address.unmapped,
                    attempt.call.begin >= socket.openedAt, attempt.knownAt <= socket.end(watch)
                else { continue }
                return attempt.call
            }
        }
        return nil
    }

    private static func finding(
        _ watch: WatchFacts, _ socket: WatchedSocket, _ bind: WatchedCall?, _ call: WatchedCall,
        _ refused: WatchedCall? = nil
    ) -> Finding {
        let local = socket.local.map { " on \($0)" } ?? ""
        var evidence: [Evidence] = []
        let recheck = watch.trace("bind,listen,accept,accept4,connect")
        if let bind {
            evidence.append(
                Evidence("\(bind.told)\(watch.at(bind)) worked; listen() never came on this socket.", recheck: recheck))
        }
        if let refused {
            evidence.append(
                Evidence(
                    "\(refused.told)\(watch.at(refused)) \(refused.failure) while the socket had the port.",
                    recheck: recheck))
        } else {
            evidence.append(Evidence("\(call.told)\(watch.at(call)) \(call.failure).", recheck: recheck))
        }
        let what = refused == nil ? "\(call.kind.function)() is called on" : "a client was refused by"
        return Finding(
            ListenMissing.self, .certain, "\(what) a socket\(local) on which listen() was never called",
            evidence: evidence[0], Array(evidence.dropFirst()),
            fixes: [
                Fix(
                    "call listen() on the socket once, behind bind() and before the first accept()",
                    command: watch.code(call, python: "sock.listen()", c: "listen(fd, 128)"))
            ], location: watch.location(call))
    }

    public static let examples: [Example] = [
        .fires(
            "accept() on a socket that was only bound",
            .watched([
                .server(
                    listens: false,
                    more: [.failed(.accept, .invalidArgument, argument: 0)])
            ])),
        .fires(
            "recv() on the bound socket itself",
            .watched([.server(listens: false, more: [.failed(.receive, .notConnected)])])),
        .fires(
            "a client of the same run is refused while the port is bound",
            .watched([
                .server(listens: false).left(.exit),
                WatchedSocket(
                    role: .connecting, openedAt: 5, endedAt: 9,
                    calls: [
                        WatchedCall(.socket, result: 4, begin: 5, place: 0),
                        WatchedCall(
                            .connect, result: -1, error: .connectionRefused, begin: 6,
                            address: Endpoint(.loopbackIPv4, 9090), place: 0),
                    ]),
            ])),
        .silent("a server that listens", .watched([.server()])),
        .silent(
            "accept() ends with EINVAL because another thread shut the listener down",
            .watched([.server(more: [.failed(.accept, .invalidArgument, argument: 0)])])),
        .silent(
            "a client that chooses its source port",
            .watched([
                WatchedSocket(
                    role: .connecting, local: Endpoint(.anyIPv4, 5000), end: .closed,
                    calls: [
                        WatchedCall(.socket, result: 3),
                        WatchedCall(.bind, address: Endpoint(.anyIPv4, 5000), local: Endpoint(.anyIPv4, 5000)),
                        .failed(.connect, .connectionRefused, address: Endpoint(.loopbackIPv4, 9090)),
                    ])
            ])),
        .silent(
            "a listener that was handed over by another program",
            .watched([
                WatchedSocket(
                    role: .listener, end: .exit,
                    calls: [
                        WatchedCall(.socket, result: 3, flags: .inherited),
                        .failed(.accept, .invalidArgument, argument: 0),
                    ])
            ])),
        .silent(
            "bind() had failed",
            .watched([
                WatchedSocket(
                    role: .listener, end: .exit,
                    calls: [
                        WatchedCall(.socket, result: 3),
                        .failed(.bind, .addressInUse, address: Endpoint(.anyIPv4, 9090)),
                        .failed(.accept, .invalidArgument, argument: 0),
                    ])
            ])),
        .silent("a UDP server needs no listen()", .watched([.datagrams([.received("hi")])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
