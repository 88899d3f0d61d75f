public import SocketFacts

/// Accepted or connected sockets are left open.
public enum ConnectionNeverClosed: Cause {
    public static let title = "Connections are never closed"
    public static let symptoms: [Symptom] = [.tooManyOpenFiles, .noReply]

    public static let explanation = """
        Each accepted or connected socket is a descriptor of the process until close() is called. When the client has \
        closed and the server has not, the connection stays in CLOSE_WAIT. That state has no time limit: the kernel \
        waits for the program. After about a thousand clients the limit of open files is reached, often 1024, and \
        accept() or socket() fails with EMFILE (errno 24, Too many open files). The server still listens then, and new \
        clients connect into the accept queue without being served.

        The other side suffers too. A client that reads until the end of the stream waits for a FIN that never comes, \
        because the server finished its work and kept the socket.

        Usual reasons are a return or an exception on the way to close(), a list that keeps the sockets, and fork(): \
        parent and child each hold the connection, and the FIN goes out only when the last of them has closed it. \
        Python closes a socket when the last reference to it disappears, which hides the fault until something keeps a \
        reference.
        """

    public static let illustrations = [
        "ss -tan shows CLOSE-WAIT rows that become more with every client",
        "OSError: [Errno 24] Too many open files, in accept(), after some hours",
        "the client waits in recv() although the server has printed that it is done",
        "a server that forks: the parent does not close the accepted socket",
    ]
    public static let lookalikes = [
        "TIME-WAIT rows: those connections are closed, belong to no process, and vanish after 60 seconds",
        "many ESTAB rows with clients that are still there: they are in use",
    ]
    public static let byHand = [
        HandCheck(
            "ss -tanp state close-wait 'sport = :9090'",
            shows: "one row for each connection that the client has closed and the server has not"),
        HandCheck(
            "ls /proc/PID/fd | wc -l",
            shows: "the number of open descriptors; ask twice, with clients in between"),
        HandCheck("grep 'open files' /proc/PID/limits", shows: "the limit of the process"),
    ]
    public static let remedies = [
        """
        Close in every case: with conn: in Python, try-with-resources in Java, defer conn.Close() in Go, one \
        exit path in C.
        """,
        "After fork(), close the connection in the parent and the listener in the child.",
        "Close when recv() returns 0.",
        "Give idle clients a time limit.",
    ]
    public static let misconceptions = [
        "Raising the limit with ulimit -n: it delays the failure.",
        "tcp_fin_timeout or another sysctl: none of them ends CLOSE_WAIT.",
        "SO_REUSEADDR: it concerns bind(), not descriptors.",
        "shutdown() instead of close(): it sends the FIN, and the descriptor stays open.",
    ]
    public static let recipes: [Recipe] = [.serveManyClients, .endOfStream]

