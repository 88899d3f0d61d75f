public import SocketFacts

public enum InterfaceDown: Cause {
    public static let title = "The interface is down"
    public static let symptoms: [Symptom] = [.networkUnreachable, .hostUnreachable, .connectionTimedOut]
    public static let silences: [any Cause.Type] = [
        NoRoute.self, HostNotAnsweringOnLink.self, NoAnswerFromHost.self, EphemeralPortsExhausted.self,
        FirewallDrops.self, FirewallRejects.self,
    ]

    public static let explanation = """
        An interface that is down carries nothing, and the kernel removes its routes. When lo is down even 127.0.0.1 \
        is unreachable: new network namespaces (unshare -n, ip netns add) start like that. An interface that is up \
        but has no carrier has its cable unplugged, or the other end of the virtual pair is down.
        """
    public static let byHand = [
        HandCheck("ip -brief link", shows: "DOWN, or UP with NO-CARRIER, beside the interface"),
        HandCheck("ip route get ADDRESS", shows: "by which interface packets to the address leave"),
    ]
    public static let remedies = [
        "Switch it on: sudo ip link set lo up (or the name of the interface).", "No carrier: look at the other end.",
    ]

    public static let misconceptions = [
        "Restarting the server: a server on 127.0.0.1 runs on while lo is down, and nobody can reach it."
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

    private static func eth0(isUp: Bool = true, hasCarrier: Bool = true) -> [InterfaceFacts] {
        [
            InterfaceFacts(
                index: 1, name: "lo", isLoopback: true, addresses: [InterfaceAddress(.loopbackIPv4, 8)]),
            InterfaceFacts(
                index: 2, name: "eth0", isUp: isUp, hasCarrier: isUp && hasCarrier,
                addresses: [InterfaceAddress(IPAddress(192, 168, 1, 5), 24)]),
        ]
    }

    /// 192.168.1.9 was dialled over eth0, or would have been.
    private static func card(
        isUp: Bool = true, hasCarrier: Bool = true, _ route: RouteFacts, _ outcome: Attempt.Outcome
    ) -> Facts {
        var facts = Facts.checked(Attempt(address: IPAddress(192, 168, 1, 9), port: 9090, outcome: outcome))
        facts.interfaces = .seen(eth0(isUp: isUp, hasCarrier: hasCarrier))
        facts.routes = .seen([route])
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
        .fires(
            "the card to the target's network is down",
            card(
                isUp: false, RouteFacts(destination: IPAddress(192, 168, 1, 9), kind: .none),
                .failed(.networkUnreachable))),
        .fires(
            "the card is up without carrier: the cable is out",
            card(
                hasCarrier: false,
                RouteFacts(destination: IPAddress(192, 168, 1, 9), kind: .unicast, interface: "eth0"), .silent)),
        .fires(
            "the card is down, and the packets leave by the default route instead",
            card(
                isUp: false,
                RouteFacts(
                    destination: IPAddress(192, 168, 1, 9), kind: .unicast, interface: "wlan0",
                    gateway: IPAddress(10, 0, 0, 1)), .silent)),
        .silent(
            "another card is down",
            {
                var facts = NoRoute.facts(.none)
                facts.interfaces = .seen(
                    .ordinary + [InterfaceFacts(index: 3, name: "eth1", isUp: false, hasCarrier: false)])
                return facts
            }()),
        .silent(
            "this host's own IPv4 address on a card that is down: it answers all the same",
            {
                var facts = Facts.quiet(IPAddress(192, 168, 1, 5)).filtered(FirewallVerdict(.dropped(by: .input)))
                facts.interfaces = .seen(eth0(isUp: false))
                return facts
            }()),
    ]
}
