public import SocketFacts

public enum EphemeralPortsExhausted: Cause {
    public static let title = "No local port is left for this destination"
    public static let symptoms: [Symptom] = [.ephemeralPortsExhausted]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        Every outgoing connection needs a local port of its own towards the same server, from the range \
        net.ipv4.ip_local_port_range (32768 to 60999). A client that opens thousands of connections, or leaves \
        thousands in TIME_WAIT by closing first, uses them up; connect() then fails with EADDRNOTAVAIL, "Cannot \
        assign requested address".

        It counts per destination: the same local port may serve connections to two different servers. TIME_WAIT is \
        a matter of the side that closes first, and lasts 60 seconds.
        """
    public static let byHand = [
        HandCheck("ss -tan 'dport = :9090' | wc -l", shows: "how many local ports are in use towards it"),
        HandCheck("sysctl net.ipv4.ip_local_port_range", shows: "the range there is"),
    ]
    public static let remedies = [
        "Keep connections open and use them again (a pool, keep-alive).",
        "Let the server close first, or widen the range.",
    ]

    public static let misconceptions = [
        "net.ipv4.tcp_fin_timeout: it does not shorten TIME_WAIT, which is 60 seconds in the kernel.",
        "SO_REUSEADDR in the client: connect() picks the port, and finds none.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let attempt = facts.failures.first { attempt in
            attempt.error == .addressNotAvailable || (facts.question.transport == .udp && attempt.error == .tryAgain)
        }
        guard let attempt else { return [] }
        let ports = try facts.ephemeralPorts.get()
        let size = Int(ports.highest) - Int(ports.lowest) + 1
        guard ports.usedTowardsTarget * 100 >= size * 95 else { return [] }
        return [
            Finding(
                EphemeralPortsExhausted.self, .certain,
                "all \(size) local ports (\(ports.lowest) to \(ports.highest)) are in use towards \(attempt.endpoint)",
                evidence: Evidence(
                    "\(ports.usedTowardsTarget) of \(size) local ports have a connection to \(attempt.endpoint).",
                    recheck: "ss -tan 'dport = :\(attempt.port)' | wc -l"),
                [.refused(attempt, facts.question.transport)],
                fixes: [
                    Fix("keep connections open and use them again"),
                    Fix("widen the range", command: "sudo sysctl net.ipv4.ip_local_port_range='1024 65000'"),
                ])
        ]
    }

    private static func used(_ count: Int) -> Facts {
        var facts = Facts.checked(Attempt(address: .loopbackIPv4, port: 9090, outcome: .failed(.addressNotAvailable)))
        facts.ephemeralPorts = .seen(EphemeralPorts(lowest: 40000, highest: 40009, usedTowardsTarget: count))
        return facts
    }

    public static let examples: [Example] = [
        .fires("10 of 10 ports are taken", used(10)),
        .silent("ports are left, the address is the trouble", used(0)),
        .silent("refused", .refused()),
        .fires(
            "UDP: send() gives EAGAIN",
            {
                var facts = Facts.datagram(.failed(.tryAgain), sendError: .tryAgain)
                facts.ephemeralPorts = .seen(EphemeralPorts(lowest: 40000, highest: 40009, usedTowardsTarget: 10))
                return facts
            }()),
        .undecided("the range could not be read", used(10).without(\.ephemeralPorts, "/proc/sys/net: EACCES")),
    ]
}
