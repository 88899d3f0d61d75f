internal import SocketFacts

/// The options of one match extension, and the basic options.
struct IptablesMatchParser {
    typealias Option = IptablesRuleParser.Option
    let family: AddressFamily

    func steps(_ module: String, _ options: [Option]) -> [FirewallStep] {
        let text = ((module.isEmpty ? [] : ["-m", module]) + options.map { $0.text }).joined(separator: " ")
        switch module {
        case "comment": return []
        case "limit": return [.unmodelledMatch(text, usually: true)]
        case "hashlimit":
            return [.unmodelledMatch(text, usually: !options.contains { $0.name == "--hashlimit-above" })]
        case "recent":
            // --set only notes the address, and matches always.
            if let set = options.first(where: { $0.name == "--set" }) { return set.isNegated ? [Self.never] : [] }
            return [.unmodelledMatch(text, usually: false)]
        case "rpfilter":
            let isInverted = options.contains { $0.name == "--invert" }
            return [match([.reversePath], isInverted ? .notEqual : .equal, [.value(.number(1))], text)]
        case "rt", "frag", "ipv6header", "hbh", "dst", "mh", "ah", "esp":
            if options.contains(where: { $0.isNegated }) || module == "ipv6header" {
                return [.unmodelledMatch(text, usually: false)]
            }
            return [Self.never]
        case "addrtype" where options.contains { $0.name.hasPrefix("--limit-iface") }:
            return [.unmodelledMatch(text, usually: false)]
        case "connmark":
            return [.unmodelledMatch(text, usually: false)]
        case "", "tcp", "udp", "icmp", "icmp6", "multiport", "conntrack", "state", "addrtype", "owner", "mark",
            "iprange", "length":
            return options.flatMap { basic($0) ?? [.unmodelledMatch(text, usually: false)] }
        default: return [.unmodelledMatch(text, usually: false)]
        }
    }

    /// Matches no packet that this model knows.
    static let never = FirewallStep.match(
        FirewallMatch(keys: [.extensionHeader], relation: .equal, elements: .literal([], data: []), text: ""))

    private func match(
        _ keys: [FirewallKey], _ relation: FirewallMatch.Relation, _ elements: [FirewallElement], _ text: String,
        mask: UInt64? = nil
    ) -> FirewallStep {
        .match(
            FirewallMatch(
                keys: keys, mask: mask, relation: relation, elements: .literal(elements, data: []), text: text))
    }

    /// `nil` when the option is not modelled or its value makes no sense.
    private func basic(_ option: Option) -> [FirewallStep]? {
        let relation: FirewallMatch.Relation = option.isNegated ? .notEqual : .equal
        func single(_ key: FirewallKey, _ elements: [FirewallElement]?) -> [FirewallStep]? {
            elements.map { [match([key], relation, $0, option.text)] }
        }
        switch option.name {
        case "-s", "--source", "--src": return single(.sourceAddress(nil), addresses(option.first))
        case "-d", "--destination", "--dst": return single(.destinationAddress(nil), addresses(option.first))
        case "-i", "--in-interface": return single(.inputInterface, [interface(option.first)])
        case "-o", "--out-interface": return single(.outputInterface, [interface(option.first)])
        case "-p", "--protocol", "--proto":
            if option.first == "all" || option.first == "0" { return [] }
            guard let number = FirewallSymbols.transportProtocol.value(option.first) else { return nil }
            return single(.transportProtocol, [.value(number)])
        case "-f", "--fragment": return option.isNegated ? [] : [Self.never]
        case "--sport", "--source-port": return single(.sourcePort(nil), ports(option.first))
        case "--dport", "--destination-port": return single(.destinationPort(nil), ports(option.first))
        case "--sports", "--source-ports": return single(.sourcePort(nil), ports(option.first))
        case "--dports", "--destination-ports": return single(.destinationPort(nil), ports(option.first))
        case "--tcp-flags":
            guard option.values.count == 2, let mask = flags(option.values[0]), let want = flags(option.values[1])
            else { return nil }
            return [match([.tcpFlags], relation, [.value(.number(want))], option.text, mask: mask)]
        case "--syn":
            return [match([.tcpFlags], relation, [.value(.number(2))], option.text, mask: 0x17)]
        case "--ctstate", "--state": return states(option)
        case "--ctstatus":
            return bits(.trackingStatus, option, ["SNAT": 16, "DNAT": 32, "EXPECTED": 1, "SEEN_REPLY": 2])
        case "--ctdir":
            return single(.trackingDirection, [.value(.number(option.first == "ORIGINAL" ? 0 : 1))])
        case "--ctorigsrc": return single(.originalSource, addresses(option.first))
        case "--ctorigdst": return single(.originalDestination, addresses(option.first))
        case "--ctorigsrcport": return single(.originalSourcePort, ports(option.first))
        case "--ctorigdstport": return single(.originalDestinationPort, ports(option.first))
        case "--src-type": return addressTypes(.sourceType, option)
        case "--dst-type": return addressTypes(.destinationType, option)
        case "--uid-owner": return single(.userID, range(option.first, "-"))
        case "--gid-owner": return single(.groupID, range(option.first, "-"))
        case "--mark":
            let parts = option.first.split(separator: "/", maxSplits: 1)
            guard let value = parts.first.flatMap({ FirewallSymbols.number($0) }) else { return nil }
            let mask = parts.count == 2 ? FirewallSymbols.number(parts[1]) : nil
            return [match([.mark], relation, [.value(.number(value))], option.text, mask: mask)]
        case "--src-range": return single(.sourceAddress(nil), addressRange(option.first))
        case "--dst-range": return single(.destinationAddress(nil), addressRange(option.first))
        case "--length": return single(.packetLength, range(option.first, ":"))
        case "--icmp-type": return icmp(option, .ipv4)
        case "--icmpv6-type": return icmp(option, .ipv6)
        default: return nil
        }
    }

