internal import SocketFacts

/// The expressions of one nftables rule.
struct NftRuleParser {
    let table: FirewallTable

    mutating func steps(_ expressions: [JSONValue]) -> [FirewallStep] {
        var steps: [FirewallStep] = []
        for expression in expressions {
            guard let (name, body) = expression.single else {
                if expression != .null { steps.append(.unmodelledAction(NftText.expression(expression))) }
                continue
            }
            steps += statement(name, body, text: NftText.expression(expression))
        }
        return steps
    }

    private func statement(_ name: String, _ body: JSONValue, text: String) -> [FirewallStep] {
        switch name {
        case "match": return NftMatchParser.steps(body, text: text)
        case "vmap":
            guard let key = body["key"], let (keys, mask, before) = NftMatchParser.keys(key), mask == nil,
                let data = body["data"]
            else { return [.unmodelledAction(text)] }
            return before + [.verdictMap(keys: keys, source: Self.mapping(data, keys), text: text)]
        case "accept", "drop", "return", "continue", "jump", "goto":
            return [.verdict(Self.action(name, body) ?? .unmodelled(text))]
        case "reject": return reject(body, text: text)
        case "mangle": return mangle(body)
        case "limit", "quota", "ct count":
            // With "over" the rule is for the exception.
            return [.unmodelledMatch(text, usually: body["inv"] != .bool(true))]
        case "set", "map", "meter":
            // Adding to a set lets the rule go on, unless a limit hangs on the element.
            return body["stmt"] == nil ? [] : [.unmodelledMatch(text, usually: true)]
        case "notrack": return [.notrack]
        case "dnat": return nat(.destination, body, text: text)
        case "snat": return nat(.source, body, text: text)
        case "redirect": return nat(.redirect, body, text: text)
        case "masquerade": return nat(.masquerade, body, text: text)
        case "xt":
            let what = "\(body["type"]?.string ?? "extension") \(body["name"]?.string ?? "") of iptables"
            return body["type"]?.string == "match"
                ? [.unmodelledMatch(what, usually: false)] : [.unmodelledAction(what)]
        case "counter", "log", "comment", "last", "dup", "flow", "secmark", "ct helper", "ct timeout",
            "ct expectation", "optstrip", "reset":
            return []
        default: return [.unmodelledAction(text)]
        }
    }

    static func action(_ name: String, _ body: JSONValue) -> FirewallAction? {
        switch name {
        case "accept": return .accept
        case "drop": return .drop
        case "return": return .return
        case "continue": return .next
        case "jump": return body["target"]?.string.map { .jump($0) }
        case "goto": return body["target"]?.string.map { .goto($0) }
        default: return nil
        }
    }

    /// What an element of a map stands for: a verdict, an address, a port, or an address with a port.
    static func data(_ json: JSONValue) -> FirewallData {
        if let text = json.string, let address = IPAddress(text) { return .target(address: address, port: nil) }
        if let number = json.integer, let port = UInt16(exactly: number) { return .target(address: nil, port: port) }
        if let parts = json["concat"]?.array, parts.count == 2, let text = parts[0].string,
            let address = IPAddress(text), let port = parts[1].integer.flatMap({ UInt16(exactly: $0) })
        {
            return .target(address: address, port: port)
        }
        if let (name, body) = json.single, let action = action(name, body) { return .action(action) }
        return .unmodelled(NftText.expression(json))
    }

    private static func mapping(_ json: JSONValue, _ keys: [FirewallKey]) -> FirewallElements {
        if let text = json.string, text.hasPrefix("@") { return .named(String(text.dropFirst())) }
        let parser = NftElementParser(symbols: keys.map { FirewallSymbols($0) })
        var elements: [FirewallElement] = []
        var data: [FirewallData] = []
        for pair in json["set"]?.array ?? [] {
            guard let pair = pair.array, pair.count == 2 else {
                elements.append(.unmodelled(NftText.expression(pair)))
                data.append(.unmodelled(NftText.expression(pair)))
                continue
            }
            elements.append(parser.element(pair[0]))
            data.append(Self.data(pair[1]))
        }
        return .literal(elements, data: data)
    }

