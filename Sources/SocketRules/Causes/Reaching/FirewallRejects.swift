public import SocketFacts

public enum FirewallRejects: Cause {
    public static let title = "A firewall rule of this host rejects the packets"
    public static let symptoms: [Symptom] = [.connectionRefused, .hostUnreachable, .firewallBlocked]
    public static let silences: [any Cause.Type] = [
        ServerNotRunning.self, WrongPort.self, UdpPortClosed.self, LocalPolicyForbids.self, WrongTransport.self,
        NoRoute.self, FirewallDrops.self,
    ]

    public static let explanation = """
        A REJECT rule answers in the server's name: with a TCP reset or with an ICMP error. To the client it looks \
        like "Connection refused" or "No route to host", although a server may be running. The kernel itself answers \
        a TCP SYN to a closed port with a reset, never with ICMP: an ICMP error gives the filter away.

        On loopback and on virtual links such an error comes after one second and not at once: the kernel is busy \
        with the first SYN when the error arrives, and only the repeated one is heard. firewalld rejects with \
        "admin-prohibited", which programs print as "No route to host", although no route is missing.
        """
    public static let byHand = [
        HandCheck("sudo nft -a list ruleset", shows: "a rule with reject that matches the port"),
        HandCheck("sudo iptables -L -n -v --line-numbers", shows: "REJECT rules with their counters"),
        HandCheck(
            "sudo tcpdump -ni any 'icmp or icmp6'", shows: "the ICMP error and who sends it, while the client tries"),
    ]
    public static let remedies = ["Allow the port before the rule that rejects, or remove that rule."]

    public static let misconceptions = [
        "Restarting the server: the packets never reach it.",
        "Adding an accept rule behind the one that rejects: the first that decides wins.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = try suspicious(facts) else { return [] }
        let transport = facts.question.transport
        switch facts.firewall {
        case .seen(let firewall) where firewall.doubt == nil:
            guard let (verdict, isReply) = firewall.stopping, case .rejected(let kind, let rule) = verdict.decision
            else {
                return []
            }
            let what = isReply ? "the answer on its way back" : "the packets to \(attempt.endpoint)"
            return [
                Finding(
                    FirewallRejects.self, verdict.confidence, "\(rule.title) rejects \(what) with \(kind.rawValue)",
                    evidence: Evidence(
                        "Hook \(rule.hook): \(rule.title) rejects with \(kind.rawValue).", recheck: rule.recheck),
                    [.refused(attempt, transport)] + verdict.doubts, fixes: rule.fixes(facts.question, isReply: isReply)
                )
            ]
        case .unseen(.notAsked): return []
        // Not read, or not understood in full: what the packets themselves tell.
        default:
            let isProven = transport == .tcp && attempt.icmp != nil
            let text =
                attempt.icmp.map {
                    "ICMP \($0.title) came from this host itself; a kernel without a filter answers a SYN with a reset."
                } ?? "A server takes \(attempt.endpoint) and has room, yet the client is refused."
            return [
                Finding(
                    FirewallRejects.self, isProven ? .certain : .likely,
                    "a firewall rule of this host rejects the packets to \(attempt.endpoint)",
                    evidence: Evidence(text, recheck: "sudo tcpdump -ni any 'icmp or icmp6'"),
                    [.refused(attempt, transport)],
                    fixes: [
                        Fix(
                            "see which rule it is, which needs root",
                            command: "sudo sockdoctor check \(attempt.endpoint)")
                    ])
            ]
        }
    }

