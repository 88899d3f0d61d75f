public import SocketFacts

public enum ConnectionClosedByServer: Cause {
    public static let title = "The server closes the connection without a byte"
    public static let symptoms: [Symptom] = [.connectionClosedByPeer]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        The server accepted the connection and closed it at once, without an answer: recv() in the client returns an \
        empty result. The handler raised an exception, decided that the client is not welcome, or the program left \
        its loop after accept(). What the server wrote to its terminal usually tells.
        """
    public static let byHand = [
        HandCheck("nc -v 127.0.0.1 9090", shows: "connected, and ended without output"),
        HandCheck("strace -f -p PID -e trace=network", shows: "accept() followed by close()"),
    ]
    public static let remedies = [
        "Read the server's output for an exception in the code that serves a client.",
        "A server that checks its clients: look whether this address, or this first message, is one that it turns away.",
    ]

    public static let misconceptions = [
        "Calling recv() again: after an empty result it stays empty, the stream has ended."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let (attempt, conversation) = facts.talk, conversation.wasClosed, !conversation.wasReset,
            conversation.reply.isEmpty
        else { return [] }
        let server = try facts.met()
        let owner = server.flatMap { facts.owner(of: $0) }
        let name = owner.map { Wording.brief($0) } ?? "the server"
        let moment = conversation.endedAfterMilliseconds.map { " after \(Int($0)) ms" } ?? ""
        return [
            Finding(
                ConnectionClosedByServer.self, .certain, "\(name) closes the connection\(moment), without a byte",
                evidence: Evidence(
                    "The connection to \(attempt.endpoint) was made and ended by the server; recv() returned 0 bytes.",
                    recheck: "nc -v \(attempt.address) \(attempt.port)"),
                server.map { [.listens($0, facts)] } ?? [],
                fixes: [Fix("look for an exception in the server's output, in the code that serves a client")])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "closed right after accept",
            .talked(Conversation(accepted: .seen(true), wasClosed: true, endedAfterMilliseconds: 2))),
        .silent(
            "it says something and closes",
            .talked(Conversation(accepted: .seen(true), reply: Array("12:00".utf8), wasClosed: true))),
        .silent("it stays open", .talked(Conversation(accepted: .seen(true)))),
        .fires(
            "closed after the request, without an answer",
            .talked(
                Conversation(
                    accepted: .seen(true), bytesSent: 5, bytesUnread: .seen(0), wasClosed: true,
                    endedAfterMilliseconds: 12), send: Array("hello".utf8))),
        .silent(
            "reset, which is another fault", .talked(Conversation(accepted: .seen(true), reply: [79], wasReset: true))),
    ]
}
