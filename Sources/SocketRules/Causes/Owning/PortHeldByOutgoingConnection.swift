public import SocketFacts

public enum PortHeldByOutgoingConnection: Cause {
    public static let title = "An outgoing connection uses the port as its own"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        Every outgoing connection has a local port too, which the kernel picks from net.ipv4.ip_local_port_range, usually \
        32768 to 60999. A server that wants a port from that range may find it taken by somebody's client connection, now \
        and then, without any server in sight.

        SO_REUSEADDR does not help, because the connection's socket did not set it. The port is free again when that \
        connection ends.
        """
    public static let byHand = [
        HandCheck("ss -tanp 'sport = :50000'", shows: "ESTAB with another host's port, and no LISTEN"),
        HandCheck("sysctl net.ipv4.ip_local_port_range", shows: "the range to stay out of"),
    ]
    public static let remedies = [
        "Give the server a port outside the range, below 32768.",
        "Or keep its port out of the kernel's choice: sudo sysctl net.ipv4.ip_local_reserved_ports=PORT.",
        "Or wait until that connection ends, or end the program that made it.",
    ]
    public static let misconceptions = [
        "SO_REUSEADDR: both sockets would have to set it, and a client's socket does not.",
        "ss -tln shows nothing, so the port must be free: -l lists listeners only, and ss -tan shows the connection.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .outgoing(let socket, let owner) = try facts.holdingStory() else { return [] }
        let port = facts.question.port
        let range = facts.ephemeralPorts.value
        // With both ends in the range a server that closed its listener would look the same.
        let isClient = range?.contains(socket.remote.port) == false && socket.remote.port < socket.local.port
        var more: [Evidence] = []
        if let range, range.contains(port) {
            more.append(
                Evidence(
                    "Port \(port) lies in the range for outgoing connections, \(range.lowest) to \(range.highest).",
                    recheck: "sysctl net.ipv4.ip_local_port_range"))
        }
        var fixes: [Fix] = []
        if let range, range.contains(port), range.lowest > 1024 {
            fixes.append(Fix("give the server a port below \(range.lowest)"))
            fixes.append(
                Fix(
                    "or keep this one out of the range",
                    command: "sudo sysctl net.ipv4.ip_local_reserved_ports=\(port)"))
        } else {
            fixes.append(Fix("choose another port for your server"))
        }
        fixes.append(Fix("or wait until the connection of pid \(owner.pid) ends; SO_REUSEADDR does not help"))
        return [
            Finding(
                PortHeldByOutgoingConnection.self, isClient ? .certain : .likely,
                "it is the local port of a connection of \(Wording.brief(owner)) to \(socket.remote)",
                evidence: .holds(socket, facts),
                [
                    Evidence(
                        facts.question.transport == .tcp
                            ? "Nothing listens on port \(port)."
                            : "No UDP server is bound to port \(port).",
                        recheck: Wording.ss(port, facts.question.transport))
                ] + more + Evidence.bind(facts), fixes: fixes)
        ]
    }

    private static func connection(
        _ transport: Transport = .tcp, port: UInt16 = 50000, remote: UInt16 = 443, state: SocketState = .established
    ) -> SocketRecord {
        SocketRecord(
            transport: transport, family: .ipv4, state: state, local: Endpoint(IPAddress(192, 168, 1, 5), port),
            remote: Endpoint(IPAddress(192, 168, 1, 9), remote), uid: 1000, inode: 77)
    }
    private static let client = ProcessFacts.python(script: "client.py")

    public static let examples: [Example] = [
        .fires("a client's own port", .held(port: 50000, sockets: [connection()], owners: [77: client])),
        .fires(
            "a client that still dials",
            .held(port: 50000, sockets: [connection(state: .synSent)], owners: [77: client])),
        .fires(
            "a connected UDP socket",
            .held(port: 50000, transport: .udp, sockets: [connection(.udp, remote: 53)], owners: [77: client])),
        .silent(
            "a server listens on it", .held(port: 50000, sockets: [.listener(port: 50000)], owners: [77: .python()])),
        .silent(
            "a server with a client connected",
            .held(
                port: 50000, sockets: [connection(remote: 41000), .listener(port: 50000)], owners: [77: .python()])),
        .silent(
            "an accepted connection of a server that closed its listener",
            .held(sockets: [connection(port: 9090, remote: 41000)], owners: [77: .python()])),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
