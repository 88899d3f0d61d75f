import NIOCore
import SocketLab
import Testing

@Suite struct FrameTests {
    static let frames = [
        "line", "crlf", "delimiter:00ff", "length8", "length16", "length16le", "length32", "length32le",
    ]

    @Test(arguments: frames) func anyCutGivesTheSameMessages(_ name: String) throws {
        let frame = try Frame(name)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let messages = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in UInt8.random(in: 97...122, using: &generator)
                }
            }
            let stream = try messages.flatMap { try #require(frame.encode($0)) }
            var decoder = FrameDecoder(frame)
            var got: [[UInt8]] = []
            var rest = stream[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...7, using: &generator))
                rest = rest.dropFirst(piece.count)
                decoder.append(piece)
                while let message = try decoder.next() { got.append(message) }
            }
            #expect(got == messages && decoder.pending.isEmpty)
        }
    }

    @Test(arguments: [
        "", "lines", "delimiter:", "delimiter:0", "delimiter:zz", "length64", "delimiter:+1", "length16xx",
    ])
    func refuses(_ text: String) {
        #expect(throws: Frame.Problem.self) { try Frame(text) }
    }

    @Test func limitsHold() throws {
        var decoder = FrameDecoder(try Frame("length32"), limit: 10)
        decoder.append([0xff, 0xff, 0xff, 0xff])
        #expect(throws: FrameDecoder.Failure.tooLong(limit: 10)) { try decoder.next() }
        var lines = FrameDecoder(.line, limit: 10)
        lines.append(Array(repeating: 97, count: 12))
        #expect(throws: FrameDecoder.Failure.tooLong(limit: 10)) { try lines.next() }
        #expect(try Frame("length8").encode(Array(repeating: 1, count: 256)) == nil)
        #expect(Frame.line.encode([97, 10]) == nil)
    }

    @Test func datagramsAreAnswered() {
        func answer(_ text: String) -> String {
            String(decoding: Replies.udp(Array(text.utf8)) { "now" }, as: UTF8.self)
        }
        #expect(answer("ping") == "PONG" && answer("PING\n") == "PONG" && answer("upper:abc") == "ABC")
        #expect(answer("reverse:añb") == "bña" && answer("echo:a:b") == "a:b" && answer("time") == "now")
        #expect(
            answer("help").contains("reverse") && answer("nonsense").hasPrefix("ERROR") && answer("").hasPrefix("ERROR")
        )
        #expect(String(decoding: Replies.tcp(Array("hi\r\n".utf8)), as: UTF8.self) == "OK: HI")
    }

    @Test(arguments: ["none", "line", "length32"], [false, true])
    func serverAnswersItsClients(_ name: String, _ isIterative: Bool) throws {
        var configuration = LabServer.Configuration()
        configuration.tcp = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        configuration.udp = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        configuration.frame = try Frame(name)
        configuration.isIterative = isIterative
        let frame = configuration.frame
        var ports: [Int] = []
        let tally = try LabServer(configuration, now: { "now" }, log: { _ in }).run(
            started: { ports = $0.compactMap(\.port) },
            untilEnd: {
                let tcp = LabClient(host: "127.0.0.1", port: ports[0], frame: frame)
                var replies: [String] = []
                let isComplete = tcp.send(["hello", "wörld"]) { result in
                    if case .success(let reply) = result { replies.append(String(decoding: reply, as: UTF8.self)) }
                }
                #expect(isComplete && replies == ["OK: HELLO", "OK: WÖRLD"])
                let udp = LabClient(host: "127.0.0.1", port: ports[1], isUDP: true)
                var pong: [UInt8]?
                _ = udp.send(["ping"]) { pong = try? $0.get() }
                #expect(pong == Array("PONG".utf8))
                let load = LabLoad(client: tcp, clients: 20, requestsPerClient: 3, text: "x").run { _, _ in }
                #expect(load.succeeded == 60 && load.failed == 0 && load.latencies.count == 60)
            })
        #expect(tally.clients >= 61 && tally.datagrams == 1)
    }

    @Test func failuresAreTold() {
        var words = ""
        let isComplete = LabClient(host: "127.0.0.1", port: 1, timeoutSeconds: 2).send(["x"]) { result in
            if case .failure(let error) = result { words = error.text }
        }
        #expect(!isComplete && words.contains("ECONNREFUSED"))
    }
}
