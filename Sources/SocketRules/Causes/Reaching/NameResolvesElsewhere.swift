public import SocketFacts

public enum NameResolvesElsewhere: Cause {
    public static let title = "The name leads to an address where the server is not"
    public static let symptoms: [Symptom] = [.connectionRefused, .connectionTimedOut, .hostUnreachable]
    public static let silences: [any Cause.Type] = [
        NoAnswerFromHost.self, HostNotAnsweringOnLink.self, NoRoute.self, ServerNotRunning.self, RejectedOnThePath.self,
        UdpPortClosed.self,
    ]

    public static let explanation = """
        The client asks for a name, and the resolver gives an address; the server listens on another one. Debian and \
        Ubuntu map a machine's own name to 127.0.1.1, so that a server bound to the LAN address or to 127.0.0.1 is \
        not found by the name. Some systems give ::1 for localhost. And an old line in /etc/hosts outlives the \
        machine it was written for.
        """
    public static let byHand = [
        HandCheck("getent ahosts NAME", shows: "the addresses a client gets, in its order"),
        HandCheck("grep -n NAME /etc/hosts", shows: "whether the hosts file says so"),
    ]
    public static let remedies = [
        "Mend the line in /etc/hosts, or dial the server's address.",
        "Or bind the server to all addresses (0.0.0.0 or ::).",
    ]

    public static let misconceptions = [
        "nslookup and dig as the proof: they ask name servers only; programs read /etc/hosts first, as getent does."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.literal == nil, let attempt = facts.judged ?? facts.failures.first,
            case .nameResolvesElsewhere(let socket, let space) = try facts.refusalStory()
        else { return [] }
        let host = Wording.escaped(facts.question.host)
        let word = Wording.shellWord(facts.question.host)
        // A line that leads to another machine may be meant, and the server here another one.
        let isHere = space == nil ? try facts.isLocal(attempt.address) : false
        let isWildcard = socket.isWildcard
        let dialled =
            isWildcard ? (socket.family == .ipv4 ? IPAddress.loopbackIPv4 : .loopbackIPv6) : socket.local.address
        var source = "the resolver"
        var fix = Fix("dial \(dialled)")
        if case .hostsFile(let line) = facts.resolution.value?.source {
            source = "line \(line) of /etc/hosts"
            fix = Fix("mend line \(line) of /etc/hosts", command: "sudoedit /etc/hosts")
        }
        let place = space.map { " in \(Wording.escaped($0.title))" } ?? " on this host"
        return [
            Finding(
                NameResolvesElsewhere.self, isHere ? .certain : .likely,
                "\(host) resolves to \(attempt.address), but the server listens on \(socket.local)\(space == nil ? "" : place)",
                evidence: Evidence(
                    "\(host) is \(attempt.address) by \(source).", recheck: "getent ahosts \(word)"),
                [.listens(socket, facts, in: space), .refused(attempt, facts.question.transport)],
                fixes: [fix]
                    + (isHere && !isWildcard ? [Fix("or bind the server to all addresses (0.0.0.0 or ::)")] : []))
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "the machine's name is 127.0.1.1, the server is on 127.0.0.1",
            .refused(IPAddress(127, 0, 1, 1), host: "lab", sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])
        ),
        .fires(
            "localhost is ::1 only, the server is on 127.0.0.1",
            .refused(.loopbackIPv6, host: "localhost", sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .fires(
            "a stale hosts entry leads to another machine",
            .checked(
                Attempt(address: IPAddress(10, 9, 9, 9), port: 9090, outcome: .silent), host: "labserver",
                sockets: [.listener(IPAddress(192, 168, 1, 5))], owners: [77: .python()])),
        .silent(
            "the name is right, the server is on loopback",
            .refused(
                IPAddress(192, 168, 1, 5), host: "lab", sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .silent(
            "an address was dialled, not a name", .refused(IPAddress(127, 0, 1, 1), sockets: [.listener(.loopbackIPv4)])
        ),
        .fires(
            "the machine's name is 127.0.1.1, the server is bound to the LAN address",
            .refused(
                IPAddress(127, 0, 1, 1), host: "lab", sockets: [.listener(IPAddress(192, 168, 1, 5))],
                owners: [77: .python()])),
        .fires(
            "the hosts file leads to another machine, which refuses; the server is here",
            .refused(IPAddress(10, 9, 9, 9), host: "lab.example", sockets: [.listener()], owners: [77: .python()])),
        .silent(
            "localhost is 127.0.0.1, the server is on ::1",
            .refused(host: "localhost", sockets: [.listener(.loopbackIPv6)], owners: [77: .python()])),
        .silent(
            "a name server, not the hosts file, leads to another machine",
            {
                var facts = Facts.refused(
                    IPAddress(10, 9, 9, 9), host: "lab.example", sockets: [.listener()], owners: [77: .python()])
                facts.resolution = .seen(
                    Resolution(
                        addresses: [IPAddress(10, 9, 9, 9)], source: .resolver(servers: ["127.0.0.53"])))
                return facts
            }()),
    ]
}
