internal import SocketFacts

/// Three-valued comparison: `nil` is "cannot be said".
struct FirewallComparison {
    let sets: [FirewallTable: [String: FirewallSet]]
    let table: FirewallTable

    func isMatching(_ match: FirewallMatch, _ packet: PacketOnItsWay) -> Bool? {
        guard let values = values(match.keys, packet, mask: match.mask) else { return false }
        guard let (elements, _) = content(match.elements) else { return nil }
        switch match.relation {
        case .equal: return contains(elements, values)
        case .notEqual: return contains(elements, values).map { !$0 }
        case .anyBit, .noBit:
            guard case .known(.number(let have))? = values.first else { return nil }
            var bits: UInt64 = 0
            for element in elements {
                guard case .value(.number(let bit)) = element else { return nil }
                bits |= bit
            }
            // Only the two bits of `ct status` that translation sets are known to be right.
            if match.keys == [.trackingStatus], bits & ~0x30 != 0 { return nil }
            return (have & bits != 0) == (match.relation == .anyBit)
        case .less, .greater, .atMost, .atLeast:
            guard case .known(let have)? = values.first, case .value(let bound)? = elements.first,
                let isLess = Self.isLess(have, bound), let isGreater = Self.isLess(bound, have)
            else { return nil }
            switch match.relation {
            case .less: return isLess
            case .greater: return isGreater
            case .atMost: return !isGreater
            default: return !isLess
            }
        }
    }

    enum Lookup {
        case found(FirewallData)
        case nothing
        case unknown
    }

    /// The datum of the element that fits; `*` counts only when no other one does.
    func lookup(_ keys: [FirewallKey], _ source: FirewallElements, _ packet: PacketOnItsWay) -> Lookup {
        guard let values = values(keys, packet, mask: nil) else { return .nothing }
        guard let (elements, data) = content(source), elements.count == data.count else { return .unknown }
        var isUncertain = false
        var otherwise: FirewallData?
        for (element, datum) in zip(elements, data) {
            if element == .anything {
                otherwise = datum
                continue
            }
            switch fits(element, values[...]) {
            case true?: return isUncertain ? .unknown : .found(datum)
            case nil: isUncertain = true
            case false?: break
            }
        }
        if isUncertain { return .unknown }
        return otherwise.map { .found($0) } ?? .nothing
    }

    /// The fields, or `nil` when the packet does not have one of them.
    private func values(_ keys: [FirewallKey], _ packet: PacketOnItsWay, mask: UInt64?) -> [FirewallField]? {
        var values: [FirewallField] = []
        for key in keys {
            switch packet.field(key) {
            case .absent: return nil
            case .known(.number(let number)): values.append(.known(.number(number & (mask ?? .max))))
            case let field: values.append(field)
            }
        }
        return values
    }

    private func content(_ source: FirewallElements) -> ([FirewallElement], [FirewallData])? {
        switch source {
        case .literal(let elements, let data): return (elements, data)
        case .named(let name): return sets[table]?[name].map { ($0.elements, $0.data) }
        }
    }

    private func contains(_ elements: [FirewallElement], _ values: [FirewallField]) -> Bool? {
        var isUncertain = false
        for element in elements {
            switch fits(element, values[...]) {
            case true?: return true
            case nil: isUncertain = true
            case false?: break
            }
        }
        return isUncertain ? nil : false
    }

    private func fits(_ element: FirewallElement, _ values: ArraySlice<FirewallField>) -> Bool? {
        switch element {
        case .anything: return true
        case .unmodelled: return nil
        case .concatenation(let parts):
            guard parts.count == values.count else { return nil }
            var isUncertain = false
            for (part, value) in zip(parts, values) {
                switch fits(part, [value]) {
                case false?: return false
                case nil: isUncertain = true
                case true?: break
                }
            }
            return isUncertain ? nil : true
        default: break
        }
        guard values.count == 1, case .known(let value)? = values.first else { return nil }
        switch (element, value) {
        case (.value(.number(let a)), .number(let b)): return a == b
        case (.value(.text(let a)), .text(let b)): return a == b
        case (.value(.address(let a)), .address(let b)): return a == b
        case (.prefix(let network, let length), .address(let address)):
            return address.isInside(network, prefixLength: length)
        case (.masked(let network, let mask), .address(let address)):
            guard network.family == address.family else { return false }
            return address.high & mask.high == network.high & mask.high
                && address.low & mask.low == network.low & mask.low
        case (.beginsWith(let start), .text(let text)): return text.hasPrefix(start)
        case (.range(let first, let last), _):
            guard let below = Self.isLess(value, first), let above = Self.isLess(last, value) else { return nil }
            return !below && !above
        default: return nil
        }
    }

    private static func isLess(_ a: FirewallValue, _ b: FirewallValue) -> Bool? {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b
        case (.address(let a), .address(let b)): a < b
        default: nil
        }
    }
}
