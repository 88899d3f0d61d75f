/// Marks the socket errors in a log of any length, in constant memory.
///
/// Most lines of a log are none: they are passed at the speed of ``PhraseIndex``. Lines that differ in digits only, as the
/// lines of one program do, are judged once.
public struct ErrorStream: Sendable {
    /// A line that tells of a socket error.
    public struct Mark: Sendable {
        /// Counted from 1.
        public var line: Int
        public var recognised: Recognised
        /// The line itself, at most 64 KiB of it.
        public var bytes: [UInt8]
    }

    /// A longer line is judged in pieces of this size.
    static let lineLimit = 1 << 16
    private static let memoryLimit = 8192

    private let recogniser: ErrorRecogniser
    private var pending: [UInt8] = []
    private var judged: [UInt64: Symptom] = [:]
    private var lineNumber = 1
    private let wantsPlaces: Bool

    /// Lines so far that told of each symptom.
    public private(set) var counts: [Symptom: Int] = [:]
    /// All lines so far.
    public var lines: Int { lineNumber - 1 }

    /// - Parameters:
    ///   - everyMark: each error line is marked; otherwise only the first line of each kind.
    ///   - sample: the beginning of the log, if it is known: the search is then made ready for logs like this one.
    public init(everyMark: Bool, sample: [UInt8] = []) {
        wantsPlaces = everyMark
        recogniser = ErrorRecogniser(streamThatBegins: sample)
    }

    /// Takes the next piece of the log.
    public mutating func feed(_ bytes: [UInt8], count: Int, mark: (Mark) -> Void) {
        let words = TextWords.pack(bytes.span, count: count)
        feed(words.span, count: count, mark: mark)
    }

    /// Takes the next piece of the log as it lies in memory.
    ///
    /// - Parameter count: bytes; what stands behind them in the last word is ignored.
    public mutating func feed(_ words: Span<UInt32>, count: Int, mark: (Mark) -> Void) {
        var start = 0
        if !pending.isEmpty {
            guard let end = TextWords.lineFeed(words, 0..<count) else {
                pending += TextWords.bytes(words, 0..<count)
                if pending.count > Self.lineLimit { flush(isWhole: false, mark) }
                return
            }
            pending += TextWords.bytes(words, 0..<end)
            flush(isWhole: true, mark)
            start = end + 1
        }
        let end = TextWords.lineStart(words, before: count, from: start)
        if end > start { scan(words, start..<end, mark) }
        if end < count {
            pending = TextWords.bytes(words, end..<count)
            if pending.count > Self.lineLimit { flush(isWhole: false, mark) }
        }
    }

    /// Takes the last line, which may lack its newline.
    public mutating func finish(mark: (Mark) -> Void) {
        if !pending.isEmpty { flush(isWhole: true, mark) }
    }

    private mutating func flush(isWhole: Bool, _ mark: (Mark) -> Void) {
        let line = pending
        // The end of a long line is kept: an error text may lie across the cut.
        pending = isWhole ? [] : Array(line.suffix(512))
        // One line of each piece of the log lies across its end; most of them need no judging either.
        var isWorthIt = false
        let words = TextWords.pack(line.span, count: line.count)
        recogniser.triggers(words.span, 0..<line.count) { _ in
            isWorthIt = true
            return line.count
        }
        if isWorthIt { judge(line, mark) }
        if isWhole { lineNumber += 1 }
    }

    /// Whole lines.
    private mutating func scan(_ words: Span<UInt32>, _ range: Range<Int>, _ mark: (Mark) -> Void) {
        var found: [Int] = []
        var skipped = 0
        recogniser.triggers(words, range) { at in
            // A word may hold the end of a line that was left.
            guard at >= skipped else { return skipped }
            found.append(at)
            // One hit a line is enough.
            skipped = (TextWords.lineFeed(words, at..<range.upperBound) ?? range.upperBound) + 1
            return skipped
        }
        var counted = range.lowerBound
        for at in found {
            let start = TextWords.lineStart(words, before: at, from: range.lowerBound)
            guard start >= counted else { continue }
            lineNumber += TextWords.countLineFeeds(words, counted..<start)
            let end = TextWords.lineFeed(words, at..<range.upperBound) ?? range.upperBound
            judge(TextWords.bytes(words, start..<min(end, start + Self.lineLimit)), mark)
            counted = min(end + 1, range.upperBound)
            lineNumber += 1
        }
        lineNumber += TextWords.countLineFeeds(words, counted..<range.upperBound)
    }

    private mutating func judge(_ line: [UInt8], _ mark: (Mark) -> Void) {
        let key = Self.key(line)
        let known = judged[key]
        if let known, !wantsPlaces || known == .notASocketError {
            if known != .notASocketError { counts[known, default: 0] += 1 }
            return
        }
        let recognised = recogniser.recognise(line)
        // Another log than the one so far: forgetting costs time only.
        if judged.count >= Self.memoryLimit { judged.removeAll(keepingCapacity: true) }
        judged[key] = recognised.symptom
        guard recognised.symptom != .notASocketError else { return }
        counts[recognised.symptom, default: 0] += 1
        mark(Mark(line: lineNumber, recognised: recognised, bytes: line))
    }

    /// FNV-1a over the line without its digits.
    private static func key(_ line: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in line where byte &- 48 > 9 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
