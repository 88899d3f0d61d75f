import SocketFacts

/// Lengths whose wrong reading shows in the whole of what came: it is a row of frames, only not as the program read it.
extension LengthPrefix {
    static func misread(_ exchange: Exchange) -> LengthPrefix? {
        let units = exchange.units
        guard exchange.socket.omitted == 0, units.count > 1, let call = units[1].calls.last else { return nil }
        let prefix = units[0]
        let calls = exchange.socket.received.filter { $0.bytes > 0 }
        guard prefix.isComplete, [2, 4, 8].contains(prefix.wanted), !prefix.isAnswered,
            calls.allSatisfy(\.isWhole)
        else { return nil }
        let stream = calls.flatMap(\.head)
        return counted(exchange, call, stream) ?? swapped(exchange, call, stream)
    }

    /// The program asked for the bytes that the length says; what came ends evenly only where the length counts itself.
    private static func counted(_ exchange: Exchange, _ call: WatchedCall, _ stream: [UInt8]) -> LengthPrefix? {
        let size = exchange.units[0].wanted
        for isLittle in [false, true] {
            let length = Exchange.number(stream[0..<size], isLittle: isLittle)
            guard length > size, length == exchange.units[1].wanted,
                let frames = Exchange.frames(stream, size: size, isLittle: isLittle, countsItself: true), frames >= 2,
                Exchange.frames(stream, size: size, isLittle: isLittle) == nil
            else { continue }
            return LengthPrefix(
                kind: .header(length, size: size, bytes: length - size), call: call, confidence: .certain,
                told:
                    "The length says \(length), and the program took so many bytes behind it. The \(stream.count) bytes that "
                    + "came are \(frames) messages only if each length counts its own \(size) bytes.")
        }
        return nil
    }

    /// A number of this size makes a reader ask in portions; small ones it asks for at once.
    private static let large = 65_536

    /// The program asks for portions of a number that is far too large, long after all had come that the other byte order
    /// announces, and has answered nothing.
    private static func swapped(_ exchange: Exchange, _ call: WatchedCall, _ stream: [UInt8]) -> LengthPrefix? {
        let units = exchange.units
        let size = units[0].wanted
        guard size >= 4, let first = units[0].calls.first,
            !exchange.socket.calls.contains(where: { $0.kind == .send && $0.begin > first.begin }),
            // Who reads the next length has had enough of the data before it.
            units.dropFirst().allSatisfy({ $0.wanted > size })
        else { return nil }
        for isLittle in [false, true] {
            let meant = Exchange.number(stream[0..<size], isLittle: isLittle)
            let read = Exchange.number(stream[0..<size], isLittle: !isLittle)
            guard read >= large, read > units[1].wanted, meant < read,
                let frames = Exchange.frames(stream, size: size, isLittle: isLittle)
            else { continue }
            // One message alone may be read to the end of the stream by a program that only shows the length.
            if frames < 2 {
                guard let wait = exchange.socket.lastWait(exchange.watch), wait.milliseconds >= 1000,
                    wait.argument > UInt64(size)
                else { continue }
            }
            return LengthPrefix(
                kind: .byteOrder(meant: meant, read: read), call: call,
                confidence: frames < 2 ? .likely : .certain,
                told:
                    "In one byte order the first length says \(read), in the other \(meant). The \(stream.count) bytes that came "
                    + "are \(Wording.count(frames, "whole message")) in the second one; the program went on receiving and "
                    + "answered nothing.")
        }
        return nil
    }
}