    /// A failure that a rule of this host may have made.
    private static func suspicious(_ facts: Facts) throws(Unobserved) -> Attempt? {
        for attempt in facts.failures {
            if let icmp = attempt.icmp, let sender = icmp.sender {
                guard facts.isOwn(sender, attempt) else { continue }
                // The kernel reports a neighbour that does not answer in the same words.
                if try isNeighbourFailure(icmp, attempt, facts) { continue }
                if facts.question.transport == .udp, icmp.isPortUnreachable {
                    let isTaken =
                        try facts.isLocal(attempt.address) ? !(try facts.servers(taking: attempt)).isEmpty : true
                    // A closed UDP port answers like that by itself.
                    if attempt.sendError == .notPermitted || isTaken { return attempt }
                    continue
                }
                return attempt
            }
            if attempt.error == .connectionRefused, facts.question.transport == .tcp, try facts.isLocal(attempt.address)
            {
                let servers = try facts.servers(taking: attempt)
                // A server that was started between the attempt and the look is no proof of a rule.
                let isDoubtful = facts.firewall.value?.stopping == nil
                let hasRoom = servers.contains { server in
                    let owner = facts.owner(of: server)
                    let isNew = owner.map { $0.ageSeconds * 1000 < facts.elapsedMilliseconds + 20 } ?? false
                    return server.receiveQueue <= server.sendQueue && !(isDoubtful && isNew)
                        && owner?.isSuspended != true
                }
                if hasRoom { return attempt }
            } else if attempt.error == .connectionRefused, facts.firewall.value?.stopping != nil {
                return attempt
            }
        }
        return nil
    }

    /// "Host unreachable" from this host about another machine: its own failed ARP or neighbour discovery, unless the
    /// rules were seen to reject.
    private static func isNeighbourFailure(
        _ icmp: ICMPError, _ attempt: Attempt, _ facts: Facts
    ) throws(Unobserved) -> Bool {
        let isHostUnreachable =
            icmp.family == .ipv4 ? icmp.type == 3 && icmp.code == 1 : icmp.type == 1 && icmp.code == 3
        guard isHostUnreachable, try !facts.isLocal(attempt.address) else { return false }
        if case .rejected = facts.firewall.value?.stopping?.verdict.decision { return false }
        return true
    }

    private static let icmp = ICMPError(family: .ipv4, type: 3, code: 3, sender: .loopbackIPv4)

    public static let examples: [Example] = [
        .fires(
            "an input rule rejects",
            {
                var facts = Facts.refused(sockets: [.listener()], owners: [77: .python()], icmp: icmp)
                facts.firewall = .seen(
                    FirewallFacts(request: FirewallVerdict(.rejected(with: .portUnreachable, by: .rejecting))))
                return facts
            }()),
        .fires(
            "the rules cannot be read, but ICMP came from this host",
            {
                var facts = Facts.refused(sockets: [.listener()], owners: [77: .python()], icmp: icmp)
                facts.firewall = .unseen(.needs("root (CAP_NET_ADMIN) to read the firewall"))
                return facts
            }()),
        .silent("nothing listens, and the kernel resets", .refused()),
        .silent("a UDP port is closed", .refused(transport: .udp)),
        .fires(
            "a rule answers with a reset, although a server listens",
            Facts.refused(sockets: [.listener()], owners: [77: .python()])
                .filtered(FirewallVerdict(.rejected(with: .tcpReset, by: .rejecting)))),
        .fires(
            "firewalld's way: No route to host, and no route is missing",
            Facts.checked(
                Attempt(
                    address: .loopbackIPv4, port: 9090, outcome: .failed(.hostUnreachable),
                    icmp: ICMPError(family: .ipv4, type: 3, code: 13, sender: .loopbackIPv4)),
                sockets: [.listener()], owners: [77: .python()]
            ).unfiltered),
        .fires(
            "a UDP server takes the address, and port unreachable comes back",
            Facts.refused(transport: .udp, sockets: [.datagram()], owners: [78: .python()]).unfiltered),
        .fires(
            "not every match of the rules is understood: likely",
            Facts.refused(sockets: [.listener()], owners: [77: .python()])
                .filtered(
                    FirewallVerdict(
                        .rejected(with: .tcpReset, by: .rejecting),
                        unmodelled: ["meta cgroup 5 in rule 3 of chain input"]))
        ),
        .silent(
            "the rules were read and let everything through",
            Facts.refused(sockets: [.listener()], owners: [77: .python()]).filtered(FirewallVerdict(.accepted))),
        .silent(
            "the server was started a moment after the attempt",
            {
                var facts = Facts.refused(sockets: [.listener()], owners: [77: .python(age: 0.01)]).unfiltered
                facts.elapsedMilliseconds = 12
                return facts
            }()),
        .silent(
            "the neighbour does not answer, which the kernel reports in the same words",
            HostNotAnsweringOnLink.facts(.failed).unfiltered),
    ]
}
