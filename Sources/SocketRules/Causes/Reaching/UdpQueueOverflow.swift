public import SocketFacts

public enum UdpQueueOverflow: Cause {
    public static let title = "The UDP server's receive buffer overflows"
    public static let symptoms: [Symptom] = [.noReply]
    public static let silences: [any Cause.Type] = [ServerNotReading.self, ServerNotReplying.self]

    public static let explanation = """
        Datagrams wait in the receive buffer of the server's socket until the program reads them. When the buffer is \
        full the kernel throws new ones away, without telling anybody but a counter. The server is too slow, or does \
        not read at all.
        """
    public static let byHand = [
        HandCheck("ss -uanm 'sport = :9091'", shows: "skmem: r near rb, and d (drops) above 0"),
        HandCheck("nstat -az UdpRcvbufErrors", shows: "grows with every datagram thrown away"),
    ]
    public static let remedies = [
        "Read in a loop and do the work elsewhere.", "For bursts raise SO_RCVBUF (and net.core.rmem_max).",
    ]

    public static let misconceptions = [
        "Sending again and again: it keeps the buffer full.",
        "A larger SO_RCVBUF for a server that does not read: it fills too, only later.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .check, facts.question.transport == .udp,
            // A server that answers has read: the buffer was full a moment ago, and is no trouble of this question.
            facts.connection?.conversation?.reply.isEmpty ?? true, let server = try facts.met(),
            let memory = server.memory, memory.drops > 0, memory.receiveLimit > 0,
            UInt64(memory.receiveAllocated) * 4 >= UInt64(memory.receiveLimit) * 3
        else { return [] }
        let owner = facts.owner(of: server)
        let name = owner.map { Wording.brief($0) } ?? "the server"
        return [
            Finding(
                UdpQueueOverflow.self, .certain,
                "the receive buffer of \(name) is full, \(memory.drops) datagrams were thrown away",
                evidence: Evidence(
                    "\(server.local): \(memory.receiveAllocated) of \(memory.receiveLimit) bytes in use, \(memory.drops) drops.",
                    recheck: "ss -uanm 'sport = :\(server.local.port)'"),
                facts.waiting(owner),
                fixes: [Fix("read in a loop and do the work elsewhere"), Fix("for bursts: a larger SO_RCVBUF")])
        ]
    }

    private static func server(_ used: UInt32, drops: UInt32) -> Facts {
        .checked(
            Attempt(address: .loopbackIPv4, port: 9090, outcome: .notSent), transport: .udp,
            sockets: [.datagram(memory: SocketMemory(receiveAllocated: used, receiveLimit: 2304, drops: drops))],
            owners: [78: .python()])
    }

    public static let examples: [Example] = [
        .fires("the buffer is full and drops are counted", server(2304, drops: 95)),
        .silent("drops long ago, the buffer is empty", server(0, drops: 95)),
        .silent("a full buffer without a drop", server(2304, drops: 0)),
        .silent(
            "the buffer was full, and the answer came",
            {
                var facts = server(2304, drops: 95)
                facts.attempts[0].outcome = .connected
                facts.attempts[0].conversation = Conversation(bytesSent: 4, reply: Array("PONG".utf8))
                return facts
            }()),
        .silent(
            "the server is stopped, and another one is asked",
            .datagram(.connected, Conversation(bytesSent: 4, reply: Array("PONG".utf8)))),
        .undecided(
            "the socket table could not be read", server(2304, drops: 95).without(\.sockets, "sock_diag gives EPERM")),
    ]
}
