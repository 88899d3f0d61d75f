public import SocketFacts

public enum ServerNotRunning: Cause {
    public static let title = "No server is running on the port"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        The host answered at once, with a TCP reset: it is there, it can be reached, and no program listens on the \
        port. That is the most frequent reason for "Connection refused" by far. Either the server was never started, \
        or it ended: look for its error message in the terminal where it was started.

        A refusal is good news about everything else. The name, the route and the cable are fine, and no firewall \
        swallowed the packet.
        """
    public static let byHand = [
        HandCheck("ss -tln 'sport = :9090'", shows: "no line below the heading: nothing listens"),
        HandCheck(
            "ps aux | grep '[s]erver.py'", shows: "the server's process, if it runs (the brackets hide the grep)"),
        HandCheck("jobs", shows: "whether this shell has stopped or started it in the background"),
    ]
    public static let remedies = [
        "Start the server first, then the client.",
        "If it was started, read its output: a server that fails in bind() ends at once.",
        "Look whether it has ended with an error: a traceback, a killed process, a typing mistake in bind().",
    ]
    public static let misconceptions = [
        "Opening the firewall: a firewall that drops gives a timeout, not a refusal.",
        "Restarting the machine or WSL: the server still has to be started afterwards.",
        "Waiting longer or a larger timeout: the refusal came at once and will come again.",
        "ps aux | grep python as the proof that it runs: the grep finds itself, and a running program need not listen.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.transport == .tcp, let attempt = facts.refusal else { return [] }
        let port = facts.question.port
        if try facts.isForeign(attempt.address) {
            if case .nameResolvesElsewhere = try facts.refusalStory() { return [] }
            return [
                Finding(
                    ServerNotRunning.self, .likely, "nothing listens on port \(port) of \(attempt.address)",
                    evidence: .refused(attempt, facts.question.transport),
                    [
                        Evidence(
                            "The host itself answered with a reset. Whether a firewall there sends it instead of a "
                                + "missing server cannot be seen from here.",
                            recheck: "ssh \(attempt.address) ss -tln 'sport = :\(port)'")
                    ],
                    fixes: [
                        Fix(
                            "start the server on that host, or look there which port it listens on", command: "ss -tlnp"
                        )
                    ])
            ]
        }
        guard case .nothing = try facts.refusalStory() else { return [] }
        let isComplete = facts.namespaces.value != nil
        let space = try facts.isLocal(attempt.address) ? nil : facts.namespace(owning: attempt.address)
        let place = space.map { " in \(Wording.escaped($0.title))" } ?? ""
        return [
            Finding(
                ServerNotRunning.self, isComplete ? .certain : .likely, "no server is running on port \(port)\(place)",
                evidence: .nothingListens(port, .tcp, in: space), [.refused(attempt, facts.question.transport)],
                fixes: [Fix("start the server, then try again")])
        ]
    }

    public static let examples: [Example] = [
        .fires("nothing listens anywhere", .refused()),
        .fires(
            "another host refuses",
            .refused(IPAddress(10, 0, 0, 7))),
        .silent(
            "the server listens on the port next to it",
            .refused(sockets: [.listener(port: 9091)], owners: [77: .python()])),
        .silent(
            "the server listens on another address",
            .refused(IPAddress(192, 168, 1, 5), sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .silent("the connection works", .checked(Attempt(address: .loopbackIPv4, port: 9090, outcome: .connected))),
        .fires(
            "localhost is ::1 and 127.0.0.1, and nothing listens on either", .localhost(sockets: [], owners: [:])),
        .fires(
            "a container's own address is dialled, and nothing listens in there",
            .refused(IPAddress(172, 17, 0, 2), namespaces: [.container([])])),
        .fires(
            "services of the machine listen, none of them near",
            .refused(
                port: 2222, sockets: [.listener(port: 22, inode: 80, uid: 0), .listener(port: 5432, inode: 81)],
                owners: [80: .service("sshd", uid: 0), 81: .service("postgres", pid: 701)])),
        .silent("only UDP is open on the port", .refused(sockets: [.datagram()], owners: [78: .python()])),
        .silent("the server runs in a container", .refused(namespaces: [.container([.listener()])])),
        .undecided("the socket table could not be read", Facts.refused().without(\.sockets, "sock_diag gives EPERM")),
    ]
}
