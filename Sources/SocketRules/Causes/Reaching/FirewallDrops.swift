public import SocketFacts

public enum FirewallDrops: Cause {
    public static let title = "A firewall rule of this host drops the packets"
    public static let symptoms: [Symptom] = [.connectionTimedOut, .firewallBlocked]
    public static let silences: [any Cause.Type] = [
        NoAnswerFromHost.self, LocalPolicyForbids.self, WrongTransport.self,
    ]

    public static let explanation = """
        A rule or the default policy of a chain throws the packet away without an answer. A TCP client waits until \
        it gives up: also when its own host's output rule drops, connect() reports a timeout and no permission \
        error. A UDP client gets EPERM from send() at once when the output chain drops.

        Every chain of a hook is asked, in the order of its priority, in nftables and in iptables: what one accepts, \
        a later one may still drop.
        """
    public static let byHand = [
        HandCheck("sudo nft -a list ruleset", shows: "chains with their policies, rules with their handles"),
        HandCheck(
            "sudo iptables -L -n -v --line-numbers", shows: "rules with their counters; the dropping one counts up"),
    ]
    public static let remedies = ["Allow the port before the rule that drops, or remove that rule."]
    public static let misconceptions = [
        "Waiting longer, or raising the client's timeout: a dropped packet never arrives.",
        "Trusting ping: rules for ICMP and for the port are different rules.",
        "Reading nft alone: iptables-legacy has rules of its own, and a packet passes both.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .check, facts.connection == nil else { return [] }
        let attempt = facts.attempts.first { attempt in
            attempt.outcome == .silent || attempt.error == .timedOut || attempt.outcome == .notSent
                || (attempt.sendError == .notPermitted && attempt.error != .connectionRefused)
        }
        guard let attempt else { return [] }
        switch facts.firewall {
        case .seen(let firewall):
            if let doubt = firewall.doubt { return try unseen(attempt, doubt, facts) }
            guard let (verdict, isReply) = firewall.stopping, case .dropped(let rule) = verdict.decision else {
                return []
            }
            let what = isReply ? "the answer on its way back" : "the packets to \(attempt.endpoint)"
            return [
                Finding(
                    FirewallDrops.self, verdict.confidence, "\(rule.title) drops \(what)",
                    evidence: Evidence("Hook \(rule.hook): \(rule.title) drops.", recheck: rule.recheck),
                    [answer(attempt)] + verdict.doubts, fixes: rule.fixes(facts.question, isReply: isReply))
            ]
        case .unseen(.notAsked): return []
        case .unseen(let reason): return try unseen(attempt, reason, facts)
        }
    }

    private static func answer(_ attempt: Attempt) -> Evidence {
        if attempt.sendError == .notPermitted {
            return Evidence(
                "send() gives EPERM, Operation not permitted.", recheck: "nc -u \(attempt.address) \(attempt.port)")
        }
        if attempt.outcome == .notSent {
            return Evidence("Nothing was sent; the rules were asked.", recheck: "sudo nft list ruleset")
        }
        return Evidence(
            "Nothing came back from \(attempt.endpoint).", recheck: "nc -vz -w 3 \(attempt.address) \(attempt.port)")
    }

