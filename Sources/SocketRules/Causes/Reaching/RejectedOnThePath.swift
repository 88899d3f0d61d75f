public import SocketFacts

public enum RejectedOnThePath: Cause {
    public static let title = "A router or the far host's firewall rejects"
    public static let symptoms: [Symptom] = [.hostUnreachable, .networkUnreachable, .connectionRefused]
    public static let silences: [any Cause.Type] = [
        HostNotAnsweringOnLink.self, NoAnswerFromHost.self, NoRoute.self, ServerNotRunning.self,
    ]

    public static let explanation = """
        An ICMP error came back, and it says who sent it. A router reports that it has no route to the target, that \
        the target does not answer on its link, or that a rule forbids the packet. When the target itself sends \
        "administratively prohibited", its firewall rejects (firewalld does so by default), and "No route to host" \
        has nothing to do with routing.

        "Time to live exceeded" means that routers pass the packet round in a circle until its hop count is used up: \
        two of them each take the other for the way there.
        """
    public static let byHand = [
        HandCheck("sudo tcpdump -ni any icmp", shows: "the ICMP error with its sender, while the client tries"),
        HandCheck("traceroute ADDRESS", shows: "!X, !H or !N behind the router that rejects"),
    ]
    public static let remedies = [
        "Allow the port in the firewall of the sender.", "Mend the route on the router that reports it missing.",
        "A loop: compare the routes of the two routers that pass the packet to each other.",
    ]

    public static let misconceptions = [
        "Adding a route here because the error says No route to host: the packet did leave, another machine refused it."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let attempt = facts.failures.first { attempt in
            guard let icmp = attempt.icmp, let sender = icmp.sender else { return false }
            // The target's own "port unreachable" to a datagram is a closed port.
            if facts.question.transport == .udp, icmp.isPortUnreachable, sender == attempt.address { return false }
            return !facts.isOwn(sender, attempt)
        }
        guard let attempt, let icmp = attempt.icmp, let sender = icmp.sender else { return [] }
        let isTarget = sender.withoutZone == attempt.address.withoutZone
        let isLoop = icmp.family == .ipv4 ? icmp.type == 11 : icmp.type == 3
        let who = isTarget ? "the firewall of \(sender)" : "the router \(sender)"
        let what = isLoop ? "packets run in a loop: \(who) reports \(icmp.title)" : "\(who) answers \(icmp.title)"
        return [
            Finding(
                RejectedOnThePath.self, .certain, what,
                evidence: Evidence(
                    "ICMP type \(icmp.type) code \(icmp.code) (\(icmp.title)) came from \(sender).",
                    recheck: "sudo tcpdump -ni any 'icmp or icmp6'"),
                [.refused(attempt, facts.question.transport)],
                fixes: [
                    isTarget
                        ? Fix("allow the port in the firewall of that host", command: "sudo nft list ruleset")
                        : Fix("look at the routes and rules of \(sender)", command: "ip route get \(attempt.address)")
                ])
        ]
    }

    private static func facts(_ sender: IPAddress, type: UInt8, code: UInt8, _ error: SystemError) -> Facts {
        .checked(
            Attempt(
                address: IPAddress(10, 9, 9, 9), port: 9090, local: Endpoint(IPAddress(192, 168, 1, 5), 40000),
                outcome: .failed(error), icmp: ICMPError(family: .ipv4, type: type, code: code, sender: sender)))
    }

    public static let examples: [Example] = [
        .fires("the far host's firewall prohibits", facts(IPAddress(10, 9, 9, 9), type: 3, code: 10, .hostUnreachable)),
        .fires("a router has no route", facts(IPAddress(192, 168, 1, 1), type: 3, code: 0, .networkUnreachable)),
        .fires("a routing loop", facts(IPAddress(192, 168, 1, 1), type: 11, code: 0, .hostUnreachable)),
        .silent(
            "this host's own rule rejects",
            {
                var facts = Self.facts(IPAddress(192, 168, 1, 5), type: 3, code: 10, .hostUnreachable)
                facts.firewall = .unseen(.notAsked)
                return facts
            }()),
        .silent("the host refuses with a reset", .refused(IPAddress(10, 9, 9, 9))),
        .fires(
            "the far host rejects TCP with port unreachable: no kernel does so without a rule",
            facts(IPAddress(10, 9, 9, 9), type: 3, code: 3, .connectionRefused)),
        .silent(
            "a UDP port of the far host is closed",
            .refused(IPAddress(10, 0, 0, 7), transport: .udp)),
        .silent("a neighbour does not answer, which this host itself reports", HostNotAnsweringOnLink.facts(.failed)),
    ]
}
