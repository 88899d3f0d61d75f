public import SocketFacts

/// The messages as one stream of bytes, with the places in it at which a cut is telling.
public struct FramingStream: Sendable {
    public let frame: Frame
    public let messages: [[UInt8]]
    public let frames: [[UInt8]]
    public let bytes: [UInt8]
    /// Where each frame ends.
    public let ends: [Int]

    /// `nil` when a message cannot be framed.
    public init?(_ frame: Frame, _ messages: [[UInt8]]) {
        var frames: [[UInt8]] = []
        var ends: [Int] = []
        var total = 0
        for message in messages {
            guard let bytes = frame.encode(message) else { return nil }
            frames.append(bytes)
            total += bytes.count
            ends.append(total)
        }
        self.frame = frame
        self.messages = messages
        self.frames = frames
        self.ends = ends
        bytes = Array(frames.joined())
    }

    /// Bytes of the first `count` frames.
    public func length(_ count: Int) -> Int { count == 0 ? 0 : ends[count - 1] }

    /// Where one frame ends and the next begins, within the first `count` frames.
    public func boundaries(_ count: Int) -> [Int] { Array(ends.prefix(max(0, count - 1))) }

    func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

    /// The frame in which the byte at `offset` stands.
    func index(of offset: Int) -> Int {
        var low = 0
        var high = ends.count - 1
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > offset { high = middle } else { low = middle + 1 }
        }
        return low
    }

    enum Place: Hashable {
        case boundary
        case length
        /// Behind the length, before the payload.
        case behindLength
        case payload
        /// Inside a character of more than one byte.
        case character
        case beforeDelimiter
        case delimiter
    }

    /// What a cut in front of the byte at `offset` takes apart.
    func place(of offset: Int) -> (message: Int, place: Place) {
        let index = index(of: offset)
        let inside = offset - start(index)
        let payload = messages[index]
        let header = frame.headerCount
        if inside == 0 { return (index, .boundary) }
        if inside < header { return (index, .length) }
        if inside == header, header > 0 { return (index, .behindLength) }
        let position = inside - header
        if position > payload.count { return (index, .delimiter) }
        if position == payload.count { return (index, .beforeDelimiter) }
        // Bytes of the form 10xxxxxx continue a character of UTF-8 (RFC 3629), if the text is one.
        if payload[position] & 0xc0 == 0x80, String(validating: payload, as: UTF8.self) != nil {
            return (index, .character)
        }
        return (index, .payload)
    }

    func words(_ offset: Int) -> String {
        let (message, place) = place(of: offset)
        let which = messages.count == 1 ? "the message" : "message \(message + 1)"
        switch place {
        case .boundary: return "between messages \(message) and \(message + 1)"
        case .length: return "inside the length of \(which)"
        case .behindLength: return "between the length and the text of \(which)"
        case .payload: return "inside \(which)"
        case .character: return "inside a character of \(which)"
        case .beforeDelimiter: return "before the delimiter of \(which)"
        case .delimiter: return "inside the delimiter of \(which)"
        }
    }

    /// Above this many bytes not every position is tried.
    public static let wholeLimit = 4096
    private static let spread = 1024

    /// Positions for single cuts: all of them, or those near the ends of frames, lengths and delimiters and some evenly
    /// spread ones.
    public func positions(_ count: Int) -> [Int] {
        let total = length(count)
        guard total > 1 else { return [] }
        if total <= Self.wholeLimit { return Array(1..<total) }
        var chosen: Set<Int> = []
        for index in 0..<count {
            for edge in [start(index), start(index) + frame.headerCount, ends[index]] {
                chosen.formUnion((edge - 3)...(edge + 3))
            }
        }
        for step in 1...Self.spread { chosen.insert(total * step / (Self.spread + 1)) }
        return chosen.filter { $0 > 0 && $0 < total }.sorted()
    }
}
