import SocketFacts
import Testing

@testable import SocketPackets

@Suite("Frames built around bytes")
struct FrameTests {
    static let client = Endpoint(.loopbackIPv4, 40_000)
    static let server = Endpoint(.loopbackIPv4, 9090)

    @Test("a known IPv4 header has the checksum that RFC 1071 gives")
    func headerChecksum() {
        let frame = FrameSynthesis.datagram(from: Self.client, to: Self.server, payload: [1, 2, 3])
        let header = frame[14..<34]
        var sum: UInt32 = 0
        for index in stride(from: header.startIndex, to: header.endIndex, by: 2) {
            sum += UInt32(header[index]) << 8 | UInt32(header[index + 1])
        }
        while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
        #expect(sum == 0xffff)
        #expect(
            FrameSynthesis.checksum([0, 1], 17, IPAddress(0, 0, 0, 0), IPAddress(0, 0, 0, 0)) == ~UInt16(1 + 17 + 2))
    }

    @Test("what is built is read back, IPv4 and IPv6, TCP and UDP", arguments: [IPAddress.loopbackIPv4, .loopbackIPv6])
    func roundTrip(_ address: IPAddress) throws {
        let client = Endpoint(address, 40_000)
        let server = Endpoint(address, 9090)
        let bytes = Array("Hello".utf8)
        let segment = FrameSynthesis.segment(
            from: client, to: server, sequence: 7, acknowledgment: 9, flags: [.push, .ack], payload: bytes)
        let tcp = try #require(TransportPacket(ethernet: segment))
        #expect(tcp.transport == .tcp)
        #expect(tcp.source == client)
        #expect(tcp.target == server)
        #expect(tcp.sequence == 7)
        #expect(tcp.payload == bytes)
        let udp = try #require(
            TransportPacket(ethernet: FrameSynthesis.datagram(from: client, to: server, payload: bytes)))
        #expect(udp.transport == .udp)
        #expect(udp.payload == bytes)
        for count in 0..<segment.count { #expect(TransportPacket(ethernet: Array(segment.prefix(count))) == nil) }
    }

    @Test("a conversation numbers its bytes, and is read back from its file as it was said")
    func conversation() throws {
        var file = CaptureWriter.header(application: "test", interface: "relay0", description: "a relay")
        var talk = SynthesisedConversation(client: Self.client, server: Self.server, number: 1)
        var frames = talk.open()
        frames += talk.data(isFromClient: true, Array("ask".utf8))
        frames += talk.data(isFromClient: false, [UInt8](repeating: 7, count: 70_000))
        frames += talk.end(isFromClient: true)
        frames += talk.end(isFromClient: true)
        frames += talk.end(isFromClient: false)
        for (index, frame) in frames.enumerated() {
            CaptureWriter.append(frame, time: UInt64(index), comment: index == 0 ? "connection 1" : nil, to: &file)
        }
        let packets = try CaptureReader.packets(file)
        #expect(packets.count == frames.count)
        #expect(packets[0].comments == ["connection 1"])
        let read = RecordedConversation.all(in: packets)
        #expect(read.count == 1)
        #expect(read[0].client == Self.client)
        #expect(read[0].events.first == .data(isFromClient: true, Array("ask".utf8)))
        let replied = read[0].events.reduce(into: 0) { count, event in
            if case .data(false, let bytes) = event { count += bytes.count }
        }
        #expect(replied == 70_000)
        #expect(read[0].events.suffix(2) == [.end(isFromClient: true), .end(isFromClient: false)])
    }

    @Test("a segment that was sent again counts once")
    func retransmission() {
        var talk = SynthesisedConversation(client: Self.client, server: Self.server, number: 1)
        let opening = talk.open()
        let data = talk.data(isFromClient: true, Array("ab".utf8))
        let packets = (opening + data + data).map { CaptureReader.Packet(linkType: 1, bytes: $0, comments: []) }
        #expect(RecordedConversation.all(in: packets)[0].events == [.data(isFromClient: true, Array("ab".utf8))])
    }

    @Test("an ICMP error quotes the datagram and adds up")
    func icmp() {
        let icmp = FrameSynthesis.portUnreachable(from: Self.client, to: Self.server, payload: [1, 2, 3])
        #expect(icmp.prefix(2) == [3, 3])
        #expect(icmp.count == 8 + 20 + 8)
        #expect(Array(icmp[28..<32]) == [0x9c, 0x40, 0x23, 0x82])
    }

    @Test("no damage to a file traps")
    func damage() {
        var file = CaptureWriter.header(application: "test", interface: "relay0", description: "a relay")
        var talk = SynthesisedConversation(client: Self.client, server: Self.server, number: 1)
        for frame in talk.open() + talk.data(isFromClient: true, [1, 2, 3]) {
            CaptureWriter.append(frame, time: 1, comment: "x", to: &file)
        }
        for position in file.indices {
            for value: UInt8 in [0, 1, 0x7f, 0xff] {
                var broken = file
                broken[position] = value
                if let packets = try? CaptureReader.packets(broken) { _ = RecordedConversation.all(in: packets) }
            }
            if let packets = try? CaptureReader.packets(Array(file.prefix(position))) {
                #expect(packets.count <= 5)
            }
        }
    }
}
