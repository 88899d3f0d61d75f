import SocketFacts
import SocketWire
import Testing

/// Replies recorded from a 6.18 kernel, little-endian, and what they say. The mutation test cuts and flips all of them.
@Suite struct DecoderTests {
    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8.filter { $0 != 0x20 && $0 != 0x0a })
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16) ?? 0
        }
    }

    /// A listener on 127.0.0.1:9090 with one of five places in its queue taken: family, state, timer, retrans, ports,
    /// source, destination, interface, cookie, expires, queues, uid, inode; then the attribute with cgroup id 1.
    static let listener = bytes(
        """
        02 0a 00 00  23 82 0000  7f000001 00000000 00000000 00000000  00000000 00000000 00000000 00000000
        00000000  01000000 00000000  00000000  01000000  05000000  e8030000  4d000000
        0c00 1500 0100000000000000
        """)

    /// A v6-only UDP socket on [::1]:53 with 95 drops.
    static let datagram = bytes(
        """
        0a 07 00 00  0035 0000  00000000000000000000000000000001  00000000000000000000000000000000
        00000000  02000000 00000000  00000000  00090000  00000000  00000000  4e000000
        2800 0700 00090000 00090000 00000000 00000000 00000000 00000000 00000000 00000000 5f000000
        0500 0b00 01000000
        """)

    /// TIME-WAIT from 127.0.0.1:9090 with 41,000 ms left.
    static let timeWait = bytes(
        """
        02 06 03 00  2382 9c40  7f000001 00000000 00000000 00000000  7f000001 00000000 00000000 00000000
        00000000  03000000 00000000  28a00000  00000000  00000000  00000000  00000000
        """)

    @Test func listenerRow() throws {
        let row = try #require(SocketDiag.record(Self.listener[...], transport: .tcp))
        #expect(row.state == .listening && row.local == Endpoint(.loopbackIPv4, 9090) && row.inode == 77)
        #expect(row.receiveQueue == 1 && row.sendQueue == 5 && row.uid == 1000 && row.cgroupID == 1)
        #expect(row.isServer && row.expiresMilliseconds == nil)
    }

    @Test func datagramRow() throws {
        let row = try #require(SocketDiag.record(Self.datagram[...], transport: .udp))
        #expect(row.local == Endpoint(.loopbackIPv6, 53) && row.isIPv6Only == true && row.isServer)
        #expect(row.memory == SocketMemory(receiveAllocated: 2304, receiveLimit: 2304, drops: 95))
    }

    @Test func timeWaitRow() throws {
        let row = try #require(SocketDiag.record(Self.timeWait[...], transport: .tcp))
        #expect(
            row.state == .timeWait && row.remote.port == 40000 && row.expiresMilliseconds == 41_000 && row.inode == 0)
    }

    @Test func closedTCPIsBoundOnly() throws {
        var bytes = Self.listener
        bytes[1] = 7
        #expect(SocketDiag.record(bytes[...], transport: .tcp)?.state == .boundInactive)
        #expect(SocketDiag.record(bytes[...], transport: .udp)?.state == .closed)
    }

    @Test func requestsAreFramed() {
        let request = SocketDiag.dump(.init(.tcp, .ipv4, states: [.listening], localPort: 9090), sequence: 7)
        let messages = NetlinkMessage.all(in: request[...])
        #expect(messages.count == 1 && messages[0].sequence == 7 && messages[0].type == SocketDiag.byFamily)
        // 56 bytes of inet_diag_req_v2 and an attribute of 4 + 16 with two conditions.
        #expect(messages[0].payload.count == 76)
        let exact = SocketDiag.exact(
            local: Endpoint(.loopbackIPv4, 9090), remote: Endpoint(.loopbackIPv4, 40000), sequence: 8)
        #expect(exact.count == 16 + 56)
    }

    @Test func errorsAreErrors() {
        // -111 as an error reply.
        let reply = NetlinkMessage.request(type: 2, flags: 0, sequence: 3, payload: Self.bytes("91ffffff"))
        #expect(NetlinkMessage.all(in: reply[...]).first?.errorNumber == 111)
    }

    /// IP_RECVERR: ECONNREFUSED, ICMP 3/3, sent by 10.0.0.1.
    static let control = bytes(
        """
        3000000000000000 00000000 0b000000
        6f000000 02 03 03 00 00000000 00000000 0200 0000 0a000001 0000000000000000
        """)

    @Test func errorQueue() throws {
        let entry = try #require(ControlMessages.extendedError(Self.control[...]))
        #expect(entry.number == 111)
        #expect(entry.icmp == ICMPError(family: .ipv4, type: 3, code: 3, sender: IPAddress(10, 0, 0, 1)))
        #expect(entry.icmp?.isPortUnreachable == true)
    }

    static let stat = Array("4242 (a) b (x\n) T 1 4242 4000 34816 -1 4194368 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n".utf8)

    @Test func hostileProcessNames() throws {
        let status = try #require(ProcessText.status(Self.stat))
        #expect(status.name == "a) b (x\n" && status.state == .stopped && status.parent == 1 && status.session == 4000)
        #expect(status.startTicks == 12345 && status.isForkWithoutExec)
        #expect(ProcessText.status(Array("4242 (x".utf8)) == nil)
    }

    @Test func supervisorsFromControlGroups() {
        let id = String(repeating: "ab", count: 32)
        #expect(
            ProcessText.supervisor(cgroup: "/system.slice/nginx.service")
                == Supervisor(kind: .systemdService, name: "nginx.service"))
        #expect(ProcessText.supervisor(cgroup: "/system.slice/docker-\(id).scope")?.kind == .container)
        #expect(ProcessText.supervisor(cgroup: "/docker/\(id)")?.name == String(id.prefix(12)))
        let user = "/user.slice/user-1000.slice/user@1000.service"
        #expect(ProcessText.supervisor(cgroup: user + "/app.slice/app-code.scope") == nil)
        #expect(ProcessText.supervisor(cgroup: user + "/app.slice/syncthing.service")?.kind == .systemdUserService)
        #expect(ProcessText.supervisor(cgroup: "/user.slice/user-1000.slice/session-3.scope") == nil)
        #expect(ProcessText.supervisor(cgroup: "/") == nil)
    }

    @Test func limitsAndVariables() {
        #expect(
            ProcessText.openFileLimit(
                "Limit  Soft\nMax open files            64                   4096                 files\n") == 64)
        #expect(
            ProcessText.openFileLimit("Max open files            unlimited            unlimited            files")
                == .max)
        #expect(ProcessText.variable("LISTEN_FDS", in: Array("A=1\0LISTEN_FDS=1\0".utf8)) == "1")
        #expect(ProcessText.variable("LISTEN", in: Array("LISTEN_FDS=1".utf8)) == nil)
    }

    static let table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:2382 00000000:0000 0A 00000000:00000001 00:00000000 00000000  1000        0 777 1 0000 100 0 0 10 0
        garbage
           1: 0100007F:2383 0100007F:9C40 06 00000000:00000000 03:00000ABC 00000000     0        0 0 3 0000
        """

    @Test func procTables() {
        let rows = NetworkText.sockets(Array(Self.table.utf8), transport: .tcp, family: .ipv4) { _, _ in true }
        #expect(rows.map(\.local) == [Endpoint(.loopbackIPv4, 9090), Endpoint(.loopbackIPv4, 9091)])
        #expect(rows[0].receiveQueue == 1 && rows[0].inode == 777 && rows[1].state == .timeWait)
    }

    static let trie =
        "Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 10.0.0.0\n        /24 link UNICAST\n     |-- 10.0.0.2\n        /32 host LOCAL\n"

    @Test func localAddresses() {
        #expect(NetworkText.localAddresses(fibTrie: Self.trie) == [IPAddress(10, 0, 0, 2)])
        #expect(
            NetworkText.localAddresses(ifInet6: "00000000000000000000000000000001 01 80 10 80       lo\n") == [
                .loopbackIPv6
            ])
    }

    @Test func hostsAndCounters() {
        let hosts = "# x\n127.0.0.1 localhost\n127.0.1.1\tlab.local lab # own\n"
        #expect(NetworkText.hostsLine(hosts, name: "LAB", addresses: [IPAddress(127, 0, 1, 1)]) == 3)
        #expect(NetworkText.hostsLine(hosts, name: "own", addresses: [IPAddress(127, 0, 1, 1)]) == nil)
        #expect(NetworkText.nameServers("# nameserver 1.1.1.1\nnameserver 127.0.0.53\n") == ["127.0.0.53"])
        let netstat = Array("TcpExt: A ListenDrops\nTcpExt: 1 42\nIpExt: X\nIpExt: 7\n".utf8)
        #expect(NetworkText.counter("ListenDrops", group: "TcpExt", in: netstat) == 42)
        #expect(NetworkText.counter("Nothing", group: "TcpExt", in: netstat) == nil)
    }

    static let excluded =
        "\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n"
        + "      4800        4800\r\n     50000       50059     *\r\n"

    @Test func windowsPrograms() {
        #expect(WindowsText.excludedRange(Self.excluded, containing: 50001) == 50000...50059)
        #expect(WindowsText.excludedRange(Self.excluded, containing: 50060) == nil)
        let netstat =
            "  TCP    127.0.0.1:9090   0.0.0.0:0   ABHÖREN   17584\r\n  TCP  127.0.0.1:9090 1.2.3.4:80 X 1\r\n"
        #expect(WindowsText.owner(netstat: netstat, port: 9090, transport: "tcp") == 17584)
        #expect(WindowsText.owner(netstat: netstat, port: 909, transport: "tcp") == nil)
        #expect(WindowsText.imageName(tasklist: "\"python.exe\",\"17584\"\r\n") == "python.exe")
    }

    /// Truncations and random flips of everything above through every decoder: nothing may trap.
    @Test func nothingTraps() {
        var generator = SystemRandomNumberGenerator()
        let link = NetlinkMessage.request(type: 16, flags: 0, sequence: 1, payload: Self.listener)
        let fixtures = [
            Self.listener, Self.datagram, Self.timeWait, Self.control, Self.stat, link, Array(Self.table.utf8),
            Array(Self.trie.utf8), Array(Self.excluded.utf8),
        ]
        var decoded = 0
        for fixture in fixtures {
            for round in 0..<3000 {
                var bytes = fixture
                if round % 3 == 0 { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))) }
                for _ in 0..<Int.random(in: 0...6, using: &generator) where !bytes.isEmpty {
                    let index = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[index] = UInt8.random(in: 0...255, using: &generator)
                }
                decoded += Self.decodeAll(bytes)
            }
        }
        #expect(decoded > 0)
    }

    private static func decodeAll(_ bytes: [UInt8]) -> Int {
        var count = 0
        if SocketDiag.record(bytes[...], transport: .tcp) != nil { count += 1 }
        if RouteNetlink.link(bytes[...]) != nil { count += 1 }
        if RouteNetlink.address(bytes[...]) != nil { count += 1 }
        if RouteNetlink.route(bytes[...]) != nil { count += 1 }
        if RouteNetlink.neighbour(bytes[...]) != nil { count += 1 }
        if ControlMessages.extendedError(bytes[...]) != nil { count += 1 }
        count += NetlinkMessage.all(in: bytes[...]).compactMap(\.errorNumber).count
        if ProcessText.status(bytes) != nil { count += 1 }
        count += ProcessText.arguments(bytes).count
        let text = String(decoding: bytes, as: UTF8.self)
        count += NetworkText.sockets(bytes, transport: .tcp, family: .ipv6) { _, _ in true }.count
        count += NetworkText.sockets(bytes, transport: .tcp, family: .ipv4) { _, _ in true }.count
        count += NetworkText.localAddresses(fibTrie: text).count + NetworkText.localAddresses(ifInet6: text).count
        count += NetworkText.nameServers(text).count
        _ = NetworkText.counter("x", group: "garbage", in: bytes)
        _ = ProcessText.supervisor(cgroup: text)
        _ = ProcessText.openFileLimit(text)
        _ = WindowsText.excludedRange(text, containing: 4800)
        _ = WindowsText.owner(netstat: text, port: 1, transport: "tcp")
        _ = WindowsText.processID(powershell: text)
        return count
    }
}
