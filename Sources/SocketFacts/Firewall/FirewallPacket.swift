/// The addresses of this host, to tell a local destination from another one.
public struct HostAddresses: Codable, Hashable, Sendable {
    public var local: Set<IPAddress>
    /// The broadcast addresses of its networks.
    public var broadcast: Set<IPAddress>

    public init(local: Set<IPAddress>, broadcast: Set<IPAddress> = []) {
        self.local = local
        self.broadcast = broadcast
    }
}

/// A packet to ask the firewall about. What is `nil` is not known, and a rule that asks for it is undecided.
public struct FirewallPacket: Codable, Hashable, Sendable {
    public enum Transport: UInt8, Codable, Hashable, Sendable, CaseIterable {
        case icmp = 1
        case tcp = 6
        case udp = 17
        case icmpv6 = 58
    }

    /// The bits of the TCP header's flags (RFC 9293 section 3.1).
    public struct TCPFlags: OptionSet, Codable, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let fin = TCPFlags(rawValue: 0x01)
        public static let syn = TCPFlags(rawValue: 0x02)
        public static let rst = TCPFlags(rawValue: 0x04)
        public static let psh = TCPFlags(rawValue: 0x08)
        public static let ack = TCPFlags(rawValue: 0x10)
        public static let urg = TCPFlags(rawValue: 0x20)
        public static let ecn = TCPFlags(rawValue: 0x40)
        public static let cwr = TCPFlags(rawValue: 0x80)
    }

    /// The bits of nftables' `ct state` (include/uapi/linux/netfilter/nf_conntrack_common.h).
    public enum Tracking: UInt8, Codable, Hashable, Sendable {
        case invalid = 1
        case established = 2
        case related = 4
        case new = 8
        case untracked = 64
    }

    public var transport: Transport
    public var source: IPAddress
    /// `nil` before the kernel has chosen one.
    public var sourcePort: UInt16?
    public var destination: IPAddress
    public var destinationPort: UInt16?
    public var inputInterface: String?
    public var outputInterface: String?
    public var tcpFlags: TCPFlags
    public var tracking: Tracking
    /// Of the local socket that sends it.
    public var ownerUser: UInt32?
    public var ownerGroup: UInt32?
    /// 0 unless the socket has set one (SO_MARK).
    public var mark: UInt32?
    /// The IP packet in bytes.
    public var length: Int?
    public var icmpType: UInt8?
    public var icmpCode: UInt8?
    /// Goes in the direction of the flow's first packet; `nil` where not known.
    public var isOriginalDirection: Bool?
    public var host: HostAddresses?

    public init(
        transport: Transport, source: IPAddress, sourcePort: UInt16? = nil, destination: IPAddress,
        destinationPort: UInt16? = nil, inputInterface: String? = nil, outputInterface: String? = nil,
        tcpFlags: TCPFlags = [], tracking: Tracking = .new, ownerUser: UInt32? = nil, ownerGroup: UInt32? = nil,
        mark: UInt32? = 0, length: Int? = nil, icmpType: UInt8? = nil, icmpCode: UInt8? = nil,
        isOriginalDirection: Bool? = nil, host: HostAddresses? = nil
    ) {
        self.transport = transport
        self.source = source
        self.sourcePort = sourcePort
        self.destination = destination
        self.destinationPort = destinationPort
        self.inputInterface = inputInterface
        self.outputInterface = outputInterface
        self.tcpFlags = tcpFlags
        self.tracking = tracking
        self.ownerUser = ownerUser
        self.ownerGroup = ownerGroup
        self.mark = mark
        self.length = length
        self.icmpType = icmpType
        self.icmpCode = icmpCode
        self.isOriginalDirection = isOriginalDirection ?? (tracking == .new ? true : nil)
        self.host = host
    }

    public var family: AddressFamily { destination.family }
}

extension FirewallPacket {
    /// The SYN that a client on this host, or of another one, sends to a server.
    public static func syn(
        from source: Endpoint, to destination: Endpoint, user: UInt32? = nil, group: UInt32? = nil,
        inputInterface: String? = nil, outputInterface: String? = nil, host: HostAddresses? = nil
    ) -> FirewallPacket {
        FirewallPacket(
            transport: .tcp, source: source.address.unmapped, sourcePort: source.port == 0 ? nil : source.port,
            destination: destination.address.unmapped, destinationPort: destination.port,
            inputInterface: inputInterface, outputInterface: outputInterface, tcpFlags: .syn, ownerUser: user,
            ownerGroup: group, length: destination.address.unmapped.family == .ipv4 ? 60 : 80, host: host)
    }

    /// A datagram of which connection tracking knows nothing yet; `size` is that of the payload in bytes.
    public static func datagram(
        from source: Endpoint, to destination: Endpoint, size: Int? = nil, user: UInt32? = nil, group: UInt32? = nil,
        inputInterface: String? = nil, outputInterface: String? = nil, host: HostAddresses? = nil
    ) -> FirewallPacket {
        let family = destination.address.unmapped.family
        return FirewallPacket(
            transport: .udp, source: source.address.unmapped, sourcePort: source.port == 0 ? nil : source.port,
            destination: destination.address.unmapped, destinationPort: destination.port,
            inputInterface: inputInterface, outputInterface: outputInterface, ownerUser: user, ownerGroup: group,
            length: size.map { min(max($0, 0), 65_535) + (family == .ipv4 ? 28 : 48) }, host: host)
    }

    /// What comes back: the SYN-ACK to a SYN, the answer to a datagram. It belongs to an established flow.
    ///
    /// The owner is not known, because it is the socket of the other side.
    public var reply: FirewallPacket {
        FirewallPacket(
            transport: transport, source: destination, sourcePort: destinationPort, destination: source,
            destinationPort: sourcePort, inputInterface: outputInterface, outputInterface: inputInterface,
            tcpFlags: transport == .tcp ? [.syn, .ack] : [], tracking: .established, mark: 0,
            length: transport == .tcp ? (family == .ipv4 ? 60 : 80) : nil, isOriginalDirection: false, host: host)
    }
}

/// The way of a packet through this host.
public enum FirewallPath: String, Codable, Hashable, Sendable, CaseIterable {
    /// From this host to itself: output, postrouting, prerouting, input.
    case loopback
    /// From this host to another one: output, postrouting.
    case leaving
    /// From another host to this one: prerouting, input.
    case arriving
    /// From another host to another one: prerouting, forward, postrouting.
    case forwarded
}
