/// Takes a stream apart into messages, however it is cut into pieces. Never traps, whatever arrives.
public struct FrameDecoder: Sendable {
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The message in hand, or the length announced for it, exceeds the limit in bytes. Nothing behind it can be
        /// told apart any more, so the decoder throws the same from then on.
        case tooLong(limit: Int)

        public var description: String {
            switch self {
            case .tooLong(let limit): "a message is longer than \(limit) bytes"
            }
        }
    }
    private let frame: Frame
    private let limit: Int
    private var buffer: [UInt8] = []
    /// Where the bytes that are not decoded yet begin. They are moved to the front only when more bytes come: thousands
    /// of short messages in one piece would else move the rest thousands of times.
    private var start = 0
    /// Where the search for the delimiter goes on, so that a long line is not searched again with every piece.
    private var searched = 0

    /// - Parameter limit: the longest message in bytes, without its frame.
    public init(_ frame: Frame, limit: Int = 1 << 20) {
        self.frame = frame
        self.limit = max(0, limit)
    }

    /// Bytes of a message that is not complete yet.
    public var pending: ArraySlice<UInt8> { buffer[start...] }

    public mutating func append(_ bytes: some Sequence<UInt8>) {
        buffer.removeFirst(start)
        searched -= start
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// The next whole message; `nil` while more bytes are needed. With the frame `none` it is always `nil`: what came
    /// is in `pending`, and only the end of the stream tells that it is whole.
    public mutating func next() throws(Failure) -> [UInt8]? {
        switch frame {
        case .none:
            guard pending.count <= limit else { throw .tooLong(limit: limit) }
            return nil
        case .delimiter(let end):
            guard let position = Self.position(of: end, in: buffer, from: max(start, searched)) else {
                // The delimiter may have begun in the last bytes.
                searched = max(start, buffer.count - end.count + 1)
                guard pending.count < limit + end.count else { throw .tooLong(limit: limit) }
                return nil
            }
            searched = position
            guard position - start <= limit else { throw .tooLong(limit: limit) }
            defer { start = position + end.count }
            return Array(buffer[start..<position])
        case .length(let lengthField, let isBigEndian):
            let count = lengthField.rawValue
            guard pending.count >= count else { return nil }
            let field = pending.prefix(count)
            let length =
                isBigEndian
                ? field.reduce(0) { $0 << 8 | Int($1) } : field.reversed().reduce(0) { $0 << 8 | Int($1) }
            guard length <= limit else { throw .tooLong(limit: limit) }
            guard pending.count - count >= length else { return nil }
            let first = start + count
            start = first + length
            return Array(buffer[first..<start])
        }
    }

    /// Where `part` first stands in `bytes`, from an index on.
    static func position(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = part.first, start >= 0 else { return nil }
        var index = start
        while bytes.count - index >= part.count {
            if bytes[index] == first, bytes[index..<(index + part.count)].elementsEqual(part) {
                return index
            }
            index += 1
        }
        return nil
    }
}
