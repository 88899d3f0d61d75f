public import SocketFacts

public enum ServerNotAccepting: Cause {
    public static let title = "The server does not accept the connection"
    public static let symptoms: [Symptom] = [.noReply]
    public static let silences: [any Cause.Type] = [ServerNotReplying.self, ServerNotReading.self]

    public static let explanation = """
        connect() succeeds as soon as the kernel of the server has answered; the program need not do anything for \
        it. The connection then waits in the accept queue until the program calls accept(). A server that serves one \
        client after the other leaves the second one waiting there, and so does a server that computes, sleeps or \
        waits for a lock.
        """
    public static let byHand = [
        HandCheck(
            "ss -tn 'sport = :9090'", shows: "the connection without a process (-p shows none) on the server's side"),
        HandCheck("ss -tln 'sport = :9090'", shows: "Recv-Q above 0: connections wait for accept()"),
    ]
    public static let remedies = [
        "Serve each client in a thread, a process or an event loop, so that accept() is called again at once.",
        "Set a timeout on the sockets of clients, so that one silent client does not block all others.",
    ]

    public static let misconceptions = [
        "Taking a successful connect() for a running server: the kernel answers in its name."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let (attempt, conversation) = facts.talk, conversation.accepted == .seen(false) else { return [] }
        let server = try facts.met()
        let owner = server.flatMap { facts.owner(of: $0) }
        let name = owner.map { Wording.brief($0) } ?? "the server"
        return [
            Finding(
                ServerNotAccepting.self, .certain, "\(name) does not call accept(): the connection waits in its queue",
                evidence: Evidence(
                    "The handshake with \(attempt.endpoint) was completed by the kernel; after 1 s no program has taken the "
                        + "connection\(server.map { " (in the queue: \($0.receiveQueue))" } ?? "").",
                    recheck: "ss -tlnp 'sport = :\(attempt.port)'"),
                facts.waiting(owner),
                fixes: [
                    Fix("serve each client in a thread or event loop, and return to accept() at once"),
                    Fix("give client sockets a timeout, so that a silent client does not block the others"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "one client at a time, and the first one is silent", .talked(Conversation(accepted: .seen(false)), queue: 1)
        ),
        .silent("accepted after 0.3 s", .talked(Conversation(accepted: .seen(true)))),
        .silent(
            "the server's side is on another machine",
            .talked(Conversation(accepted: .unseen(.unsupported("the server's side"))))),
        .fires(
            "the server computes and never comes back to accept()",
            .talked(
                Conversation(accepted: .seen(false)), owner: .compiled(waitsIn: "nothing, it computes"), queue: 3)),
        .silent("it is stopped, which explains more", .refused()),
    ]
}
