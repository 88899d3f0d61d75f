internal import SocketFacts

/// What the words and numbers of a field mean.
enum FirewallSymbols {
    case address, port, interface, transportProtocol, networkFamily, tcpFlags, trackingState, trackingStatus
    case direction, addressType, icmpType, icmpv6Type, icmpCode, icmpv6Code, user, number, boolean, unknown

    /// By the name of an nftables data type (`nft describe`), as `nft -j` gives it for a set.
    init(dataType: String) {
        switch dataType {
        case "ipv4_addr", "ipv6_addr": self = .address
        case "inet_service": self = .port
        case "ifname", "iface_index": self = .interface
        case "inet_proto": self = .transportProtocol
        case "nf_proto", "nfproto": self = .networkFamily
        case "tcp_flag": self = .tcpFlags
        case "ct_state": self = .trackingState
        case "ct_status": self = .trackingStatus
        case "ct_dir": self = .direction
        case "fib_addrtype": self = .addressType
        case "icmp_type": self = .icmpType
        case "icmpv6_type": self = .icmpv6Type
        case "icmp_code": self = .icmpCode
        case "icmpv6_code": self = .icmpv6Code
        case "uid", "gid": self = .user
        case "mark", "integer": self = .number
        default: self = .unknown
        }
    }

    init(_ key: FirewallKey) {
        switch key {
        case .sourceAddress, .destinationAddress, .originalSource, .originalDestination: self = .address
        case .sourcePort, .destinationPort, .originalSourcePort, .originalDestinationPort: self = .port
        case .inputInterface, .outputInterface: self = .interface
        case .tcpFlags: self = .tcpFlags
        case .transportProtocol, .headerProtocol: self = .transportProtocol
        case .networkFamily: self = .networkFamily
        case .userID, .groupID: self = .user
        case .mark, .packetLength, .trackingMark: self = .number
        case .trackingState: self = .trackingState
        case .trackingStatus, .translation: self = .trackingStatus
        case .trackingDirection: self = .direction
        case .sourceType, .destinationType: self = .addressType
        case .icmpType(let family): self = family == .ipv4 ? .icmpType : .icmpv6Type
        case .icmpCode(let family): self = family == .ipv4 ? .icmpCode : .icmpv6Code
        case .reversePath, .extensionHeader: self = .boolean
        case .unmodelled: self = .unknown
        }
    }

    /// A set of bits rather than a number.
    var isBitmask: Bool {
        switch self {
        case .tcpFlags, .trackingState, .trackingStatus: true
        default: false
        }
    }

    func value(_ text: String) -> FirewallValue? {
        switch self {
        case .address: return IPAddress(text).map { .address($0) }
        case .interface, .addressType: return .text(text)
        case .unknown: return IPAddress(text).map { .address($0) }
        default:
            if let number = Self.number(text) { return .number(number) }
            return table[text].map { .number($0) }
        }
    }

    /// Decimal, or hexadecimal with `0x`.
    static func number(_ text: some StringProtocol) -> UInt64? {
        if text.hasPrefix("0x") || text.hasPrefix("0X") { return UInt64(text.dropFirst(2), radix: 16) }
        guard let first = text.utf8.first, (48...57).contains(first) else { return nil }
        return UInt64(text)
    }

    private var table: [String: UInt64] {
        switch self {
        case .transportProtocol: Self.protocols
        case .networkFamily: ["ipv4": 2, "ipv6": 10]
        case .tcpFlags: Self.flags
        case .trackingState: ["invalid": 1, "established": 2, "related": 4, "new": 8, "untracked": 64]
        case .trackingStatus: Self.statuses
        case .direction: ["original": 0, "reply": 1]
        case .icmpType: Self.icmpTypes
        case .icmpv6Type: Self.icmpv6Types
        case .icmpCode: Self.icmpCodes
        case .icmpv6Code: Self.icmpv6Codes
        case .user: ["root": 0]
        case .boolean: ["exists": 1, "missing": 0]
        default: [:]
        }
    }

    private static let protocols: [String: UInt64] = [
        "ip": 0, "icmp": 1, "igmp": 2, "ipencap": 4, "tcp": 6, "udp": 17, "dccp": 33, "ipv6": 41, "gre": 47, "esp": 50,
        "ah": 51, "ipv6-icmp": 58, "icmpv6": 58, "ospf": 89, "vrrp": 112, "sctp": 132, "udplite": 136,
    ]
    static let flags: [String: UInt64] = [
        "fin": 1, "syn": 2, "rst": 4, "psh": 8, "ack": 16, "urg": 32, "ecn": 64, "cwr": 128,
    ]
    /// enum ip_conntrack_status.
    private static let statuses: [String: UInt64] = [
        "expected": 1, "seen-reply": 2, "assured": 4, "confirmed": 8, "snat": 16, "dnat": 32, "seq-adjust": 64,
        "snat-done": 128, "dnat-done": 256, "dying": 512,
    ]
    static let icmpTypes: [String: UInt64] = [
        "echo-reply": 0, "destination-unreachable": 3, "source-quench": 4, "redirect": 5, "echo-request": 8,
        "router-advertisement": 9, "router-solicitation": 10, "time-exceeded": 11, "parameter-problem": 12,
        "timestamp-request": 13, "timestamp-reply": 14, "info-request": 15, "info-reply": 16,
        "address-mask-request": 17, "address-mask-reply": 18,
    ]
    static let icmpv6Types: [String: UInt64] = [
        "destination-unreachable": 1, "packet-too-big": 2, "time-exceeded": 3, "parameter-problem": 4,
        "echo-request": 128, "echo-reply": 129, "mld-listener-query": 130, "mld-listener-report": 131,
        "mld-listener-done": 132, "mld-listener-reduction": 132, "nd-router-solicit": 133, "nd-router-advert": 134,
        "nd-neighbor-solicit": 135, "nd-neighbor-advert": 136, "nd-redirect": 137, "router-renumbering": 138,
        "ind-neighbor-solicit": 141, "ind-neighbor-advert": 142, "mld2-listener-report": 143,
        "router-solicitation": 133, "router-advertisement": 134, "neighbour-solicitation": 135,
        "neighbor-solicitation": 135, "neighbour-advertisement": 136, "neighbor-advertisement": 136, "redirect": 137,
    ]
    private static let icmpCodes: [String: UInt64] = [
        "net-unreachable": 0, "host-unreachable": 1, "prot-unreachable": 2, "port-unreachable": 3, "frag-needed": 4,
        "net-prohibited": 9, "host-prohibited": 10, "admin-prohibited": 13,
    ]
    private static let icmpv6Codes: [String: UInt64] = [
        "no-route": 0, "admin-prohibited": 1, "addr-unreachable": 3, "port-unreachable": 4, "policy-fail": 5,
        "reject-route": 6,
    ]
}
