public import SocketFacts

public enum HostNotAnsweringOnLink: Cause {
    public static let title = "Nobody on the link answers for the address"
    public static let symptoms: [Symptom] = [.hostUnreachable, .connectionTimedOut]
    public static let silences: [any Cause.Type] = [NoAnswerFromHost.self, FirewallRejects.self]

    public static let explanation = """
        Before a packet can leave, the hardware address of the next hop is asked for: with ARP for IPv4, with \
        neighbour discovery for IPv6. Three questions went out and nobody answered. The host is switched off, not on \
        this network, or its address is another one. connect() says "No route to host" after about 3 seconds, \
        although there is a route.
        """
    public static let byHand = [
        HandCheck("ip neigh show ADDRESS", shows: "FAILED or INCOMPLETE"),
        HandCheck("ping -c 1 ADDRESS", shows: "Destination Host Unreachable, from this host's own address"),
    ]
    public static let remedies = [
        "Switch the host on, connect it to the same network, check the address for a slip.",
        "When it is the gateway that does not answer: check the default route and the cable of this host.",
    ]

    public static let misconceptions = [
        "Adding a route because the error says No route to host: there is a route, nobody answers at its end."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let failed = facts.failures.filter { attempt in
            attempt.error != .connectionRefused && attempt.error != .networkUnreachable
                && (attempt.icmp?.sender).map { facts.isOwn($0, attempt) } ?? true
        }
        var found: (Attempt, RouteFacts, NeighbourFacts)?
        for attempt in failed where found == nil {
            guard let route = try facts.route(to: attempt.address), route.kind == .unicast else { continue }
            let hop = (route.gateway ?? route.destination).withoutZone
            let neighbour = try facts.neighbours.get().first { $0.address.withoutZone == hop }
            guard let neighbour, neighbour.state == .failed || neighbour.state == .incomplete else { continue }
            found = (attempt, route, neighbour)
        }
        guard let (attempt, route, neighbour) = found else { return [] }
        let hop = neighbour.address.withoutZone
        let who = route.gateway == nil ? "\(hop)" : "the gateway \(hop)"
        let link = (neighbour.interface ?? route.interface).map { " on \(Wording.escaped($0))" } ?? ""
        return [
            Finding(
                HostNotAnsweringOnLink.self, neighbour.state == .failed ? .certain : .likely,
                "\(who) does not answer\(link)",
                evidence: Evidence(
                    "The neighbour entry of \(hop) is \(neighbour.state.rawValue).", recheck: "ip neigh show \(hop)"),
                [.refused(attempt, facts.question.transport)],
                fixes: [
                    Fix("check that the host is on, on this network, and has this address", command: "ping -c 1 \(hop)")
                ])
        ]
    }

    static func facts(_ state: NeighbourState, gateway: IPAddress? = nil) -> Facts {
        let target = IPAddress(192, 168, 1, 77)
        var facts = Facts.checked(
            Attempt(
                address: target, port: 9090, local: Endpoint(IPAddress(192, 168, 1, 5), 40000),
                outcome: .failed(.hostUnreachable),
                icmp: ICMPError(family: .ipv4, type: 3, code: 1, sender: IPAddress(192, 168, 1, 5))))
        facts.routes = .seen([RouteFacts(destination: target, kind: .unicast, interface: "eth0", gateway: gateway)])
        facts.neighbours = .seen([NeighbourFacts(address: gateway ?? target, interface: "eth0", state: state)])
        facts.firewall = .seen(FirewallFacts(request: FirewallVerdict(.accepted)))
        return facts
    }

    public static let examples: [Example] = [
        .fires("ARP gets no answer", facts(.failed)),
        .fires("the gateway is dead", facts(.failed, gateway: IPAddress(192, 168, 1, 1))),
        .silent("the neighbour answers, the port refuses", .refused(IPAddress(192, 168, 1, 77))),
        .undecided(
            "the neighbour table could not be read",
            {
                var facts = Self.facts(.failed)
                facts.neighbours = .unseen(.failed("rtnetlink: EPERM"))
                return facts
            }()),
        .fires(
            "asked, no answer yet, and the client still waits",
            {
                var facts = Self.facts(.incomplete)
                facts.attempts[0].outcome = .silent
                facts.attempts[0].icmp = nil
                return facts
            }()),
        .silent(
            "the hardware address is known, the host is silent all the same",
            {
                var facts = Self.facts(.reachable)
                facts.attempts[0].outcome = .silent
                facts.attempts[0].icmp = nil
                return facts
            }()),
        .silent(
            "a router reports a host that does not answer behind it",
            .checked(
                Attempt(
                    address: IPAddress(10, 9, 9, 9), port: 9090, local: Endpoint(IPAddress(192, 168, 1, 5), 40000),
                    outcome: .failed(.hostUnreachable),
                    icmp: ICMPError(family: .ipv4, type: 3, code: 1, sender: IPAddress(192, 168, 1, 1))))),
    ]
}
