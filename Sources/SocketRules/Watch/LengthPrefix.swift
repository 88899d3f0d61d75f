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
        return received(exchange) ?? sent(exchange)
    }

    // MARK: The receiver's side

    /// The program read a length and asked for a number of bytes that is not what came.
    private static func received(_ exchange: Exchange) -> LengthPrefix? {
        for (prefix, data) in zip(exchange.units, exchange.units.dropFirst()) {
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
            for (read, other) in [(big, little), (little, big)] where read != other && data.wanted == read {
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

    /// Nothing came behind the data, though the program waited, until the end.
    private static func isStuck(_ exchange: Exchange, after unit: Exchange.Unit) -> Bool {
        guard let last = exchange.units.last, last.calls == unit.calls || last.got == 0 else { return false }
        if let hanging = exchange.socket.hanging { return hanging.kind == .receive && hanging.milliseconds >= 1000 }
        return last.got == 0 && last.calls.last.map { $0.milliseconds >= 1000 || $0.result == 0 } ?? false
    }

    // MARK: The sender's side

    /// The program sent a length and data that it does not describe.
    private static func sent(_ exchange: Exchange) -> LengthPrefix? {
        let sends = exchange.socket.calls.filter { $0.kind == .send && !$0.hasFailed }
        var index = 0
        while index < sends.count {
            let call = sends[index]
            defer { index += 1 }
            var bytes = call.head
            guard call.isWhole, bytes.count >= 4 else { continue }
            // The length in a send of its own, the data in the next.
            if bytes.count == 4, index + 1 < sends.count {
                guard sends[index + 1].isWhole else { continue }
                bytes += sends[index + 1].head
            }
            guard bytes.count > 4 else { continue }
            let data = Array(bytes.dropFirst(4))
            let big = Exchange.number(bytes[0..<4], isLittle: false)
            let little = Exchange.number(bytes[0..<4], isLittle: true)
            if big == data.count { continue }
            let characters = characters(data)
            if let characters, characters != data.count, big == characters || little == characters {
                return LengthPrefix(
                    kind: .characters(characters, bytes: data.count), call: call, confidence: .certain,
                    told:
                        "The length in front of \(Wording.quoted(data, limit: 40)) says \(characters); encoded in UTF-8 the "
                        + "text has \(data.count) bytes.")
            }
            // Both are ways in which some protocols count; they are wrong where the other side does not answer.
            guard index + 2 >= sends.count || index == 0, isUnanswered(exchange, after: call) else { continue }
            if little == data.count {
                return LengthPrefix(
                    kind: .byteOrder(meant: data.count, read: big), call: call, confidence: .likely,
                    told:
                        "The length in front of \(data.count) bytes is little-endian; read in network byte order it says \(big), "
                        + "and the other side, waiting for so many, never answered.")
            }
            if big == bytes.count {
                return LengthPrefix(
                    kind: .header(big, size: 4, bytes: data.count), call: call, confidence: .likely,
                    told:
                        "The length says \(big), which is the data's \(data.count) bytes and its own 4; the other side, waiting "
                        + "for 4 more, never answered.")
            }
        }
        return nil
    }

    /// Nothing came back after the send, though the program waited for a second or more.
    private static func isUnanswered(_ exchange: Exchange, after call: WatchedCall) -> Bool {
        let later = exchange.socket.calls.filter { $0.kind == .receive && $0.begin >= call.end }
        guard !later.contains(where: { $0.bytes > 0 }) else { return false }
        if let hanging = exchange.socket.hanging { return hanging.kind == .receive && hanging.milliseconds >= 1000 }
        return later.contains { $0.milliseconds >= 1000 }
            || exchange.socket.calls.contains { $0.kind == .wait && $0.begin >= call.end && $0.milliseconds >= 1000 }
    }

    /// Characters of a text in UTF-8; `nil` where it is none.
    private static func characters(_ bytes: [UInt8]) -> Int? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return text.unicodeScalars.count
    }
}
