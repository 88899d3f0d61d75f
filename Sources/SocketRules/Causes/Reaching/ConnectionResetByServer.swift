public import SocketFacts

public enum ConnectionResetByServer: Cause {
    public static let title = "The server resets the connection"
    public static let symptoms: [Symptom] = [.connectionReset]
    public static let silences: [any Cause.Type] = [UnexpectedReply.self]

    public static let explanation = """
        The connection was made and then torn down with a reset. Three things do that: the server closed its socket \
        while bytes of the client still lay unread in its queue, the server crashed or was killed with data unread, \
        or it set SO_LINGER to 0. With a published container port it also means that nothing listens behind the \
        proxy.
        """
    public static let byHand = [
        HandCheck("sudo tcpdump -ni any 'tcp port 9090'", shows: "[R] from the server's side"),
        HandCheck("ps aux", shows: "whether the server still runs, or has crashed"),
    ]
    public static let remedies = [
        "Read the whole request before closing, and shut down in order: shutdown(), read to the end, close().",
        "Look for the exception that ended the server's handler.",
    ]

    public static let misconceptions = [
        "Catching the error and connecting again: what was under way is lost, and the server's fault stays."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let (attempt, conversation) = facts.talk, conversation.wasReset,
            conversation.reply.isEmpty || !facts.isContent(conversation)
        else { return [] }
        let server = try facts.met()
        let owner = server.flatMap { facts.owner(of: $0) }
        let name = owner.map { Wording.brief($0) } ?? "the server"
        let moment = conversation.endedAfterMilliseconds.map { " after \(Int($0)) ms" } ?? ""
        return [
            Finding(
                ConnectionResetByServer.self, .certain, "\(name) resets the connection\(moment)",
                evidence: Evidence(
                    "The connection to \(attempt.endpoint) was made, then reset (ECONNRESET)"
                        + (conversation.bytesSent > 0 ? " after \(conversation.bytesSent) bytes were sent." : "."),
                    recheck: "sudo tcpdump -ni any 'tcp port \(attempt.port)'"),
                server.map { [.listens($0, facts)] } ?? [],
                fixes: [
                    Fix(
                        "read everything the client sends before closing, and look for an exception in the server's output"
                    )
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "reset right after accept",
            .talked(Conversation(accepted: .seen(true), wasReset: true, endedAfterMilliseconds: 1))),
        .silent(
            "the expected reply came first",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 2, reply: Array("OK".utf8), wasReset: true),
                send: [104, 105], expect: Array("OK".utf8))),
        .silent(
            "closed in order", .talked(Conversation(accepted: .seen(true), reply: Array("bye".utf8), wasClosed: true))),
        .fires(
            "reset after the request, before the expected reply",
            .talked(
                Conversation(
                    accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(0), reply: Array("O".utf8), wasReset: true,
                    endedAfterMilliseconds: 30), send: Array("hello".utf8), expect: Array("OK".utf8))),
        .silent("refused, which is a reset too, but of no connection", .refused()),
    ]
}
