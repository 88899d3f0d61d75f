public import SocketFacts

public enum PortInTimeWait: Cause {
    public static let title = "Only closed connections of an earlier run are left on the port"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        The side that closes a TCP connection first keeps it in TIME_WAIT for 60 seconds, so that late segments cannot \
        disturb a new connection. When a server closes first, or is ended while clients are connected, its port has such \
        remains, and bind() fails with "Address already in use" unless SO_REUSEADDR is set.

        The option must have been set on the old socket as well: the kernel lets the two share the port only when both \
        have it. After the line is added to a program, the first start still fails for up to a minute, and all later ones \
        work.

        A connection whose other side has not closed yet is in FIN_WAIT1 or FIN_WAIT2 (ended by the peer's close, or \
        after net.ipv4.tcp_fin_timeout seconds), one that waits for the last acknowledgement is in LAST_ACK. They hold \
        the port in the same way.
        """
    public static let byHand = [
        HandCheck("ss -tano 'sport = :9090'", shows: "TIME-WAIT with the seconds that are left, and no process"),
        HandCheck("ss -tn", shows: "nothing of it: without -a, ss hides TIME-WAIT"),
        HandCheck("sysctl net.ipv4.tcp_fin_timeout", shows: "how long FIN-WAIT-2 lasts without a process, in seconds"),
    ]
    public static let remedies = [
        "Set SO_REUSEADDR before bind() in every server: setsockopt(SOL_SOCKET, SO_REUSEADDR, 1) in Python and C; "
            + "Java, Node and Go set it by themselves on Linux.",
        "Wait: TIME_WAIT is over after 60 seconds.",
        "Let the client close first: TIME_WAIT is then on its side, where it does not matter.",
    ]
    public static let misconceptions = [
        "Killing processes: no process holds the port any more.",
        "Adding SO_REUSEADDR and starting at once: what a run without it left behind still blocks this first start.",
        "ss -tn | grep 9090 to look for TIME_WAIT: it never shows any, ss -tan does.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .lingering(let sockets) = try facts.holdingStory() else { return [] }
        let recheck = "ss -tano 'sport = :\(facts.question.port)'"
        let canReuse = facts.bindings.allSatisfy { $0.withReuseAddress != .addressInUse }
        let states = Dictionary(grouping: sockets, by: \.state.title).sorted { $0.key < $1.key }
            .map { "\($0.value.count) in \($0.key)" }.joined(separator: ", ")
        let time = sockets.contains { $0.expiresMilliseconds == nil } ? nil : longest(sockets)
        let wait = time.map { "free in \($0) s" } ?? "free when the far end closes or its time is over"
        var more = Evidence.bind(facts)
        more.append(
            Evidence(
                canReuse
                    ? "The run that left it had set SO_REUSEADDR, so a server that sets it can start now."
                    : "The run that left it had not set SO_REUSEADDR, so setting it now helps only from the next run on.",
                recheck: recheck))
        if let ending = ending(Set(sockets.map(\.state))) { more.append(Evidence(ending, recheck: recheck)) }
        let option = "setsockopt(SOL_SOCKET, SO_REUSEADDR, 1) before bind()"
        let patience = Fix(time.map { "wait \($0) s" } ?? "end the client that holds the other side, or wait")
        return [
            Finding(
                PortInTimeWait.self, .certain,
                "no process holds the port, \(remains(sockets)) of an earlier run does; \(wait)",
                evidence: Evidence("On the port: \(states), without a process; \(wait).", recheck: recheck), more,
                fixes: canReuse
                    ? [Fix("set SO_REUSEADDR: \(option)"), patience]
                    : [patience, Fix("set SO_REUSEADDR for the next runs: \(option)")])
        ]
    }

    /// Seconds until the last of them is gone, as far as they have a timer.
    private static func longest(_ sockets: [SocketRecord]) -> Int? {
        sockets.compactMap(\.expiresMilliseconds).max().map { (Int($0) + 999) / 1000 }
    }

    private static func remains(_ sockets: [SocketRecord]) -> String {
        if sockets.allSatisfy({ $0.state == .timeWait }) { return "TIME_WAIT" }
        return sockets.count == 1 ? "a closing connection (\(sockets[0].state.title))" : "closing connections"
    }

    /// What ends the states that have no timer of a minute.
    private static func ending(_ states: Set<SocketState>) -> String? {
        if states.contains(.finWait1) {
            return "FIN-WAIT-1 ends when the far end acknowledges what was sent, or after the retries."
        }
        if states.contains(.finWait2) {
            return "FIN-WAIT-2 ends when the far end closes, or after net.ipv4.tcp_fin_timeout seconds."
        }
        if states.contains(.lastAck) || states.contains(.closing) || states.contains(.closeWait) {
            return "It ends when the far end acknowledges the close, or after the retries, which can take minutes."
        }
        return nil
    }

    private static let wait = SocketRecord.closing(.timeWait, expires: 41_000)

    public static let examples: [Example] = [
        .fires("the old run had set SO_REUSEADDR", .held(reuse: nil, sockets: [wait])),
        .fires("the old run had not", .held(sockets: [wait])),
        .fires("the old run ended, its client has not closed", .held(reuse: nil, sockets: [.closing(.finWait2)])),
        .fires("the last acknowledgement is missing", .held(reuse: nil, sockets: [wait, .closing(.lastAck)])),
        .silent("TIME_WAIT on the port, and bind works", .held(plain: nil, reuse: nil, sockets: [wait])),
        .silent("a new server listens already", .held(sockets: [.listener(), wait], owners: [77: .python()])),
        .silent(
            "a process still has the connection open",
            .held(
                sockets: [
                    SocketRecord(
                        transport: .tcp, family: .ipv4, state: .finWait2, local: Endpoint(.loopbackIPv4, 9090),
                        remote: Endpoint(.loopbackIPv4, 41000), uid: 1000, inode: 77)
                ], owners: [77: .python()])),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
