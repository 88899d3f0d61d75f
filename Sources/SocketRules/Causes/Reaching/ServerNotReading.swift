public import SocketFacts

public enum ServerNotReading: Cause {
    public static let title = "The server has accepted, but does not read"
    public static let symptoms: [Symptom] = [.noReply]
    public static let silences: [any Cause.Type] = [ServerNotReplying.self]

    public static let explanation = """
        The bytes have arrived: they lie in the receive queue of the server's socket, and the program does not call \
        recv(). It computes, sleeps, waits for another client, for its terminal or for a lock. send() in the client \
        succeeds all the same, until the queues on both sides are full.
        """
    public static let byHand = [
        HandCheck("ss -tnp 'sport = :9090'", shows: "Recv-Q above 0 on the server's side of the connection"),
        HandCheck("sudo cat /proc/PID/stack", shows: "where the server's main thread waits"),
    ]
    public static let remedies = [
        "Receive in the thread that serves this client, before anything that may wait.",
        "Give every client a thread, a process or a task of an event loop.",
    ]

    public static let misconceptions = [
        "Taking a successful send() for delivery to the program: it means that the kernel has taken the bytes."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let attempt: Attempt
        let conversation: Conversation
        if let talk = facts.talk {
            (attempt, conversation) = talk
        } else if facts.question.transport == .udp, let silent = facts.silences.first, let said = silent.conversation {
            (attempt, conversation) = (silent, said)
        } else {
            return []
        }
        guard facts.question.transport == .udp || conversation.accepted != .seen(false), conversation.bytesSent > 0,
            conversation.reply.isEmpty,
            !conversation.wasClosed, !conversation.wasReset, let unread = conversation.bytesUnread.value, unread > 0
        else { return [] }
        let owner = try facts.met().flatMap { facts.owner(of: $0) }
        let name = owner.map { Wording.brief($0) } ?? "the server"
        return [
            Finding(
                ServerNotReading.self, .certain,
                "\(name) does not read: \(unread) of \(conversation.bytesSent) bytes lie unread",
                evidence: Evidence(
                    "\(unread) bytes wait in the receive queue of the server's socket.",
                    recheck: "ss -\(facts.question.transport.ssFlag)anp 'sport = :\(attempt.port)'"),
                facts.waiting(owner),
                fixes: [Fix("call recv() in the thread that serves this client, before anything that may wait")])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "accepts and sleeps",
            .talked(Conversation(accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(5)), send: Array("hello".utf8))
        ),
        .silent(
            "everything was read",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(0), reply: [79]),
                send: Array("hello".utf8))),
        .silent("nothing was sent", .talked(Conversation(accepted: .seen(true)))),
        .fires(
            "a UDP server sleeps, and the datagram waits in its queue",
            .datagram(.silent, Conversation(bytesSent: 4, bytesUnread: .seen(4)))),
        .silent(
            "it has answered, and left the rest unread",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(2), reply: Array("OK".utf8)),
                send: Array("hello".utf8))),
        .silent(
            "the server's side is on another machine",
            .talked(
                Conversation(
                    accepted: .unseen(.unsupported("the server's side")), bytesSent: 5,
                    bytesUnread: .unseen(.unsupported("the server's side")), reply: [79]),
                send: Array("hello".utf8))),
    ]
}
