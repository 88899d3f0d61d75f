import SocketDoctor
import SocketFacts
import Testing

@Suite struct TargetTextTests {
    @Test(arguments: [
        ("9090", "localhost", 9090), (":9090", "localhost", 9090), ("127.0.0.1:9090", "127.0.0.1", 9090),
        ("[::1]:9090", "::1", 9090), ("lab.example:1", "lab.example", 1), ("http://lab/path?x#y", "lab", 80),
        ("https://user:secret@lab:8443/a:b", "lab", 8443), ("tcp://1.2.3.4:5", "1.2.3.4", 5),
        ("udp://h:65535", "h", 65535),
        ("  9090\n", "localhost", 9090), ("*:9090", "localhost", 9090), ("h:53/udp", "h", 53),
        ("https://[::1]/", "::1", 443),
        ("127.1:80x", "", 0),
    ])
    func reads(_ text: String, _ host: String, _ port: UInt16) {
        let target = try? TargetText(text)
        if port == 0 {
            #expect(target == nil)
        } else {
            #expect(target?.host == host && target?.port == port)
        }
    }

    @Test func knowsTransports() throws {
        #expect(try TargetText("udp://h:1").transport == .udp)
        #expect(try TargetText("h:1/tcp").transport == .tcp)
        #expect(try TargetText("h:1").transport == nil)
        #expect(try TargetText("[::1]:1").literal == .loopbackIPv6)
    }

    @Test(arguments: [
        "", " ", "localhost", "host:", "host:0", "host:65536", "host:99999999999999999999", "host:-1", "host:+1",
        "host:80a",
        "host:８０", "::1", "::1:9090", "fe80::1:9090:x", "[::1]", "[::1", "[::1]9090", "[zz]:1", "1.2.3:4:5",
        "256.1.1.1:80",
        "1.2.3.4.5:80", "a b:80", "localhost 9090", "a\u{0}b:80", "a\u{1b}[2J:80", "foo://x:1", "-:1:2", "a..b:80",
        "ho$t:80",
        "[fe80::1%nosuchif0]:80", "/", "http://", "0", "65536", "\u{202e}9090:x",
        String(repeating: "a", count: 300) + ":80",
    ])
    func refuses(_ text: String) {
        do {
            let target = try TargetText(text)
            Issue.record("\(text.debugDescription) was taken for \(target)")
        } catch {
            #expect(!error.message.isEmpty && !error.nearest.isEmpty)
            #expect(!error.message.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e })
        }
    }
}
