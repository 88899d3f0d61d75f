public import SocketFacts

public enum ServerSuspended: Cause {
    public static let title = "The server is stopped (Ctrl+Z)"
    public static let symptoms: [Symptom] = [.connectionTimedOut, .noReply]
    public static let silences: [any Cause.Type] = [
        AcceptQueueFull.self, ServerNotAccepting.self, ServerNotReading.self, ServerNotReplying.self,
        UdpQueueOverflow.self, FirewallDrops.self, DescriptorsExhausted.self,
    ]

    public static let explanation = """
        Ctrl+Z does not end a program, it stops it: the process keeps its port and does nothing any more. The kernel \
        still completes connections for it until the accept queue is full, so that clients connect and then wait for \
        ever. A new server cannot start either, because the port is taken. A paused container (docker pause) behaves \
        the same.
        """
    public static let byHand = [
        HandCheck("ps -o pid,stat,cmd -C python3", shows: "T in the column STAT: stopped"),
        HandCheck("jobs", shows: "Stopped jobs of this shell"),
    ]
    public static let remedies = [
        "Continue it: fg in its terminal, or kill -CONT PID.", "To end a server press Ctrl+C, not Ctrl+Z.",
    ]

    public static let misconceptions = [
        "kill PID alone: a stopped process takes the signal only when it is continued.",
        "Starting the server again: the stopped one still holds the port.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .check, let attempt = facts.connection ?? facts.attempts.last,
            isStuck(attempt, facts), let server = try facts.met()
        else { return [] }
        // A rule that stops the packets is what has to go first: they never reach the queue.
        if attempt.outcome != .connected, facts.firewall.value?.stopping != nil { return [] }
        let owners = facts.owners(of: server)
        if owners.isEmpty, facts.reasonOwnerUnknown(server) != nil { return suspected(server, facts) }
        // One stopped worker of several hurts nobody: another one accepts.
        guard let owner = facts.owner(of: server), owners.allSatisfy(\.isSuspended) else { return [] }
        return [
            Finding(
                ServerSuspended.self, .certain, "\(Wording.brief(owner)) is stopped and serves nobody",
                evidence: Evidence(
                    owner.isFrozen
                        ? "The control group of pid \(owner.pid) is frozen."
                        : "Process \(owner.pid) is in state T (stopped).",
                    recheck: owner.isFrozen
                        ? "cat /sys/fs/cgroup$(cut -d: -f3 /proc/\(owner.pid)/cgroup)/cgroup.events"
                        : "ps -o pid,stat,cmd -p \(owner.pid)"),
                [.listens(server, facts)],
                fixes: owner.isFrozen
                    ? [Fix("unpause the container or thaw the service", command: unpause(owner))]
                    : [
                        Fix("continue it (or type fg in its terminal)", command: "kill -CONT \(owner.pid)"),
                        Fix("or end it", command: "kill \(owner.pid); kill -CONT \(owner.pid)"),
                    ])
        ]
    }

    /// The server belongs to another user: the one stopped process that this user has here is probably it.
    private static func suspected(_ server: SocketRecord, _ facts: Facts) -> [Finding] {
        let stopped = facts.suspects.filter(\.isSuspended)
        guard stopped.count == 1, let process = stopped.first else { return [] }
        let user = process.user.map { Wording.escaped($0) } ?? "uid \(process.uid)"
        return [
            Finding(
                ServerSuspended.self, .likely, "\(Wording.brief(process)) of user \(user) is stopped and serves nobody",
                evidence: Evidence(
                    "The server on \(server.local) belongs to user \(user), whose one stopped process here is \(process.pid).",
                    recheck: "ps -u \(process.uid) -o pid,stat,cmd"),
                fixes: [Fix("let its user continue it", command: "sudo kill -CONT \(process.pid)")])
        ]
    }

    private static func unpause(_ owner: ProcessFacts) -> String? {
        if let name = owner.containerName.flatMap({ Wording.commandWord($0) }) { return "docker unpause \(name)" }
        guard let unit = owner.supervisor, unit.kind == .systemdService else { return nil }
        return Wording.commandWord(unit.name).map { "sudo systemctl thaw \($0)" }
    }

    private static func isStuck(_ attempt: Attempt, _ facts: Facts) -> Bool {
        switch attempt.outcome {
        case .silent: return true
        case .notSent: return facts.question.transport == .udp
        case .failed(let error): return error == .timedOut
        case .connected:
            guard let conversation = attempt.conversation else { return false }
            return conversation.accepted == .seen(false) || (conversation.bytesUnread.value ?? 0) > 0
                || (conversation.reply.isEmpty && conversation.bytesSent > 0)
        }
    }

    public static let examples: [Example] = [
        .fires(
            "stopped with Ctrl+Z, the client connects and waits",
            .talked(Conversation(accepted: .seen(false)), owner: .python(state: .stopped), queue: 1)),
        .fires(
            "stopped, and the queue is full",
            .quiet(sockets: [.listener(queue: 6)], owners: [77: .python(state: .stopped)])),
        .silent("it runs, and is only slow", .talked(Conversation(accepted: .seen(true)))),
        .fires(
            "a UDP server is stopped, and the datagram lies unread",
            .datagram(
                .silent, Conversation(bytesSent: 4, bytesUnread: .seen(4)), owner: .python(state: .stopped))),
        .fires(
            "its container is paused",
            .talked(
                Conversation(accepted: .seen(false)),
                owner: {
                    var process = ProcessFacts.python()
                    process.isFrozen = true
                    process.containerName = "week2_lab"
                    return process
                }(), queue: 1)),
        .fires(
            "the server is another user's, and this user's one stopped process is known",
            {
                var facts = Facts.talked(Conversation(accepted: .seen(false)), queue: 1)
                facts.suspects = [.python(state: .stopped, uid: 1001)]
                facts.owners = [SocketOwner(inode: 77, pids: [], reason: .needs("root (CAP_SYS_PTRACE)"))]
                facts.processes = []
                return facts
            }()),
        .silent(
            "one of two workers is stopped, the other one accepts",
            {
                var facts = Facts.talked(Conversation(accepted: .seen(true)))
                facts.processes.append(.python(pid: 4243, state: .stopped))
                facts.owners = [SocketOwner(inode: 77, pids: [4242, 4243])]
                return facts
            }()),
        .silent(
            "stopped, and a rule drops the packets before they reach it",
            Facts.quiet(sockets: [.listener()], owners: [77: .python(state: .stopped)])
                .filtered(FirewallVerdict(.dropped(by: .input)))),
    ]
}
