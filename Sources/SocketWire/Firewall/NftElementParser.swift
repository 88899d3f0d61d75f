internal import SocketFacts

/// The right side of an nftables comparison, and the elements of its sets.
struct NftElementParser {
    /// One for each part of a concatenation; empty where not known.
    let symbols: [FirewallSymbols]

    func element(_ json: JSONValue, depth: Int = 0) -> FirewallElement {
        guard depth < 8 else { return unmodelled(json) }
        if let value = json["elem"]?["val"] { return element(value, depth: depth + 1) }
        if let parts = json["concat"]?.array {
            return .concatenation(
                parts.enumerated().map { index, part in
                    NftElementParser(symbols: index < symbols.count ? [symbols[index]] : [])
                        .element(part, depth: depth + 1)
                })
        }
        if json.string == "*" { return .anything }
        if let ends = json["range"]?.array, ends.count == 2 {
            guard let first = value(ends[0]), let last = value(ends[1]) else { return unmodelled(json) }
            return .range(first, last)
        }
        if let prefix = json["prefix"] {
            guard let text = prefix["addr"]?.string, let address = IPAddress(text),
                let length = prefix["len"]?.integer, (0...Int64(address.family.byteCount * 8)).contains(length)
            else { return unmodelled(json) }
            return .prefix(address, length: Int(length))
        }
        if let text = json.string, symbols.first == .interface, text.hasSuffix("*") {
            // A name that really ends in an asterisk is printed with a backslash.
            if !text.hasSuffix("\\*") { return .beginsWith(String(text.dropLast())) }
            return .value(.text(String(text.dropLast(2)) + "*"))
        }
        return value(json).map { .value($0) } ?? unmodelled(json)
    }

    private func unmodelled(_ json: JSONValue) -> FirewallElement { .unmodelled(NftText.expression(json)) }

    func value(_ json: JSONValue) -> FirewallValue? {
        let symbol = symbols.first ?? .unknown
        switch json {
        case .integer(let number): return number >= 0 ? .number(UInt64(number)) : nil
        case .bool(let flag): return .number(flag ? 1 : 0)
        case .string(let text): return symbol.value(text)
        case .array(let parts): return bits(parts)
        case .object: return json["|"]?.array.flatMap { bits($0) }
        default: return nil
        }
    }

    /// Words that stand for bits, laid together.
    private func bits(_ parts: [JSONValue], depth: Int = 0) -> FirewallValue? {
        var sum: UInt64 = 0
        for part in parts {
            // nft nests a chain of | to the left.
            let value = depth < 8 ? part["|"]?.array.flatMap { bits($0, depth: depth + 1) } : nil
            guard case .number(let bit)? = value ?? simple(part) else { return nil }
            sum |= bit
        }
        return .number(sum)
    }

    private func simple(_ part: JSONValue) -> FirewallValue? {
        switch part {
        case .integer, .string: value(part)
        default: nil
        }
    }

    /// The elements that a comparison's right side names.
    func elements(_ json: JSONValue) -> FirewallElements {
        if let text = json.string, text.hasPrefix("@") { return .named(String(text.dropFirst())) }
        if let members = json["set"] {
            if let text = members.string, text.hasPrefix("@") { return .named(String(text.dropFirst())) }
            return .literal((members.array ?? [members]).map { element($0) }, data: [])
        }
        return .literal([element(json)], data: [])
    }
}
