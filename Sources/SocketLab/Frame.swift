/// How messages are told apart in a TCP stream, which itself knows no messages (RFC 9293 section 1.1).
public enum Frame: Hashable, Sendable, CustomStringConvertible {
    /// No framing: one request a connection.
    case none
    /// Messages end with these bytes: `line` is 0a, `crlf` is 0d 0a.
    case delimiter([UInt8])
    /// A length of 1, 2 or 4 bytes stands in front of each message and counts only the payload.
    case length(bytes: Int, isBigEndian: Bool)

    public static let line = Frame.delimiter([0x0a])
    public static let crlf = Frame.delimiter([0x0d, 0x0a])

    /// Why a text names no framing.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        public var description: String
    }

    /// Reads `none`, `line`, `crlf`, `delimiter:HEX`, `length8`, `length16` or `length32`, the latter two also with `be`
    /// or `le` behind (big endian, the network's order, is meant without).
    public init(_ text: String) throws(Problem) {
        switch text.lowercased() {
        case "none": self = .none
        case "line": self = .line
        case "crlf": self = .crlf
        case "length8", "length8be", "length8le": self = .length(bytes: 1, isBigEndian: true)
        case "length16", "length16be": self = .length(bytes: 2, isBigEndian: true)
        case "length16le": self = .length(bytes: 2, isBigEndian: false)
        case "length32", "length32be": self = .length(bytes: 4, isBigEndian: true)
        case "length32le": self = .length(bytes: 4, isBigEndian: false)
        case let other where other.hasPrefix("delimiter:"):
            let digits = Array(other.dropFirst(10).utf8)
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: digits.count, by: 2) {
                guard index + 1 < digits.count,
                    let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16),
                    digits[index] != UInt8(ascii: "+"), digits[index] != UInt8(ascii: "-")
                else {
                    throw Problem(description: "a delimiter is an even number of hexadecimal digits: delimiter:0d0a")
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
                    "a framing is none, line, crlf, delimiter:HEX, length8, length16 or length32 (with be or le)")
        }
    }

    public var description: String {
        switch self {
        case .none: "none"
        case .line: "line"
        case .crlf: "crlf"
        case .delimiter(let bytes): "delimiter:" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        case .length(let bytes, let isBigEndian): "length\(bytes * 8)\(bytes > 1 && !isBigEndian ? "le" : "")"
        }
    }

    /// The longest payload that can be framed.
    var longest: Int {
        guard case .length(let bytes, _) = self else { return .max }
        return bytes == 4 ? Int(UInt32.max) : 1 << (bytes * 8) - 1
    }

    /// The bytes on the wire for one message; `nil` when it does not fit the length field, or holds the delimiter.
    public func encode(_ message: [UInt8]) -> [UInt8]? {
        switch self {
        case .none: return message
        case .delimiter(let end):
            guard FrameDecoder.position(of: end, in: message, from: 0) == nil else { return nil }
            return message + end
        case .length(let count, let isBigEndian):
            guard message.count <= longest else { return nil }
            let field = (0..<count).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
            return (isBigEndian ? field.reversed() : field) + message
        }
    }
}

/// Takes a stream apart into messages, however it is cut into pieces. Never traps, whatever arrives.
public struct FrameDecoder: Sendable {
    public enum Failure: Error, Hashable, Sendable {
        /// The message in hand, or the length announced for it, exceeds the limit in bytes.
        case tooLong(limit: Int)
    }
    private let frame: Frame
    private let limit: Int
    private var buffer: [UInt8] = []
    /// Where the search for the delimiter goes on, so that a long line is not searched again with every piece.
    private var searched = 0

    public init(_ frame: Frame, limit: Int = 1 << 20) {
        self.frame = frame
        self.limit = limit
    }

    /// Bytes of a message that is not complete yet.
    public var pending: [UInt8] { buffer }

    public mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

    /// The next whole message; `nil` while more bytes are needed.
    public mutating func next() throws(Failure) -> [UInt8]? {
        switch frame {
        case .none:
            guard buffer.count <= limit else { throw .tooLong(limit: limit) }
            return nil
        case .delimiter(let end):
            guard let position = Self.position(of: end, in: buffer, from: searched) else {
                searched = max(0, buffer.count - end.count + 1)
                guard buffer.count <= limit + end.count else { throw .tooLong(limit: limit) }
                return nil
            }
            guard position <= limit else { throw .tooLong(limit: limit) }
            let message = Array(buffer[..<position])
            drop(position + end.count)
            return message
        case .length(let count, let isBigEndian):
            guard buffer.count >= count else { return nil }
            let field = isBigEndian ? Array(buffer[..<count]) : buffer[..<count].reversed()
            let length = field.reduce(0) { $0 << 8 | Int($1) }
            guard length <= limit else { throw .tooLong(limit: limit) }
            guard buffer.count >= count + length else { return nil }
            let message = Array(buffer[count..<(count + length)])
            drop(count + length)
            return message
        }
    }

    private mutating func drop(_ count: Int) {
        buffer.removeFirst(count)
        searched = 0
    }

    static func position(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard !part.isEmpty, bytes.count >= part.count, start >= 0 else { return nil }
        var index = start
        while index <= bytes.count - part.count {
            if bytes[index] == part[0], bytes[index..<(index + part.count)].elementsEqual(part) { return index }
            index += 1
        }
        return nil
    }
}
