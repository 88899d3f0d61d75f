/// The points on a packet's way at which the kernel asks the firewall (include/uapi/linux/netfilter.h).
public enum FirewallHook: String, Codable, Hashable, Sendable, CaseIterable {
    case prerouting, input, forward, output, postrouting
    /// Before prerouting, in the family netdev and in inet; not modelled.
    case ingress, egress
}

/// The chains, sets and rules of a network namespace, of nftables and of iptables together.
public struct FirewallRuleset: Codable, Hashable, Sendable {
    public var chains: [FirewallChain]
    /// Named sets and maps.
    public var sets: [FirewallSet]
    /// What the ruleset contains that concerns every packet and was not understood, for example a chain of a hook that is
    /// not modelled.
    public var unmodelled: [String]

    public init(chains: [FirewallChain] = [], sets: [FirewallSet] = [], unmodelled: [String] = []) {
        self.chains = chains
        self.sets = sets
        self.unmodelled = unmodelled
    }
}

/// Which table of which family a chain or a set is in. Two stacks may each have a table of the same name.
public struct FirewallTable: Codable, Hashable, Sendable {
    public var origin: RuleReference.Origin
    /// ip, ip6, inet, bridge, arp, netdev.
    public var family: String
    public var name: String

    public init(origin: RuleReference.Origin, family: String, name: String) {
        self.origin = origin
        self.family = family
        self.name = name
    }

    /// True when packets of this family pass the chains of the table.
    public func sees(_ packetFamily: AddressFamily) -> Bool {
        switch family {
        case "inet": true
        case "ip": packetFamily == .ipv4
        case "ip6": packetFamily == .ipv6
        default: false
        }
    }
}

/// A chain: a base chain when it has a hook, otherwise one that rules jump to.
public struct FirewallChain: Codable, Hashable, Sendable {
    public enum Policy: String, Codable, Hashable, Sendable { case accept, drop }

    public var table: FirewallTable
    public var name: String
    public var hook: FirewallHook?
    /// Lower is asked earlier.
    public var priority: Int
    /// The chains of the type nat see only the first packet of a flow, and only until one of them has decided.
    public var isNAT: Bool
    public var policy: Policy
    public var rules: [FirewallRule]
    /// The order of creation. Among chains of equal priority the kernel asks the youngest first
    /// (net/netfilter/core.c, nf_hook_entries_grow).
    public var age: Int
    /// Who seems to have written it: ufw, firewalld, docker.
    public var manager: String?

    public init(
        table: FirewallTable, name: String, hook: FirewallHook? = nil, priority: Int = 0, isNAT: Bool = false,
        policy: Policy = .accept, rules: [FirewallRule] = [], age: Int = 0, manager: String? = nil
    ) {
        self.table = table
        self.name = name
        self.hook = hook
        self.priority = priority
        self.isNAT = isNAT
        self.policy = policy
        self.rules = rules
        self.age = age
        self.manager = manager
    }
}

/// One rule: its steps are done in order until one does not match.
public struct FirewallRule: Codable, Hashable, Sendable {
    /// As a person would recognise it: the line of iptables-save, or nftables' syntax.
    public var text: String
    /// nftables' handle, or the rule's number in its iptables chain counted from 1.
    public var number: Int?
    public var steps: [FirewallStep]

    public init(text: String, number: Int? = nil, steps: [FirewallStep]) {
        self.text = text
        self.number = number
        self.steps = steps
    }
}

/// A named set or map.
public struct FirewallSet: Codable, Hashable, Sendable {
    public var table: FirewallTable
    public var name: String
    public var elements: [FirewallElement]
    /// Parallel to `elements`; empty for a set.
    public var data: [FirewallData]

    public init(table: FirewallTable, name: String, elements: [FirewallElement], data: [FirewallData] = []) {
        self.table = table
        self.name = name
        self.elements = elements
        self.data = data
    }
}
