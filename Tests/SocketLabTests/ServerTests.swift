import NIOCore
import SocketFacts
import SocketLab
import Testing

@Suite struct ServerTests {
    @Test func withoutFrameALineIsARequest() throws {
        let server = try RunningServer { $0.pauseMilliseconds = 9000 }
        let peer = try Peer(port: server.tcp)
        try peer.send("hel")
        try peer.send("lo\n")
        #expect(try peer.receiveAll() == "OK: HELLO")
        let tally = try server.end()
        #expect(tally.clients == 1)
        #expect(tally.datagrams == 0)
        #expect(server.log.count == 1)
        #expect(server.log.first?.hasSuffix("tcp 6 bytes in, 9 bytes out") == true)
    }

    @Test func withoutFrameAHalfCloseEndsTheRequest() throws {
        let server = try RunningServer()
        let peer = try Peer(port: server.tcp)
        try peer.send("two\nlines")
        try peer.halfClose()
        #expect(try peer.receiveAll() == "OK: TWO\nLINES")
        _ = try server.end()
    }

    @Test func withoutFrameAPauseEndsTheRequest() throws {
        let server = try RunningServer()
        let peer = try Peer(port: server.tcp)
        let began = NIODeadline.now()
        try peer.send("slow")
        #expect(try peer.receiveAll() == "OK: SLOW")
        #expect(NIODeadline.now() - began >= .milliseconds(290))
        _ = try server.end()
    }

    @Test func replyLargerThanTheSocketBuffersIsWhole() throws {
        let server = try RunningServer { $0.pauseMilliseconds = 9000 }
        let peer = try Peer(port: server.tcp)
        try peer.send([UInt8](repeating: 0x61, count: 1_000_000))
        try peer.halfClose()
        let reply = try peer.receiveAll()
        #expect(reply.utf8.count == 1_000_004)
        #expect(reply.hasSuffix("AAAA"))
        _ = try server.end()
    }

    @Test func clientThatDoesNotCloseIsLeftBehind() throws {
        let server = try RunningServer()
        let peer = try Peer(port: server.tcp, closes: false)
        try peer.send("x\nrest that nobody reads")
        #expect(try peer.receiveAll() == "OK: X\nREST THAT NOBODY READS")
        let end = NIODeadline.now() + .seconds(5)
        while server.log.isEmpty, NIODeadline.now() < end { try NIOSleep.milliseconds(20) }
        #expect(server.log.count == 1)
        _ = try server.end()
        peer.close()
    }

    @Test func closingWithoutAByteIsNoRequest() throws {
        let server = try RunningServer()
        let peer = try Peer(port: server.tcp)
        try peer.halfClose()
        #expect(try peer.receiveAll() == "")
        _ = try server.end()
        #expect(server.log.first?.hasSuffix("tcp 0 bytes in, 0 bytes out") == true)
    }

    @Test(arguments: FrameTests.frames) func splitAndMergedMessages(frame: Frame) throws {
        let server = try RunningServer { $0.frame = frame }
        let peer = try Peer(port: server.tcp)
        let requests = ["one", "", "three"].compactMap { frame.encode(Array($0.utf8)) }
        let replies = ["OK: ONE", "OK: ", "OK: THREE"].compactMap { frame.encode(Array($0.utf8)) }
        #expect(requests.count == 3)
        // All in one write, then each byte in its own.
        try peer.send(requests.flatMap(\.self))
        #expect(try peer.receive(replies.flatMap(\.self).count) == replies.flatMap(\.self))
        for byte in requests.flatMap(\.self) { try peer.send([byte]) }
        let twice = (replies + replies).flatMap(\.self)
        #expect(try peer.receive(twice.count) == twice)
        #expect(!peer.isClosed)
        try peer.halfClose()
        _ = try peer.receiveAll()
        #expect(peer.received == twice)
        _ = try server.end()
    }

    @Test(arguments: ["line", "length32", "none"]) func tooLongAMessageEndsTheConnection(frame: String) throws {
        let server = try RunningServer {
            $0.frame = (try? Frame(frame)) ?? .none
            $0.limit = 1000
        }
        let peer = try Peer(port: server.tcp)
        try peer.send([UInt8](repeating: 0x7f, count: 2000))
        #expect(try peer.receiveAll() == "")
        _ = try server.end()
        #expect(server.log.first?.hasSuffix(", closed: a message is longer than 1000 bytes") == true)
    }

    @Test func garbageIsAnsweredOrRefusedAndTheServerGoesOn() throws {
        let server = try RunningServer { $0.frame = .length(.two, isBigEndian: false) }
        var random = SplitMix(seed: 7)
        for _ in 0..<20 {
            let peer = try Peer(port: server.tcp)
            peer.push((0..<300).map { _ in UInt8.random(in: 0...255, using: &random) })
            peer.close()
        }
        let peer = try Peer(port: server.tcp)
        try peer.send([2, 0, 0x61, 0x62])
        #expect(try peer.receive(8) == [6, 0] + Array("OK: AB".utf8))
        _ = try server.end()
    }

