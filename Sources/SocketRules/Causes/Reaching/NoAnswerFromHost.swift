public import SocketFacts

public enum NoAnswerFromHost: Cause {
    public static let title = "The other host does not answer"
    public static let symptoms: [Symptom] = [.connectionTimedOut]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        Packets leave this host and nothing comes back, not even a refusal. Two reasons look exactly the same from \
        here: a firewall on the way or on the host drops them without a word, or the host is off. A host that is on \
        and has no firewall answers a closed port with a reset at once.

        socket.timeout in Python is the program's own timer; [Errno 110] is the kernel's, after about two minutes.
        """
    public static let byHand = [
        HandCheck("sudo tcptraceroute ADDRESS PORT", shows: "the last router that still answers"),
        HandCheck("ping -c 3 ADDRESS", shows: "whether the host answers at all; many firewalls drop pings too"),
    ]
    public static let remedies = [
        "Check on that host that it is on and has this address.",
        "Allow the port in its firewall, and in those between.",
    ]

    public static let misconceptions = [
        "A longer timeout: a dropped packet is repeated by the kernel already, six times in two minutes.",
        "Taking silence for a closed port: a closed port answers, with a reset.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.transport == .tcp, facts.refusals.isEmpty else { return [] }
        var silent: Attempt?
        for attempt in facts.silences where silent == nil {
            if try facts.isForeign(attempt.address) { silent = attempt }
        }
        guard let attempt = silent else { return [] }
        if let firewall = facts.firewall.value {
            guard firewall.request.decision == .accepted, firewall.reply?.decision ?? .accepted == .accepted else {
                return []
            }
        }
        if facts.firewall.value == nil, attempt.localSendFailures > 0 { return [] }
        var more: [Evidence] = []
        if let path = facts.path.value {
            let text: String
            if let last = path.farthest, let sender = last.sender {
                text = "Packets get as far as \(sender) (hop \(last.ttl)); what is behind it is silent."
            } else {
                text = "No router on the way answered either."
            }
            more.append(Evidence(text, recheck: "sudo tcptraceroute \(attempt.address) \(attempt.port)"))
        }
        if let reason = facts.firewall.reason, reason != .notAsked {
            more.append(
                Evidence(
                    "This host's own firewall could not be read: needs \(reason.phrase).",
                    recheck: "sudo nft list ruleset"))
        }
        return [
            Finding(
                NoAnswerFromHost.self, .likely,
                "\(attempt.address) is silent: it is off, or a firewall on the way drops the packets",
                evidence: Evidence(
                    "Nothing came back from \(attempt.endpoint) within \(Int(attempt.elapsedMilliseconds / 1000 + 0.5)) s; from "
                        + "here the two cannot be told apart.",
                    recheck: "nc -vz -w 5 \(attempt.address) \(attempt.port)"),
                more,
                fixes: [
                    Fix(
                        "check there that the host is on, and that its firewall allows the port",
                        command: "sudo nft list ruleset")
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "a remote host drops",
            .quiet(IPAddress(10, 9, 9, 9), firewall: .seen(FirewallFacts(request: FirewallVerdict(.accepted))))),
        .silent("the remote host refuses", .refused(IPAddress(10, 9, 9, 9))),
        .silent(
            "this host's own rule drops",
            .quiet(
                IPAddress(10, 9, 9, 9),
                firewall: .seen(FirewallFacts(request: FirewallVerdict(.dropped(by: .output)))))),
        .fires(
            "silence, and this host's own rules could not be read",
            {
                var facts = Facts.quiet(IPAddress(10, 9, 9, 9))
                facts.path = .seen(PathTrace(hops: [PathHop(ttl: 1, sender: IPAddress(192, 168, 1, 1))]))
                return facts
            }()),
        .silent("the neighbour table tells more", HostNotAnsweringOnLink.facts(.failed)),
        .silent("an address of this host is silent", .quiet(sockets: [.listener()], owners: [77: .python()])),
        .undecided(
            "whose address it is could not be seen",
            Facts.quiet(IPAddress(10, 9, 9, 9)).without(\.routes, "rtnetlink gives EPERM")),
    ]
}
