internal import SocketFacts

/// The chains in the order in which the kernel asks them.
struct FirewallPlan {
    enum Stage {
        case chain(FirewallChain)
        /// Connection tracking looks at the packet.
        case tracking
        /// All nat chains of the hook: the kernel asks them at one fixed priority, whatever their own priorities are,
        /// which only order them among themselves (nf_nat_register_fn in net/netfilter/nf_nat_core.c).
        case translation([FirewallChain])
    }

    let sets: [FirewallTable: [String: FirewallSet]]
    private let chains: [FirewallTable: [String: FirewallChain]]
    private let bases: [FirewallHook: [FirewallChain]]

    init(_ ruleset: FirewallRuleset) {
        var sets: [FirewallTable: [String: FirewallSet]] = [:]
        for set in ruleset.sets { sets[set.table, default: [:]][set.name] = set }
        self.sets = sets
        var chains: [FirewallTable: [String: FirewallChain]] = [:]
        var bases: [FirewallHook: [FirewallChain]] = [:]
        for chain in ruleset.chains {
            if let hook = chain.hook {
                bases[hook, default: []].append(chain)
            }
            chains[chain.table, default: [:]][chain.name] = chain
        }
        for hook in FirewallHook.allCases {
            bases[hook]?.sort { ($0.priority, -$0.age) < ($1.priority, -$1.age) }
        }
        self.chains = chains
        self.bases = bases
    }

    func chain(_ name: String, _ table: FirewallTable) -> FirewallChain? { chains[table]?[name] }

    func bases(_ hook: FirewallHook) -> [FirewallChain] { bases[hook] ?? [] }

    /// NF_IP_PRI_CONNTRACK, NF_IP_PRI_NAT_DST and NF_IP_PRI_NAT_SRC (include/uapi/linux/netfilter_ipv4.h).
    func stages(_ hook: FirewallHook, _ family: AddressFamily) -> [Stage] {
        let own = bases(hook).filter { $0.table.sees(family) }
        var stages: [(priority: Int, stage: Stage)] = own.filter { !$0.isNAT }.map { ($0.priority, .chain($0)) }
        func insert(_ stage: Stage, at priority: Int) {
            // The kernel's own hooks are registered when a chain first needs them; a chain of the same priority that is
            // younger comes before them, an older one after. Such chains are rare; they are taken as younger.
            let index = stages.firstIndex { $0.priority > priority } ?? stages.endIndex
            stages.insert((priority, stage), at: index)
        }
        let nat = own.filter { $0.isNAT }
        switch hook {
        case .prerouting, .output:
            insert(.tracking, at: -200)
            insert(.translation(nat), at: -100)
        case .postrouting, .input: insert(.translation(nat), at: 100)
        default: break
        }
        let device: [FirewallChain] =
            switch hook {
            case .prerouting: bases(.ingress).filter { !$0.rules.isEmpty || $0.policy == .drop }
            case .postrouting: bases(.egress).filter { !$0.rules.isEmpty || $0.policy == .drop }
            default: []
            }
        let others = stages.map { $0.stage }
        return hook == .prerouting ? device.map { .chain($0) } + others : others + device.map { .chain($0) }
    }
}
