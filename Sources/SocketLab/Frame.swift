/// How messages are told apart in a TCP stream, which itself knows no messages: it carries bytes, and where one send
/// ends is not kept (RFC 9293 section 3.9.1).
public enum Frame: Hashable, Sendable, CustomStringConvertible {
    /// No framing: one request a connection. Where it ends can only be guessed; see ``LabServer/Configuration/frame``.
    case none
    /// Messages end with these bytes: `line` is 0a, `crlf` is 0d 0a.
    case delimiter([UInt8])
    /// A length of 1, 2 or 4 bytes stands in front of each message and counts only the payload.
    case length(LengthField, isBigEndian: Bool)

    /// How many bytes the length takes.
    public enum LengthField: Int, Hashable, Sendable, CaseIterable {
        case one = 1
        case two = 2
        case four = 4
    }

    public static let line = Frame.delimiter([0x0a])
    public static let crlf = Frame.delimiter([0x0d, 0x0a])

    /// Why a text names no framing.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        public var description: String
    }

    /// Reads `none`, `line`, `crlf`, `delimiter:HEX`, `length8`, `length16` or `length32`, the latter two also with
    /// `be` or `le` behind (big endian, the network's order, is meant without).
    public init(_ text: String) throws(Problem) {
        switch text.lowercased() {
        case "none": self = .none
        case "line": self = .line
        case "crlf": self = .crlf
        case "length8", "length8be", "length8le": self = .length(.one, isBigEndian: true)
        case "length16", "length16be": self = .length(.two, isBigEndian: true)
        case "length16le": self = .length(.two, isBigEndian: false)
        case "length32", "length32be": self = .length(.four, isBigEndian: true)
        case "length32le": self = .length(.four, isBigEndian: false)
        case let other where other.hasPrefix("delimiter:"):
            let digits = Array(other.dropFirst(10).utf8)
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: digits.count, by: 2) {
                guard index + 1 < digits.count,
                    let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16),
                    digits[index] != UInt8(ascii: "+"), digits[index] != UInt8(ascii: "-")
                else {
                    throw Problem(
                        description: "a delimiter is an even number of hexadecimal digits: delimiter:0d0a")
                }
                bytes.append(byte)
            }
            guard !bytes.isEmpty, bytes.count <= 16 else {
                throw Problem(description: "a delimiter has 1 to 16 bytes: delimiter:0a")
            }
            self = .delimiter(bytes)
        default:
            throw Problem(
                description:
                    "a framing is none, line, crlf, delimiter:HEX, length8, length16 or length32 (with be or le)"
            )
        }
    }

    public var description: String {
        switch self {
        case .none: "none"
        case .line: "line"
        case .crlf: "crlf"
        case .delimiter(let bytes):
            "delimiter:" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        case .length(let field, let isBigEndian):
            "length\(field.rawValue * 8)\(field != .one && !isBigEndian ? "le" : "")"
        }
    }

    /// The bytes on the wire for one message; `nil` when the message cannot be framed: it is longer than the length
    /// field can say, or the delimiter stands in it, or its last bytes and the delimiter together hold the delimiter
    /// earlier.
    public func encode(_ message: [UInt8]) -> [UInt8]? {
        switch self {
        case .none: return message
        case .delimiter(let end):
            let bytes = message + end
            return FrameDecoder.position(of: end, in: bytes, from: 0) == message.count ? bytes : nil
        case .length(let lengthField, let isBigEndian):
            let count = lengthField.rawValue
            guard message.count < 1 << (8 * count) else { return nil }
            let field = (0..<count).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
            return (isBigEndian ? field.reversed() : field) + message
        }
    }
}

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
