import SocketLab
import Testing

@Suite struct RepliesTests {
    @Test(arguments: [
        ("ping", "PONG"), ("PING\r\n", "PONG"), ("upper:aß:b", "ASS:B"),
        ("reverse:ab\u{e9}e\u{301}", "e\u{301}\u{e9}ba"),
        ("Echo: a:B \n", " a:B "), ("echo:", ""), ("time", "NOW"), ("Time\n", "NOW"),
        ("help", "ping, upper:TEXT, reverse:TEXT, echo:TEXT, time, help"),
    ])
    func answersCommands(command: String, answer: String) {
        #expect(Replies.udp(Array(command.utf8)) { "NOW" } == Array(answer.utf8))
    }

    @Test(arguments: ["", "\n", "pong", "ping:x", "upper", "time:", " ping", ":", "\0"])
    func namesHelpInErrors(command: String) {
        let answer = String(decoding: Replies.udp(Array(command.utf8)) { "NOW" }, as: UTF8.self)
        #expect(answer.hasPrefix("ERROR: "))
        #expect(answer.contains("help"))
        #expect(!answer.contains("\n"))
    }

    @Test func echoKeepsBytesThatAreNoText() {
        #expect(Replies.udp(Array("echo:".utf8) + [0xff, 0x00, 0xc3]) { "NOW" } == [0xff, 0x00, 0xc3])
        #expect(Replies.tcp([0x61, 0xff, 0x7a]) == Array("OK: ".utf8) + [0x41, 0xff, 0x5a])
    }

    @Test func answerFitsADatagram() {
        // Each of these letters is 2 bytes, and 3 in capitals.
        let text = "upper:" + String(repeating: "\u{149}", count: 32_000)
        let answer = String(decoding: Replies.udp(Array(text.utf8)) { "NOW" }, as: UTF8.self)
        #expect(answer == "ERROR: the answer does not fit a datagram")
    }

    @Test func capitalsWithoutTheLineEnd() {
        #expect(Replies.tcp(Array("grüße\r\n".utf8)) == Array("OK: GRÜSSE".utf8))
        #expect(Replies.tcp([]) == Array("OK: ".utf8))
    }
}