    private func reject(_ body: JSONValue, text: String) -> [FirewallStep] {
        guard let type = body["type"]?.string else { return [.verdict(.reject(.portUnreachable))] }
        // nft leaves out of the listing the matches that the statement implies.
        switch type {
        case "tcp reset":
            // Trap: nft 1.0.6 also leaves a `meta nfproto` before it out of its listing (measured), so in a table of
            // the family inet such a rule looks as if it were for both families.
            return [Self.implied(.transportProtocol, 6), .verdict(.reject(.tcpReset))]
        case "icmp", "icmpv6", "icmpx":
            let reason = body["expr"]?.string ?? "port-unreachable"
            let verdict: FirewallAction = RejectKind(nftables: reason).map { .reject($0) } ?? .unmodelled(text)
            if type == "icmpx" { return [.verdict(verdict)] }
            return [Self.implied(.networkFamily, type == "icmp" ? 2 : 10), .verdict(verdict)]
        default: return [.verdict(.unmodelled(text))]
        }
    }

    static func implied(_ key: FirewallKey, _ number: UInt64) -> FirewallStep {
        .match(
            FirewallMatch(
                keys: [key], relation: .equal, elements: .literal([.value(.number(number))], data: []), text: ""))
    }

    /// Only the packet's mark matters to a verdict; other fields that a rule may write do not.
    private func mangle(_ body: JSONValue) -> [FirewallStep] {
        guard body["key"]?["meta"]?["key"]?.string == "mark" else { return [] }
        guard let value = body["value"] else { return [.loseMark] }
        if let number = value.integer, number >= 0 { return [.setMark(value: UInt64(number), mask: .max)] }
        for name in ["|", "&", "^"] {
            guard let parts = value[name]?.array, parts.count == 2,
                parts[0]["meta"]?["key"]?.string == "mark", let number = parts[1].integer, number >= 0
            else { continue }
            let bits = UInt64(number)
            switch name {
            case "|": return [.setMark(value: bits, mask: bits)]
            case "&": return [.setMark(value: 0, mask: ~bits)]
            default: return [.setMark(value: bits, mask: 0)]
            }
        }
        return [.loseMark]
    }

    private func nat(_ kind: FirewallNAT.Kind, _ body: JSONValue, text: String) -> [FirewallStep] {
        var nat = FirewallNAT(kind: kind)
        nat.family =
            switch body["family"]?.string ?? table.family {
            case "ip": .ipv4
            case "ip6": .ipv6
            default: nil
            }
        var before: [FirewallStep] = []
        func isUncertain() { nat.uncertainty = text }
        for part in [body["addr"], body["port"]].compactMap({ $0 }) {
            if let text = part.string, let address = IPAddress(text) {
                nat.address = address
            } else if let number = part.integer, let port = UInt16(exactly: number) {
                nat.port = port
            } else if let ends = part["range"]?.array, ends.count == 2 {
                if let text = ends[0].string, let address = IPAddress(text) { nat.address = address }
                if let port = ends[0].integer.flatMap({ UInt16(exactly: $0) }) { nat.port = port }
                isUncertain()
            } else if let map = part["map"], nat.map == nil, let key = map["key"],
                let (keys, mask, steps) = NftMatchParser.keys(key), mask == nil, let data = map["data"]
            {
                before += steps
                nat.map = FirewallNATMap(keys: keys, source: Self.mapping(data, keys))
            } else {
                isUncertain()
            }
        }
        if body["type_flags"] != nil { isUncertain() }
        // Which source a packet gets matters to no rule that follows, except on a way round by the loopback interface.
        if kind == .source || kind == .masquerade { nat.uncertainty = nil }
        return before + [.nat(nat)]
    }
}

extension RejectKind {
    /// By the word after `reject with icmp`, `icmpv6` or `icmpx` (nft(8)).
    init?(nftables word: String) {
        switch word {
        case "port-unreachable": self = .portUnreachable
        case "host-unreachable", "addr-unreachable": self = .hostUnreachable
        case "net-unreachable", "no-route": self = .networkUnreachable
        case "prot-unreachable": self = .protocolUnreachable
        case "host-prohibited": self = .hostProhibited
        case "net-prohibited": self = .networkProhibited
        // Linux gives a connecting program the same error for all three (icmpv6_err_convert in net/ipv6/icmp.c).
        case "admin-prohibited", "policy-fail", "reject-route": self = .administrativelyProhibited
        default: return nil
        }
    }
}
