public import SocketFacts

public enum AddressFamilyMismatch: Cause {
    public static let title = "Client and server use different families: IPv4 and IPv6"
    public static let symptoms: [Symptom] = [.connectionRefused, .addressFamilyMismatch]
    public static let silences: [any Cause.Type] = [NoRoute.self, InterfaceDown.self]

    public static let explanation = """
        127.0.0.1 and ::1 are two different addresses. A server bound to one of them, or to 0.0.0.0, which means all \
        IPv4 addresses only, is not found at the other. "localhost" can mean either: newer versions of Node.js for \
        instance take ::1 first.

        A socket bound to :: usually takes IPv4 clients too (ss prints it as *:PORT), unless IPV6_V6ONLY is set \
        ([::]:PORT).
        """
    public static let byHand = [
        HandCheck("ss -tln", shows: "0.0.0.0:PORT is IPv4 only, [::]:PORT IPv6 only, *:PORT both"),
        HandCheck("getent ahosts localhost", shows: "in which order a client tries the addresses"),
        HandCheck("nc -4vz localhost 9090; nc -6vz localhost 9090", shows: "which of the two families answers"),
    ]
    public static let remedies = [
        "Write the same literal address on both sides, 127.0.0.1 for instance.",
        "Or bind the server to :: without IPV6_V6ONLY, which takes both families.",
    ]

    public static let misconceptions = [
        "Taking *:9090 in ss for IPv4: it is the IPv6 wildcard that takes both families; 0.0.0.0:9090 is IPv4 only.",
        "Switching IPv6 off on the whole machine: the two programs only have to use the same address.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = facts.judged, case .otherFamily(let socket) = try facts.refusalStory() else {
            return []
        }
        let target = Endpoint(dialled(socket, attempt, facts), socket.local.port)
        let has = socket.local.address.unmapped.family
        return [
            Finding(
                AddressFamilyMismatch.self, .certain,
                "the server listens on \(has.title) only (\(socket.local)), the client dials \(attempt.address.family.title)",
                evidence: .listens(socket, facts), [.refused(attempt, facts.question.transport)],
                fixes: [
                    Fix(
                        "dial \(target.address)", command: Wording.check(target, facts.question.transport)),
                    Fix("or bind the server to :: without IPV6_V6ONLY, which takes both families"),
                ])
        ]
    }

    /// An address of the right family at which the server is found.
    private static func dialled(_ socket: SocketRecord, _ attempt: Attempt, _ facts: Facts) -> IPAddress {
        guard socket.isWildcard else { return socket.local.address }
        let own = facts.namespace(owning: attempt.address)?.addresses.first { !$0.isLoopback && socket.takes($0) }
        if let own { return own }
        return socket.family == .ipv4 ? .loopbackIPv4 : .loopbackIPv6
    }

    public static let examples: [Example] = [
        .fires(
            "server on 127.0.0.1, client dials ::1",
            .refused(.loopbackIPv6, sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .fires(
            "IPv6-only wildcard, client dials 127.0.0.1",
            .refused(sockets: [.listener(.anyIPv6, isIPv6Only: true)], owners: [77: .python()])),
        .silent(
            "dual-stack wildcard takes IPv4 too",
            .refused(sockets: [.listener(.anyIPv6, isIPv6Only: false)], owners: [77: .python()])),
        .silent(
            "same family, other address",
            .refused(sockets: [.listener(IPAddress(192, 168, 1, 5))], owners: [77: .python()])),
        .fires(
            "IPv6 is switched off on this machine, the server is on 0.0.0.0, ::1 was dialled",
            {
                var facts = Facts.checked(
                    Attempt(address: .loopbackIPv6, port: 9090, outcome: .failed(.addressNotAvailable)),
                    sockets: [.listener()], owners: [77: .python()])
                facts.interfaces = .seen([
                    InterfaceFacts(
                        index: 1, name: "lo", isLoopback: true, addresses: [InterfaceAddress(.loopbackIPv4, 8)])
                ])
                facts.ephemeralPorts = .seen(EphemeralPorts(lowest: 32768, highest: 60999, usedTowardsTarget: 0))
                return facts
            }()),
        .fires(
            "a UDP server on ::1, a client that sends to 127.0.0.1",
            .refused(transport: .udp, sockets: [.datagram(.loopbackIPv6)], owners: [78: .python()])),
        .silent(
            "localhost refused ::1 and worked on 127.0.0.1",
            {
                var facts = Facts.localhost(sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])
                facts.attempts[1].outcome = .connected
                return facts
            }()),
    ]
}
