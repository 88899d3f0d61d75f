public import SocketFacts

public enum ListeningOnAnotherAddress: Cause {
    public static let title = "The server listens on another address of this host"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        A socket that is bound to one specific address takes only the clients that dial exactly this address. A \
        machine has several: 127.0.0.1, 127.0.0.2 and all the rest of 127.0.0.0/8, the address of each interface, \
        the address of a virtual network. Dialling another one is refused.

        It often comes from a program that binds to what gethostbyname(gethostname()) gives, or from an address \
        copied out of another machine's configuration.
        """
    public static let byHand = [
        HandCheck("ss -tln 'sport = :9090'", shows: "the address in the column Local Address"),
        HandCheck("ip -brief address", shows: "the addresses that this machine has"),
    ]
    public static let remedies = [
        "Dial the address that the server is bound to.", "Or bind the server to 0.0.0.0, all IPv4 addresses.",
    ]

    public static let misconceptions = [
        "Dialling localhost because client and server are on one machine: only the bound address counts."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = facts.refusal, case .otherAddress(let socket) = try facts.refusalStory() else { return [] }
        let transport = facts.question.transport
        return [
            Finding(
                ListeningOnAnotherAddress.self, .certain,
                "the server listens on \(socket.local.address), not on \(attempt.address)",
                evidence: .listens(socket, facts), [.refused(attempt, facts.question.transport)],
                fixes: [
                    Fix("dial \(socket.local.address)", command: Wording.check(socket.local, transport)),
                    Fix("or bind the server to \(attempt.address.family == .ipv4 ? "0.0.0.0" : "::"), all addresses"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "bound to the LAN address, dialled by 127.0.0.1",
            .refused(sockets: [.listener(IPAddress(192, 168, 1, 5))], owners: [77: .python()])),
        .fires(
            "bound to 127.0.0.2, dialled by 127.0.0.1",
            .refused(sockets: [.listener(IPAddress(127, 0, 0, 2))], owners: [77: .python()])),
        .silent("bound to all addresses", .refused(sockets: [.listener()], owners: [77: .python()])),
        .silent(
            "bound to loopback, dialled from outside",
            .refused(IPAddress(192, 168, 1, 5), sockets: [.listener(.loopbackIPv4)])),
        .fires(
            "bound to 127.0.0.1 and to one card, dialled by the other card's address",
            .refused(
                IPAddress(192, 168, 1, 5),
                sockets: [.listener(.loopbackIPv4), .listener(IPAddress(192, 168, 1, 6), inode: 80)],
                owners: [77: .python(), 80: .python()])),
        .fires(
            "localhost is 127.0.0.1 and ::1, the server is bound to the LAN address",
            .localhost(sockets: [.listener(IPAddress(192, 168, 1, 5))], owners: [77: .python()])),
        .silent("nothing listens on the port", .refused(sockets: [.listener(port: 9999)])),
    ]
}
