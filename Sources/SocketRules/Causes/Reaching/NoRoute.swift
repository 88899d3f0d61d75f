public import SocketFacts

public enum NoRoute: Cause {
    public static let title = "There is no route to the address"
    public static let symptoms: [Symptom] = [.networkUnreachable]
    public static let silences: [any Cause.Type] = [NoAnswerFromHost.self]

    public static let explanation = """
        The kernel looks up where to send a packet and finds nothing: no network of an interface contains the \
        address, and there is no default route. connect() fails at once with ENETUNREACH, and nothing leaves the \
        machine. For IPv6 addresses that is the normal state of a machine without IPv6.
        """
    public static let byHand = [
        HandCheck("ip route get ADDRESS", shows: "RTNETLINK answers: Network is unreachable"),
        HandCheck("ip route", shows: "the routes there are; a default route is missing"),
    ]
    public static let remedies = [
        "Connect the network, or check the address for a slip.", "Add the route that is missing.",
    ]

    public static let misconceptions = [
        "Looking for a firewall: no packet has left this host.",
        "Testing with ping: it fails for the same reason, and tells nothing about the port.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let failed = facts.failures.filter { attempt in
            attempt.icmp == nil && !attempt.address.isLoopback
                && [.networkUnreachable, .hostUnreachable, .addressNotAvailable].contains(attempt.error)
        }
        var lost: Attempt?
        for attempt in failed where lost == nil {
            if try facts.route(to: attempt.address)?.kind == RouteFacts.Kind.none { lost = attempt }
        }
        guard let attempt = lost else { return [] }
        let family = attempt.address.family == .ipv6 ? "-6 " : ""
        return [
            Finding(
                NoRoute.self, .certain, "this host has no route to \(attempt.address)",
                evidence: Evidence(
                    "No route matches \(attempt.address).", recheck: "ip route get \(attempt.address)"),
                [.refused(attempt, facts.question.transport)],
                fixes: [
                    Fix(
                        "check the address for a slip, and that the network is connected",
                        command: "ip \(family)-brief address"),
                    Fix("add the missing route", command: "sudo ip \(family)route add default via GATEWAY"),
                ])
        ]
    }

    static func facts(_ kind: RouteFacts.Kind, error: SystemError = .networkUnreachable, text: String? = nil) -> Facts {
        var facts = Facts.checked(Attempt(address: IPAddress(10, 9, 9, 9), port: 9090, outcome: .failed(error)))
        facts.routes = .seen([RouteFacts(destination: IPAddress(10, 9, 9, 9), kind: kind, text: text)])
        return facts
    }

    public static let examples: [Example] = [
        .fires("no default route", facts(.none)),
        .silent("a route forbids", facts(.unreachable, error: .hostUnreachable, text: "unreachable 10.9.0.0/16")),
        .undecided(
            "the routing table could not be read",
            {
                var facts = Self.facts(.none)
                facts.routes = .unseen(.failed("rtnetlink: EPERM"))
                return facts
            }()),
        .fires(
            "an IPv6 address, and this machine has no IPv6 route",
            {
                let target = IPAddress(family: .ipv6, high: 0xfd99_0000_0000_0000, low: 1)
                var facts = Facts.checked(
                    Attempt(address: target, port: 9090, outcome: .failed(.networkUnreachable)))
                facts.routes = .seen([RouteFacts(destination: target, kind: .none)])
                return facts
            }()),
        .silent(
            "a router reports that it has no route",
            .checked(
                Attempt(
                    address: IPAddress(10, 9, 9, 9), port: 9090, outcome: .failed(.networkUnreachable),
                    icmp: ICMPError(family: .ipv4, type: 3, code: 0, sender: IPAddress(192, 168, 1, 1))))),
        .silent("the address refuses", .refused(IPAddress(10, 9, 9, 9))),
    ]
}
