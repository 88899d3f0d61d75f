public import SocketFacts

public enum WrongTransport: Cause {
    public static let title = "The server speaks the other one of TCP and UDP"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = [ServerNotRunning.self, UdpPortClosed.self, WrongPort.self]

    public static let explanation = """
        TCP port 9090 and UDP port 9090 have nothing to do with each other. A program that made a SOCK_DGRAM socket \
        receives datagrams only; a TCP client that dials the same number is refused, and the other way round a \
        datagram to a TCP port is answered with "port unreachable".
        """
    public static let byHand = [
        HandCheck("ss -tulnp 'sport = :9090'", shows: "tcp or udp in the first column"),
        HandCheck("nc -u -w 1 127.0.0.1 9090", shows: "a UDP client, to compare with nc without -u"),
    ]
    public static let remedies = [
        "Make both sides SOCK_STREAM (TCP) or both SOCK_DGRAM (UDP).",
        "With nc, add -u for UDP.",
    ]

    public static let misconceptions = [
        "ss -tln as the proof that nothing runs: -t leaves UDP out, -u shows it."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = facts.judged, case .otherTransport(let socket) = try facts.refusalStory() else {
            return []
        }
        let wanted = facts.question.transport
        let port = facts.question.port
        return [
            Finding(
                WrongTransport.self, attempt.error == .connectionRefused ? .certain : .likely,
                "port \(port) is open for \(wanted.other.title), not for \(wanted.title)",
                evidence: .listens(socket, facts),
                [.refused(attempt, wanted), .nothingListens(port, wanted)],
                fixes: [
                    Fix(
                        "use \(wanted.other.title) in the client",
                        command: Wording.check(attempt.endpoint, wanted.other)),
                    Fix("or make the server's socket \(wanted == .tcp ? "SOCK_STREAM" : "SOCK_DGRAM")"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires("TCP client, UDP server", .refused(sockets: [.datagram()], owners: [78: .python()])),
        .fires("UDP client, TCP server", .refused(transport: .udp, sockets: [.listener()], owners: [77: .python()])),
        .silent("UDP server on another port", .refused(sockets: [.datagram(port: 40000)], owners: [78: .python()])),
        .fires(
            "no answer at all to a datagram, the rules let it through, and TCP is open",
            Facts.datagram(.silent, sockets: []).with(sockets: [.listener()]).filtered(FirewallVerdict(.accepted))),
        .silent(
            "a UDP client happens to have the number as its own port",
            .refused(port: 45000, sockets: [.datagram(port: 45000)])),
        .silent(
            "both are open, and TCP answers",
            .checked(
                Attempt(address: .loopbackIPv4, port: 9090, outcome: .connected), sockets: [.listener(), .datagram()],
                owners: [77: .python()])),
        .silent(
            "the UDP server is bound to another address",
            .refused(sockets: [.datagram(IPAddress(192, 168, 1, 5))], owners: [78: .python()])),
    ]
}
