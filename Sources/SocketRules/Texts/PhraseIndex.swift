/// Finds many literals in one pass over a text.
///
/// Every literal registers two neighbouring windows of four bytes; the text is sampled at every second byte, so that one
/// of the two is met. A bit map of 8 KiB answers "none here" for nearly all samples; only then a table is asked. Measured
/// on a log: about 1 ns a byte, which an automaton of a thousand literals does not reach because it leaves the cache.
struct PhraseIndex: Sendable {
    /// The shortest literal that two windows fit into.
    static let shortestLiteral = 5

    private struct Entry {
        var literal: Int32
        /// From the literal's first byte to the window.
        var offset: Int32
        /// The window itself, letters in lower case: nearly every chance hit of the bit map ends here.
        var window: UInt32
        /// The next entry in the same bucket; -1 ends the list.
        var next: Int32
    }

    private var filter: [UInt64]
    private let shift: UInt32
    private var buckets = [Int32](repeating: -1, count: 4096)
    private var entries: [Entry] = []
    private var text: [UInt8] = []
    private var bounds: [Int32] = [0]

    /// - Parameter filterBits: the logarithm of the size of the bit map; 16 is 8 KiB, good for a thousand literals.
    init(capacity: Int, filterBits: UInt32 = 16) {
        filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))
        shift = 32 - filterBits
        entries.reserveCapacity(capacity * 2)
        bounds.reserveCapacity(capacity + 1)
        text.reserveCapacity(capacity * 24)
    }

    var count: Int { bounds.count - 1 }

    /// Adds a literal in folded spelling and returns nothing: literals are numbered in the order in which they come.
    mutating func add(_ literal: some Sequence<UInt8>) {
        let start = text.count
        text.append(contentsOf: literal)
        let length = text.count - start
        precondition(length >= Self.shortestLiteral)
        // The rarest pair of windows: frequent letters make windows that ordinary text is full of.
        var best = 0
        var bestCost = Int.max
        var at = 0
        while at + 5 <= length {
            var cost = 0
            for index in 0..<5 { cost += Self.frequency(text[start + at + index]) }
            for index in 0..<2 where Self.common.contains(window(start + at + index)) { cost += 100 }
            if cost < bestCost { (best, bestCost) = (at, cost) }
            at += 1
        }
        for offset in best...(best + 1) {
            let window = window(start + offset) | 0x2020_2020
            let hash = hash(window)
            filter[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
            let bucket = Int(hash & 4095)
            entries.append(Entry(literal: Int32(count), offset: Int32(offset), window: window, next: buckets[bucket]))
            buckets[bucket] = Int32(entries.count - 1)
        }
        bounds.append(Int32(text.count))
    }

    /// Each literal, in the order of their numbers.
    func forEach(_ body: (ArraySlice<UInt8>) -> Void) {
        for index in 0..<count { body(text[Int(bounds[index])..<Int(bounds[index + 1])]) }
    }

    private func window(_ at: Int) -> UInt32 {
        UInt32(text[at]) << 24 | UInt32(text[at + 1]) << 16 | UInt32(text[at + 2]) << 8 | UInt32(text[at + 3])
    }

    /// Some bits of a window; letters count alike in both cases, so that unfolded text can be sampled.
    @inline(__always)
    private func hash(_ window: UInt32) -> UInt32 { ((window | 0x2020_2020) &* 0x9e37_79b1) >> shift }

    /// Windows of words that stand in every log; many literals share them.
    private static let common: Set<UInt32> = {
        let words =
            " connection connected connecting connect to connect server service address error errors failed failed to "
            + "could not cannot unable to request response message session timeout timed out socket network "
            + "listening on the with from host port client process started permission denied not found "
        var result: Set<UInt32> = []
        var window: UInt32 = 0
        for byte in words.utf8 {
            window = window << 8 | UInt32(byte)
            result.insert(window)
        }
        return result
    }()

    private static func frequency(_ byte: UInt8) -> Int {
        switch byte {
        case 0x20, 0x65, 0x74: 12
        case 0x61, 0x6f, 0x69, 0x6e, 0x73, 0x72: 9
        case 0x63, 0x64, 0x6c, 0x75, 0x6d, 0x70, 0x68: 6
        case 0x30...0x39, 0x2e, 0x3a, 0x2f, 0x2d, 0x3d: 7
        default: 2
        }
    }

    /// Calls `body` with each literal and the offset at which it begins, in the text's order but for neighbours;
    /// `body` answers where the search goes on, `nil` for "behind this sample".
    ///
    /// - Parameter span: text in any case; ASCII letters are compared without regard to case.
    @inline(__always)
    func search(_ span: Span<UInt8>, in range: Range<Int>, body: (_ literal: Int, _ at: Int) -> Int?) {
        var at = range.lowerBound
        let end = range.upperBound - 4
        guard at <= end else { return }
        let filter = filter.span
        // The four bytes at `at`; two are new at each step.
        var window = UInt32(span[at]) << 8 | UInt32(span[at + 1])
        while at <= end {
            window = window << 16 | UInt32(span[at + 2]) << 8 | UInt32(span[at + 3])
            let hash = hash(window)
            if filter[Int(hash >> 6)] & (1 << UInt64(hash & 63)) == 0 {
                at += 2
                continue
            }
            var entry = buckets[Int(hash & 4095)]
            var resume = 0
            while entry >= 0 {
                let found = entries[Int(entry)]
                entry = found.next
                guard found.window == window | 0x2020_2020 else { continue }
                let start = at - Int(found.offset)
                guard start >= range.lowerBound, matches(Int(found.literal), span, start, range.upperBound) else {
                    continue
                }
                if let next = body(Int(found.literal), start) { resume = max(resume, next) }
            }
            at += 2
            if resume > at {
                at = resume
                guard at <= end else { return }
                window = UInt32(span[at]) << 8 | UInt32(span[at + 1])
            }
        }
    }

    @inline(never)
    private func matches(_ literal: Int, _ span: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let from = Int(bounds[literal])
        let length = Int(bounds[literal + 1]) - from
        guard start + length <= end else { return false }
        for index in 0..<length {
            let byte = span[start + index]
            let folded = byte &- 65 < 26 ? byte | 0x20 : byte == 0x09 ? 0x20 : byte
            if folded != text[from + index] { return false }
        }
        return true
    }
}
