public import SocketFacts

public enum LocalPolicyForbids: Cause {
    public static let title = "A policy of this host forbids the call"
    public static let symptoms: [Symptom] = [.firewallBlocked]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        connect() or send() failed with EPERM or EACCES: not the network said no, but this host. A sandbox (seccomp, \
        a container profile, snap), a filter attached to the control group, or a security module (SELinux, AppArmor) \
        forbids it. Sending to a broadcast address gives EACCES too, until SO_BROADCAST is set on the socket.
        """
    public static let byHand = [
        HandCheck("grep Seccomp /proc/PID/status", shows: "2: a filter is active"),
        HandCheck("sudo journalctl -k | grep -i denied", shows: "what a security module denied"),
    ]
    public static let remedies = [
        "Run the program outside the sandbox, or allow the call in its profile.",
        "For broadcast: setsockopt(SOL_SOCKET, SO_BROADCAST, 1) before sending.",
    ]

    public static let misconceptions = [
        "A firewall rule as the reason for EPERM from a TCP connect(): the manual page says so, but a dropped SYN gives a timeout; only UDP gets EPERM.",
        "sudo alone: a seccomp filter binds root as well.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let attempt = facts.failures.first { attempt in
            let error = attempt.sendError ?? attempt.error
            return attempt.icmp == nil && (error == .notPermitted || error == .permissionDenied)
        }
        guard let attempt, let error = attempt.sendError ?? attempt.error else { return [] }
        let route = try facts.route(to: attempt.address)
        if let kind = route?.kind, [.prohibit, .unreachable, .blackhole].contains(kind) { return [] }
        let isBroadcast = route?.kind == .broadcast
        // A datagram that an output rule drops fails the same way; only rules that were read can exclude it.
        if facts.question.transport == .udp, error == .notPermitted, !isBroadcast {
            guard try facts.firewall.get().stopping == nil else { return [] }
        }
        return [
            Finding(
                LocalPolicyForbids.self, isBroadcast ? .certain : .likely,
                isBroadcast
                    ? "\(attempt.address) is a broadcast address, and SO_BROADCAST is not set"
                    : "this host forbids the call: \(error.name), no rule of the network does",
                evidence: Evidence(
                    "The call gives \(error.name), \(error.message), before anything is sent.",
                    recheck: "strace -e trace=network \(Wording.nc(attempt.endpoint, facts.question.transport))"),
                fixes: [
                    isBroadcast
                        ? Fix("set SO_BROADCAST on the socket before sending")
                        : Fix(
                            "look for a sandbox, container profile or security module",
                            command: "grep Seccomp /proc/self/status")
                ])
        ]
    }

    private static func forbidden(_ error: SystemError, _ transport: Transport = .tcp) -> Facts {
        .checked(Attempt(address: .loopbackIPv4, port: 9090, outcome: .failed(error)), transport: transport)
    }

    public static let examples: [Example] = [
        .fires("seccomp forbids connect()", forbidden(.notPermitted)),
        .fires("a security module denies", forbidden(.permissionDenied)),
        .silent("a prohibit route", NoRoute.facts(.prohibit, error: .permissionDenied, text: "prohibit 10.9.9.9/32")),
        .silent("refused", .refused()),
        .fires(
            "a datagram to a broadcast address, without SO_BROADCAST",
            {
                let target = IPAddress(192, 168, 1, 255)
                var facts = Facts.checked(
                    Attempt(
                        address: target, port: 9090, outcome: .failed(.permissionDenied), sendError: .permissionDenied),
                    transport: .udp)
                facts.routes = .seen([RouteFacts(destination: target, kind: .broadcast, interface: "eth0")])
                return facts
            }()),
        .silent(
            "UDP: a rule of the output chain drops",
            Facts.datagram(.failed(.notPermitted), sendError: .notPermitted)
                .filtered(FirewallVerdict(.dropped(by: .output)))),
        .undecided(
            "UDP: EPERM, and the rules could not be read",
            Facts.datagram(.failed(.notPermitted), sendError: .notPermitted).unfiltered),
    ]
}
