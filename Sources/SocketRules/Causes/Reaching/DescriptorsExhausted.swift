public import SocketFacts

public enum DescriptorsExhausted: Cause {
    public static let title = "The server has no file descriptor left"
    public static let symptoms: [Symptom] = [.tooManyOpenFiles, .connectionTimedOut, .connectionClosedByPeer]
    public static let silences: [any Cause.Type] = [
        AcceptQueueFull.self, ServerNotAccepting.self, ConnectionClosedByServer.self, ConnectionResetByServer.self,
        FirewallDrops.self,
    ]

    public static let explanation = """
        Every socket and file takes a descriptor, and a process may have only so many (ulimit -n, often 1024). At \
        the limit accept() fails with EMFILE, "Too many open files": the connection stays in the queue, or is closed \
        at once. The usual reason is a server that never closes the sockets of clients that have left.
        """
    public static let byHand = [
        HandCheck("ls /proc/PID/fd | wc -l", shows: "how many descriptors are open"),
        HandCheck("grep 'open files' /proc/PID/limits", shows: "how many are allowed"),
        HandCheck(
            "lsof -p PID | awk '{print $5}' | sort | uniq -c",
            shows: "of which kind the open files are; a leak shows as hundreds of sockets"),
    ]
    public static let remedies = [
        "Close each client's socket when it is served (with, try/finally).", "Raise the limit: ulimit -n 65536.",
    ]
    public static let misconceptions = ["Raising the limit alone: a leak reaches every limit, only later."]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .check, facts.question.transport == .tcp,
            let attempt = facts.connection ?? facts.silences.first
        else { return [] }
        let conversation = attempt.conversation
        let isStuck = attempt.outcome == .silent || conversation?.accepted == .seen(false)
        let isEnded = conversation.map { ($0.wasClosed || $0.wasReset) && $0.reply.isEmpty } ?? false
        guard isStuck || isEnded, let server = try facts.met(),
            let owner = facts.owner(of: server) ?? suspect(server, facts),
            let open = owner.openFiles.value, let limit = owner.openFileLimit.value, limit > 0
        else { return [] }
        // A server that closes at once keeps a spare descriptor for it, so it may be one below; and so may one that was
        // counted between two of its attempts to accept.
        let isTurnedAway = isEnded || conversation?.accepted == .seen(false)
        guard open >= limit || (isTurnedAway && open >= limit - 1) else { return [] }
        return [
            Finding(
                DescriptorsExhausted.self, .certain,
                "\(Wording.brief(owner)) has \(open) files open, its limit is \(limit)",
                evidence: Evidence(
                    "Process \(owner.pid) has \(open) of \(limit) descriptors in use, so accept() fails with EMFILE.",
                    recheck: "ls /proc/\(owner.pid)/fd | wc -l; grep 'open files' /proc/\(owner.pid)/limits"),
                [.listens(server, facts)],
                fixes: [
                    Fix("close each client's socket when it is served"),
                    Fix(
                        "raise the limit of the running server",
                        command: "sudo prlimit --pid \(owner.pid) --nofile=65536"),
                ])
        ]
    }

    /// The server belongs to another user: the one process of this user here that has no descriptor left.
    private static func suspect(_ server: SocketRecord, _ facts: Facts) -> ProcessFacts? {
        guard facts.reasonOwnerUnknown(server) != nil else { return nil }
        let full = facts.suspects.filter { process in
            guard let open = process.openFiles.value, let limit = process.openFileLimit.value else { return false }
            return open >= limit - 1
        }
        return full.count == 1 ? full.first : nil
    }

    private static func full(_ open: Int) -> ProcessFacts {
        var process = ProcessFacts.python()
        process.openFiles = .seen(open)
        process.openFileLimit = .seen(64)
        return process
    }

    public static let examples: [Example] = [
        .fires(
            "64 of 64 descriptors are open", .talked(Conversation(accepted: .seen(false)), owner: full(64), queue: 1)),
        .silent("plenty of room, and busy", .talked(Conversation(accepted: .seen(true)), owner: full(10))),
        .silent(
            "at the limit, and the client is served",
            .talked(
                Conversation(accepted: .seen(true), bytesSent: 2, bytesUnread: .seen(0), reply: [79, 75]),
                owner: full(64))),
        .fires(
            "the server keeps one spare descriptor, accepts with it and closes at once",
            .talked(
                Conversation(accepted: .seen(true), wasClosed: true, endedAfterMilliseconds: 1), owner: full(63))),
        .fires(
            "at the limit, and the queue is full",
            .quiet(sockets: [.listener(queue: 6)], owners: [77: full(64)])),
        .silent(
            "near the limit, and it closes after an answer",
            .talked(
                Conversation(accepted: .seen(true), reply: Array("bye".utf8), wasClosed: true), owner: full(63))),
    ]
}
