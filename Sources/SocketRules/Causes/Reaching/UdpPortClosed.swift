public import SocketFacts

public enum UdpPortClosed: Cause {
    public static let title = "No program receives on the UDP port"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        A datagram to a UDP port without a socket is answered with ICMP "port unreachable". A client learns of it \
        only if it called connect() on its UDP socket: the next send() or recv() then fails with ECONNREFUSED. An \
        unconnected socket is never told, which is why UDP clients seem to hang for ever.
        """
    public static let byHand = [
        HandCheck("ss -uln 'sport = :9091'", shows: "no line: nothing is bound to the UDP port"),
        HandCheck("sudo tcpdump -ni any icmp", shows: "udp port unreachable"),
    ]
    public static let remedies = [
        "Start the UDP server, or send to the port it is bound to.",
        "In the client, connect() the UDP socket and set a timeout, so that errors show.",
    ]

    public static let misconceptions = [
        "nc -vzu ADDRESS PORT as the proof that it is open: without an answer nc reports success.",
        "Taking silence of an unconnected socket for a slow server: it is never told that the port is closed.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.transport == .udp, let attempt = facts.refusal, attempt.sendError == nil,
            attempt.icmp?.isPortUnreachable ?? true
        else { return [] }
        let isLocal = try facts.isLocal(attempt.address)
        if isLocal || facts.namespace(owning: attempt.address) != nil {
            guard case .nothing = try facts.refusalStory() else { return [] }
        }
        if let sender = attempt.icmp?.sender, sender.withoutZone != attempt.address.withoutZone, !isLocal { return [] }
        let port = facts.question.port
        let isFromTarget = attempt.icmp?.sender?.withoutZone == attempt.address.withoutZone
        return [
            Finding(
                UdpPortClosed.self, isFromTarget || isLocal ? .certain : .likely,
                "no program receives on UDP port \(port)\(isLocal ? "" : " of \(attempt.address)")",
                evidence: Evidence(
                    "ICMP port unreachable came back from \(attempt.icmp?.sender ?? attempt.address).",
                    recheck: "sudo tcpdump -ni any icmp"),
                isLocal ? [.nothingListens(port, .udp)] : [], fixes: [Fix("start the UDP server, then try again")])
        ]
    }

    public static let examples: [Example] = [
        .fires("no socket on the port", .refused(transport: .udp)),
        .fires(
            "another host's port is closed",
            .refused(
                IPAddress(10, 0, 0, 7), transport: .udp,
                icmp: ICMPError(family: .ipv4, type: 3, code: 3, sender: IPAddress(10, 0, 0, 7)))),
        .silent(
            "a TCP server has the port", .refused(transport: .udp, sockets: [.listener()], owners: [77: .python()])),
        .silent("TCP is refused", .refused()),
        .fires("no socket on ::1", .refused(.loopbackIPv6, transport: .udp)),
        .silent(
            "a UDP server is on the port next to it",
            .refused(transport: .udp, sockets: [.datagram(port: 9091)], owners: [78: .python()])),
        .silent(
            "the UDP server runs in a container",
            .refused(transport: .udp, namespaces: [.container([.datagram()])])),
        .undecided(
            "the socket table could not be read",
            Facts.refused(transport: .udp).without(\.sockets, "sock_diag gives EPERM")),
    ]
}
