/// What the lab's servers answer.
public enum Replies {
    /// TCP: `OK: ` and the text in capitals; a line end behind it is not part of the text.
    public static func tcp(_ message: [UInt8]) -> [UInt8] {
        Array("OK: ".utf8) + Array(String(decoding: trimmed(message), as: UTF8.self).uppercased().utf8)
    }

    /// UDP: one answer to one datagram. `now` is the time as text.
    public static func udp(_ datagram: [UInt8], now: () -> String) -> [UInt8] {
        let text = String(decoding: trimmed(datagram), as: UTF8.self)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let argument = parts.count == 2 ? parts[1] : nil
        let answer: String
        switch (parts.first?.lowercased() ?? "", argument) {
        case ("ping", nil): answer = "PONG"
        case ("upper", let text?): answer = text.uppercased()
        case ("reverse", let text?): answer = String(text.reversed())
        case ("echo", let text?): answer = text
        case ("time", nil): answer = now()
        case ("help", nil): answer = "ping, upper:TEXT, reverse:TEXT, echo:TEXT, time, help"
        default: answer = "ERROR: unknown command; send help"
        }
        return Array(answer.utf8)
    }

    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var end = bytes.endIndex
        while end > 0, bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { end -= 1 }
        return bytes[..<end]
    }
}
