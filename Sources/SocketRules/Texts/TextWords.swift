/// A text as words of four bytes: the first byte is the lowest of a word in memory order, so that memory that was read
/// into can be taken as it is. What stands in the last word behind the text's end is ignored.
///
/// Bytes put together to words one by one cost more than all that is then done with the words.
enum TextWords {
    static func pack(_ bytes: Span<UInt8>, count: Int) -> [UInt32] {
        var words = [UInt32](repeating: 0, count: (count + 3) >> 2)
        for index in 0..<count >> 2 {
            let at = index << 2
            words[index] =
                (UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
                | UInt32(bytes[at + 3]) << 24).littleEndian
        }
        for at in count & ~3..<count {
            words[at >> 2] |= (UInt32(bytes[at]) << UInt32((at & 3) << 3)).littleEndian
        }
        return words
    }

    @inline(__always)
    static func byte(_ words: Span<UInt32>, _ at: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: UInt32(littleEndian: words[at >> 2]) >> UInt32((at & 3) << 3))
    }

    static func bytes(_ words: Span<UInt32>, _ range: Range<Int>) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: range.count)
        var target = result.mutableSpan
        for index in 0..<range.count { target[index] = byte(words, range.lowerBound + index) }
        return result
    }

    /// Bit 7 of each byte that is a line feed. Of several only the lowest is sure.
    @inline(__always)
    private static func lineFeeds(_ word: UInt32) -> UInt32 {
        let other = UInt32(littleEndian: word) ^ 0x0a0a_0a0a
        return (other &- 0x0101_0101) & ~other & 0x8080_8080
    }

    /// The first line feed in a range.
    static func lineFeed(_ words: Span<UInt32>, _ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at < range.upperBound, at & 3 != 0 {
            if byte(words, at) == 0x0a { return at }
            at += 1
        }
        while at < range.upperBound {
            let found = lineFeeds(words[at >> 2])
            if found != 0 {
                let place = at + found.trailingZeroBitCount >> 3
                return place < range.upperBound ? place : nil
            }
            at += 4
        }
        return nil
    }

    /// Where the line that holds `at` begins, at or after `start`.
    static func lineStart(_ words: Span<UInt32>, before at: Int, from start: Int) -> Int {
        var at = at
        while at > start, byte(words, at - 1) != 0x0a { at -= 1 }
        return at
    }

    static func countLineFeeds(_ words: Span<UInt32>, _ range: Range<Int>) -> Int {
        var count = 0
        var at = range.lowerBound
        while at < range.upperBound, at & 3 != 0 {
            if byte(words, at) == 0x0a { count += 1 }
            at += 1
        }
        let end = range.upperBound >> 2
        var word = at >> 2
        while word < end {
            // Each byte of `sums` counts for itself and holds at most 255. The span's own indices let the compiler drop
            // the checks and take many words at once.
            let part = words.extracting(word..<min(end, word + 255))
            var low: UInt32 = 0
            var high: UInt32 = 0
            for index in part.indices {
                let other = part[index] ^ 0x0a0a_0a0a
                let isOther = ((other & 0x7f7f_7f7f) &+ 0x7f7f_7f7f) | other
                let sums = (~isOther & 0x8080_8080) >> 7
                low = low &+ (sums & 0x00ff_00ff)
                high = high &+ (sums >> 8 & 0x00ff_00ff)
            }
            count += Int(low & 0xffff) + Int(low >> 16) + Int(high & 0xffff) + Int(high >> 16)
            word += part.count
            at = word << 2
        }
        while at < range.upperBound {
            if byte(words, at) == 0x0a { count += 1 }
            at += 1
        }
        return count
    }
}
