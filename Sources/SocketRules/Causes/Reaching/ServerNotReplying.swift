public import SocketFacts

public enum ServerNotReplying: Cause {
    public static let title = "The server has read, but does not reply"
    public static let symptoms: [Symptom] = [.noReply]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        The connection is accepted and the bytes were read, but no answer comes in time. Often the server still \
        waits for more: for a line feed at the end of the message, for the rest of the length it was promised, or \
        for the end of the stream, which comes only when the client closes or calls shutdown(). Both ends then wait \
        in recv().
        """
    public static let byHand = [
        HandCheck("ss -tnp 'sport = :9090'", shows: "Recv-Q 0 on both sides: nothing is under way"),
        HandCheck("strace -p PID -e trace=network", shows: "the server waits in recvfrom()"),
    ]
    public static let remedies = [
        "End the message the way the server expects: a line feed, a length in front, or shutdown(SHUT_WR).",
        "Flush buffered output in the server (flush=True, BufferedWriter.flush()).",
    ]

    public static let misconceptions = [
        "Sending the same bytes again: the server joins them to the first ones, a stream has no messages.",
        "sleep() between send and receive: it hides a missing end of message, and fails on a busy machine.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let attempt: Attempt
        let conversation: Conversation
        if let talk = facts.talk {
            (attempt, conversation) = talk
        } else if facts.question.transport == .udp, facts.question.expect != nil, let silent = facts.silences.first,
            let said = silent.conversation, said.bytesUnread == .seen(0)
        {
            // A UDP server owes no answer, unless one was announced and the datagram was seen to be read.
            (attempt, conversation) = (silent, said)
        } else {
            return []
        }
        guard facts.question.transport == .udp || conversation.accepted != .seen(false), conversation.reply.isEmpty,
            !conversation.wasClosed,
            !conversation.wasReset, conversation.bytesSent > 0 || facts.question.expect != nil,
            conversation.bytesUnread.value ?? 0 == 0
        else { return [] }
        let owner = try facts.met().flatMap { facts.owner(of: $0) }
        let name = owner.map { Wording.brief($0) } ?? "the server"
        let hasRead = conversation.bytesUnread == .seen(0)
        return [
            Finding(
                ServerNotReplying.self, hasRead && facts.question.expect != nil ? .certain : .likely,
                conversation.bytesSent > 0
                    ? "\(name) has \(hasRead ? "read" : "taken") the \(conversation.bytesSent) bytes and does not answer"
                    : "\(name) says nothing",
                evidence: Evidence(
                    "No byte came back from \(attempt.endpoint) in time.",
                    recheck: "ss -\(facts.question.transport.ssFlag)anp 'sport = :\(attempt.port)'"),
                facts.waiting(owner),
                fixes: [
                    Fix(
                        "end the message the way the server expects it",
                        command: Wording.check(attempt.endpoint, facts.question.transport) + " --send 'TEXT\\n'"),
                    Fix(
                        "or look where the server waits",
                        command: "strace -p \(owner?.pid.description ?? "PID") -e trace=network"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "the server waits for a line feed",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(0)), send: Array("hello".utf8),
                expect: Array("OK".utf8))),
        .silent(
            "it answers",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(0), reply: Array("OK".utf8)),
                send: Array("hello".utf8))),
        .silent("nothing was sent, nothing expected", .talked(Conversation(accepted: .seen(true)))),
        .fires(
            "a far server reads and does not answer",
            .talked(
                Conversation(
                    accepted: .unseen(.unsupported("the server's side")), bytesSent: 5,
                    bytesUnread: .unseen(.unsupported("the server's side"))), send: Array("hello".utf8),
                expect: Array("OK".utf8))),
        .fires(
            "a UDP server has read the datagram, and the announced answer does not come",
            .datagram(
                .silent, Conversation(accepted: .seen(true), bytesSent: 4, bytesUnread: .seen(0)),
                expect: Array("PONG".utf8))),
        .silent(
            "a UDP server of which no answer was announced",
            .datagram(.silent, Conversation(accepted: .seen(true), bytesSent: 4, bytesUnread: .seen(0)))),
        .silent(
            "it closes instead",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(0), wasClosed: true),
                send: Array("hello".utf8), expect: Array("OK".utf8))),
    ]
}
