public import SocketFacts

public enum InterfaceDown: Cause {
    public static let title = "The interface is down"
    public static let symptoms: [Symptom] = [.networkUnreachable, .hostUnreachable, .connectionTimedOut]
    public static let silences: [any Cause.Type] = [
        NoRoute.self, HostNotAnsweringOnLink.self, NoAnswerFromHost.self, EphemeralPortsExhausted.self,
        FirewallDrops.self, FirewallRejects.self,
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
        let failed = facts.failures.filter { attempt in
            attempt.error != .connectionRefused && (attempt.icmp == nil || attempt.error == .hostUnreachable)
        }
        guard !failed.isEmpty else { return [] }
        let interfaces = try facts.interfaces.get()
        var found: (Attempt, Culprit)?
        for attempt in failed where found == nil {
            let route = try facts.route(to: attempt.address)
            found = culprit(attempt, interfaces, route).map { (attempt, $0) }
        }
        guard let (attempt, culprit) = found else { return [] }
        let interface = culprit.interface
        let isUp = interface.isUp
        let state = isUp ? "has no carrier" : "is down"
        let name = Wording.escaped(interface.name)
        return [
            Finding(
                InterfaceDown.self, culprit.isSure ? .certain : .likely,
                "the interface \(name), which leads to \(attempt.address), \(state)",
                evidence: Evidence("\(name) \(state).", recheck: "ip -brief link show \(name)"),
                [.refused(attempt, facts.question.transport)],
                fixes: [
                    isUp
                        ? Fix("look at the other end of \(name): cable, or the peer of the virtual pair")
                        : Fix("switch it on", command: "sudo ip link set \(name) up")
                ])
        ]
    }

    private struct Culprit {
        var interface: InterfaceFacts
        /// The only way there; not, when packets leave by another interface instead.
        var isSure = true
    }

    /// The interface that owns the address or its network, and does not work.
    private static func culprit(
        _ attempt: Attempt, _ interfaces: [InterfaceFacts], _ route: RouteFacts?
    ) -> Culprit? {
        let address = attempt.address.unmapped.withoutZone
        let lo = interfaces.first { $0.isLoopback && !$0.isUp }
        if address.isLoopback || route?.kind == .local { return lo.map { Culprit(interface: $0) } }
        let down = interfaces.filter { !$0.isUp }
        // An IPv4 address of this host answers even when its card is down: its route stays local.
        if let owner = down.first(where: { $0.addresses.contains { $0.address.withoutZone == address } }) {
            return Culprit(interface: owner)
        }
        let reaching = down.first { interface in
            interface.addresses.contains { own in
                own.prefixLength > 0 && address.isInside(own.address.withoutZone, prefixLength: own.prefixLength)
            }
        }
        if let reaching {
            let hasNoRoute = route == nil || route?.kind == RouteFacts.Kind.none
            if hasNoRoute { return Culprit(interface: reaching) }
            if route?.gateway != nil, attempt.outcome == .silent { return Culprit(interface: reaching, isSure: false) }
        }
        guard let name = route?.interface, let leaving = interfaces.first(where: { $0.name == name }),
            leaving.isUp, !leaving.hasCarrier
        else { return nil }
        return Culprit(interface: leaving)
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
