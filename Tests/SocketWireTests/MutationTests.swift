import SocketFacts
import SocketWire
import Testing

/// Truncations and random changes of everything that was recorded, through every decoder: nothing may trap, and what is
/// still decoded keeps its promises.
@Suite struct MutationTests {
    /// Swift's system generator cannot be repeated; this one (splitmix64) can, and a failure tells its seed.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var word = state
            word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
            word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
            return word ^ (word >> 31)
        }
    }

    static func mutated(_ fixture: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = fixture
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let position = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes.removeSubrange(position...)
            case 1: bytes.removeSubrange(..<position)
            case 2: bytes.insert(contentsOf: bytes.suffix(min(16, bytes.count)), at: position)
            case 3: bytes += fixture
            case 4 where position < bytes.count: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 5 where position < bytes.count:
                bytes[position] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
            default: if position < bytes.count { bytes[position] = .random(in: .min ... .max, using: &generator) }
            }
        }
        return bytes
    }

    private func forEachMutation(of fixtures: [[UInt8]], rounds: Int, seed: UInt64, _ body: ([UInt8]) -> Bool) -> Int {
        var generator = Generator(state: seed)
        var decoded = 0
        for fixture in fixtures {
            for count in 0...fixture.count where body(Array(fixture.prefix(count))) { decoded += 1 }
            for _ in 0..<rounds where body(Self.mutated(fixture, &generator)) { decoded += 1 }
        }
        return decoded
    }

    @Test func socketRows() {
        let decoded = forEachMutation(of: Recorded.sockets, rounds: 1500, seed: 1) { bytes in
            for transport in Transport.allCases {
                guard let row = SocketDiag.record(bytes[...], transport: transport) else { continue }
                #expect(row.local.address.family == row.family && row.remote.address.family == row.family)
                #expect(row.transport == transport)
            }
            return SocketDiag.record(bytes[...], transport: .tcp) != nil
        }
        #expect(decoded > 5000)
    }

    @Test func netlinkMessages() {
        let decoded = forEachMutation(of: Recorded.messages, rounds: 6000, seed: 2) { bytes in
            let messages = NetlinkMessage.all(in: bytes[...])
            #expect(messages.reduce(0) { $0 + 16 + $1.payload.count } <= bytes.count)
            for message in messages {
                _ = message.errorNumber
                _ = RouteNetlink.route(message.payload)
            }
            return !messages.isEmpty
        }
        #expect(decoded > 3000)
    }

    @Test func routingRows() {
        let decoded = forEachMutation(of: Recorded.routing, rounds: 1200, seed: 3) { bytes in
            let link = RouteNetlink.link(bytes[...])
            let address = RouteNetlink.address(bytes[...])
            let route = RouteNetlink.route(bytes[...])
            let neighbour = RouteNetlink.neighbour(bytes[...])
            if let link { #expect(!link.name.contains("\0")) }
            return link != nil || address != nil || route != nil || neighbour != nil
        }
        #expect(decoded > 5000)
    }

    @Test func controlMessages() {
        let decoded = forEachMutation(of: Recorded.control, rounds: 6000, seed: 4) { bytes in
            ControlMessages.extendedError(bytes[...]) != nil
        }
        #expect(decoded > 1000)
    }

    @Test func texts() {
        let fixtures = [
            TextTests.stat("a) b (x\n"), Array(TextTests.tcp6.utf8), Array(TextTests.trie.utf8),
            Array(TextTests.excluded.utf8), Array("TcpExt: A B\nTcpExt: 1 2\n".utf8),
            Array("127.0.0.1 localhost # x\n::1 lab\n".utf8), Array("nameserver 10.0.0.1\n".utf8),
            Array("0::/system.slice/docker-\(String(repeating: "a1", count: 32)).scope\n".utf8),
            Array("Max open files  1024  4096  files\n".utf8), Array("fe80000000000000406791fffe253883 03 40\n".utf8),
            Array("  TCP    [::1]:22   [::]:0   LISTENING   17584\r\n".utf8),
        ]
        let decoded = forEachMutation(of: fixtures, rounds: 600, seed: 5) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            var found = ProcessText.status(bytes) != nil
            found = !ProcessText.arguments(bytes).isEmpty || found
            for family in AddressFamily.allCases {
                for row in NetworkText.sockets(bytes, transport: .udp, family: family, isWanted: { _, _ in true }) {
                    #expect(row.local.address.family == family)
                }
            }
            #expect(NetworkText.localAddresses(fibTrie: text).allSatisfy { $0.family == .ipv4 })
            #expect(NetworkText.localAddresses(ifInet6: text).allSatisfy { $0.family == .ipv6 })
            for name in ["A", ""] { _ = NetworkText.counter(name, group: "TcpExt", in: bytes) }
            if let line = NetworkText.hostsLine(text, name: "lab", addresses: [.loopbackIPv6]) { #expect(line >= 1) }
            #expect(NetworkText.nameServers(text).allSatisfy { !$0.isEmpty })
            if let path = ProcessText.cgroup(text), let supervisor = ProcessText.supervisor(cgroup: path) {
                #expect(!supervisor.name.isEmpty)
            }
            _ = ProcessText.openFileLimit(text)
            _ = ProcessText.variable("A", in: bytes)
            if let range = WindowsText.excludedRange(text, containing: 50000) { #expect(range.contains(50000)) }
            _ = WindowsText.owner(netstat: text, port: 22, transport: "tcp")
            if let pid = WindowsText.processID(powershell: text) { #expect(pid > 0) }
            if let name = WindowsText.imageName(tasklist: text) { #expect(!name.isEmpty) }
            return found
        }
        #expect(decoded > 5000)
    }

    @Test func addresses() {
        let fixtures = ["127.0.0.1", "fe80::1%2", "::ffff:1.2.3.4", "2001:db8:0:0:1:0:0:1", "1:2:3:4:5:6:7::"]
        let decoded = forEachMutation(of: fixtures.map { Array($0.utf8) }, rounds: 4000, seed: 6) { bytes in
            guard let address = IPAddress(String(decoding: bytes, as: UTF8.self)) else { return false }
            // What was understood prints as something that is understood as the same.
            #expect(IPAddress(address.description) == address)
            return true
        }
        #expect(decoded > 500)
    }
}
