/// What the lab's servers answer.
public enum Replies {
    /// The most that one UDP datagram carries over IPv4: 65535 bytes less the IP header of 20 and the UDP header of 8
    /// (RFC 768, RFC 791).
    static let longestDatagram = 65_507

    /// The UDP server's commands, as `help` lists them.
    public static let commands = "ping, upper:TEXT, reverse:TEXT, echo:TEXT, time, help"

    /// TCP: `OK: ` and the text in capitals; a line end behind it is not part of the text.
    public static func tcp(_ message: some Sequence<UInt8>) -> [UInt8] {
        Array("OK: ".utf8) + capitals(trimmed(Array(message)))
    }

    /// UDP: one answer to one datagram. A line end behind the command is not part of it, capitals do not matter in it.
    ///
    /// - Parameter now: the time, as the command `time` answers it.
    public static func udp(_ datagram: [UInt8], now: () -> String) -> [UInt8] {
        let bytes = trimmed(datagram)
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        let command = String(decoding: bytes[..<(colon ?? bytes.endIndex)], as: UTF8.self).lowercased()
        let argument = colon.map { bytes[($0 + 1)...] }
        let answer: [UInt8]
        switch (command, argument) {
        case ("ping", nil): answer = Array("PONG".utf8)
        case ("upper", let text?): answer = capitals(text)
        case ("reverse", let text?):
            answer = Array(String(String(decoding: text, as: UTF8.self).reversed()).utf8)
        // As it came, valid UTF-8 or not: an echo that repairs its text is none.
        case ("echo", let text?): answer = Array(text)
        case ("time", nil): answer = Array(now().utf8)
        case ("help", nil): answer = Array(commands.utf8)
        default: answer = Array("ERROR: unknown command; send help for the list".utf8)
        }
        // Capitals can be longer than the letters they come from.
        return answer.count <= longestDatagram
            ? answer : Array("ERROR: the answer does not fit a datagram".utf8)
    }

    /// Text in capitals; of bytes that are no valid UTF-8 only the ASCII letters change, nothing is lost.
    private static func capitals(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        if let text = String(validating: bytes, as: UTF8.self) { return Array(text.uppercased().utf8) }
        return bytes.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0 }
    }

    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var end = bytes.endIndex
        while end > 0, bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { end -= 1 }
        return bytes[..<end]
    }
}
