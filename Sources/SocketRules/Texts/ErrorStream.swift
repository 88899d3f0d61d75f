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

    private var recogniser = ErrorRecogniser(forStream: true)
    private var pending: [UInt8] = []
    private var judged: [UInt64: Symptom] = [:]
    private var lineNumber = 1
    private let wantsPlaces: Bool

    /// Lines so far that told of each symptom.
    public private(set) var counts: [Symptom: Int] = [:]
    /// All lines so far.
    public var lines: Int { lineNumber - 1 }

    /// - Parameter everyMark: each error line is marked; otherwise only the first line of each kind.
    public init(everyMark: Bool) { wantsPlaces = everyMark }

    /// Takes the next piece of the log.
    public mutating func feed(_ bytes: [UInt8], count: Int, mark: (Mark) -> Void) {
        var start = 0
        if !pending.isEmpty {
            guard let end = Self.newline(bytes, from: 0, to: count) else {
                pending += bytes[..<count]
                if pending.count > Self.lineLimit { flush(isWhole: false, mark) }
                return
            }
            pending += bytes[..<end]
            flush(isWhole: true, mark)
            start = end + 1
        }
        var end = count
        while end > start, bytes[end - 1] != 0x0a { end -= 1 }
        if end > start { scan(bytes, start..<end, mark) }
        if end < count {
            pending = Array(bytes[end..<count])
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
        judge(line, 0..<line.count, mark)
        if isWhole { lineNumber += 1 }
    }

    /// Whole lines.
    private mutating func scan(_ bytes: [UInt8], _ range: Range<Int>, _ mark: (Mark) -> Void) {
        var hits: [Int] = []
        recogniser.triggers(bytes.span, range) { at in
            hits.append(at)
            // One hit a line is enough.
            return (Self.newline(bytes, from: at, to: range.upperBound) ?? range.upperBound) + 1
        }
        var counted = range.lowerBound
        for at in hits {
            var start = at
            while start > range.lowerBound, bytes[start - 1] != 0x0a { start -= 1 }
            guard start >= counted else { continue }
            lineNumber += Self.newlines(bytes, counted..<start)
            let end = Self.newline(bytes, from: at, to: range.upperBound) ?? range.upperBound
            judge(bytes, start..<end, mark)
            counted = min(end + 1, range.upperBound)
            lineNumber += 1
        }
        lineNumber += Self.newlines(bytes, counted..<range.upperBound)
    }

    private mutating func judge(_ bytes: [UInt8], _ range: Range<Int>, _ mark: (Mark) -> Void) {
        let key = Self.key(bytes, range)
        let known = judged[key]
        if let known, !wantsPlaces || known == .notASocketError {
            if known != .notASocketError { counts[known, default: 0] += 1 }
            return
        }
        let line = bytes[range.lowerBound..<min(range.upperBound, range.lowerBound + Self.lineLimit)]
        let recognised = recogniser.recognise(line)
        // Another log than the one so far: forgetting costs time only.
        if judged.count >= Self.memoryLimit { judged.removeAll(keepingCapacity: true) }
        judged[key] = recognised.symptom
        guard recognised.symptom != .notASocketError else { return }
        counts[recognised.symptom, default: 0] += 1
        mark(Mark(line: lineNumber, recognised: recognised, bytes: Array(line)))
    }

    /// FNV-1a over the line without its digits.
    private static func key(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes[range] where byte &- 48 > 9 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    private static func newline(_ bytes: [UInt8], from: Int, to end: Int) -> Int? {
        var at = from
        while at < end {
            if bytes[at] == 0x0a { return at }
            at += 1
        }
        return nil
    }

    private static func newlines(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        // A span whose indices are its own lets the compiler drop the checks and take many bytes at once.
        let part = bytes.span.extracting(range)
        var count = 0
        for index in part.indices { count &+= part[index] == 0x0a ? 1 : 0 }
        return count
    }
}
