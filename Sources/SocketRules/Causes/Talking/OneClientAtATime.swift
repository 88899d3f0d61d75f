public import SocketFacts

/// A second client waits while the first is served.
public enum OneClientAtATime: Cause {
    public static let title = "The server serves one client at a time"
    public static let symptoms: [Symptom] = [.noReply, .connectionTimedOut]

    public static let explanation = """
        The server accepts a client, talks with it until it leaves, and only then calls accept() again. A second \
        client is not refused. The kernel completes its handshake and puts it into the accept queue; connect() \
        succeeds, send() succeeds, and the bytes wait in the receive queue of a socket that the server has not seen \
        yet. recv() in the client waits until the first client leaves.

        With one client at a time, as in most first tests, nothing is wrong. A first client that stays connected and \
        says nothing stops the server for all others. When more clients wait than the backlog admits, the next ones \
        are not even connected, and connect() times out.

        Such a server is right where a service is short and a limit bounds how long a client may take. Otherwise each \
        client needs a thread, a process, or a place in an event loop.
        """

    public static let illustrations = [
        "two terminals run the client: the second gets its reply when the first has ended",
        "accept(), then a loop of recv() and send() until the client leaves, then accept() again, in one thread",
        "a browser that keeps a connection open blocks every other client",
    ]
    public static let lookalikes = [
        "the second client gets no connection at all: the accept queue is full, or another cause of a timeout",
        "the server has accepted the second client too, and a lock or a computation stops it",
    ]
    public static let byHand = [
        HandCheck(
            "ss -tanp 'sport = :9090'",
            shows: """
                LISTEN with Recv-Q above 0: clients that wait for accept(); their ESTAB rows show no process
                """),
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "the server waits in recvfrom() for its first client, not in accept()"),
    ]
    public static let remedies = [
        "Serve each client in a thread: ThreadingTCPServer or threading.Thread in Python, a thread pool in Java.",
        "In Go, start a goroutine for each Accept(); in Node, never block inside a callback.",
        "Or use one loop that waits for all sockets: selectors or asyncio in Python, poll or epoll in C.",
        "Set a receive timeout for each client, so that a silent one gives its place back.",
    ]
    public static let misconceptions = [
        "A larger backlog: more clients wait, and none is served sooner.",
        """
        A second server on the same port with SO_REUSEPORT: the kernel assigns a client to one of them by a \
        hash, busy or not.
        """,
        "A longer timeout in the client: the first client decides how long it takes.",
        "async def around blocking calls: one blocking recv() stops the whole loop.",
    ]
    public static let recipes: [Recipe] = [.serveManyClients]

    /// Milliseconds; a shorter wait is nobody's trouble.
    private static let longWait = 1000.0
    /// The queue is looked at five times a second: what was seen of a wait is up to 0.4 s less than it was.
    private static let longInQueue = 800.0
    /// Milliseconds for which one client must have kept the thread for this to be the reason.
    private static let longService = 800.0

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for listener in watch.sockets where listener.role == .listener && listener.transport == .tcp {
            let served = watch.sockets.filter { $0.role == .accepted && $0.listener == listener.id }
            for socket in served {
                guard let accept = socket.first(.accept), Double(accept.waited) >= longWait,
                    let keeper = keeper(
                        accept.thread, until: accept.end, for: Double(accept.waited), served, socket.id, watch)
                else { continue }
                return [finding(watch, listener, keeper, Double(accept.waited), socket.peer)]
            }
            // A client that was seen in the queue, accepted later or not at all.
            if let look = listener.look, look.queuedMilliseconds >= longInQueue, look.queuedAt > 0,
                let last = listener.calls.last(where: {
                    $0.kind == .accept && !$0.hasFailed && $0.end < look.queuedAt
                }),
                let keeper = keeper(last.thread, until: look.queuedAt, for: look.queuedMilliseconds, served, nil, watch)
            {
                return [finding(watch, listener, keeper, look.queuedMilliseconds, nil)]
            }
        }
        return []
    }

    private struct Keeper {
        var socket: WatchedSocket
        /// The call that took longest, on its socket or, made for it, on another one.
        var call: WatchedCall
        var isElsewhere: Bool
        var milliseconds: Double
    }

    /// The connection that kept the accepting thread for most of the time in which the other client waited.
    private static func keeper(
        _ thread: Int32, until end: UInt64, for waited: Double, _ served: [WatchedSocket], _ id: Int?,
        _ watch: WatchFacts
    ) -> Keeper? {
        let from = end &- min(end, UInt64(waited * 1e6))
        for socket in served where socket.id != id {
            guard let accept = socket.first(.accept), accept.thread == thread, accept.end < end else { continue }
            // What came before the other one was accepted: a later call says nothing about that time.
            let calls = socket.allCalls.filter {
                $0.thread == thread && $0.kind != .accept && $0.begin >= accept.end && $0.begin < end
            }
            // An event loop returns to all its sockets; what keeps it is something else.
            guard let last = calls.last, calls.contains(where: { $0.movesData || $0.kind == .wait }),
                !calls.contains(where: { $0.movesData && isOfLoop($0, calls) })
            else { continue }
            let stop = min(end, last.end)
            let start = max(from, accept.end)
            guard stop > start, Double(stop - start) / 1e6 >= min(longService, waited * 0.8) else { continue }
            // A relay waits for its server meanwhile, on another socket.
            let during = watch.sockets.flatMap(\.allCalls).filter {
                $0.thread == thread && $0.kind != .accept && $0.end > start && $0.begin < stop
            }
            guard let longest = during.max(by: { $0.milliseconds < $1.milliseconds }) ?? calls.last else { continue }
            return Keeper(
                socket: socket, call: longest, isElsewhere: !calls.contains(longest),
                milliseconds: Double(stop - start) / 1e6)
        }
        return nil
    }

    /// A non-blocking call that no wait on this very socket stands before: Python's time-outs make such sockets, too.
    private static func isOfLoop(_ call: WatchedCall, _ calls: [WatchedCall]) -> Bool {
        call.flags.contains(.nonblocking) && !calls.contains { $0.kind == .wait }
    }

    private static func finding(
        _ watch: WatchFacts, _ listener: WatchedSocket, _ keeper: Keeper, _ waited: Double, _ peer: Endpoint?
    ) -> Finding {
        let who = peer.map { "the client \($0)" } ?? "a client"
        let wait = WatchFacts.seconds(waited)
        let port = listener.local?.port ?? 0
        let first = keeper.socket.peer.map { "\($0)" } ?? "another client"
        let accept = keeper.socket.first(.accept)
        // Perl tells the condition of a loop rightly only the first time.
        let isPerl = watch.place(of: keeper.call)?.language == .perl
        let told = isPerl && keeper.call.kind == .receive ? keeper.socket.received.first ?? keeper.call : keeper.call
        return Finding(
            OneClientAtATime.self, .certain,
            "\(who) waited \(wait) to be accepted while the server was busy with another one",
            evidence: Evidence(
                "The thread that calls accept()\(watch.at(accept)) was with \(first) for "
                    + "\(WatchFacts.seconds(keeper.milliseconds)) of that time; \(keeper.call.kind.function)()"
                    + "\(watch.at(told)) \(keeper.isElsewhere ? "for it" : "on it") took \(WatchFacts.seconds(keeper.call.milliseconds)).",
                recheck: watch.trace("accept,accept4,recvfrom,read")),
            [
                Evidence(
                    "The waiting connection was complete, and lay in the accept queue for \(wait).",
                    recheck: Wording.ss(port, .tcp))
            ],
            fixes: [
                Fix(
                    "serve each client in a thread, or wait for all sockets in one loop",
                    command: watch.code(
                        keeper.call,
                        python: "threading.Thread(target=serve, args=(conn,), daemon=True).start()",
                        c: "pthread_create(&thread, NULL, serve, (void *)(long)client);")),
                Fix("set a receive timeout for each client, so that a silent one gives its place back"),
            ], location: watch.location(told) ?? watch.location(accept))
    }

    /// Two clients of one listener; the second one waited.
    private static func two(
        waited: UInt32, first: [WatchedCall], thread: Int32 = 100, hanging: WatchedCall? = nil
    ) -> Facts {
        let one = WatchedSocket.accepted(first, hanging: hanging).from(port: 40001, of: 1)
        var two = WatchedSocket.accepted([.received("b"), .sent("b")]).later(3000).from(port: 40002, of: 1)
        two.calls[0].waited = waited
        two.calls[0].thread = thread
        two.calls[0].begin = 3_000_000_000
        two.calls[0].end = 3_000_000_000
        return .watched([.server(), one, two])
    }

    private static var queued: WatchedSocket {
        .server(
            more: [WatchedCall(.accept, result: 4, place: 0)],
            look: SocketLook(receiveQueue: 1, sendQueue: 5, queuedMilliseconds: 2000, queuedAt: 4_900_000_000))
    }

    public static let examples: [Example] = [
        .fires(
            "the second client is accepted when the first has left",
            two(waited: 1300, first: [.received("a"), .sent("a"), .received("q", took: 2.8), .closed])),
        .fires(
            "the second client still waits at the end",
            .watched([
                queued,
                WatchedSocket.accepted([.received("a"), .sent("a")], end: .exit, hanging: .hanging(seconds: 4.9))
                    .from(port: 40001, of: 1),
            ])),
        .silent(
            "a thread serves the first client",
            two(
                waited: 1300,
                first: [
                    .received("a").by(thread: 101), .sent("a").by(thread: 101),
                    .received("q", took: 2.8).by(thread: 101), .closed,
                ])),
        .silent(
            "the second client did not wait",
            two(waited: 20, first: [.received("a"), .sent("a"), .received("q", took: 2.8), .closed])),
        .silent(
            "the first client had left long before", two(waited: 1300, first: [.received("a"), .sent("a"), .closed])),
        .silent(
            "an event loop that something else kept",
            two(
                waited: 1300,
                first: [
                    WatchedCall.received("a").flagged(.nonblocking), .sent("a").flagged(.nonblocking),
                    .received("q", took: 2.8).flagged(.nonblocking), .closed,
                ])),
        .silent(
            "another thread accepts",
            two(
                waited: 1300, first: [.received("a"), .sent("a"), .received("q", took: 2.8), .closed], thread: 200)),
        .silent("a server that is slow to begin accepting", .watched([queued])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
