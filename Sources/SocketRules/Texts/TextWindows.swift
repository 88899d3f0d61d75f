/// Tells in a few nanoseconds that a literal does not stand in a text, so that thousands of literals can be asked one by
/// one: building an index of the literals takes a millisecond, longer than reading the text.
struct TextWindows {
    private var filter: [UInt64]
    private let shift: UInt32

    /// - Parameter folded: the text in folded spelling.
    init(_ folded: [UInt8]) {
        // About one bit in ten is set, so that two windows err once in a hundred times.
        var bits: UInt32 = 13
        while bits < 20, folded.count > 1 << (bits - 3) { bits += 1 }
        filter = [UInt64](repeating: 0, count: 1 << (bits - 6))
        shift = 32 - bits
        guard folded.count >= 4 else { return }
        let text = folded.span
        var window = UInt32(text[0]) << 16 | UInt32(text[1]) << 8 | UInt32(text[2])
        for index in 3..<text.count {
            window = window << 8 | UInt32(text[index])
            let hash = Self.hash(window, shift)
            filter[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
        }
    }

    @inline(__always)
    private static func hash(_ window: UInt32, _ shift: UInt32) -> UInt32 {
        ((window | 0x2020_2020) &* 0x9e37_79b1) >> shift
    }

    /// False when the literal certainly does not stand in the text.
    @inline(__always)
    func mayHold(_ literal: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 4 else { return true }
        return holds(literal, range.lowerBound) && holds(literal, range.upperBound - 4)
            && holds(literal, (range.lowerBound + range.upperBound - 4) / 2)
    }

    @inline(__always)
    private func holds(_ literal: Span<UInt8>, _ at: Int) -> Bool {
        let window =
            UInt32(literal[at]) << 24 | UInt32(literal[at + 1]) << 16 | UInt32(literal[at + 2]) << 8
            | UInt32(literal[at + 3])
        let hash = Self.hash(window, shift)
        return filter[Int(hash >> 6)] & (1 << UInt64(hash & 63)) != 0
    }
}

/// Reads the recognisers' tables line by line, without making a string of what is not needed.
enum TableReader {
    /// Calls `body` with each line's range, indentation left out, and whether it was indented.
    @inline(__always)
    static func lines(_ table: Span<UInt8>, body: (_ line: Range<Int>, _ isIndented: Bool) -> Void) {
        var start = 0
        while start < table.count {
            let end = lineEnd(table, start)
            var first = start
            while first < end, table[first] == 0x20 { first += 1 }
            if first < end { body(first..<end, first > start) }
            start = end + 1
        }
    }

    private static func lineEnd(_ table: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        // Most of a table is examples, which are passed over: sixteen bytes at once.
        while end + 16 <= table.count {
            let part = table.extracting(end..<end + 16)
            var hasEnd: UInt8 = 0
            for index in part.indices { hasEnd |= part[index] == 0x0a ? 1 : 0 }
            if hasEnd != 0 { break }
            end += 16
        }
        while end < table.count, table[end] != 0x0a { end += 1 }
        return end
    }

    static func bytes(_ table: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        for index in range { result.append(table[index]) }
        return result
    }

    static func string(_ table: Span<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: bytes(table, range), as: UTF8.self)
    }
}
