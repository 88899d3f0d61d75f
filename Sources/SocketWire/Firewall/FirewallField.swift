internal import SocketFacts

/// What a packet has in a field.
enum FirewallField {
    case known(FirewallValue)
    /// The packet has no such field: nothing matches it, not even a negation (NFT_BREAK in net/netfilter/nft_*.c).
    case absent
    case unknown
}

/// A packet on its way: what the hooks before this one have made of it.
struct PacketOnItsWay {
    var packet: FirewallPacket
    /// `nil` where not known, after masquerading for example.
    var source: IPAddress?
    var destination: IPAddress?
    var destinationPort: UInt16?
    var hook = FirewallHook.output
    /// `""` where the packet has none at this hook.
    var inputInterface: String?
    var outputInterface: String?
    /// Sent by a process of this host.
    let isOurs: Bool
    /// Connection tracking has seen it.
    var isTracked = false
    var isUntracked: Bool
    var mark: UInt32?
    /// The decisions that nat chains make once in the life of a flow (net/netfilter/nf_nat_core.c).
    var hasDestinationBinding = false
    var hasSourceBinding = false
    var wasDestinationRewritten = false
    var wasSourceRewritten = false

    init(_ packet: FirewallPacket, path: FirewallPath) {
        self.packet = packet
        source = packet.source
        destination = packet.destination
        destinationPort = packet.destinationPort
        isOurs = path == .loopback || path == .leaving
        isUntracked = packet.tracking == .untracked
        mark = packet.mark
    }

    var endpoint: Endpoint? {
        guard let destination else { return nil }
        return Endpoint(destination, destinationPort ?? 0)
    }

    /// The state as `ct state` gives it: before the tracking hook the packet counts as invalid
    /// (nft_ct_get_eval in net/netfilter/nft_ct.c).
    private var tracking: FirewallPacket.Tracking {
        if isUntracked { return .untracked }
        return isTracked ? packet.tracking : .invalid
    }

    private var isFirstOfFlow: Bool { packet.tracking == .new }

    func field(_ key: FirewallKey) -> FirewallField {
        switch key {
        case .sourceAddress(let family): address(source, family)
        case .destinationAddress(let family): address(destination, family)
        case .sourcePort(let transport): port(packet.sourcePort, transport)
        case .destinationPort(let transport): port(destinationPort, transport)
        case .tcpFlags:
            packet.transport == .tcp ? .known(.number(UInt64(packet.tcpFlags.rawValue))) : .absent
        case .transportProtocol: .known(.number(UInt64(packet.transport.rawValue)))
        case .headerProtocol(let family):
            packet.family == family ? .known(.number(UInt64(packet.transport.rawValue))) : .absent
        case .networkFamily: .known(.number(packet.family == .ipv4 ? 2 : 10))
        case .inputInterface: inputInterface.map { .known(.text($0)) } ?? .unknown
        case .outputInterface: outputInterface.map { .known(.text($0)) } ?? .unknown
        case .userID: owner(packet.ownerUser)
        case .groupID: owner(packet.ownerGroup)
        case .mark: number(mark)
        case .packetLength: number(packet.length.map { UInt32(truncatingIfNeeded: $0) })
        case .trackingState: .known(.number(UInt64(tracking.rawValue)))
        case .trackingStatus: trackingStatus
        case .translation: if case .absent = trackingStatus { .known(.number(0)) } else { trackingStatus }
        case .trackingDirection: tracked(packet.isOriginalDirection.map { .number($0 ? 0 : 1) })
        case .trackingMark: tracked(nil)
        case .originalSource: tracked(isFirstOfFlow ? .address(packet.source) : nil)
        case .originalDestination: tracked(isFirstOfFlow ? .address(packet.destination) : nil)
        case .originalSourcePort: original(packet.sourcePort)
        case .originalDestinationPort: original(packet.destinationPort)
        case .sourceType: type(of: source)
        case .destinationType: type(of: destination)
        case .reversePath: reversePath
        case .icmpType(let family): icmp(packet.icmpType, family)
        case .icmpCode(let family): icmp(packet.icmpCode, family)
        case .extensionHeader: .absent
        case .unmodelled: .unknown
        }
    }

    private func address(_ value: IPAddress?, _ family: AddressFamily?) -> FirewallField {
        guard family == nil || family == packet.family else { return .absent }
        guard var value else { return .unknown }
        value.zone = 0
        return .known(.address(value))
    }

    private func port(_ value: UInt16?, _ transport: FirewallPacket.Transport?) -> FirewallField {
        if let transport, transport != packet.transport { return .absent }
        // nftables reads whatever stands there: in ICMP that is no port.
        guard packet.transport == .tcp || packet.transport == .udp else { return .unknown }
        return value.map { .known(.number(UInt64($0))) } ?? .unknown
    }

    private func number(_ value: UInt32?) -> FirewallField { value.map { .known(.number(UInt64($0))) } ?? .unknown }

    private func tracked(_ value: FirewallValue?) -> FirewallField {
        if isUntracked || !isTracked || packet.tracking == .invalid { return .absent }
        return value.map { .known($0) } ?? .unknown
    }

    private func original(_ port: UInt16?) -> FirewallField {
        guard isFirstOfFlow else { return tracked(nil) }
        return tracked(port.map { .number(UInt64($0)) })
    }

    /// IPS_SRC_NAT (16) and IPS_DST_NAT (32); the other bits depend on traffic that is not in the question.
    private var trackingStatus: FirewallField {
        tracked(
            isFirstOfFlow ? .number((wasSourceRewritten ? 16 : 0) | (wasDestinationRewritten ? 32 : 0)) : nil)
    }

    /// A packet of another host, or one that came by the loopback interface, has no socket yet, unless it belongs to an
    /// established one that the kernel has found early (tcp_v4_early_demux).
    private func owner(_ value: UInt32?) -> FirewallField {
        switch hook {
        case .output: return number(value)
        case .postrouting: return isOurs ? number(value) : .absent
        case .forward: return .absent
        default: return isFirstOfFlow ? .absent : .unknown
        }
    }

    private func icmp(_ value: UInt8?, _ family: AddressFamily) -> FirewallField {
        guard packet.transport == (family == .ipv4 ? .icmp : .icmpv6) else { return .absent }
        return number(value.map { UInt32($0) })
    }

    /// The reverse path check lets everything pass that came by the loopback interface (nft_fib_is_loopback).
    private var reversePath: FirewallField {
        guard let inputInterface else { return .unknown }
        return inputInterface == "lo" ? .known(.number(1)) : .unknown
    }

    private func type(of address: IPAddress?) -> FirewallField {
        guard let type = address.flatMap({ Self.type(of: $0, host: packet.host) }) else { return .unknown }
        return .known(.text(type))
    }

    /// What the routing tables call an address; `nil` when the addresses of the host are needed and not known.
    static func type(of address: IPAddress, host: HostAddresses?) -> String? {
        if address.isMulticast { return "multicast" }
        if address.isLoopback { return "local" }
        // inet_addr_type in net/ipv4/fib_frontend.c: 0.0.0.0/8 and 255.255.255.255 count as broadcast.
        if address.family == .ipv4, address.low >> 24 == 0 || address.low == 0xffff_ffff { return "broadcast" }
        guard let host else { return nil }
        var plain = address
        plain.zone = 0
        if host.local.contains(plain) { return "local" }
        return host.broadcast.contains(plain) ? "broadcast" : "unicast"
    }
}
