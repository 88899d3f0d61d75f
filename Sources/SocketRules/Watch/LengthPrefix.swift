import SocketFacts

/// A length before the data that does not say what the data is.
struct LengthPrefix {
    enum Kind: Hashable {
        /// The length that was meant, and what it is with its bytes swapped.
        case byteOrder(meant: Int, read: Int)
        case characters(Int, bytes: Int)
        /// The length, the size of the length itself, and the bytes of the data.
        case header(Int, size: Int, bytes: Int)
    }
    var kind: Kind
    var call: WatchedCall
    var confidence: Confidence
    var told: String

    static func find(_ socket: WatchedSocket, _ watch: WatchFacts) -> LengthPrefix? {
        guard let exchange = Exchange(socket, watch) else { return nil }
        return received(exchange) ?? misread(exchange) ?? sent(exchange)
    }

    // MARK: The receiver's side

    /// The program read a length and asked for a number of bytes that is not what came.
    private static func received(_ exchange: Exchange) -> LengthPrefix? {
        let units = joined(exchange.units)
        for (prefix, data) in zip(units, units.dropFirst()) {
            let size = prefix.wanted
            guard prefix.isComplete, [2, 4, 8].contains(size), !prefix.isAnswered, let call = data.calls.last else {
                continue
            }
            let big = Exchange.number(prefix.bytes[...], isLittle: false)
            let little = Exchange.number(prefix.bytes[...], isLittle: true)
            // What there was to receive behind the length.
            let available = data.got + Int(call.unread)
            let hex = prefix.bytes.map { byte in
                let digits = String(byte, radix: 16)
                return digits.utf8.count < 2 ? "0" + digits : digits
            }.joined(separator: " ")
            for (read, other) in [(big, little), (little, big)]
            where read != other && (data.wanted == read || data.wanted == javaPiece && read > javaPiece) {
                guard other == available, other > 0 else { continue }
                return LengthPrefix(
                    kind: .byteOrder(meant: other, read: read), call: call, confidence: .certain,
                    told:
                        "The length's bytes are \(hex). The program asked for \(read) bytes behind it, and \(available) came: "
                        + "the other byte order says \(other).")
            }
            guard let length = [big, little].first(where: { $0 == data.wanted }), length > size,
                data.got == length - size, call.unread == 0, isStuck(exchange, after: data)
            else { continue }
            return LengthPrefix(
                kind: .header(length, size: size, bytes: data.got), call: call, confidence: .certain,
                told: "The length says \(length); \(data.got) bytes came behind it, \(size) fewer, and nothing more.")
        }
        return nil
    }

    /// Java asks for no more than this at once (`NioSocketImpl`, JDK 13 and later).
    private static let javaPiece = 131_072

    /// Java's readInt() and readShort() ask for single bytes: four or two of these before a longer receive are one unit.
    private static func joined(_ units: [Exchange.Unit]) -> [Exchange.Unit] {
        var result: [Exchange.Unit] = []
        for unit in units {
            let row = result.reversed().prefix { $0.wanted == 1 && $0.isComplete && !$0.isAnswered }.count
            if unit.wanted > 1, row == 4 || row == 2 {
                let calls = result.suffix(row).flatMap(\.calls)
                result.removeLast(row)
                result.append(Exchange.Unit(wanted: row, calls: calls))
            }
            result.append(unit)
        }
        return result
    }

    /// Nothing came behind the data, though the program waited, until the end.
    private static func isStuck(_ exchange: Exchange, after unit: Exchange.Unit) -> Bool {
        guard let last = exchange.units.last, last.calls == unit.calls || last.got == 0 else { return false }
        if let hanging = exchange.socket.hanging { return hanging.kind == .receive && hanging.milliseconds >= 1000 }
        if let wait = exchange.socket.lastWait(exchange.watch) { return wait.milliseconds >= 1000 }
        return last.calls.last.map { $0.hasFailed || $0.result == 0 } ?? false
    }

    // MARK: The sender's side

    /// The program sent a length and data that it does not describe.
    private static func sent(_ exchange: Exchange) -> LengthPrefix? {
        let sends = exchange.socket.calls.filter { $0.kind == .send && !$0.hasFailed }
        for size in [4, 2, 8] {
            let frames = frames(sends, size: size)
            guard !frames.isEmpty else { continue }
            for frame in frames {
                guard let characters = characters(frame.data), characters != frame.data.count,
                    frame.big == characters || frame.little == characters
                else { continue }
                return LengthPrefix(
                    kind: .characters(characters, bytes: frame.data.count), call: frame.call, confidence: .certain,
                    told:
                        "The length in front of \(Wording.quoted(frame.data, limit: 40)) says \(characters); encoded in UTF-8 "
                        + "the text has \(frame.data.count) bytes.")
            }
            // Both are ways in which some protocols count; they are wrong where the other side never answers.
            guard let first = frames.first, isUnanswered(exchange, after: first.call) else { continue }
            if size > 1, frames.allSatisfy({ $0.little == $0.data.count && $0.big != $0.data.count }) {
                return LengthPrefix(
                    kind: .byteOrder(meant: first.data.count, read: first.big), call: first.call, confidence: .likely,
                    told:
                        "The length in front of \(first.data.count) bytes is little-endian; read in network byte order it says "
                        + "\(first.big), and the other side, waiting for so many, never answered.")
            }
            if frames.allSatisfy({ $0.big == $0.data.count + size }) {
                return LengthPrefix(
                    kind: .header(first.big, size: size, bytes: first.data.count), call: first.call,
                    confidence: .likely,
                    told:
                        "The length says \(first.big), which is the data's \(first.data.count) bytes and its own \(size); the "
                        + "other side, waiting for \(size) more, never answered.")
            }
        }
        return nil
    }

    private struct Frame {
        var call: WatchedCall
        var big: Int
        var little: Int
        var data: [UInt8]
    }

    /// The sends as frames with a length of that size in front, in one send with the data or in one of its own; empty where
    /// some of them cannot be such.
    private static func frames(_ sends: [WatchedCall], size: Int) -> [Frame] {
        var frames: [Frame] = []
        var index = 0
        while index < sends.count, frames.count < 20 {
            let call = sends[index]
            var bytes = call.head
            guard call.isWhole, bytes.count >= size else { return [] }
            if bytes.count == size {
                index += 1
                guard index < sends.count, sends[index].isWhole else { return [] }
                bytes += sends[index].head
            }
            guard bytes.count > size else { return [] }
            frames.append(
                Frame(
                    call: sends[index], big: Exchange.number(bytes[0..<size], isLittle: false),
                    little: Exchange.number(bytes[0..<size], isLittle: true), data: Array(bytes.dropFirst(size))))
            index += 1
        }
        return frames
    }

    /// Nothing came back after the send: the program waited for a second or more, or the other side closed.
    private static func isUnanswered(_ exchange: Exchange, after call: WatchedCall) -> Bool {
        let later = exchange.socket.calls.filter { $0.kind == .receive && $0.begin >= call.end }
        guard !later.contains(where: { $0.bytes > 0 }) else { return false }
        if let hanging = exchange.socket.hanging { return hanging.kind == .receive && hanging.milliseconds >= 1000 }
        return later.contains { $0.milliseconds >= 1000 || $0.result == 0 || $0.error == .connectionReset }
            || exchange.socket.calls.contains { $0.kind == .wait && $0.begin >= call.end && $0.milliseconds >= 1000 }
    }

    /// Characters of a text in UTF-8; `nil` where it is none.
    private static func characters(_ bytes: [UInt8]) -> Int? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return text.unicodeScalars.count
    }
}
