internal import SocketFacts

/// The matches and the target of one `-A` line.
struct IptablesRuleParser {
    let table: FirewallTable

    private var family: AddressFamily { table.family == "ip" ? .ipv4 : .ipv6 }

    /// An option as written, with what follows it up to the next option.
    struct Option {
        var isNegated: Bool
        var name: String
        var values: [String]
        var first: String { values.first ?? "" }
        var text: String {
            (isNegated ? ["!", name] : [name]).joined(separator: " ") + values.map { " " + $0 }.joined()
        }
    }

    func steps(_ words: inout IptablesWords) -> [FirewallStep] {
        var groups: [(module: String, options: [Option])] = [("", [])]
        var target: (isGoto: Bool, name: String)?
        var targetOptions: [Option] = []
        var isNegated = false
        while let word = words.next() {
            if word == "!" {
                isNegated = true
                continue
            }
            var option = Option(isNegated: isNegated, name: word, values: [])
            isNegated = false
            if Self.freeText.contains(word), let value = words.next() { option.values.append(value) }
            while let value = words.peek, !value.hasPrefix("-") {
                // `! --option` belongs to the next option, `--option ! value` to this one.
                if value == "!" {
                    guard option.values.isEmpty, isOldNegation(words) else { break }
                    option.isNegated.toggle()
                    _ = words.next()
                    continue
                }
                option.values.append(value)
                _ = words.next()
            }
            switch word {
            case "-j", "--jump", "-g", "--goto":
                target = (word == "-g" || word == "--goto", option.first)
            case "-m", "--match": groups.append((option.first, []))
            case _ where target != nil: targetOptions.append(option)
            default: groups[groups.count - 1].options.append(option)
            }
        }
        var steps: [FirewallStep] = []
        for group in groups { steps += IptablesMatchParser(family: family).steps(group.module, group.options) }
        if let target { steps += action(target.isGoto, target.name, targetOptions) }
        return steps
    }

    /// Their value may begin with a dash.
    private static let freeText: Set = ["--comment", "--log-prefix", "--nflog-prefix", "--string"]

    private func isOldNegation(_ words: IptablesWords) -> Bool {
        var ahead = words
        _ = ahead.next()
        return ahead.peek.map { !$0.hasPrefix("-") } ?? false
    }

    private func action(_ isGoto: Bool, _ name: String, _ options: [Option]) -> [FirewallStep] {
        if isGoto { return [.verdict(.goto(name))] }
        let text = (["-j", name] + options.map { $0.text }).joined(separator: " ")
        switch name {
        case "ACCEPT": return [.verdict(.accept)]
        case "DROP": return [.verdict(.drop)]
        case "RETURN": return [.verdict(.return)]
        case "REJECT":
            let word = options.first { $0.name == "--reject-with" }?.first ?? "icmp-port-unreachable"
            guard let kind = RejectKind(iptables: word) else { return [.verdict(.unmodelled(text))] }
            return [.verdict(.reject(kind))]
        case "MARK": return mark(options)
        case "CONNMARK":
            return options.contains { $0.name == "--restore-mark" } ? [.loseMark] : []
        case "NOTRACK": return [.notrack]
        case "CT": return options.contains { $0.name == "--notrack" } ? [.notrack] : []
        case "DNAT": return [translation(.destination, options, "--to-destination", text)]
        case "SNAT": return [translation(.source, options, "--to-source", text)]
        case "REDIRECT": return [translation(.redirect, options, "--to-ports", text)]
        case "MASQUERADE": return [translation(.masquerade, options, "--to-ports", text)]
        case "LOG", "NFLOG", "ULOG", "AUDIT", "TRACE", "TCPMSS", "TCPOPTSTRIP", "TOS", "DSCP", "ECN", "TTL", "HL",
            "CLASSIFY", "SET", "SECMARK", "CONNSECMARK", "CHECKSUM", "IDLETIMER", "RATEEST", "LED", "TEE":
            return []
        case "QUEUE", "NFQUEUE", "TPROXY", "SYNPROXY", "NETMAP", "CLUSTERIP", "DNPT", "SNPT", "TARPIT", "":
            return [.unmodelledAction(text)]
        default: return [.verdict(.jump(name))]
        }
    }

