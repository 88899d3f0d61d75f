public import SocketFacts

public enum UnexpectedReply: Cause {
    public static let title = "The reply is not the one that was expected"
    public static let symptoms: [Symptom] = [.partialOrMergedData]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        The server answered, and the answer does not contain what was asked for. Another server may own the port, \
        the protocol may differ, or only a part of the reply had come when the connection ended.

        Upper and lower case count, and so do line ends: a reply that ends with CR LF does not contain one that ends \
        with LF alone behind the same word.
        """
    public static let byHand = [
        HandCheck("nc 127.0.0.1 9090", shows: "what the server says, byte by byte"),
        HandCheck("ss -tlnp 'sport = :9090'", shows: "which program answers on the port"),
    ]
    public static let remedies = [
        "Compare the two texts, and check that this is the server that was meant.",
        "Receive in a loop until the message is complete: one recv() need not bring all of it.",
    ]

    public static let misconceptions = [
        "A larger number in recv(n): it is an upper bound, not what will come."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let (attempt, conversation) = facts.talk, let expect = facts.question.expect, !conversation.reply.isEmpty,
            !facts.isContent(conversation)
        else { return [] }
        let server = try facts.met()
        return [
            Finding(
                UnexpectedReply.self, .certain,
                "the reply is \(Wording.quoted(conversation.reply)), which does not contain \(Wording.quoted(expect))",
                evidence: Evidence(
                    "A reply of \(conversation.reply.count) bytes came back\(conversation.wasClosed ? ", then the server closed" : "").",
                    recheck: "nc \(attempt.address) \(attempt.port)"),
                server.map { [.listens($0, facts)] } ?? [],
                fixes: [Fix("compare the two, and check that this is the server that was meant")])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "another server answers",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 2, reply: Array("HTTP/1.0 400".utf8)), send: [104, 105],
                expect: Array("OK".utf8))),
        .silent(
            "it contains the text",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 2, reply: Array("OK: HI".utf8)), send: [104, 105],
                expect: Array("OK".utf8))),
        .fires(
            "only a part of the reply came before the server closed",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 2, reply: Array("O".utf8), wasClosed: true),
                send: [104, 105], expect: Array("OK".utf8))),
        .silent("no reply came at all", .refused()),
        .silent(
            "nothing was expected",
            .talked(Conversation(accepted: .seen(true), reply: Array("220 ready".utf8)))),
    ]
}
