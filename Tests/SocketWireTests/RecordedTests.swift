import SocketFacts
import SocketWire
import Testing

/// What the decoders make of the recorded replies.
@Suite struct RecordedTests {
    private func socket(_ bytes: [UInt8], _ transport: Transport = .tcp) throws -> SocketRecord {
        try #require(SocketDiag.record(bytes[...], transport: transport))
    }

    @Test func listenerWithAWaitingConnection() throws {
        let listener = try socket(Recorded.listener)
        #expect(listener.state == .listening && listener.family == .ipv4 && listener.isServer)
        #expect(listener.local == Endpoint(.loopbackIPv4, 9090) && listener.remote == Endpoint(.anyIPv4, 0))
        #expect(listener.receiveQueue == 1 && listener.sendQueue == 5 && listener.inode == 0x524b35)
        #expect(listener.uid == 0 && listener.cgroupID == 1 && listener.memory == nil && listener.isIPv6Only == nil)
        let waiting = try socket(Recorded.unaccepted)
        #expect(waiting.state == .established && waiting.inode == 0 && !waiting.isServer)
        #expect(waiting.local == listener.local && waiting.remote == Endpoint(.loopbackIPv4, 0xb5be))
    }

    @Test func boundAndNothingElse() throws {
        let bound = try socket(Recorded.boundInactive)
        #expect(bound.state == .boundInactive && bound.local.port == 9093 && !bound.isServer && bound.inode != 0)
    }

    @Test func timeWait() throws {
        let row = try socket(Recorded.timeWait)
        #expect(row.state == .timeWait && row.local.port == 9095 && row.remote.port == 0x99ee)
        #expect(row.expiresMilliseconds == 59_800 && row.inode == 0 && row.cgroupID == nil)
    }

    @Test func dualStackAndIPv6Only() throws {
        let dual = try socket(Recorded.dualStack)
        #expect(dual.local == Endpoint(.anyIPv6, 9091) && dual.isIPv6Only == false && dual.isDualStack)
        #expect(dual.sendQueue == 128 && dual.takes(.loopbackIPv4) && dual.takes(.loopbackIPv6))
        let only = try socket(Recorded.onlyIPv6)
        #expect(only.local == Endpoint(.loopbackIPv6, 9092) && only.isIPv6Only == true && !only.isDualStack)
        #expect(only.takes(.loopbackIPv6) && !only.takes(.loopbackIPv4))
    }

    @Test func mappedConnection() throws {
        let row = try socket(Recorded.mapped)
        #expect(row.family == .ipv6 && row.state == .established)
        #expect(row.local.description == "[::ffff:127.0.0.1]:9091" && row.remote.address.unmapped == .loopbackIPv4)
    }

    @Test func datagramsThatWereDropped() throws {
        let row = try socket(Recorded.datagram, .udp)
        #expect(row.state == .closed && row.isServer && row.local == Endpoint(.loopbackIPv4, 9094))
        // The limit is the doubled option; what lies there exceeds it, because the last datagram still went in.
        #expect(row.memory == SocketMemory(receiveAllocated: 4160, receiveLimit: 4608, drops: 45))
        #expect(row.receiveQueue == 4160)
    }

    @Test func everyTruncationOfARowIsNilOrTheSameRow() throws {
        for bytes in Recorded.sockets {
            let whole = try socket(bytes)
            for count in 0..<bytes.count {
                guard let part = SocketDiag.record(bytes[..<count], transport: .tcp) else {
                    #expect(count < 72, "\(count) bytes hold the whole fixed part")
                    continue
                }
                #expect(count >= 72 && part.local == whole.local && part.state == whole.state)
            }
        }
    }

    @Test func unknownFamiliesAndStatesAreNoRows() {
        for (offset, value) in [(0, UInt8(1)), (0, 0), (0, 16), (1, 0), (1, 14), (1, 255)] {
            var bytes = Recorded.listener
            bytes[offset] = value
            #expect(SocketDiag.record(bytes[...], transport: .tcp) == nil)
        }
    }

