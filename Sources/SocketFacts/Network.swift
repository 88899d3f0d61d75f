/// An address of an interface with the prefix of its network.
public struct InterfaceAddress: Hashable, Codable, Sendable {
    public var address: IPAddress
    public var prefixLength: Int
    /// IPv6 duplicate address detection still runs (1 to 2 s after it was added): it cannot be bound yet.
    public var isTentative: Bool

    public init(_ address: IPAddress, _ prefixLength: Int, isTentative: Bool = false) {
        self.address = address
        self.prefixLength = prefixLength
        self.isTentative = isTentative
    }
}

/// A network interface of the namespace in question.
public struct InterfaceFacts: Hashable, Codable, Sendable {
    public var index: UInt32
    public var name: String
    /// Administratively up (`ip link set NAME up`).
    public var isUp: Bool
    /// The other end of the cable, or of the veth pair, is there and up.
    public var hasCarrier: Bool
    public var isLoopback: Bool
    public var addresses: [InterfaceAddress]

    public init(
        index: UInt32, name: String, isUp: Bool = true, hasCarrier: Bool = true, isLoopback: Bool = false,
        addresses: [InterfaceAddress] = []
    ) {
        self.index = index
        self.name = name
        self.isUp = isUp
        self.hasCarrier = hasCarrier
        self.isLoopback = isLoopback
        self.addresses = addresses
    }
}

/// What the routing table says about one destination (rtnetlink(7), RTM_GETROUTE).
public struct RouteFacts: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable {
        /// An address of this host.
        case local
        case unicast
        case broadcast
        case multicast
        case unreachable
        case prohibit
        case blackhole
        /// No route matches.
        case none
    }
    public var destination: IPAddress
    public var kind: Kind
    /// The interface that packets leave by.
    public var interface: String?
    /// The next hop; `nil` when the destination is on the link itself.
    public var gateway: IPAddress?
    /// The address that this host would use as its own.
    public var source: IPAddress?
    /// The matching route as `ip route` would print it, for example `unreachable 10.9.0.0/16`.
    public var text: String?

    public init(
        destination: IPAddress, kind: Kind, interface: String? = nil, gateway: IPAddress? = nil,
        source: IPAddress? = nil, text: String? = nil
    ) {
        self.destination = destination
        self.kind = kind
        self.interface = interface
        self.gateway = gateway
        self.source = source
        self.text = text
    }
}

/// State of an ARP or neighbour discovery entry (NUD_*, linux/neighbour.h).
public enum NeighbourState: String, Codable, Hashable, Sendable {
    /// Asked, no answer yet.
    case incomplete
    case reachable
    case stale
    case delay
    case probe
    /// Asked several times, nobody answered.
    case failed
    case permanent
    /// No entry, or none is needed (point-to-point, loopback).
    case none
}

/// The next hop's link-layer resolution, looked at after an attempt.
public struct NeighbourFacts: Hashable, Codable, Sendable {
    /// Whose hardware address is wanted: the destination, or the gateway towards it.
    public var address: IPAddress
    public var interface: String?
    public var state: NeighbourState

    public init(address: IPAddress, interface: String? = nil, state: NeighbourState) {
        self.address = address
        self.interface = interface
        self.state = state
    }
}

/// An ICMP error that reached the socket's error queue (IP_RECVERR, ip(7)).
public struct ICMPError: Hashable, Codable, Sendable {
    public var family: AddressFamily
    public var type: UInt8
    public var code: UInt8
    /// The router or host that sent it.
    public var sender: IPAddress?

    public init(family: AddressFamily, type: UInt8, code: UInt8, sender: IPAddress?) {
        self.family = family
        self.type = type
        self.code = code
        self.sender = sender
    }

    /// The message's name as in RFC 792, RFC 1812 and RFC 4443.
    public var title: String {
        switch (family, type, code) {
        case (.ipv4, 3, 0): "network unreachable"
        case (.ipv4, 3, 1): "host unreachable"
        case (.ipv4, 3, 2): "protocol unreachable"
        case (.ipv4, 3, 3): "port unreachable"
        case (.ipv4, 3, 4): "fragmentation needed"
        case (.ipv4, 3, 9): "network administratively prohibited"
        case (.ipv4, 3, 10): "host administratively prohibited"
        case (.ipv4, 3, 13): "communication administratively prohibited"
        case (.ipv4, 11, _): "time to live exceeded"
        case (.ipv6, 1, 0): "no route to destination"
        case (.ipv6, 1, 1): "communication administratively prohibited"
        case (.ipv6, 1, 2): "beyond scope of source address"
        case (.ipv6, 1, 3): "address unreachable"
        case (.ipv6, 1, 4): "port unreachable"
        case (.ipv6, 1, 5): "source address failed ingress/egress policy"
        case (.ipv6, 1, 6): "reject route to destination"
        case (.ipv6, 2, _): "packet too big"
        case (.ipv6, 3, _): "hop limit exceeded"
        default: "ICMP type \(type) code \(code)"
        }
    }

    /// Port unreachable: what a host without a UDP socket sends, and what REJECT rules send by default.
    public var isPortUnreachable: Bool {
        family == .ipv4 ? type == 3 && code == 3 : type == 1 && code == 4
    }
}

/// One hop of a path trace.
public struct PathHop: Hashable, Codable, Sendable {
    public var ttl: Int
    /// Who answered with "time exceeded"; `nil` for silence.
    public var sender: IPAddress?

    public init(ttl: Int, sender: IPAddress?) {
        self.ttl = ttl
        self.sender = sender
    }
}

/// How far packets towards the target get: TCP SYNs with rising TTL, no privilege needed.
public struct PathTrace: Hashable, Codable, Sendable {
    public var hops: [PathHop]

    public init(hops: [PathHop]) { self.hops = hops }

    /// The last router that answered.
    public var farthest: PathHop? { hops.last { $0.sender != nil } }
}

/// The local ports that outgoing connections may use, and how many are taken towards the target.
public struct EphemeralPorts: Hashable, Codable, Sendable {
    /// `net.ipv4.ip_local_port_range`.
    public var lowest: UInt16
    public var highest: UInt16
    /// Local ports in use by sockets towards the same destination address and port.
    public var usedTowardsTarget: Int

    public init(lowest: UInt16, highest: UInt16, usedTowardsTarget: Int) {
        self.lowest = lowest
        self.highest = highest
        self.usedTowardsTarget = usedTowardsTarget
    }

    public func contains(_ port: UInt16) -> Bool { port >= lowest && port <= highest }
}

/// Another network namespace of which at least one process is visible.
public struct NamespaceFacts: Hashable, Codable, Sendable {
    /// The name under /run/netns, or `nil`.
    public var name: String?
    /// A process in it.
    public var pid: Int32
    /// That process' name.
    public var processName: String
    /// The container whose namespace it is, as its cgroup names it.
    public var container: String?
    public var addresses: [IPAddress]
    /// Sockets in it on the port in question, both transports, servers only.
    public var sockets: [SocketRecord]

    public init(
        name: String? = nil, pid: Int32, processName: String, container: String? = nil, addresses: [IPAddress],
        sockets: [SocketRecord]
    ) {
        self.name = name
        self.pid = pid
        self.processName = processName
        self.container = container
        self.addresses = addresses
        self.sockets = sockets
    }

    /// How a person would call it: "network namespace red", "the network namespace of nginx (pid 42)".
    public var title: String {
        if let container { return "container \(container)" }
        if let name { return "network namespace \(name)" }
        return "the network namespace of \(processName) (pid \(pid))"
    }
}
