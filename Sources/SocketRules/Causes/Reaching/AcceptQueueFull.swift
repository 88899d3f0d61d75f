public import SocketFacts

public enum AcceptQueueFull: Cause {
    public static let title = "The server's accept queue is full"
    public static let symptoms: [Symptom] = [.connectionTimedOut]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        The kernel completes connections on behalf of a listener and keeps them in a queue until the program calls \
        accept(). The second argument of listen() bounds that queue: with a backlog of b it holds b + 1. When it is \
        full the kernel drops every further SYN without a word, and clients run into a timeout. The server is busy \
        with something else, or its loop never comes back to accept().
        """
    public static let byHand = [
        HandCheck("ss -tln 'sport = :9090'", shows: "Recv-Q above Send-Q: more waiting than the backlog allows"),
        HandCheck("nstat -az TcpExtListenOverflows", shows: "grows with every dropped SYN"),
    ]
    public static let remedies = [
        "Accept in a loop and serve each client in a thread, process or event loop.",
        "Give listen() a larger backlog (128), for bursts; it does not help a server that never accepts.",
    ]

    public static let misconceptions = [
        "Opening the firewall: the SYN arrives, and the listener has no place for it.",
        "tcp_abort_on_overflow=1: with a queue that is full already, the SYN is dropped all the same.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = facts.silences.first, facts.question.transport == .tcp, try facts.isLocal(attempt.address),
            let server = try facts.met()
        else { return [] }
        if case .dropped = facts.firewall.value?.stopping?.verdict.decision { return [] }
        let isFull = server.receiveQueue > server.sendQueue
        let isAtLimit = server.receiveQueue >= server.sendQueue && attempt.listenDrops > 0
        guard isFull || isAtLimit else { return [] }
        let owner = facts.owner(of: server)
        return [
            Finding(
                AcceptQueueFull.self, .certain,
                "\(server.receiveQueue) connections wait for accept(), the backlog of \(owner.map { Wording.brief($0) } ?? "the server") "
                    + "is \(server.sendQueue)",
                evidence: Evidence(
                    "The accept queue of \(server.local) holds \(server.receiveQueue) with a backlog of \(server.sendQueue); "
                        + "further SYNs are dropped.",
                    recheck: "ss -tlnp 'sport = :\(attempt.port)'"),
                facts.waiting(owner),
                fixes: [
                    Fix("call accept() in a loop, and serve each client in a thread or event loop"),
                    Fix("for bursts: a larger backlog, listen(128)"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "backlog 1, two connections wait, the third times out",
            .quiet(sockets: [.listener(queue: 2, backlog: 1)], owners: [77: .python()])),
        .silent(
            "the queue has room and the client is refused elsewhere",
            .refused(sockets: [.listener(port: 9091)], owners: [77: .python()])),
        .silent(
            "a full queue that the connection still got through",
            .talked(Conversation(accepted: .seen(true)), queue: 6)),
        .fires(
            "the queue is at its limit and SYNs were dropped meanwhile",
            {
                var facts = Facts.quiet(sockets: [.listener(queue: 5, backlog: 5)], owners: [77: .python()])
                facts.attempts[0].listenDrops = 2
                return facts
            }()),
        .silent(
            "the queue is full, and the packets are dropped by a rule before that",
            Facts.quiet(sockets: [.listener(queue: 2, backlog: 1)], owners: [77: .python()])
                .filtered(FirewallVerdict(.dropped(by: .input)))),
        .silent("there is room in the queue", .quiet(sockets: [.listener(queue: 1, backlog: 5)])),
    ]
}
