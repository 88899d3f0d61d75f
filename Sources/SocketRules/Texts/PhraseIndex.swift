/// Finds many literals in one pass over a text.
///
/// The text comes as words of four bytes. Every literal registers the windows of four bytes that a word can hold of it,
/// wherever it begins, so that each word is looked at once and nothing in between. A bit map of 64 KiB answers "none
/// here" for nearly all words; only then a table is asked. An automaton of two thousand literals would leave the cache
/// at every step.
struct PhraseIndex: Sendable {
    static let shortestLiteral = 5

    private struct Entry {
        var literal: Int32
        /// From the literal's first byte to the window; -1 where the window begins before it.
        var offset: Int32
        /// The window itself, letters in lower case: nearly every chance hit of the bit map ends here.
        var window: UInt32
        /// The next entry in the same bucket; -1 ends the list.
        var next: Int32
    }

    private static let filterSize = 1 << 13
    private static let bucketCount = 1 << 14

    /// Two bits of one word for each window: words that were not registered find both once in some hundred times.
    private var filter = [UInt64](repeating: 0, count: filterSize)
    private var buckets = [Int32](repeating: -1, count: bucketCount)
    private var entries: [Entry] = []
    private var text: [UInt8] = []
    private var bounds: [Int32] = [0]

    /// How often windows stand in the sample, by their hash.
    private var sampled: [UInt16] = []

    /// - Parameter sample: the beginning of the log, if it is known. Of each literal those windows are registered that are
    ///   rare in it: four times fewer words then need a second look.
    init(capacity: Int, sample: [UInt8] = []) {
        entries.reserveCapacity(capacity * 5)
        bounds.reserveCapacity(capacity + 1)
        text.reserveCapacity(capacity * 24)
        guard sample.count > 4096 else { return }
        sampled = [UInt16](repeating: 0, count: 1 << 16)
        var window: UInt32 = 0
        for byte in sample {
            window = window >> 8 | UInt32(byte) << 24
            let slot = Int(Self.hash(window | 0x2020_2020) >> 16)
            if sampled[slot] < .max { sampled[slot] += 1 }
        }
    }

    /// To be called when all literals are in.
    mutating func close() { sampled = [] }

    var count: Int { bounds.count - 1 }

    /// Adds a literal in folded spelling; literals are numbered in the order in which they come.
    ///
    /// - Parameter isNumber: it only counts where no letter, digit or dot stands before or behind it.
    mutating func add(_ literal: [UInt8], isNumber: Bool = false) {
        let start = text.count
        text.append(contentsOf: literal)
        let length = text.count - start
        precondition(length >= Self.shortestLiteral)
        if length >= 7 {
            // The rarest four neighbouring windows: frequent letters make windows that ordinary text is full of.
            let costs = (0...(length - 4)).map { cost(window(start + $0)) }
            var best = 0
            var bestCost = Double.infinity
            for at in 0...(length - 7) {
                let cost = costs[at] + costs[at + 1] + costs[at + 2] + costs[at + 3]
                if cost < bestCost { (best, bestCost) = (at, cost) }
            }
            for offset in best..<best + 4 { register(window(start + offset), offset) }
        } else {
            for offset in 0...(length - 4) { register(window(start + offset), offset) }
            // Where the literal begins one byte behind a word, no word lies within it: then any byte stands before it.
            let head = window(start) << 8
            let tail = window(start + length - 4) >> 8
            for byte in UInt8(0)...255 where byte & 0x20 != 0 {
                if isNumber, ErrorRecogniser.isWordByte(byte) || byte == 0x2e { continue }
                register(head | UInt32(byte), -1)
                if length == 5 { register(tail | UInt32(byte) << 24, 2) }
            }
        }
        bounds.append(Int32(text.count))
    }

    private mutating func register(_ window: UInt32, _ offset: Int) {
        let window = window | 0x2020_2020
        let hash = Self.hash(window)
        filter[Int(hash >> 19)] |= 1 << UInt64(hash >> 13 & 63) | 1 << UInt64(hash >> 7 & 63)
        let bucket = Int(hash >> 18)
        entries.append(
            Entry(literal: Int32(count), offset: Int32(offset), window: window, next: buckets[bucket]))
        buckets[bucket] = Int32(entries.count - 1)
    }