    private func mark(_ options: [Option]) -> [FirewallStep] {
        for option in options {
            let parts = option.first.split(separator: "/", maxSplits: 1)
            guard let value = parts.first.flatMap({ FirewallSymbols.number($0) }) else { return [.loseMark] }
            let mask = parts.count == 2 ? FirewallSymbols.number(parts[1]) ?? .max : .max
            switch option.name {
            case "--set-xmark": return [.setMark(value: value, mask: mask)]
            case "--set-mark": return [.setMark(value: value, mask: mask | value)]
            case "--or-mark": return [.setMark(value: value, mask: value)]
            case "--and-mark": return [.setMark(value: 0, mask: ~value)]
            case "--xor-mark": return [.setMark(value: value, mask: 0)]
            default: continue
            }
        }
        return [.loseMark]
    }

    /// `ADDRESS[-ADDRESS][:PORT[-PORT]]`, an IPv6 address with a port in brackets.
    private func translation(
        _ kind: FirewallNAT.Kind, _ options: [Option], _ name: String, _ text: String
    ) -> FirewallStep {
        var nat = FirewallNAT(kind: kind, family: family)
        let targets = options.filter { $0.name == name }
        guard let target = targets.first?.first else { return .nat(nat) }
        var addresses = target[...]
        var ports: Substring = ""
        if kind == .redirect || kind == .masquerade {
            (addresses, ports) = ("", target[...])
        } else if target.hasPrefix("["), let close = target.lastIndex(of: "]") {
            addresses = target[target.index(after: target.startIndex)..<close]
            ports = target[target.index(after: close)...].drop { $0 == ":" }
        } else if family == .ipv4, let colon = target.firstIndex(of: ":") {
            addresses = target[..<colon]
            ports = target[target.index(after: colon)...]
        }
        if !addresses.isEmpty {
            let ends = addresses.split(separator: "-", maxSplits: 1)
            nat.address = ends.first.flatMap { IPAddress($0.trimmingBrackets) }
            if nat.address == nil || (ends.count == 2 && ends[0] != ends[1]) { nat.uncertainty = text }
        }
        if !ports.isEmpty {
            let ends = ports.split(whereSeparator: { $0 == "-" || $0 == "/" })
            nat.port = ends.first.flatMap { UInt16($0) }
            if nat.port == nil || ends.count > 2 || (ends.count == 2 && ends[0] != ends[1]) { nat.uncertainty = text }
        }
        if targets.count > 1 || options.contains(where: { $0.name == "--random" && nat.uncertainty != nil }) {
            nat.uncertainty = text
        }
        if kind == .source || kind == .masquerade { nat.uncertainty = nil }
        return .nat(nat)
    }
}

extension Substring {
    fileprivate var trimmingBrackets: Substring {
        guard hasPrefix("["), hasSuffix("]"), count > 2 else { return self }
        return dropFirst().dropLast()
    }
}

extension RejectKind {
    /// By the word after `--reject-with` (iptables-extensions(8)).
    init?(iptables word: String) {
        switch word {
        case "tcp-reset", "tcp-rst": self = .tcpReset
        case "icmp-port-unreachable", "icmp6-port-unreachable", "port-unreach": self = .portUnreachable
        case "icmp-host-unreachable", "host-unreach", "icmp6-addr-unreachable", "addr-unreach": self = .hostUnreachable
        case "icmp-net-unreachable", "net-unreach", "icmp6-no-route", "no-route": self = .networkUnreachable
        case "icmp-proto-unreachable", "proto-unreach": self = .protocolUnreachable
        case "icmp-host-prohibited", "host-prohib": self = .hostProhibited
        case "icmp-net-prohibited", "net-prohib": self = .networkProhibited
        case "icmp-admin-prohibited", "admin-prohib", "icmp6-adm-prohibited", "adm-prohibited", "icmp6-policy-fail",
            "policy-fail", "icmp6-reject-route", "reject-route":
            self = .administrativelyProhibited
        default: return nil
        }
    }
}
