/// Which of the two internet protocols an address or a socket belongs to.
public enum AddressFamily: String, Codable, Hashable, Sendable, CaseIterable {
    case ipv4
    case ipv6

    /// The name people use.
    public var title: String { self == .ipv4 ? "IPv4" : "IPv6" }

    /// The size of an address in bytes.
    public var byteCount: Int { self == .ipv4 ? 4 : 16 }
}

/// An IPv4 or IPv6 address, with the zone of a link-local address where one was given.
///
/// Held as two words rather than an array, so that a table of 100,000 sockets needs no allocation per address.
/// Text follows RFC 4291 section 2.2 on input and RFC 5952 on output.
public struct IPAddress: Hashable, Sendable {
    public let family: AddressFamily
    /// The first 8 bytes of an IPv6 address, most significant first; 0 for IPv4.
    public let high: UInt64
    /// The last 8 bytes of an IPv6 address, or an IPv4 address in the lowest 32 bits.
    public let low: UInt64
    /// The interface index after `%` (RFC 4007); 0 where there is none.
    public var zone: UInt32

    public init(family: AddressFamily, high: UInt64, low: UInt64, zone: UInt32 = 0) {
        self.family = family
        self.high = family == .ipv4 ? 0 : high
        self.low = family == .ipv4 ? low & 0xffff_ffff : low
        self.zone = zone
    }

    /// An IPv4 address from its four bytes in the order in which they are written.
    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        let word = UInt64(a) << 24 | UInt64(b) << 16 | UInt64(c) << 8 | UInt64(d)
        self.init(family: .ipv4, high: 0, low: word)
    }

    /// An address from 4 or 16 bytes in network order; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self.init(family: .ipv4, high: 0, low: bytes.reduce(0) { $0 << 8 | UInt64($1) })
        case 16:
            self.init(
                family: .ipv6, high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
                low: bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) })
        default: return nil
        }
    }

    /// The address in network order: 4 or 16 bytes.
    public var bytes: [UInt8] {
        let lowBytes = (0..<8).map { UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * $0)) }
        guard family == .ipv6 else { return Array(lowBytes.suffix(4)) }
        return (0..<8).map { UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * $0)) } + lowBytes
    }

    public static let anyIPv4 = IPAddress(0, 0, 0, 0)
    public static let anyIPv6 = IPAddress(family: .ipv6, high: 0, low: 0)
    public static let loopbackIPv4 = IPAddress(127, 0, 0, 1)
    public static let loopbackIPv6 = IPAddress(family: .ipv6, high: 0, low: 1)

    /// `0.0.0.0` or `::`: every address of this host when it is bound to.
    public var isUnspecified: Bool { high == 0 && low == 0 }

    /// 127.0.0.0/8, `::1`, or an IPv4-mapped form of the former.
    public var isLoopback: Bool {
        let plain = unmapped
        return plain.family == .ipv4 ? plain.low >> 24 == 127 : plain.high == 0 && plain.low == 1
    }

    /// 169.254.0.0/16 or `fe80::/10`.
    public var isLinkLocal: Bool { family == .ipv4 ? low >> 16 == 0xa9fe : high >> 54 == 0x3fa }

    /// 224.0.0.0/4 or `ff00::/8`.
    public var isMulticast: Bool { family == .ipv4 ? low >> 28 == 0xe : high >> 56 == 0xff }

    /// `::ffff:a.b.c.d`, the form in which a dual-stack socket sees an IPv4 peer (RFC 4291 section 2.5.5.2).
    public var isIPv4Mapped: Bool { family == .ipv6 && high == 0 && low >> 32 == 0xffff }

    /// The IPv4 address inside an IPv4-mapped one; any other address as it is.
    public var unmapped: IPAddress { isIPv4Mapped ? IPAddress(family: .ipv4, high: 0, low: low) : self }

    /// True when the first `length` bits are those of `network` and the families agree.
    public func isInside(_ network: IPAddress, prefixLength length: Int) -> Bool {
        guard family == network.family, length >= 0, length <= family.byteCount * 8 else { return false }
        if family == .ipv4 {
            return length == 0 || (low ^ network.low) >> UInt64(32 - length) == 0
        }
        let highBits = min(length, 64)
        let lowBits = length - highBits
        let highSame = highBits == 0 || (high ^ network.high) >> UInt64(64 - highBits) == 0
        return highSame && (lowBits == 0 || (low ^ network.low) >> UInt64(64 - lowBits) == 0)
    }
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6, then by value.
    public static func < (a: IPAddress, b: IPAddress) -> Bool {
        if a.family != b.family { return a.family == .ipv4 }
        return (a.high, a.low, a.zone) < (b.high, b.low, b.zone)
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        if family == .ipv4 { return Self.dotted(low) }
        let suffix = zone == 0 ? "" : "%\(zone)"
        if isIPv4Mapped { return "::ffff:" + Self.dotted(low) + suffix }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: ($0 < 4 ? high : low) >> UInt64(48 - 16 * ($0 % 4))) }
        // RFC 5952: the longest run of at least two zero groups, the first of equals, becomes "::".
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start >= 2, end - start > best.count { best = start..<end }
            start = max(end, start + 1)
        }
        func hex(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        return (best.isEmpty ? hex(0..<8) : hex(0..<best.lowerBound) + "::" + hex(best.upperBound..<8)) + suffix
    }

    private static func dotted(_ word: UInt64) -> String {
        "\(word >> 24 & 255).\(word >> 16 & 255).\(word >> 8 & 255).\(word & 255)"
    }
}

