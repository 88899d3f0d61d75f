public import SocketFacts

/// A rule that sends traffic for a port of this host elsewhere.
public struct PortRewrite: Codable, Hashable, Sendable {
    /// `nil` where the rule keeps the address, or redirects to this host.
    public var address: IPAddress?
    /// `nil` where the rule keeps the port.
    public var port: UInt16?
    public var rule: RuleReference

    public init(address: IPAddress?, port: UInt16?, rule: RuleReference) {
        self.address = address
        self.port = port
        self.rule = rule
    }

    /// Where it leads, as people write it; `asked` is the port that was asked about.
    public func destination(for asked: UInt16) -> String {
        if let address { return Endpoint(address, port ?? asked).description }
        return "port \(port ?? asked) of this host"
    }
}

extension FirewallRuleset {
    /// The rules that translate the destination of new traffic to this port of this host, in the order in which they are
    /// met, first for what arrives, then for what this host sends itself.
    ///
    /// Only the port and the transport are compared. A rule that also asks for an address or an interface is named as
    /// well: it catches some of the traffic.
    public func portRewrites(to transport: Transport, _ port: UInt16) -> [PortRewrite] {
        let plan = FirewallPlan(self)
        var found: [PortRewrite] = []
        for family in [AddressFamily.ipv4, .ipv6] {
            for hook in [FirewallHook.prerouting, .output] {
                var packet = PacketOnItsWay(
                    FirewallPacket(
                        transport: transport == .tcp ? .tcp : .udp,
                        source: family == .ipv4 ? .anyIPv4 : .anyIPv6,
                        destination: family == .ipv4 ? .anyIPv4 : .anyIPv6, destinationPort: port,
                        tcpFlags: transport == .tcp ? .syn : [], mark: nil),
                    path: hook == .output ? .leaving : .arriving)
                packet.source = nil
                packet.destination = nil
                packet.isTracked = true
                packet.hook = hook
                for chain in plan.bases(hook) where chain.isNAT && chain.table.sees(family) {
                    var visited: Set<String> = []
                    collect(chain, hook, packet, plan, &visited, &found)
                }
            }
        }
        return found
    }

    private func collect(
        _ chain: FirewallChain, _ hook: FirewallHook, _ packet: PacketOnItsWay, _ plan: FirewallPlan,
        _ visited: inout Set<String>, _ found: inout [PortRewrite]
    ) {
        guard visited.insert(chain.name).inserted, visited.count < 512 else { return }
        let comparison = FirewallComparison(sets: plan.sets, table: chain.table)
        func add(_ nat: FirewallNAT, _ address: IPAddress?, _ port: UInt16?, _ rule: FirewallRule) {
            guard nat.kind == .destination || nat.kind == .redirect else { return }
            if let family = nat.family, family != packet.packet.family { return }
            let rewrite = PortRewrite(
                address: address, port: port,
                rule: RuleReference(
                    origin: chain.table.origin, family: chain.table.family, table: chain.table.name,
                    chain: chain.name, hook: hook.rawValue, rule: rule.text, number: rule.number,
                    manager: chain.manager))
            // One rule is often met from both hooks.
            let isKnown = found.contains {
                $0.rule.chain == chain.name && $0.rule.number == rule.number && $0.rule.table == chain.table.name
                    && $0.rule.family == chain.table.family && $0.rule.origin == chain.table.origin
                    && $0.address == address && $0.port == port
            }
            if !isKnown { found.append(rewrite) }
        }
        func follow(_ action: FirewallAction) {
            switch action {
            case .jump(let name), .goto(let name):
                if let target = plan.chain(name, chain.table) { collect(target, hook, packet, plan, &visited, &found) }
            default: break
            }
        }
        rules: for rule in chain.rules {
            for step in rule.steps {
                switch step {
                case .match(let match): if comparison.isMatching(match, packet) == false { continue rules }
                case .verdict(let action): follow(action)
                case .verdictMap(let keys, let source, _):
                    if case .found(.action(let action)) = comparison.lookup(keys, source, packet) { follow(action) }
                case .nat(let nat):
                    guard let map = nat.map else {
                        add(nat, nat.address, nat.port, rule)
                        continue
                    }
                    if case .found(.target(let address, let port)) = comparison.lookup(map.keys, map.source, packet) {
                        add(nat, address ?? nat.address, port ?? nat.port, rule)
                    }
                default: break
                }
            }
        }
    }
}