    /// Four bytes as a word holds them: the first one is the lowest.
    private func window(_ at: Int) -> UInt32 {
        UInt32(text[at]) | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2]) << 16 | UInt32(text[at + 3]) << 24
    }

    /// The caller sets bit 5 of each byte: letters then count alike in both cases.
    @inline(__always)
    private static func hash(_ window: UInt32) -> UInt32 { window &* 0x9e37_79b1 }

    /// How often a window stands in a log, roughly.
    private func cost(_ window: UInt32) -> Double {
        var cost = sampled.isEmpty && Self.common.contains(window) ? 50.0 : 1.0
        for shift in [UInt32(0), 8, 16, 24] { cost *= Self.frequency(UInt8(truncatingIfNeeded: window >> shift)) }
        let hash = Self.hash(window | 0x2020_2020)
        cost /= 200_000
        if !sampled.isEmpty { cost += Double(sampled[Int(hash >> 16)]) }
        // Entries of one window are compared one after the other.
        var entry = buckets[Int(hash >> 18)]
        while entry >= 0 {
            if entries[Int(entry)].window == window | 0x2020_2020 { cost += 0.02 }
            entry = entries[Int(entry)].next
        }
        return cost
    }

    /// Windows of words that stand in every log; many literals share them.
    private static let common: Set<UInt32> = {
        let words =
            " connection connected connecting connect to connect server service address error errors failed failed to "
            + "could not cannot unable to request response message session timeout timed out socket network "
            + "listening on the with from host port client process started permission denied not found "
        var result: Set<UInt32> = []
        var window: UInt32 = 0
        for byte in words.utf8 {
            window = window >> 8 | UInt32(byte) << 24
            result.insert(window)
        }
        return result
    }()

    private static func frequency(_ byte: UInt8) -> Double {
        switch byte {
        case 0x20, 0x65, 0x74: 12
        case 0x61, 0x6f, 0x69, 0x6e, 0x73, 0x72: 9
        case 0x63, 0x64, 0x6c, 0x75, 0x6d, 0x70, 0x68: 6
        case 0x30...0x39, 0x2e, 0x3a, 0x2f, 0x2d, 0x3d: 7
        default: 2
        }
    }

    /// Calls `body` with each literal and the offset at which it begins, in the text's order but for neighbours;
    /// `body` answers where the search goes on, `nil` for "behind this word".
    ///
    /// - Parameters:
    ///   - words: text in any case, see ``TextWords``; ASCII letters are compared without regard to case.
    ///   - range: the bytes that count.
    @inline(__always)
    func search(_ words: Span<UInt32>, in range: Range<Int>, body: (_ literal: Int, _ at: Int) -> Int?) {
        let end = min(words.count, (range.upperBound + 3) >> 2)
        var at = candidate(words, range.lowerBound >> 2, end)
        while at < end {
            let window = UInt32(littleEndian: words[at]) | 0x2020_2020
            var entry = buckets[Int(Self.hash(window) >> 18)]
            var resume = 0
            while entry >= 0 {
                let found = entries[Int(entry)]
                entry = found.next
                guard found.window == window else { continue }
                let start = at << 2 - Int(found.offset)
                guard start >= range.lowerBound, matches(Int(found.literal), words, start, range.upperBound) else {
                    continue
                }
                if let next = body(Int(found.literal), start) { resume = max(resume, next) }
            }
            at = candidate(words, max(at + 1, resume >> 2), end)
        }
    }

    /// The next word that may be a window of a literal; `end` if there is none.
    @inline(never)
    private func candidate(_ words: Span<UInt32>, _ start: Int, _ end: Int) -> Int {
        let filter = filter.span
        // What the compiler knows about the size spares it a check at each word.
        precondition(filter.count == Self.filterSize)
        func test(_ word: UInt32) -> UInt64 {
            let hash = Self.hash(UInt32(littleEndian: word) | 0x2020_2020)
            let bits = filter[Int(hash >> 19)]
            return bits &>> UInt64(hash >> 13) & bits &>> UInt64(hash >> 7)
        }
        var at = start
        while at + 4 <= end {
            // Four words for one branch.
            let four = words.extracting(at..<at + 4)
            if (test(four[0]) | test(four[1]) | test(four[2]) | test(four[3])) & 1 != 0 { break }
            at += 4
        }
        while at < end, test(words[at]) & 1 == 0 { at += 1 }
        return at
    }

    @inline(never)
    private func matches(_ literal: Int, _ words: Span<UInt32>, _ start: Int, _ end: Int) -> Bool {
        let from = Int(bounds[literal])
        let length = Int(bounds[literal + 1]) - from
        guard start + length <= end else { return false }
        for index in 0..<length {
            let byte = TextWords.byte(words, start + index)
            let folded = byte &- 65 < 26 ? byte | 0x20 : byte == 0x09 ? 0x20 : byte
            if folded != text[from + index] { return false }
        }
        return true
    }
}
