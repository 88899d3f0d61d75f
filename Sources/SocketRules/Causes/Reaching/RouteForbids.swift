public import SocketFacts

public enum RouteForbids: Cause {
    public static let title = "A route of this host forbids the address"
    public static let symptoms: [Symptom] = [.hostUnreachable, .invalidArgument]
    public static let silences: [any Cause.Type] = [NoAnswerFromHost.self, LocalPolicyForbids.self]

    public static let explanation = """
        The routing table can say no: routes of the types unreachable, prohibit and blackhole are walls that an \
        administrator, a VPN or a container tool put there. connect() then fails at once, with EHOSTUNREACH, EACCES \
        or, surprisingly, EINVAL for a blackhole. It looks like a wrong argument or a permission, and is neither.
        """
    public static let byHand = [
        HandCheck("ip route get ADDRESS", shows: "the error that the route gives"),
        HandCheck(
            "ip route show table all type unreachable", shows: "the walls; also type prohibit and type blackhole"),
        HandCheck("ip rule show", shows: "routing rules that forbid, or lead to another table"),
    ]
    public static let remedies = ["Remove the route, or ask who put it there: a VPN client often does."]

    public static let misconceptions = [
        "Running the client as root: a prohibit route gives EACCES to root too."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let failed = facts.failures.filter { $0.error != .connectionRefused && $0.icmp == nil }
        var forbidden: (attempt: Attempt, route: RouteFacts)?
        for attempt in failed where forbidden == nil {
            let route = try facts.route(to: attempt.address)
            if let route, [.unreachable, .prohibit, .blackhole].contains(route.kind) { forbidden = (attempt, route) }
        }
        guard let (attempt, route) = forbidden else { return [] }
        let text = route.text.map { Wording.escaped($0) }
        let name = text ?? "of the kind \(route.kind.rawValue)"
        let family = attempt.address.family == .ipv6 ? "-6 " : ""
        return [
            Finding(
                RouteForbids.self, .certain, "the route \(name) forbids \(attempt.address)",
                evidence: Evidence(
                    "The routing table answers with a route \(name).", recheck: "ip route get \(attempt.address)"),
                [.refused(attempt, facts.question.transport)],
                fixes: [
                    text.map {
                        Fix("remove the route, if it is not meant", command: "sudo ip \(family)route del \($0)")
                    } ?? Fix("find the routing rule that does it", command: "ip \(family)rule show")
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "an unreachable route",
            NoRoute.facts(.unreachable, error: .hostUnreachable, text: "unreachable 10.9.0.0/16")),
        .fires(
            "a blackhole gives EINVAL",
            NoRoute.facts(.blackhole, error: .invalidArgument, text: "blackhole 10.9.9.9/32")),
        .fires(
            "a prohibit route gives EACCES",
            NoRoute.facts(.prohibit, error: .permissionDenied, text: "prohibit 10.9.9.9/32")),
        .silent("an ordinary route, and the host refuses", NoRoute.facts(.unicast, error: .connectionRefused)),
        .fires(
            "a routing rule prohibits, and no route can be quoted",
            NoRoute.facts(.prohibit, error: .permissionDenied)),
        .silent("there is no route at all", NoRoute.facts(.none)),
        .undecided(
            "the routing table could not be read",
            NoRoute.facts(.unreachable, error: .hostUnreachable).without(\.routes, "rtnetlink gives EPERM")),
    ]
}