    @Test func replyThatDoesNotFitTheFrameIsAnErrorInTheFrame() throws {
        let server = try RunningServer { $0.frame = .length(.one, isBigEndian: true) }
        let peer = try Peer(port: server.tcp)
        try peer.send([255] + [UInt8](repeating: 0x61, count: 255) + [1, 0x62])
        let error = Array("ERROR: the reply does not fit the frame".utf8)
        let expected = [UInt8(error.count)] + error + [5] + Array("OK: B".utf8)
        #expect(try peer.receive(expected.count) == expected)
        _ = try server.end()
    }

    @Test func silentClientIsLetGo() throws {
        let server = try RunningServer {
            $0.frame = .line
            $0.timeoutSeconds = 1
        }
        let peer = try Peer(port: server.tcp)
        #expect(try peer.receiveAll() == "")
        _ = try server.end()
        #expect(server.log.first?.hasSuffix(", let go after 1 s without a byte") == true)
    }

    @Test func clientThatNeverReceivesIsLetGo() throws {
        let server = try RunningServer {
            $0.frame = .line
            $0.timeoutSeconds = 1
        }
        // Far more replies than the buffers of both sides hold, from a client that reads none of them.
        let peer = try Peer(port: server.tcp, receives: false)
        for _ in 0..<300 { peer.push([UInt8](repeating: 0x61, count: 65_535) + [0x0a]) }
        let end = NIODeadline.now() + .seconds(8)
        while server.log.isEmpty, NIODeadline.now() < end { try NIOSleep.milliseconds(20) }
        let tally = try server.end()
        #expect(tally.clients == 1)
        #expect(server.log.first?.contains("it has not received its replies for 1 s") == true)
        peer.close()
    }

    @Test func iterativeServesOneAfterTheOther() throws {
        let server = try RunningServer { $0.isIterative = true }
        let first = try Peer(port: server.tcp)
        let second = try Peer(port: server.tcp)
        try second.send("second\n")
        try NIOSleep.milliseconds(150)
        #expect(second.received.isEmpty)
        try first.send("first\n")
        #expect(try first.receiveAll() == "OK: FIRST")
        first.close()
        #expect(try second.receiveAll() == "OK: SECOND")
        second.close()
        #expect(try server.end().clients == 2)
    }

    @Test func threadedServesTheSecondWhileTheFirstWaits() throws {
        let server = try RunningServer()
        let first = try Peer(port: server.tcp)
        let second = try Peer(port: server.tcp)
        try second.send("second\n")
        #expect(try second.receiveAll() == "OK: SECOND")
        #expect(first.received.isEmpty)
        _ = try server.end()
    }

    @Test func endFinishesWhatIsInHandAndLetsTheIdleGo() throws {
        let server = try RunningServer()
        let idle = try Peer(port: server.tcp)
        let busy = try Peer(port: server.tcp)
        try busy.send("in hand")
        try NIOSleep.milliseconds(100)
        let began = NIODeadline.now()
        let tally = try server.end()
        #expect(NIODeadline.now() - began < .seconds(3))
        #expect(tally.clients == 2)
        #expect(try busy.receiveAll() == "OK: IN HAND")
        #expect(try idle.receiveAll() == "")
    }

    @Test func addressInUseIsNamed() throws {
        let server = try RunningServer()
        let tcp = server.tcp
        let udp = server.udp
        let failure = #expect(throws: LabServer.BindFailure.self) {
            try RunningServer { $0.tcp = try? SocketAddress(ipAddress: "127.0.0.1", port: tcp) }
        }
        #expect(failure?.errorNumber == 98)
        #expect(
            failure?.description
                == "cannot serve TCP on address 127.0.0.1, port \(tcp): EADDRINUSE (errno 98), Address already in use; "
                + "see why with: sockdoctor port \(tcp)")
        let second = #expect(throws: LabServer.BindFailure.self) {
            try RunningServer { $0.udp = try? SocketAddress(ipAddress: "127.0.0.1", port: udp) }
        }
        #expect(second?.transport == "UDP")
        _ = try server.end()
    }

    @Test func portIsFreeAtOnceAfterTheEnd() throws {
        let server = try RunningServer()
        let peer = try Peer(port: server.tcp)
        try peer.send("x\n")
        // The server closed first: its port is in TIME_WAIT now, where only SO_REUSEADDR helps.
        _ = try peer.receiveAll()
        peer.close()
        let port = server.tcp
        _ = try server.end()
        let next = try RunningServer { $0.tcp = try? SocketAddress(ipAddress: "127.0.0.1", port: port) }
        #expect(next.tcp == port)
        _ = try next.end()
    }
}
