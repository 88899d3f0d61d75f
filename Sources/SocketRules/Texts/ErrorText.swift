/// A text as the recogniser reads it: without colour codes and carriage returns, in original and in folded spelling.
///
/// Both spellings have the same length, so that an offset means the same in both.
struct ErrorText {
    /// At most this many bytes of a text are looked at in one piece; a log is read in pieces of this size.
    static let limit = 1 << 18

    private(set) var bytes: [UInt8] = []
    /// ASCII in lower case, typographic quotes and dashes as their plain forms.
    private(set) var folded: [UInt8] = []
    /// Which pairs of neighbouring bytes stand in a short text, so that most searches end before they begin; empty for a
    /// long text, which has nearly all of them.
    private var pairs: [UInt64] = []
    /// Where each line begins; never empty.
    private(set) var lineStarts: [Int] = [0]

    init(_ raw: [UInt8]) {
        if raw.allSatisfy(Self.isPlain) { takePlain(raw) } else { take(raw) }
        guard folded.count <= 1024 else { return }
        pairs = [UInt64](repeating: 0, count: 64)
        var before = UInt32(0)
        for byte in folded {
            let slot = Self.slot(before, UInt32(byte))
            pairs[Int(slot >> 6)] |= 1 << UInt64(slot & 63)
            before = UInt32(byte)
        }
    }

    /// A byte that stays what it is.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0a, 0x09: true
        case 0xe2, 0xc2, 0xef: false
        default: byte >= 0x20
        }
    }

    /// The same as ``take(_:)`` for most lines of most logs, in a tenth of the time.
    private mutating func takePlain(_ raw: [UInt8]) {
        bytes = raw
        folded = raw.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 == 0x09 ? 0x20 : $0 }
        for (index, byte) in raw.enumerated() where byte == 0x0a { lineStarts.append(index + 1) }
    }

    private mutating func take(_ raw: [UInt8]) {
        bytes.reserveCapacity(raw.count)
        folded.reserveCapacity(raw.count)
        var state = Escape.none
        var pending: [UInt8] = []
        for byte in raw {
            switch state {
            case .none: break
            case .begun:
                // CSI, OSC, or a two-byte sequence (ECMA-48).
                state = byte == 0x5b ? .control : byte == 0x5d ? .command : .none
                continue
            case .control:
                if (0x40...0x7e).contains(byte) { state = .none }
                if byte == 0x0a { state = .none } else { continue }
            case .command:
                if byte == 0x07 || byte == 0x5c { state = .none }
                if byte == 0x0a { state = .none } else { continue }
            }
            if byte == 0x1b {
                state = .begun
                continue
            }
            if byte == 0x0d || (byte < 0x20 && byte != 0x0a && byte != 0x09) { continue }
            // U+2018 to U+201F and U+00A0, which browsers, glibc and Windows print where others print ASCII.
            if byte == 0xe2 || byte == 0xc2 || byte == 0xef || !pending.isEmpty {
                pending.append(byte)
                if Self.isIncomplete(pending) { continue }
                let plain = Self.plain(pending)
                for (index, byte) in pending.enumerated() {
                    if let plain {
                        if index == 0 { append(plain) }
                    } else {
                        append(byte)
                    }
                }
                pending = []
                continue
            }
            append(byte)
        }
        for byte in pending { append(byte) }
    }

    @inline(__always)
    private static func slot(_ first: UInt32, _ second: UInt32) -> UInt32 { (first &* 61 ^ second &* 7) & 4095 }

    /// False when a needle in lower case certainly does not stand in the text.
    @inline(__always)
    func mayHold(_ needle: [UInt8]) -> Bool {
        guard !pairs.isEmpty, needle.count >= 2 else { return true }
        func holds(_ at: Int) -> Bool {
            let slot = Self.slot(UInt32(needle[at]), UInt32(needle[at + 1]))
            return pairs[Int(slot >> 6)] & (1 << UInt64(slot & 63)) != 0
        }
        return holds(0) && holds(needle.count - 2) && holds((needle.count - 1) / 2)
    }

    private enum Escape {
        case none
        case begun
        case control
        case command
    }

    private mutating func append(_ byte: UInt8) {
        bytes.append(byte)
        folded.append((65...90).contains(byte) ? byte + 32 : byte == 0x09 ? 0x20 : byte)
        if byte == 0x0a { lineStarts.append(bytes.count) }
    }

    private static func isIncomplete(_ bytes: [UInt8]) -> Bool {
        switch bytes[0] {
        case 0xc2: bytes.count < 2
        case 0xe2, 0xef: bytes.count < 3 && !(bytes.count == 2 && bytes[1] < 0x80)
        default: false
        }
    }

    private static func plain(_ bytes: [UInt8]) -> UInt8? {
        switch bytes {
        case [0xe2, 0x80, 0x98], [0xe2, 0x80, 0x99]: 0x27
        case [0xe2, 0x80, 0x9c], [0xe2, 0x80, 0x9d], [0xe2, 0x80, 0x9e]: 0x22
        case [0xc2, 0xab], [0xc2, 0xbb]: 0x22
        case [0xe2, 0x80, 0x93], [0xe2, 0x80, 0x94]: 0x2d
        case [0xc2, 0xa0], [0xe2, 0x80, 0xaf], [0xef, 0xbb, 0xbf]: 0x20
        case [0xef, 0xbc, 0x9a]: 0x3a
        default: nil
        }
    }

    var lineCount: Int { lineStarts.count }

    /// The line that holds the offset, counted from 0.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The bytes of a line, its newline left out.
    func range(ofLine line: Int) -> Range<Int> {
        let start = lineStarts[line]
        let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        return start..<max(start, end)
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func folded(_ range: Range<Int>) -> String { String(decoding: folded[range], as: UTF8.self) }

    /// Where a needle in lower case begins, at or after `start` and wholly before `end`.
    func find(_ needle: [UInt8], from start: Int, to end: Int) -> Int? {
        guard let first = needle.first, end - start >= needle.count else { return needle.isEmpty ? start : nil }
        guard mayHold(needle) else { return nil }
        let text = folded.span
        var at = start
        let last = end - needle.count
        while at <= last {
            if text[at] == first {
                var index = 1
                while index < needle.count, text[at + index] == needle[index] { index += 1 }
                if index == needle.count { return at }
            }
            at += 1
        }
        return nil
    }

    func contains(_ needle: String, in range: Range<Int>) -> Bool {
        find(Array(needle.utf8), from: range.lowerBound, to: range.upperBound) != nil
    }
}
