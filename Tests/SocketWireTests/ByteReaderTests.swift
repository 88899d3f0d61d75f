import SocketFacts
import SocketWire
import Testing

@Suite struct ByteReaderTests {
    @Test func readsBothByteOrders() {
        var reader = ByteReader([1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(reader.bigEndian(UInt16.self) == 0x0102)
        #expect(reader.native(UInt32.self) == UInt32(littleEndian: 0x0605_0403))
        #expect(reader.byte() == 7 && reader.remaining == 2)
        #expect(reader.native(UInt32.self) == nil && reader.remaining == 2, "a number that is cut moves nothing")
        #expect(reader.take(2)?.elementsEqual([8, 9]) == true)
        #expect(reader.byte() == nil && reader.take(0)?.isEmpty == true)
    }

    @Test func signedNumbers() {
        var reader = ByteReader([0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
        #expect(reader.native(Int32.self) == -1 && reader.bigEndian(Int16.self) == -1)
    }

    @Test func neverGoesPastTheEnd() {
        for bad in [-1, 5, .max, .min] {
            var reader = ByteReader([1, 2, 3, 4])
            #expect(!reader.skip(bad) && reader.take(bad) == nil && reader.remaining == 4)
        }
        var reader = ByteReader([1, 2, 3, 4])
        #expect(reader.skip(4) && reader.remaining == 0)
        #expect(!reader.skip(1) && reader.skip(0))
    }

    @Test func readsSlicesFromTheirOwnStart() {
        let bytes: [UInt8] = [9, 9, 1, 2, 3, 9]
        var reader = ByteReader(bytes[2..<5])
        #expect(reader.remaining == 3 && reader.byte() == 1 && reader.bigEndian(UInt16.self) == 0x0203)
        #expect(reader.byte() == nil)
    }

    @Test func writerAndReaderAgree() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let long = UInt64.random(in: .min ... .max, using: &generator)
            let short = Int16.random(in: .min ... .max, using: &generator)
            var writer = ByteWriter()
            writer.native(long)
            writer.bigEndian(long)
            writer.native(short)
            writer.byte(7)
            writer.align()
            var reader = ByteReader(writer.bytes)
            #expect(reader.native(UInt64.self) == long && reader.bigEndian(UInt64.self) == long)
            #expect(reader.native(Int16.self) == short && reader.byte() == 7 && reader.remaining == 1)
        }
    }

    @Test func patchesInsideOnly() {
        var writer = ByteWriter()
        writer.native(UInt32(0))
        writer.patch(UInt32(littleEndian: 0x0403_0201), at: 0)
        #expect(writer.bytes == [1, 2, 3, 4])
        for offset in [-1, 1, 4, 100] { writer.patch(0, at: offset) }
        #expect(writer.bytes == [1, 2, 3, 4])
    }

    // The requests, byte by byte as linux/inet_diag.h and linux/rtnetlink.h lay them out.

    @Test func socketDiagRequest() throws {
        let query = SocketDiag.Query(
            .udp, .ipv6, states: [.closed, .established], localPort: 9091, remotePort: 53, wantsMemory: true)
        let bytes = SocketDiag.dump(query, sequence: 9)
        #expect(bytes.count == 16 + 56 + 4 + 32)
        var reader = ByteReader(bytes)
        #expect(reader.native(UInt32.self) == UInt32(bytes.count) && reader.native(UInt16.self) == 20)
        // NLM_F_REQUEST and NLM_F_DUMP.
        #expect(reader.native(UInt16.self) == 0x301 && reader.native(UInt32.self) == 9 && reader.skip(4))
        #expect(reader.byte() == 10 && reader.byte() == 17 && reader.byte() == 0x40 && reader.skip(1))
        #expect(reader.native(UInt32.self) == 1 << 7 | 1 << 1)
        #expect(reader.take(40)?.allSatisfy { $0 == 0 } == true && reader.take(8)?.allSatisfy { $0 == 255 } == true)
        #expect(reader.native(UInt16.self) == 36 && reader.native(UInt16.self) == 1)
        // Source port at least and at most 9091, destination port the same with 53; a failed one jumps behind the end.
        let wanted: [(UInt8, UInt16, UInt16)] = [(2, 36, 9091), (3, 28, 9091), (4, 20, 53), (5, 12, 53)]
        for (code, jump, port) in wanted {
            #expect(reader.byte() == code && reader.byte() == 8 && reader.native(UInt16.self) == jump)
            #expect(reader.skip(2) && reader.native(UInt16.self) == port)
        }
        #expect(reader.remaining == 0)
    }

    @Test func exactSocketRequest() {
        let bytes = SocketDiag.exact(
            local: Endpoint(IPAddress(10, 0, 0, 1), 9090), remote: Endpoint(IPAddress(10, 0, 0, 2), 40000), sequence: 1)
        var reader = ByteReader(bytes)
        #expect(reader.skip(6) && reader.native(UInt16.self) == 1, "no dump: one row is asked for")
        #expect(reader.skip(8) && reader.byte() == 2 && reader.byte() == 6 && reader.skip(6))
        #expect(reader.bigEndian(UInt16.self) == 9090 && reader.bigEndian(UInt16.self) == 40000)
        #expect(reader.take(16)?.elementsEqual([10, 0, 0, 1] + [UInt8](repeating: 0, count: 12)) == true)
        #expect(reader.take(16)?.elementsEqual([10, 0, 0, 2] + [UInt8](repeating: 0, count: 12)) == true)
        #expect(reader.native(UInt32.self) == 0 && reader.native(UInt64.self) == .max && reader.remaining == 0)
    }

    @Test func routeRequest() throws {
        let zoned = try #require(IPAddress("fe80::1%7"))
        let bytes = RouteNetlink.route(to: zoned, matching: true, sequence: 2)
        var reader = ByteReader(bytes)
        #expect(reader.native(UInt32.self) == UInt32(bytes.count) && reader.native(UInt16.self) == 26)
        #expect(reader.skip(10) && reader.byte() == 10 && reader.byte() == 128 && reader.skip(6))
        // RTM_F_FIB_MATCH.
        #expect(reader.native(UInt32.self) == 0x2000)
        var attributes: [UInt16: [UInt8]] = [:]
        NetlinkAttribute.forEach(in: reader.take(reader.remaining) ?? []) { attributes[$0.type] = Array($0.value) }
        // RTA_DST and RTA_OIF.
        #expect(attributes[1] == zoned.bytes && attributes[4] == [7, 0, 0, 0] && attributes.count == 2)
        let dump = RouteNetlink.dump(RouteNetlink.getNeighbour, family: .ipv4, sequence: 3)
        #expect(dump.count == 16 + 12 && dump[16] == 2)
        #expect(RouteNetlink.dump(RouteNetlink.getLink, sequence: 3).count == 16 + 16)
        #expect(RouteNetlink.dump(RouteNetlink.getAddress, sequence: 3).count == 16 + 8)
    }
}
