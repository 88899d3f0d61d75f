internal import SocketFacts

/// Comparisons of nftables, and the fields on their left side.
enum NftMatchParser {
    static func steps(_ body: JSONValue, text: String) -> [FirewallStep] {
        guard let left = body["left"], let right = body["right"] else {
            return [.unmodelledMatch(text, usually: false)]
        }
        guard let (keys, mask, before) = keys(left) else { return [.unmodelledMatch(text, usually: false)] }
        if let unmodelled = keys.first(where: { if case .unmodelled = $0 { true } else { false } }), keys.count == 1,
            case .unmodelled = unmodelled
        {
            return before + [.unmodelledMatch(text, usually: false)]
        }
        let symbols = keys.map { FirewallSymbols($0) }
        let elements = NftElementParser(symbols: symbols).elements(right)
        guard let relation = relation(body["op"]?.string ?? "==", right, symbols) else {
            return before + [.unmodelledMatch(text, usually: false)]
        }
        return before + [
            .match(FirewallMatch(keys: keys, mask: mask, relation: relation, elements: elements, text: text))
        ]
    }

    private static func relation(
        _ op: String, _ right: JSONValue, _ symbols: [FirewallSymbols]
    ) -> FirewallMatch.Relation? {
        let isList = right.array != nil
        let isBits = symbols.count == 1 && symbols[0].isBitmask
        let isLookup = right["set"] != nil || right.string?.hasPrefix("@") == true
        switch op {
        case "==": return .equal
        case "!=": return .notEqual
        case "in": return isBits && !isLookup ? .anyBit : isList ? nil : .equal
        case "!": return .noBit
        case "<": return .less
        case ">": return .greater
        case "<=": return .atMost
        case ">=": return .atLeast
        default: return nil
        }
    }

    /// The fields of an expression with the mask over them, and the matches that it implies.
    static func keys(_ json: JSONValue) -> (keys: [FirewallKey], mask: UInt64?, before: [FirewallStep])? {
        if let parts = json["concat"]?.array {
            var keys: [FirewallKey] = []
            var before: [FirewallStep] = []
            for part in parts {
                guard let (key, steps) = key(part) else { return nil }
                keys.append(key)
                before += steps
            }
            return keys.isEmpty ? nil : (keys, nil, before)
        }
        if let parts = json["&"]?.array, parts.count == 2, let (key, before) = key(parts[0]) {
            guard case .number(let mask)? = NftElementParser(symbols: [FirewallSymbols(key)]).value(parts[1]) else {
                return nil
            }
            return ([key], mask, before)
        }
        guard let (key, before) = key(json) else { return nil }
        return ([key], nil, before)
    }

    private static func key(_ json: JSONValue) -> (FirewallKey, [FirewallStep])? {
        guard let (name, body) = json.single else { return nil }
        let text = NftText.expression(json)
        switch name {
        case "payload": return payload(body, text)
        case "meta": return (meta(body["key"]?.string ?? "", text), [])
        case "ct":
            // The addresses of a flow of the other family are not there (nft_ct_get_eval).
            let family: UInt64? =
                switch body["key"]?.string?.prefix(4) {
                case "ip s", "ip d": 2
                case "ip6 ": 10
                default: nil
                }
            return (tracking(body, text), family.map { [NftRuleParser.implied(.networkFamily, $0)] } ?? [])
        case "fib": return (fib(body, text), [])
        case "exthdr": return (.extensionHeader, [NftRuleParser.implied(.networkFamily, 10)])
        default: return (.unmodelled(text), [])
        }
    }

    private static func payload(_ body: JSONValue, _ text: String) -> (FirewallKey, [FirewallStep]) {
        let isSource = body["field"]?.string == "saddr" || body["field"]?.string == "sport"
        let field = body["field"]?.string ?? ""
        switch (body["protocol"]?.string ?? "", field) {
        case ("ip", "saddr"), ("ip", "daddr"):
            return (isSource ? .sourceAddress(.ipv4) : .destinationAddress(.ipv4), [])
        case ("ip6", "saddr"), ("ip6", "daddr"):
            return (isSource ? .sourceAddress(.ipv6) : .destinationAddress(.ipv6), [])
        case ("ip", "protocol"): return (.headerProtocol(.ipv4), [])
        case ("ip6", "nexthdr"): return (.headerProtocol(.ipv6), [])
        case ("ip", "length"): return (.packetLength, [NftRuleParser.implied(.networkFamily, 2)])
        case ("ip", _): return (.unmodelled(text), [NftRuleParser.implied(.networkFamily, 2)])
        case ("ip6", _): return (.unmodelled(text), [NftRuleParser.implied(.networkFamily, 10)])
        case ("tcp", "sport"), ("tcp", "dport"): return (isSource ? .sourcePort(.tcp) : .destinationPort(.tcp), [])
        case ("udp", "sport"), ("udp", "dport"): return (isSource ? .sourcePort(.udp) : .destinationPort(.udp), [])
        case ("th", "sport"), ("th", "dport"): return (isSource ? .sourcePort(nil) : .destinationPort(nil), [])
        case ("tcp", "flags"): return (.tcpFlags, [])
        case ("tcp", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 6)])
        case ("udp", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 17)])
        case ("icmp", "type"): return (.icmpType(.ipv4), [])
        case ("icmp", "code"): return (.icmpCode(.ipv4), [])
        case ("icmpv6", "type"): return (.icmpType(.ipv6), [])
        case ("icmpv6", "code"): return (.icmpCode(.ipv6), [])
        case ("icmp", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 1)])
        case ("icmpv6", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 58)])
        case ("sctp", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 132)])
        case ("dccp", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 33)])
        case ("udplite", _): return (.unmodelled(text), [NftRuleParser.implied(.transportProtocol, 136)])
        default: return (.unmodelled(text), [])
        }
    }

    private static func meta(_ key: String, _ text: String) -> FirewallKey {
        switch key {
        // By number in the kernel, by name in the listing.
        case "iif", "iifname": .inputInterface
        case "oif", "oifname": .outputInterface
        case "l4proto": .transportProtocol
        case "nfproto": .networkFamily
        case "skuid": .userID
        case "skgid": .groupID
        case "mark": .mark
        case "length": .packetLength
        default: .unmodelled(text)
        }
    }

    private static func tracking(_ body: JSONValue, _ text: String) -> FirewallKey {
        let key = body["key"]?.string ?? ""
        guard let direction = body["dir"]?.string else {
            switch key {
            case "state": return .trackingState
            case "status": return .trackingStatus
            case "direction": return .trackingDirection
            case "mark": return .trackingMark
            default: return .unmodelled(text)
            }
        }
        guard direction == "original" else { return .unmodelled(text) }
        switch key {
        case "saddr", "ip saddr", "ip6 saddr": return .originalSource
        case "daddr", "ip daddr", "ip6 daddr": return .originalDestination
        case "proto-src": return .originalSourcePort
        case "proto-dst": return .originalDestinationPort
        default: return .unmodelled(text)
        }
    }

    private static func fib(_ body: JSONValue, _ text: String) -> FirewallKey {
        let flags = Set(body["flags"]?.array?.compactMap { $0.string } ?? body["flags"]?.string.map { [$0] } ?? [])
        switch body["result"]?.string {
        case "type" where flags == ["saddr"]: return .sourceType
        case "type" where flags == ["daddr"]: return .destinationType
        case "oif" where flags.contains("saddr") && flags.contains("iif"): return .reversePath
        default: return .unmodelled(text)
        }
    }
}
