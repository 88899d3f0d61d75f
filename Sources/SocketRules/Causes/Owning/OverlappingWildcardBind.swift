public import SocketFacts

public enum OverlappingWildcardBind: Cause {
    public static let title = "The wildcard and a specific address collide"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        0.0.0.0 means every IPv4 address of the host, and :: every address of both families unless the socket is set to \
        IPv6 only. A socket on 127.0.0.1:9090 therefore collides with one on 0.0.0.0:9090, whichever came first, and so \
        does one on [::]:9090. Two different specific addresses do not collide.

        ss prints an IPv6 wildcard that also takes IPv4 as *:9090, and one that does not as [::]:9090.
        """
    public static let byHand = [
        HandCheck("ss -tln 'sport = :9090'", shows: "0.0.0.0, * or [::] for the wildcard, else the specific address")
    ]
    public static let remedies = [
        "Bind both servers to different specific addresses, or to different ports.",
        "Bind one server to :: with IPV6_V6ONLY, if it is meant for IPv6 only.",
    ]
    public static let misconceptions = [
        "SO_REUSEADDR: against a socket that listens it does not help, with overlapping addresses either."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .port, facts.bindFails(with: .addressInUse) else { return [] }
        _ = try facts.sockets.get()
        let holders = facts.liveHolders.filter { $0.isServer || $0.state == .boundInactive }
        guard let holder = holders.first else { return [] }
        let asked = facts.question.literal
        let isWide = asked?.isUnspecified ?? true
        guard holders.allSatisfy({ $0.isWildcard != isWide }) else { return [] }
        let port = facts.question.port
        let mine = asked.map { Endpoint($0, port).description } ?? "all addresses, port \(port),"
        return [
            Finding(
                OverlappingWildcardBind.self, .certain, "\(mine) and \(holder.local) overlap",
                evidence: Evidence(
                    isWide
                        ? "The socket is on \(holder.local) alone; a bind to every address covers that one too."
                        : "The socket is on \(holder.local), which covers \(covered(by: holder)).",
                    recheck: Wording.ss(port, facts.question.transport, listening: false)),
                fixes: [
                    isWide
                        ? Fix("bind to one other address instead of all, or choose another port")
                        : Fix("choose another port, or let the other server bind one address only")
                ])
        ]
    }

    private static func covered(by socket: SocketRecord) -> String {
        if socket.isDualStack { return "every address of this host, IPv4 and IPv6" }
        return "every \(socket.family.title) address of this host"
    }

    public static let examples: [Example] = [
        .fires(
            "0.0.0.0 is held, 127.0.0.1 is wanted",
            .held(address: .loopbackIPv4, sockets: [.listener()], owners: [77: .python()])),
        .fires(
            "[::] for both families is held, 127.0.0.1 is wanted",
            .held(address: .loopbackIPv4, sockets: [.listener(.anyIPv6, isIPv6Only: false)], owners: [77: .python()])),
        .fires(
            "127.0.0.1 is held, every address is wanted",
            .held(sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .fires(
            "UDP: 0.0.0.0 is held, 127.0.0.1 is wanted",
            .held(address: .loopbackIPv4, transport: .udp, sockets: [.datagrams()], owners: [77: .python()])),
        .silent("both want every address", .held(sockets: [.listener()], owners: [77: .python()])),
        .silent(
            "both want the same address",
            .held(address: .loopbackIPv4, sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])),
        .silent(
            "two different specific addresses",
            .held(
                address: .loopbackIPv4, plain: nil, reuse: nil, sockets: [.listener(IPAddress(192, 168, 1, 5))],
                owners: [77: .python()])),
        .silent(
            "[::] for IPv6 only is held, 127.0.0.1 is wanted",
            .held(
                address: .loopbackIPv4, plain: nil, reuse: nil, sockets: [.listener(.anyIPv6, isIPv6Only: true)],
                owners: [77: .python()])),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