    @Test func links() throws {
        let loopback = try #require(RouteNetlink.link(Recorded.loopbackLink[...]))
        #expect(loopback.name == "lo" && loopback.index == 1 && loopback.isLoopback && loopback.isUp)
        let veth = try #require(RouteNetlink.link(Recorded.linkWithPeer[...]))
        #expect(veth.name == "v0" && veth.index == 3 && !veth.isLoopback && veth.isUp && veth.hasCarrier)
        var down = Recorded.linkWithPeer
        // IFF_UP is bit 0 and IFF_LOWER_UP bit 16 of the flags behind the index.
        down[8] &= 0xfe
        down[10] &= 0xfe
        let dark = try #require(RouteNetlink.link(down[...]))
        #expect(!dark.isUp && !dark.hasCarrier)
    }

    @Test func addresses() throws {
        let four = try #require(RouteNetlink.address(Recorded.address4[...]))
        #expect(four.index == 3 && four.address == InterfaceAddress(IPAddress(10, 7, 0, 1), 24))
        let six = try #require(RouteNetlink.address(Recorded.linkLocal[...]))
        #expect(six.index == 2 && six.address.address.description == "fe80::3c3d:57ff:fe3f:7f63")
        #expect(six.address.prefixLength == 64 && !six.address.isTentative && six.address.address.isLinkLocal)
        var tentative = Recorded.linkLocal
        // IFA_F_TENTATIVE (0x40) in IFA_FLAGS, which is the last attribute but one.
        tentative[tentative.count - 12] |= 0x40
        #expect(RouteNetlink.address(tentative[...])?.address.isTentative == true)
    }

    @Test func peerAddressesAreNotOurs() throws {
        // 10.8.0.1 peer 10.8.0.2: IFA_ADDRESS is the peer's, IFA_LOCAL ours.
        let bytes = Recorded.bytes("02 20 80 00 05000000  0800 0100 0a080002  0800 0200 0a080001")
        #expect(RouteNetlink.address(bytes[...])?.address.address == IPAddress(10, 8, 0, 1))
    }

