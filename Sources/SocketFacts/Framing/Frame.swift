/// How messages are told apart in a TCP stream, which itself knows no messages: it carries bytes, and where one send
/// ends is not kept (RFC 9293 section 3.9.1).
public enum Frame: Hashable, Sendable, CustomStringConvertible {
    /// No framing: one request a connection. Where it ends can only be guessed; a server waits for a pause or for the end of the stream.
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
        case .length:
            return header(message.count).map { $0 + message }
        }
    }
}

extension Frame {
    /// Bytes of the length in front of a message; 0 where there is none.
    public var headerCount: Int {
        if case .length(let field, _) = self { return field.rawValue }
        return 0
    }

    /// The bytes that end a message; empty where none do.
    public var delimiterBytes: [UInt8] {
        if case .delimiter(let bytes) = self { return bytes }
        return []
    }

    /// A length field that says `number`; `nil` where it does not fit, or the framing has no length.
    public func header(_ number: Int) -> [UInt8]? {
        guard case .length(let field, let isBigEndian) = self, number >= 0, number < 1 << (8 * field.rawValue) else {
            return nil
        }
        let bytes = (0..<field.rawValue).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        return isBigEndian ? bytes.reversed() : bytes
    }

    /// What a length field says; `nil` where the bytes are too few, or the framing has no length.
    public func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard case .length(let field, let isBigEndian) = self, bytes.count >= field.rawValue else { return nil }
        let header = Array(bytes.prefix(field.rawValue))
        return (isBigEndian ? header : header.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The same framing with the other byte order; `nil` where there is no order.
    public var swapped: Frame? {
        guard case .length(let field, let isBigEndian) = self, field != .one else { return nil }
        return .length(field, isBigEndian: !isBigEndian)
    }
}

extension Frame: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            self = try Frame(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
