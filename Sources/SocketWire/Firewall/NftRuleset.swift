public import SocketFacts

/// What `nft -j list ruleset` prints (libnftables-json(5)).
public enum NftRuleset {
    /// The chains, sets and rules. What is not understood becomes an unmodelled step of its rule; entries that make no
    /// sense are left out and named in ``FirewallRuleset/unmodelled``.
    public static func parse(_ json: JSONValue) -> FirewallRuleset {
        var ruleset = FirewallRuleset()
        guard let entries = json["nftables"]?.array else {
            ruleset.unmodelled.append("an answer of nft that is no ruleset")
            return ruleset
        }
        var dormant: Set<FirewallTable> = []
        var tableHandles: [FirewallTable: Int] = [:]
        var positions: [FirewallTable: [String: Int]] = [:]
        for entry in entries {
            guard let (kind, body) = entry.single, kind != "metainfo" else { continue }
            guard let family = body["family"]?.string, let name = body["table"]?.string ?? body["name"]?.string else {
                ruleset.unmodelled.append("\(kind) without a table")
                continue
            }
            let table = FirewallTable(origin: .nftables, family: family, name: name)
            switch kind {
            case "table":
                tableHandles[table] = handle(body)
                if words(body["flags"]).contains("dormant") { dormant.insert(table) }
            case "chain":
                guard let chain = chain(body, table, tableHandles[table] ?? 0) else {
                    ruleset.unmodelled.append("chain \(body["name"]?.string ?? "without a name") of table \(name)")
                    continue
                }
                positions[table, default: [:]][chain.name] = ruleset.chains.count
                ruleset.chains.append(chain)
            case "set", "map": if let set = set(body, table) { ruleset.sets.append(set) }
            case "rule":
                guard let chain = body["chain"]?.string, let position = positions[table]?[chain] else {
                    ruleset.unmodelled.append("a rule without a chain in table \(name)")
                    continue
                }
                let text = NftText.rule(body)
                var parser = NftRuleParser(table: table)
                ruleset.chains[position].rules.append(
                    FirewallRule(
                        text: text, number: body["handle"]?.integer.flatMap { Int(exactly: $0) },
                        steps: parser.steps(body["expr"]?.array ?? [])))
            default: break
            }
        }
        ruleset.chains.removeAll { dormant.contains($0.table) }
        FirewallManager.assign(&ruleset.chains)
        return ruleset
    }

    private static func handle(_ body: JSONValue) -> Int {
        Int(truncatingIfNeeded: min(max(body["handle"]?.integer ?? 0, 0), 1 << 30))
    }

    private static func words(_ value: JSONValue?) -> [String] {
        value?.string.map { [$0] } ?? value?.array?.compactMap { $0.string } ?? []
    }

    private static func chain(_ body: JSONValue, _ table: FirewallTable, _ tableHandle: Int) -> FirewallChain? {
        guard let name = body["name"]?.string else { return nil }
        // Handles of chains count within their table, so creation is ordered by table first.
        let age = tableHandle &<< 30 &+ handle(body)
        guard let hookName = body["hook"]?.string else { return FirewallChain(table: table, name: name, age: age) }
        guard let hook = FirewallHook(rawValue: hookName) else { return nil }
        let priority = body["prio"]?.integer ?? 0
        return FirewallChain(
            table: table, name: name, hook: hook, priority: Int(truncatingIfNeeded: priority),
            isNAT: body["type"]?.string == "nat", policy: body["policy"]?.string == "drop" ? .drop : .accept, age: age)
    }

    private static func set(_ body: JSONValue, _ table: FirewallTable) -> FirewallSet? {
        guard let name = body["name"]?.string else { return nil }
        let symbols = words(body["type"]).map { FirewallSymbols(dataType: $0) }
        let parser = NftElementParser(symbols: symbols)
        var set = FirewallSet(table: table, name: name, elements: [])
        let isMap = body["map"] != nil
        for element in body["elem"]?.array ?? [] {
            if isMap, let pair = element.array {
                guard pair.count == 2 else { continue }
                set.elements.append(parser.element(pair[0]))
                set.data.append(NftRuleParser.data(pair[1]))
            } else {
                set.elements.append(parser.element(element))
                if isMap { set.data.append(.unmodelled("an element of the map \(name)")) }
            }
        }
        return set
    }
}

/// Who seems to have written a table.
enum FirewallManager {
    static func assign(_ chains: inout [FirewallChain]) {
        // The base chains of iptables belong to everybody. A chain's own name tells best; a base chain's
        // policy is ufw's when ufw's chains are in the table.
        var ufwTables: Set<FirewallTable> = []
        for chain in chains where chain.name.hasPrefix("ufw-") || chain.name.hasPrefix("ufw6-") {
            ufwTables.insert(chain.table)
        }
        for index in chains.indices {
            let chain = chains[index]
            chains[index].manager =
                name(table: chain.table.name, chain: chain.name)
                ?? (chain.hook != nil && ufwTables.contains(chain.table) && chain.policy == .drop ? "ufw" : nil)
        }
    }

    private static func name(table: String, chain: String) -> String? {
        if table.hasPrefix("firewalld") { return "firewalld" }
        if table.hasPrefix("docker-") || chain == "DOCKER" || chain.hasPrefix("DOCKER-") { return "docker" }
        if chain.hasPrefix("ufw-") || chain.hasPrefix("ufw6-") { return "ufw" }
        let firewalldChains = ["IN_", "FWDI_", "FWDO_", "FWD_", "OUT_", "INPUT_ZONES", "FORWARD_IN_ZONES"]
        return firewalldChains.contains { chain.hasPrefix($0) } ? "firewalld" : nil
    }
}