    @Test func routes() throws {
        func route(_ bytes: [UInt8]) throws -> RouteNetlink.Route { try #require(RouteNetlink.route(bytes[...])) }
        let standard = try route(Recorded.defaultRoute)
        #expect(standard.destination == nil && standard.prefixLength == 0 && standard.table == 254)
        #expect(standard.gateway == IPAddress(10, 7, 0, 254) && standard.interface == 3 && standard.type == 1)
        let prohibited = try route(Recorded.prohibited)
        #expect(prohibited.type == 8 && prohibited.table == 100 && prohibited.prefixLength == 24)
        #expect(prohibited.destination == IPAddress(203, 0, 112, 0) && prohibited.interface == nil)
        #expect(try route(Recorded.blackhole).type == 6 && route(Recorded.unreachable).type == 7)
        let via = try route(Recorded.viaIPv6)
        #expect(via.family == .ipv4 && via.gateway?.description == "fe80::99" && via.prefixLength == 16)
        let six = try route(Recorded.route6)
        #expect(six.family == .ipv6 && six.destination?.description == "fd00:7::" && six.prefixLength == 64)
        #expect(RouteNetlink.route(Recorded.bytes("80 00 00 00 fe 02 00 01 00000000")[...]) == nil)
    }

    @Test func neighbours() throws {
        let failed = try #require(RouteNetlink.neighbour(Recorded.failedNeighbour[...]))
        #expect(failed.address == IPAddress(10, 7, 0, 10) && failed.index == 3 && failed.state == .failed)
        #expect(RouteNetlink.neighbour(Recorded.permanentNeighbour[...])?.state == .permanent)
        let stale = try #require(RouteNetlink.neighbour(Recorded.staleNeighbour[...]))
        #expect(stale.state == .stale && stale.address.description == "fd00:7::5")
    }

    @Test func wholeReplies() throws {
        let reply = NetlinkMessage.all(in: Recorded.routeReply[...])
        #expect(reply.count == 1 && reply[0].type == RouteNetlink.newRoute && reply[0].sequence == 7)
        #expect(reply[0].errorNumber == nil)
        let route = try #require(RouteNetlink.route(reply[0].payload))
        #expect(route.gateway == IPAddress(10, 7, 0, 254) && route.source == IPAddress(10, 7, 0, 1))
        let error = NetlinkMessage.all(in: Recorded.errorReply[...])
        #expect(error.count == 1 && error[0].errorNumber == 113)
    }

    @Test func messagesFollowEachOther() {
        var writer = ByteWriter()
        // A payload of 5 bytes leaves three bytes of padding.
        writer.append(NetlinkMessage.request(type: 20, flags: 2, sequence: 1, payload: [1, 2, 3, 4, 5]))
        writer.align()
        writer.append(NetlinkMessage.request(type: NetlinkMessage.done, flags: 2, sequence: 1, payload: [0, 0, 0, 0]))
        let messages = NetlinkMessage.all(in: writer.bytes[...])
        #expect(messages.map(\.type) == [20, 3] && Array(messages[0].payload) == [1, 2, 3, 4, 5])
        #expect(messages[0].errorNumber == nil && messages[1].errorNumber == 0)
        // A length below the header's own ends the list, as does one that reaches past the end.
        for length in [UInt32(0), 15, 17, .max] {
            var broken = NetlinkMessage.request(type: 20, flags: 0, sequence: 1, payload: [])
            broken.replaceSubrange(0..<4, with: (0..<4).map { UInt8(truncatingIfNeeded: length >> UInt32(8 * $0)) })
            #expect(NetlinkMessage.all(in: broken[...]).isEmpty)
        }
        let smallest = NetlinkMessage.request(
            type: NetlinkMessage.error, flags: 0, sequence: 1, payload: Recorded.bytes("00000080"))
        #expect(NetlinkMessage.all(in: smallest[...]).first?.errorNumber == .max)
    }

    @Test func attributes() {
        var writer = ByteWriter()
        NetlinkAttribute.write(3, Array("eth0\0".utf8), to: &writer)
        NetlinkAttribute.write(0x8000 | 9, [1, 0, 0, 0], to: &writer)
        NetlinkAttribute.write(5, [], to: &writer)
        var seen: [(type: UInt16, count: Int)] = []
        NetlinkAttribute.forEach(in: writer.bytes[...]) { attribute in
            seen.append((attribute.type, attribute.value.count))
            if attribute.type == 3 { #expect(attribute.text == "eth0") }
            if attribute.type == 9 { #expect(attribute.number == 1) }
            if attribute.type == 5 { #expect(attribute.number == nil && attribute.text.isEmpty) }
        }
        #expect(seen.map(\.type) == [3, 9, 5] && seen.map(\.count) == [5, 4, 0])
        var count = 0
        NetlinkAttribute.forEach(in: Recorded.bytes("0300 0100 0400 0200")[...]) { _ in count += 1 }
        #expect(count == 0, "a length below 4 ends the list")
    }

    @Test func icmpErrors() throws {
        let four = try #require(ControlMessages.extendedError(Recorded.controlIPv4[...]))
        #expect(four.number == 111)
        #expect(four.icmp == ICMPError(family: .ipv4, type: 3, code: 3, sender: .loopbackIPv4))
        let six = try #require(ControlMessages.extendedError(Recorded.controlIPv6[...]))
        #expect(six.number == 111)
        #expect(six.icmp == ICMPError(family: .ipv6, type: 1, code: 4, sender: .loopbackIPv6))
        #expect(four.icmp?.isPortUnreachable == true && six.icmp?.isPortUnreachable == true)
    }

    @Test func otherControlMessagesAreSkipped() throws {
        // SOL_SOCKET (1) / SCM_TIMESTAMP (29) of 16 + 12 bytes with 4 bytes of padding in front.
        let stamp = Recorded.bytes("1c00000000000000 01000000 1d000000 000000000000000000000000 00000000")
        let entry = try #require(ControlMessages.extendedError((stamp + Recorded.controlIPv4)[...]))
        #expect(entry.number == 111 && entry.icmp?.sender == .loopbackIPv4)
        #expect(ControlMessages.extendedError(stamp[...]) == nil)
        // Origin 1 is local: an errno without an ICMP error behind it.
        var local = Recorded.controlIPv4
        local[20] = 1
        let own = try #require(ControlMessages.extendedError(local[...]))
        #expect(own.number == 111 && own.icmp == nil)
        // A sender of an unknown family, as for an offender that the kernel does not name.
        var nameless = Recorded.controlIPv4
        nameless[32] = 0
        #expect(try #require(ControlMessages.extendedError(nameless[...])?.icmp).sender == nil)
        var endless = Recorded.controlIPv4
        endless.replaceSubrange(0..<8, with: repeatElement(0xff, count: 8))
        #expect(ControlMessages.extendedError(endless[...]) == nil)
    }
}
