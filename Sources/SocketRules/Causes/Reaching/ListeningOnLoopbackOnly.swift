public import SocketFacts

public enum ListeningOnLoopbackOnly: Cause {
    public static let title = "The server listens on the loopback address only"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        A server bound to 127.0.0.1 (or ::1) can be reached by programs on the same machine through exactly that \
        address. A client that dials any other address of the machine, or comes from another machine or container, \
        is refused, although the server runs and the port is right.

        Many frameworks do so on purpose while a program is under development (Flask, Django, Node's tools). In a \
        container it is the usual trap: 127.0.0.1 in there is the container's own, and a published port does not \
        reach it.
        """
    public static let byHand = [
        HandCheck("ss -tln", shows: "127.0.0.1:PORT where 0.0.0.0:PORT or the machine's address would be needed"),
        HandCheck("nc -vz 127.0.0.1 9090", shows: "that the server answers there"),
    ]
    public static let remedies = [
        "Bind to 0.0.0.0 (all IPv4 addresses), knowing that this opens the server to the whole network.",
        "Bind to the one address that clients use.",
        "Or dial 127.0.0.1 when the client runs on the same machine.",
    ]

    public static let misconceptions = [
        "Opening the port in the firewall: a socket on 127.0.0.1 takes no client from outside, whatever the firewall says.",
        "0.0.0.0 as an answer to everything: it lets the whole network in, so use it where others are meant to connect.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = facts.refusal, case .loopbackOnly(let socket, let space) = try facts.refusalStory() else {
            return []
        }
        let place = space.map { " in \(Wording.escaped($0.title))" } ?? ""
        let any = attempt.address.family == .ipv4 ? "0.0.0.0" : "::"
        return [
            Finding(
                ListeningOnLoopbackOnly.self, .certain,
                "the server listens on \(socket.local.address) only\(place), not on \(attempt.address)",
                evidence: .listens(socket, facts, in: space), [.refused(attempt, facts.question.transport)],
                fixes: [
                    Fix(
                        space == nil
                            ? "dial \(socket.local.address), if the client runs on this machine"
                            : "run the client there too",
                        command: space == nil
                            ? Wording.check(socket.local, facts.question.transport)
                            : space.map { "sudo sockdoctor check \(socket.local) --from pid:\($0.pid)" }),
                    Fix("bind the server to \(any), which opens it to the network, or to \(attempt.address)"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "bound to 127.0.0.1, dialled by the LAN address",
            .refused(IPAddress(192, 168, 1, 5), sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .fires(
            "in a namespace that owns the address, the server is on its loopback",
            .refused(
                IPAddress(10, 1, 1, 2),
                namespaces: [
                    NamespaceFacts(
                        name: "red", pid: 9, processName: "python3",
                        addresses: [IPAddress(10, 1, 1, 2), .loopbackIPv4],
                        sockets: [.listener(.loopbackIPv4)])
                ])),
        .silent(
            "bound to all addresses",
            .refused(IPAddress(192, 168, 1, 5), sockets: [.listener()], owners: [77: .python()])),
        .silent("dialled by 127.0.0.1 itself", .refused(sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .fires(
            "a UDP server on 127.0.0.1, dialled by the LAN address",
            .refused(
                IPAddress(192, 168, 1, 5), transport: .udp, sockets: [.datagram(.loopbackIPv4)], owners: [78: .python()]
            )),
        .silent(
            "a second socket is on another LAN address: not loopback only",
            .refused(
                IPAddress(192, 168, 1, 5),
                sockets: [.listener(.loopbackIPv4), .listener(IPAddress(192, 168, 1, 6), inode: 80)],
                owners: [77: .python(), 80: .python()])),
        .silent(
            "another machine refuses, and this one has a server on loopback",
            .refused(IPAddress(10, 0, 0, 7), sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .undecided(
            "whose address it is could not be seen",
            Facts.refused(IPAddress(192, 168, 1, 5), sockets: [.listener(.loopbackIPv4)])
                .without(\.routes, "rtnetlink gives EPERM")),
    ]
}
