import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import SocketFacts
import SocketLab
import Testing

@Suite struct ClientTests {
    private func send(_ client: LabClient, _ texts: [String]) -> (isComplete: Bool, answers: [String]) {
        var answers: [String] = []
        let isComplete = client.send(texts) { result in
            switch result {
            case .success(let reply): answers.append(String(decoding: reply, as: UTF8.self))
            case .failure(let error): answers.append("failed: \(error.text)")
            }
        }
        return (isComplete, answers)
    }

    @Test(arguments: ["none", "line", "length16le"]) func sendGetsAReplyForEach(frame: String) throws {
        let frame = try Frame(frame)
        let server = try RunningServer { $0.frame = frame }
        let result = send(LabClient(host: "127.0.0.1", port: server.tcp, frame: frame), ["a", "b c", "d"])
        #expect(result.isComplete)
        #expect(result.answers == ["OK: A", "OK: B C", "OK: D"])
        #expect(try server.end().clients == (frame == .none ? 3 : 1))
    }

    @Test func sendTriesAllAddressesOfAName() throws {
        let server = try RunningServer()
        #expect(send(LabClient(host: "localhost", port: server.tcp), ["a"]).answers == ["OK: A"])
        #expect(send(LabClient(host: "localhost", port: server.udp, isUDP: true), ["ping"]).answers == ["PONG"])
        _ = try server.end()
    }

    @Test func datagramsAreAnsweredOneForOne() throws {
        let server = try RunningServer()
        let client = LabClient(host: "127.0.0.1", port: server.udp, isUDP: true)
        let long = String(repeating: "x", count: 65_000)
        let result = send(client, ["PING\n", "reverse:abc", "nonsense", "", "upper:" + long, "time"])
        #expect(result.isComplete)
        let error = "ERROR: unknown command; send help for the list"
        #expect(result.answers == ["PONG", "cba", error, error, long.uppercased(), "NOW"])
        #expect(try server.end().datagrams == 6)
    }

    @Test func refusalIsNamed() throws {
        // Port 1 (tcpmux) of an address that no test binds.
        let refused = ["failed: ECONNREFUSED (errno 111), Connection refused"]
        let overTCP = send(LabClient(host: "127.77.0.1", port: 1), ["a"])
        #expect(!overTCP.isComplete)
        #expect(overTCP.answers == refused)
        #expect(send(LabClient(host: "127.77.0.1", port: 1, isUDP: true), ["a"]).answers == refused)
    }

    @Test func timeoutSaysWhatWasWaitedFor() throws {
        // The server waits for a length of 4 bytes, the client sends a line.
        let server = try RunningServer { $0.frame = .length(.four, isBigEndian: true) }
        let client = LabClient(host: "127.0.0.1", port: server.tcp, frame: .line, timeoutSeconds: 1.25)
        let result = send(client, ["", "b"])
        #expect(!result.isComplete)
        #expect(
            result.answers == [
                "failed: timed out after 1.25 s waiting for reply 1 of 2", "failed: not sent: the connection was over",
            ])
        _ = try server.end()
    }

    @Test func closeInTheMiddleOfAReplyIsNamed() throws {
        let server = try RunningServer()
        let client = LabClient(host: "127.0.0.1", port: server.tcp, frame: .line)
        #expect(
            send(client, ["abc"]).answers == [
                "failed: the server closed the connection in the middle of a reply, after 7 bytes of it"
            ])
        _ = try server.end()
    }

    @Test func textThatCannotBeFramedIsNotSent() throws {
        let server = try RunningServer { $0.frame = .line }
        let client = LabClient(host: "127.0.0.1", port: server.tcp, frame: .line)
        let answers = send(client, ["a", "b\nc", "d"]).answers
        #expect(
            answers == [
                "OK: A", "failed: the text cannot be sent with the framing line",
                "failed: not sent: the connection was over",
            ])
        _ = try server.end()
    }

    @Test(arguments: ["none", "crlf"]) func loadCountsEveryExchange(frame: String) throws {
        let frame = try Frame(frame)
        let server = try RunningServer { $0.frame = frame }
        let client = LabClient(host: "127.0.0.1", port: server.tcp, frame: frame, timeoutSeconds: 20)
        let last = NIOLockedValueBox(0)
        let summary = LabLoad(client: client, clients: 40, requestsPerClient: 5, text: "x").run { done, total in
            #expect(done <= total)
            last.withLockedValue { $0 = done }
        }
        #expect(summary.succeeded == 200)
        #expect(summary.failures == [:])
        #expect(summary.latencies.count == 200)
        #expect(summary.latencies == summary.latencies.sorted())
        #expect(last.withLockedValue { $0 } == 200)
        #expect(try server.end().clients == (frame == .none ? 200 : 40))
    }

    @Test(arguments: ["none", "line", "length32"], [false, true])
    func bothKindsOfServerServeTheirClients(frame: String, isIterative: Bool) throws {
        let frame = try Frame(frame)
        let server = try RunningServer {
            $0.frame = frame
            $0.isIterative = isIterative
        }
        let client = LabClient(host: "127.0.0.1", port: server.tcp, frame: frame, timeoutSeconds: 20)
        #expect(send(client, ["hello", "wörld"]).answers == ["OK: HELLO", "OK: WÖRLD"])
        let udp = LabClient(host: "127.0.0.1", port: server.udp, isUDP: true)
        #expect(send(udp, ["ping"]).answers == ["PONG"])
        let load = LabLoad(client: client, clients: 20, requestsPerClient: 3, text: "x").run { _, _ in }
        #expect(load.succeeded == 60)
        #expect(load.failed == 0)
        #expect(try server.end().clients == (frame == .none ? 62 : 21))
    }

    @Test func loadOverUDP() throws {
        let server = try RunningServer()
        let client = LabClient(host: "localhost", port: server.udp, isUDP: true, timeoutSeconds: 20)
        let summary = LabLoad(client: client, clients: 50, requestsPerClient: 4, text: "ping").run { _, _ in }
        #expect(summary.succeeded == 200)
        #expect(summary.failed == 0)
        let datagrams = try server.end().datagrams
        #expect((200...(200 + summary.resent)).contains(datagrams))
    }

    @Test func loadCountsFailuresByKind() throws {
        let client = LabClient(host: "localhost", port: 1)
        let summary = LabLoad(client: client, clients: 5, requestsPerClient: 20, text: "x").run { _, _ in }
        #expect(summary.succeeded == 0)
        #expect(summary.failures == ["ECONNREFUSED (errno 111), Connection refused": 100])
        #expect(summary.latency(0.5) == nil)
    }

    @Test func loadGoesOnAfterALostConnection() throws {
        // Without framing the server closes after each line, the client takes each close for a failure and connects
        // anew.
        let server = try RunningServer()
        let client = LabClient(host: "127.0.0.1", port: server.tcp, frame: .line)
        let summary = LabLoad(client: client, clients: 3, requestsPerClient: 4, text: "x").run { _, _ in }
        #expect(summary.failures == ["the server closed the connection before the reply was complete": 12])
        #expect(try server.end().clients == 12)
    }

    @Test func latencyIsTheNearestRank() {
        var summary = LoadSummary()
        summary.latencies = (1...100).map(Double.init)
        #expect(summary.latency(0) == 1)
        #expect(summary.latency(0.5) == 50)
        #expect(summary.latency(0.99) == 99)
        #expect(summary.latency(1) == 100)
        #expect(summary.latency(.nan) == nil)
    }
}