extension IPAddress {
    /// Reads an address as people write it; `nil` for anything else, host names included.
    ///
    /// IPv4 takes exactly four decimal parts (the older forms `127.1` and `0x7f000001` are names here, not addresses:
    /// they surprise more often than they help). A numeric zone (`fe80::1%2`) is taken; an interface name is not,
    /// because only the kernel knows its index.
    public init?(_ text: some StringProtocol) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            self.init(ipv6: text)
        } else {
            guard let word = Self.word(dotted: text) else { return nil }
            self.init(family: .ipv4, high: 0, low: word)
        }
    }

    private static func word(dotted text: some StringProtocol) -> UInt64? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var word: UInt64 = 0
        for part in parts {
            // A leading zero means octal to inet_aton(3) and is refused by inet_pton(3): no two readings here.
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var value: UInt64 = 0
            for digit in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                value = value * 10 + UInt64(digit - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            word = word << 8 | value
        }
        return word
    }

    private init?(ipv6 text: some StringProtocol) {
        let zoned = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        var zone: UInt32 = 0
        if zoned.count == 2 {
            guard let number = UInt32(zoned[1]), number > 0, zoned[1].first != "+" else { return nil }
            zone = number
        }
        let body = zoned[0]
        var head: [UInt16] = []
        var tail: [UInt16] = []
        var compressed = false
        var rest = body[...]
        if rest.hasPrefix("::") {
            compressed = true
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix(":") {
            return nil
        }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: ":") ?? rest.endIndex
            let part = rest[..<end]
            var groups: [UInt16] = []
            if end == rest.endIndex, part.contains(".") {
                guard let word = Self.word(dotted: part) else { return nil }
                groups = [UInt16(word >> 16), UInt16(word & 0xffff)]
            } else {
                guard (1...4).contains(part.utf8.count), part.first != "+", part.first != "-",
                    let value = UInt16(part, radix: 16)
                else { return nil }
                groups = [value]
            }
            if compressed { tail += groups } else { head += groups }
            guard end < rest.endIndex else { break }
            rest = rest[rest.index(after: end)...]
            if rest.hasPrefix(":") {
                guard !compressed else { return nil }
                compressed = true
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        let count = head.count + tail.count
        guard compressed ? count <= 7 : count == 8 else { return nil }
        let groups = head + Array(repeating: 0, count: 8 - count) + tail
        let high = groups[..<4].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
        let low = groups[4...].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
        self.init(family: .ipv6, high: high, low: low, zone: zone)
    }
}

extension IPAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let address = IPAddress(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no IP address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
