public import SocketFacts

public enum InterfaceDown: Cause {
    public static let title = "The interface is down"
    public static let symptoms: [Symptom] = [.networkUnreachable, .hostUnreachable, .connectionTimedOut]
    public static let silences: [any Cause.Type] = [
        NoRoute.self, HostNotAnsweringOnLink.self, NoAnswerFromHost.self, EphemeralPortsExhausted.self,
        FirewallDrops.self,
        FirewallRejects.self,
    ]

    public static let explanation = """
        An interface that is down carries nothing, and the kernel removes its routes. When lo is down even 127.0.0.1 is \
        unreachable: new network namespaces (unshare -n, ip netns add) start like that. An interface that is up but has no \
        carrier has its cable unplugged, or the other end of the virtual pair is down.
        """
    public static let byHand = [HandCheck("ip -brief link", shows: "DOWN, or UP with NO-CARRIER, beside the interface")]
    public static let remedies = [
        "Switch it on: sudo ip link set lo up (or the name of the interface).", "No carrier: look at the other end.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let attempt = facts.failures.first { attempt in
            attempt.error != .connectionRefused && (attempt.icmp == nil || attempt.error == .hostUnreachable)
        }
        guard let attempt else { return [] }
        let interfaces = try facts.interfaces.get()
        guard let (interface, isUp) = culprit(attempt, interfaces, try facts.route(to: attempt.address)) else {
            return []
        }
        let state = isUp ? "has no carrier" : "is down"
        let name = Wording.escaped(interface.name)
        return [
            Finding(
                InterfaceDown.self, .certain, "the interface \(name), which leads to \(attempt.address), \(state)",
                evidence: Evidence("\(name) \(state).", recheck: "ip -brief link show \(name)"),
                [.refused(attempt)],
                fixes: [
                    isUp
                        ? Fix("look at the other end of \(name): cable, or the peer of the virtual pair")
                        : Fix("switch it on", command: "sudo ip link set \(name) up")
                ])
        ]
    }

    /// The interface that owns the address or its network, and does not work; and whether it is administratively up.
    private static func culprit(
        _ attempt: Attempt, _ interfaces: [InterfaceFacts], _ route: RouteFacts?
    ) -> (InterfaceFacts, isUp: Bool)? {
        let address = attempt.address.unmapped
        if address.isLoopback {
            return interfaces.first { $0.isLoopback && !$0.isUp }.map { ($0, false) }
        }
        if let lo = interfaces.first(where: { $0.isLoopback && !$0.isUp }), route?.kind == .local { return (lo, false) }
        let owner = interfaces.first { $0.addresses.contains { $0.address.withoutZone == address.withoutZone } }
        if let owner { return owner.isUp ? nil : (owner, false) }
        if route == nil || route?.kind == RouteFacts.Kind.none {
            let reaching = interfaces.first { interface in
                !interface.isUp
                    && interface.addresses.contains { own in
                        own.prefixLength > 0
                            && address.withoutZone.isInside(own.address.withoutZone, prefixLength: own.prefixLength)
                    }
            }
            return reaching.map { ($0, false) }
        }
        guard let name = route?.interface, let leaving = interfaces.first(where: { $0.name == name }) else {
            return nil
        }
        return leaving.isUp && !leaving.hasCarrier ? (leaving, true) : nil
    }

    private static func loopback(isUp: Bool) -> Facts {
        var facts = Facts.checked(
            Attempt(address: .loopbackIPv4, port: 9090, outcome: .failed(.networkUnreachable)))
        facts.interfaces = .seen([
            InterfaceFacts(
                index: 1, name: "lo", isUp: isUp, isLoopback: true, addresses: [InterfaceAddress(.loopbackIPv4, 8)])
        ])
        facts.routes = .seen([RouteFacts(destination: .loopbackIPv4, kind: isUp ? .local : .none)])
        return facts
    }

    public static let examples: [Example] = [
        .fires("lo is down in a fresh namespace", loopback(isUp: false)),
        .silent("lo is up", loopback(isUp: true)),
        .undecided(
            "the interfaces could not be read",
            {
                var facts = loopback(isUp: false)
                facts.interfaces = .unseen(.failed("rtnetlink: EPERM"))
                return facts
            }()),
    ]
}
