/// How a REJECT rule answers.
public enum RejectKind: String, Codable, Hashable, Sendable {
    case tcpReset = "tcp reset"
    case portUnreachable = "port unreachable"
    case hostUnreachable = "host unreachable"
    case networkUnreachable = "network unreachable"
    case protocolUnreachable = "protocol unreachable"
    case hostProhibited = "host prohibited"
    case networkProhibited = "network prohibited"
    case administrativelyProhibited = "administratively prohibited"
}

/// The rule, or the policy of a chain, that decided over a packet.
public struct RuleReference: Codable, Hashable, Sendable {
    public enum Origin: String, Codable, Hashable, Sendable {
        case nftables
        case iptables
        case iptablesLegacy = "iptables-legacy"
        case ip6tables
        case ip6tablesLegacy = "ip6tables-legacy"
    }
    public var origin: Origin
    /// ip, ip6, inet, …
    public var family: String
    public var table: String
    public var chain: String
    /// input, output, forward, prerouting, postrouting: the hook on whose way the packet was.
    public var hook: String
    /// The rule as a person would recognise it; `nil` when the chain's policy decided.
    public var rule: String?
    /// nftables' handle, or the rule's number in its iptables chain counted from 1.
    public var number: Int?
    /// Who seems to have written it: ufw, firewalld, docker.
    public var manager: String?

    public init(
        origin: Origin, family: String, table: String, chain: String, hook: String, rule: String?, number: Int? = nil,
        manager: String? = nil
    ) {
        self.origin = origin
        self.family = family
        self.table = table
        self.chain = chain
        self.hook = hook
        self.rule = rule
        self.number = number
        self.manager = manager
    }

    /// The chain's policy decided, no rule did.
    public var isPolicy: Bool { rule == nil }
}

/// What the firewall of this host does to one packet.
public struct FirewallVerdict: Codable, Hashable, Sendable {
    public enum Decision: Codable, Hashable, Sendable {
        case accepted
        case dropped(by: RuleReference)
        case rejected(with: RejectKind, by: RuleReference)
    }
    public var decision: Decision
    /// Matches and statements met on the way that are not modelled and could change the answer. A caller says
    /// *certain* only when there are none.
    public var unmodelled: [String]
    /// Where the packet goes after destination NAT, where that differs.
    public var rewrittenTo: Endpoint?
    /// A rule kept connection tracking from seeing the packet (`notrack`, `-j CT --notrack`); `nil` where none did.
    public var isUntracked: Bool?

    public init(
        _ decision: Decision, unmodelled: [String] = [], rewrittenTo: Endpoint? = nil, isUntracked: Bool? = nil
    ) {
        self.decision = decision
        self.unmodelled = unmodelled
        self.rewrittenTo = rewrittenTo
        self.isUntracked = isUntracked
    }

    /// What comes back to the request of which this is the verdict.
    ///
    /// Where tracking has not seen the request there is no flow that the answer could belong to: a SYN-ACK is invalid
    /// then (tcp_new in net/netfilter/nf_conntrack_proto_tcp.c), a datagram the first one of a flow of its own.
    public func reply(to request: FirewallPacket) -> FirewallPacket {
        var reply = request.reply
        guard isUntracked == true else { return reply }
        reply.tracking = reply.transport == .tcp ? .invalid : .new
        reply.isOriginalDirection = reply.transport == .tcp ? nil : true
        return reply
    }
}