    /// Fewer may be an oversight of the watching, or the last ones before the end.
    private static let fewest = 3

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        // A close() that was not seen must not become an accusation.
        guard watch.lost == 0, watch.unwatched.isEmpty else { return [] }
        var groups: [Group: [Left]] = [:]
        let openings = openings(watch)
        for socket in watch.sockets {
            guard let group = Group(socket), let left = left(socket, openings[group] ?? [], watch) else { continue }
            groups[group, default: []].append(left)
        }
        let worst = groups.values.max { a, b in
            a.count == b.count ? a[0].socket.id > b[0].socket.id : a.count < b.count
        }
        guard let worst, worst.count >= fewest, worst.contains(where: \.isClear), let first = worst.first else {
            return []
        }
        return [finding(worst, first, watch)]
    }

    /// Connections that come from one place: of a listener, or to one server.
    private enum Group: Hashable {
        case listener(Int?)
        case server(Endpoint)

        init?(_ socket: WatchedSocket) {
            guard socket.transport == .tcp else { return nil }
            switch socket.role {
            case .accepted: self = .listener(socket.listener)
            case .connecting:
                guard let peer = socket.peer, socket.wasConnected else { return nil }
                self = .server(peer)
            default: return nil
            }
        }
    }

    private struct Left {
        var socket: WatchedSocket
        var opening: WatchedCall
        /// Seconds for which the program went on with it.
        var seconds: Double
        var laterOnes: Int
        var isClear: Bool { seconds >= 1 || laterOnes >= 2 }
    }

    private static func openings(_ watch: WatchFacts) -> [Group: [UInt64]] {
        var result: [Group: [UInt64]] = [:]
        for socket in watch.sockets {
            if let group = Group(socket) { result[group, default: []].append(socket.openedAt) }
        }
        return result
    }

    /// The peer has gone, and the program went on without closing. What exit or a crash closes at once does not count.
    private static func left(_ socket: WatchedSocket, _ openings: [UInt64], _ watch: WatchFacts) -> Left? {
        guard socket.end != .closed || isClosedByExit(socket, watch),
            let opening = socket.first(.accept) ?? socket.first(.connect), let gone = goneAt(socket)
        else { return nil }
        // It still answers: the peer has closed its sending half only.
        guard !socket.allCalls.contains(where: { ($0.kind == .send || $0.kind == .sendFile) && $0.begin > gone }) else {
            return nil
        }
        let end = socket.end(watch)
        guard end > gone else { return nil }
        let seconds = Double(end - gone) / 1e9
        let later = openings.count { $0 > gone && $0 <= end }
        guard seconds >= 0.5 || later >= 2 else { return nil }
        return Left(socket: socket, opening: opening, seconds: seconds, laterOnes: later)
    }

    /// Interpreters close what is left when they end: that is the exit's doing, not the program's.
    private static func isClosedByExit(_ socket: WatchedSocket, _ watch: WatchFacts) -> Bool {
        guard let close = socket.calls.last, close.kind == .close else { return false }
        let end = watch.process(close.process)?.endedAt ?? watch.endedAt
        return end >= close.begin && end - close.begin < 300_000_000
    }

    /// When the program was told, or the kernel was seen to know.
    private static func goneAt(_ socket: WatchedSocket) -> UInt64? {
        let told = socket.calls.first { $0.kind == .receive && $0.result == 0 && $0.argument > 0 }?.end
        if let told { return told }
        guard let look = socket.look, look.state == .closeWait else { return nil }
        return look.at &- UInt64(max(0, look.closeWaitMilliseconds) * 1e6)
    }

    private static func finding(_ left: [Left], _ first: Left, _ watch: WatchFacts) -> Finding {
        let isServer = first.socket.role == .accepted
        let count = Wording.count(left.count, isServer ? "accepted connection" : "connection")
        let longest = left.map(\.seconds).max() ?? 0
        let told = left.count { $0.socket.emptyReceives > 0 }
        let how =
            told > 0
            ? "In \(told) of them recv() had returned 0."
            : "The kernel showed them in CLOSE_WAIT."
        let port = (isServer ? first.socket.local : first.socket.peer)?.port ?? 0
        return Finding(
            ConnectionNeverClosed.self, .certain,
            "\(count) \(left.count == 1 ? "was" : "were") left open after the other side had closed",
            evidence: Evidence(
                "\(first.opening.kind.function)()\(watch.at(first.opening)) gave \(count) whose peer has gone and which "
                    + "the program never closed, while it went on for up to \(WatchFacts.seconds(longest * 1000)). \(how)",
                recheck: "ss -tanp state close-wait '\(isServer ? "sport" : "dport") = :\(port)'"),
            [
                Evidence(
                    "No close() came on these sockets.", recheck: watch.trace("accept,accept4,connect,close,recvfrom"))
            ],
            fixes: [
                Fix(
                    isServer
                        ? "close each connection when its service ends, also after an error"
                        : "close the socket when the answer has been received",
                    command: watch.code(
                        first.opening,
                        python: isServer ? "with conn:" : "with socket.create_connection(address) as sock:",
                        c: "close(fd);")),
                Fix(
                    "in a server that forks, the parent closes the connection after fork(), and the child the listener"),
            ], location: watch.location(first.opening))
    }

    private static func clients(_ count: Int, end: WatchedSocket.End, calls: [WatchedCall], apart: Double = 500)
        -> Facts
    {
        .watched(
            (0..<count).map { index in
                let socket = WatchedSocket.accepted(calls).later(Double(index) * apart)
                    .from(port: UInt16(40001 + index), of: 99)
                return end == .closed ? socket : socket.left(end)
            })
    }

    private static var closeWait: SocketLook {
        SocketLook(at: 9_000_000_000, state: .closeWait, closeWaitMilliseconds: 3000)
    }

    public static let examples: [Example] = [
        .fires(
            "three clients have gone, and the server never closes",
            clients(3, end: .exit, calls: [.sent("bye\n"), .endOfStream])),
        .fires(
            "a list keeps the sockets, the kernel shows them in CLOSE_WAIT",
            .watched(
                (0..<4).map { index in
                    var socket = WatchedSocket.accepted([.sent("hello\n")]).later(Double(index) * 100)
                        .from(port: UInt16(40001 + index), of: 99).left(.open)
                    socket.look = closeWait
                    return socket
                })),
        .fires(
            "a monitor connects again and again and closes nothing",
            .watched(
                (0..<4).map { index in
                    WatchedSocket.client([.sent("load?\n"), .received("5 %\n"), .endOfStream])
                        .later(Double(index) * 100).from(port: UInt16(40001 + index)).left(.exit, at: 1.2)
                })),
        .fires(
            "Python closes them when it ends",
            .watched(
                (0..<4).map { index in
                    var socket = WatchedSocket.accepted([.sent("hello\n"), .endOfStream]).later(Double(index) * 100)
                        .from(port: UInt16(40001 + index), of: 99)
                    socket.calls.append(WatchedCall(.close, begin: 9_950_000_000))
                    socket.endedAt = 9_950_000_000
                    return socket
                })),
        .silent("each is closed", clients(5, end: .closed, calls: [.sent("bye\n"), .endOfStream])),
        .silent("clients that are still there", clients(5, end: .open, calls: [.received("hi\n"), .sent("hi\n")])),
        .silent(
            "two connections only", clients(2, end: .exit, calls: [.sent("bye\n"), .endOfStream])),
        .silent(
            "the program ends at once after its three clients have left",
            .watched(
                (0..<3).map { index in
                    WatchedSocket.accepted([.sent("bye\n"), .endOfStream])
                        .later(Double(index)).from(port: UInt16(40001 + index), of: 99).left(.exit, at: 0.2)
                })),
        .silent(
            "clients that closed their sending half are still answered",
            clients(3, end: .exit, calls: [.received("file"), .endOfStream, .sent("done\n")])),
        .silent(
            "three connections to different servers in a pool",
            .watched(
                (0..<3).map { index in
                    var socket = WatchedSocket.client([.sent("GET\n"), .received("ok\n"), .endOfStream]).left(.exit)
                    socket.peer = Endpoint(.loopbackIPv4, UInt16(9090 + index))
                    return socket
                })),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