    private func addresses(_ text: String) -> [FirewallElement]? {
        var elements: [FirewallElement] = []
        for item in text.split(separator: ",") {
            let parts = item.split(separator: "/", maxSplits: 1)
            guard let first = parts.first, let address = IPAddress(first), address.family == family else { return nil }
            guard parts.count == 2 else {
                elements.append(.value(.address(address)))
                continue
            }
            if let length = Int(parts[1]), (0...family.byteCount * 8).contains(length) {
                elements.append(.prefix(address, length: length))
            } else if let mask = IPAddress(parts[1]), mask.family == family {
                elements.append(.masked(address, mask: mask))
            } else {
                return nil
            }
        }
        return elements.isEmpty ? nil : elements
    }

    private func addressRange(_ text: String) -> [FirewallElement]? {
        let ends = text.split(separator: "-", maxSplits: 1)
        guard let first = ends.first.flatMap({ IPAddress($0) }), let last = ends.last.flatMap({ IPAddress($0) }) else {
            return nil
        }
        return [.range(.address(first), .address(last))]
    }

    private func interface(_ name: String) -> FirewallElement {
        name.hasSuffix("+") ? .beginsWith(String(name.dropLast())) : .value(.text(name))
    }

    private func ports(_ text: String) -> [FirewallElement]? {
        var elements: [FirewallElement] = []
        for item in text.split(separator: ",") {
            guard let element = range(String(item), ":", open: 65_535)?.first else { return nil }
            elements.append(element)
        }
        return elements.isEmpty ? nil : elements
    }

    private func range(_ text: String, _ separator: Character, open: UInt64 = .max) -> [FirewallElement]? {
        let ends = text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = ends.first else { return nil }
        if ends.count == 1 { return FirewallSymbols.number(first).map { [.value(.number($0))] } }
        guard let low = first.isEmpty ? 0 : FirewallSymbols.number(first),
            let high = ends[1].isEmpty ? open : FirewallSymbols.number(ends[1])
        else { return nil }
        return [.range(.number(low), .number(high))]
    }

    private func flags(_ text: String) -> UInt64? {
        if text == "ALL" { return 0x3f }
        if text == "NONE" { return 0 }
        var sum: UInt64 = 0
        for word in text.split(separator: ",") {
            guard let flag = FirewallSymbols.flags[word.lowercased()] else { return nil }
            sum |= flag
        }
        return sum
    }

    private func bits(_ key: FirewallKey, _ option: Option, _ table: [String: UInt64]) -> [FirewallStep]? {
        var sum: UInt64 = 0
        for word in option.first.split(separator: ",") {
            guard let bit = table[String(word)] else { return nil }
            sum |= bit
        }
        return [match([key], option.isNegated ? .noBit : .anyBit, [.value(.number(sum))], option.text)]
    }

    private func states(_ option: Option) -> [FirewallStep]? {
        if option.first == "DNAT" || option.first == "SNAT" {
            return bits(.translation, option, ["SNAT": 16, "DNAT": 32])
        }
        return bits(
            .trackingState, option, ["INVALID": 1, "ESTABLISHED": 2, "RELATED": 4, "NEW": 8, "UNTRACKED": 64])
    }

    /// In IPv4 the type of the route is one of those named. In IPv6 (match_type6 in net/netfilter/xt_addrtype.c) the words
    /// are conditions that all must hold, and UNICAST means any address that is not multicast, this host's included.
    private func addressTypes(_ key: FirewallKey, _ option: Option) -> [FirewallStep]? {
        let words = option.first.split(separator: ",").map { $0.lowercased() }
        let relation: FirewallMatch.Relation = option.isNegated ? .notEqual : .equal
        func condition(_ types: [String]) -> FirewallStep {
            match([key], relation, types.map { .value(.text($0)) }, option.text)
        }
        if family == .ipv4 { return [condition(words)] }
        guard words.count == 1 || !option.isNegated else { return nil }
        var steps: [FirewallStep] = []
        for word in words {
            switch word {
            case "unicast": steps.append(condition(["unicast", "local", "broadcast"]))
            case "multicast", "local": steps.append(condition([word]))
            default: return nil
            }
        }
        return steps
    }

    private func icmp(_ option: Option, _ family: AddressFamily) -> [FirewallStep]? {
        let words = option.first.split(separator: "/", maxSplits: 1)
        guard let word = words.first else { return nil }
        if word == "any" || word == "255" { return option.isNegated ? [Self.never] : [] }
        let symbols: FirewallSymbols = family == .ipv4 ? .icmpType : .icmpv6Type
        guard let type = symbols.value(String(word)) else { return nil }
        guard words.count == 2 else {
            return [match([.icmpType(family)], option.isNegated ? .notEqual : .equal, [.value(type)], option.text)]
        }
        guard !option.isNegated, let code = FirewallSymbols.number(words[1]) else { return nil }
        return [
            match([.icmpType(family)], .equal, [.value(type)], option.text),
            match([.icmpCode(family)], .equal, [.value(.number(code))], option.text),
        ]
    }
}
