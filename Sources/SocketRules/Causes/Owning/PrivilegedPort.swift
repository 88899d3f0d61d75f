public import SocketFacts

public enum PrivilegedPort: Cause {
    public static let title = "Ports below the limit need a privilege"
    public static let symptoms: [Symptom] = [.permissionDeniedPrivilegedPort]

    public static let explanation = """
        Ports below net.ipv4.ip_unprivileged_port_start, 1024 by default, can be bound only with the capability \
        CAP_NET_BIND_SERVICE, which root has. Everybody else gets EACCES, "Permission denied", whether the port is free \
        or not.

        The limit holds for TCP and UDP and for both families. Each network namespace has its own, and Docker sets it to \
        0 inside containers, so a server that runs there as an ordinary user may fail outside.
        """
    public static let byHand = [
        HandCheck("sysctl net.ipv4.ip_unprivileged_port_start", shows: "the first port for everybody"),
        HandCheck("id -u", shows: "0 for root"),
        HandCheck("getcap PROGRAM", shows: "cap_net_bind_service, where the program was given it"),
    ]
    public static let remedies = [
        "Use a port from the limit on, for example 8080 in place of 80.",
        "Or give the program the capability: sudo setcap cap_net_bind_service=+ep PROGRAM.",
    ]
    public static let misconceptions = [
        "Running a lab server as root: it works, and makes each mistake in it a danger to the whole machine.",
        "setcap on a script: the capability belongs to the interpreter then, and to every script that it runs.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .port else { return [] }
        if facts.bindFails(with: .notPermitted) {
            throw .failed("bind gives EPERM, which no port number explains; a policy of this host forbids it")
        }
        guard facts.bindFails(with: .permissionDenied) else { return [] }
        let start = try facts.unprivilegedPortStart.get()
        let port = facts.question.port
        guard port < start else {
            throw .failed("bind gives EACCES though port \(port) needs no privilege; a policy of this host forbids it")
        }
        return [
            Finding(
                PrivilegedPort.self, .certain, "port \(port) is below \(start) and needs root or CAP_NET_BIND_SERVICE",
                evidence: Evidence(
                    "Ports below \(start) are privileged here.", recheck: "sysctl net.ipv4.ip_unprivileged_port_start"),
                Evidence.bind(facts),
                fixes: [
                    Fix("use a port from \(start) on, for example \(alternative(to: port, from: start))"),
                    Fix("or give the program the capability", command: "sudo setcap cap_net_bind_service=+ep PROGRAM"),
                ])
        ]
    }

    /// The port that people use in its place, where it is free for everybody.
    private static func alternative(to port: UInt16, from start: UInt16) -> Int {
        let usual = [80: 8080, 443: 8443, 53: 5353][port] ?? 8000 + Int(port)
        return usual >= Int(start) && usual <= 65535 ? usual : Int(start)
    }

    private static func policy(_ start: Observed<UInt16>, port: UInt16 = 9090, _ error: SystemError) -> Facts {
        var facts = Facts.held(port: port, plain: error, reuse: error)
        facts.unprivilegedPortStart = start
        return facts
    }

    public static let examples: [Example] = [
        .fires("port 80 as a student", .held(port: 80, plain: .permissionDenied, reuse: .permissionDenied)),
        .fires("port 9090, where the limit was raised to 10000", policy(.seen(10000), .permissionDenied)),
        .silent(
            "port 80 is in use, asked as root",
            .held(
                port: 80, sockets: [.listener(port: 80, uid: 0)], owners: [77: .python(uid: 0)],
                observer: Observer(uid: 0))),
        .silent("port 80 may be bound: the limit is lower here", policy(.seen(0), port: 80, .addressInUse)),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("a policy forbids a port that needs no privilege", policy(.seen(1024), .permissionDenied)),
        .undecided("a filter answers bind() with EPERM", policy(.seen(1024), port: 80, .notPermitted)),
        .undecided(
            "the limit could not be read", policy(.unseen(.failed("ip_unprivileged_port_start")), .permissionDenied)),
    ]
}