    /// The rules could not be read: what the packets themselves tell.
    private static func unseen(
        _ attempt: Attempt, _ reason: Unobserved, _ facts: Facts
    ) throws(Unobserved) -> [Finding] {
        if attempt.outcome == .notSent { return [] }
        var why: Evidence?
        if attempt.sendError == .notPermitted {
            why = Evidence(
                "send() gives EPERM: this host's own output rules refuse the datagram.",
                recheck: "nc -u \(attempt.address) \(attempt.port)")
        } else if attempt.localSendFailures > 0 {
            why = Evidence(
                "The kernel could not send the SYN again (TCPRetransFail grew): an output rule that drops does that.",
                recheck: "nstat -az TcpExtTCPRetransFail")
        } else if try facts.isLocal(attempt.address), facts.question.transport == .tcp {
            let servers = try facts.servers(taking: attempt)
            guard !servers.contains(where: { $0.receiveQueue > $0.sendQueue }), attempt.listenDrops == 0,
                !servers.isEmpty || facts.refusals.isEmpty
            else { return [] }
            why =
                servers.isEmpty
                ? Evidence(
                    "An address of this host is silent; without a filter even a closed port answers with a reset.",
                    recheck: Wording.ss(attempt.port, .tcp))
                : Evidence(
                    "A server listens on \(servers[0].local) with room in its accept queue, and the SYN gets no answer.",
                    recheck: Wording.ss(attempt.port, .tcp))
        }
        if why == nil, facts.question.transport == .udp, try facts.isLocal(attempt.address),
            let conversation = attempt.conversation, conversation.bytesSent > 0,
            conversation.bytesUnread.value == nil, let server = try facts.servers(taking: attempt).first,
            server.memory?.drops ?? 0 == 0
        {
            why = Evidence(
                "The datagram was sent, and neither waits in the queue of \(server.local) nor was read there.",
                recheck: Wording.ss(attempt.port, .udp))
        }
        guard let why else {
            // A remote host's silence has other explanations; whether a rule of this host is one needs the rules.
            if facts.question.transport == .tcp { throw reason }
            return []
        }
        return [
            Finding(
                FirewallDrops.self, .likely, "a firewall rule of this host drops the packets to \(attempt.endpoint)",
                evidence: why, [answer(attempt)],
                fixes: [
                    Fix("see which rule it is, which needs root", command: "sudo sockdoctor check \(attempt.endpoint)")
                ])
        ]
    }

    private static let server = [SocketRecord.listener()]

    public static let examples: [Example] = [
        .fires(
            "an input rule drops",
            .quiet(
                sockets: server, owners: [77: .python()],
                firewall: .seen(FirewallFacts(request: FirewallVerdict(.dropped(by: .input)))))),
        .fires(
            "the rules cannot be read, the server has room, silence", .quiet(sockets: server, owners: [77: .python()])),
        .silent(
            "the accept queue is full",
            .quiet(sockets: [.listener(queue: 2, backlog: 1)], owners: [77: .python()])),
        .silent("refused", .refused()),
        .undecided("a remote host is silent and the rules cannot be read", .quiet(IPAddress(10, 9, 9, 9))),
        .fires(
            "the policy of the input chain drops",
            Facts.quiet(sockets: server, owners: [77: .python()]).filtered(
                FirewallVerdict(
                    .dropped(
                        by: RuleReference(
                            origin: .iptables, family: "ip", table: "filter", chain: "INPUT", hook: "input", rule: nil,
                            manager: "ufw"))))),
        .fires(
            "the answer is dropped on its way in",
            Facts.quiet(IPAddress(10, 9, 9, 9))
                .filtered(FirewallVerdict(.accepted), reply: FirewallVerdict(.dropped(by: .input)))),
        .fires(
            "the rules cannot be read, but this host's kernel could not send the SYN again",
            {
                var facts = Facts.quiet(IPAddress(10, 9, 9, 9))
                facts.attempts[0].localSendFailures = 1
                return facts
            }()),
        .fires(
            "UDP: send() gives EPERM",
            Facts.datagram(.failed(.notPermitted), sendError: .notPermitted).filtered(
                FirewallVerdict(.dropped(by: .output)))),
        .silent(
            "the rules were read and let everything through, the far host is silent",
            Facts.quiet(IPAddress(10, 9, 9, 9)).filtered(FirewallVerdict(.accepted), reply: FirewallVerdict(.accepted))),
        .silent(
            "a UDP server that says nothing",
            Facts.datagram(
                .silent, Conversation(accepted: .seen(true), bytesSent: 4, bytesUnread: .seen(0))
            ).unfiltered),
    ]
}
