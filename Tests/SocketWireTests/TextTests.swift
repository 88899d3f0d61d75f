import SocketFacts
import SocketWire
import Testing

/// The kernel's and the tools' texts, the odd forms of them included.
@Suite struct TextTests {
    static func stat(_ name: String, state: String = "S", flags: String = "4194304") -> [UInt8] {
        Array("77 (\(name)) \(state) 5 70 60 0 -1 \(flags) 1 2 3 4 5 6 7 8 20 0 1 0 98765 1 2\n".utf8)
    }

    @Test(arguments: [
        "python3", "", ")", "(", "a)b", ") S 1 1 1 0 -1 0", "new\nline", "a b c", "((", "))", "\u{1b}[2J", "日本",
    ])
    func processNames(_ name: String) throws {
        let status = try #require(ProcessText.status(Self.stat(name)))
        #expect(status.name == name && status.parent == 5 && status.group == 70 && status.session == 60)
        #expect(status.startTicks == 98765 && status.state == .sleeping && !status.isForkWithoutExec)
    }

    @Test func processNamesThatAreNoUTF8() throws {
        let bytes = Array("77 (a".utf8) + [0xff, 0xfe] + Self.stat("x").dropFirst(5)
        #expect(try #require(ProcessText.status(bytes)).name == "a\u{fffd}\u{fffd}")
    }

    @Test func processStates() {
        let states: [(String, ProcessState)] = [
            ("R", .running), ("D", .diskSleep), ("T", .stopped), ("t", .traced), ("Z", .zombie), ("X", .dead),
            ("I", .idle), ("W", .unknown), ("RS", .unknown),
        ]
        for (letter, state) in states {
            #expect(ProcessText.status(Self.stat("x", state: letter))?.state == state, "\(letter)")
        }
        // PF_FORKNOEXEC is 0x40.
        #expect(ProcessText.status(Self.stat("x", flags: "4194368"))?.isForkWithoutExec == true)
    }

    @Test(arguments: [
        "", "77", "77 (x", "77 x)", ")77(", "77 (x)", "77 (x) S 1 2",
        "77 (x) S a b c d e f g h i j k l m n o p q r s t",
        "77 (x) S 99999999999 70 60 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 98765 1",
    ])
    func brokenStatus(_ text: String) {
        #expect(ProcessText.status(Array(text.utf8)) == nil)
    }

    @Test func commandLines() {
        #expect(ProcessText.arguments([]) == [] && ProcessText.arguments([0, 0]) == [])
        #expect(ProcessText.arguments(Array("python3\0-c\0\0x\0".utf8)) == ["python3", "-c", "", "x"])
        #expect(ProcessText.arguments(Array("nginx: master process".utf8)) == ["nginx: master process"])
        #expect(ProcessText.arguments([0x61, 0xff, 0]) == ["a\u{fffd}"])
        #expect(ProcessText.arguments(Array("\0x\0".utf8)) == ["", "x"])
    }

    @Test func controlGroupFiles() {
        #expect(ProcessText.cgroup("0::/user.slice/a:b\n") == "/user.slice/a:b")
        #expect(ProcessText.cgroup("12:pids:/x\n1:name=systemd:/system.slice/a.service\n0::/y\n") == "/y")
        #expect(ProcessText.cgroup("1:name=systemd:/system.slice/a.service\n") == "/system.slice/a.service")
        #expect(ProcessText.cgroup("0::/../..\n") == "/../.." && ProcessText.cgroup("") == nil)
        #expect(ProcessText.cgroup("garbage\n::\n") == nil)
    }

    @Test func controlGroupSupervisors() {
        let id = String(repeating: "0123456789abcdef", count: 4)
        for path in [
            "/system.slice/docker-\(id).scope", "/docker/\(id)", "/machine.slice/libpod-\(id).scope/container",
            "/kubepods.slice/kubepods-burstable.slice/cri-containerd-\(id).scope", "/system.slice/cri-o-\(id).scope",
            "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-\(id).scope",
        ] {
            #expect(
                ProcessText.supervisor(cgroup: path) == Supervisor(kind: .container, name: "0123456789ab"), "\(path)")
        }
        #expect(ProcessText.supervisor(cgroup: "/lxc/web")?.name == "web")
        let units = ["/system.slice/nginx.service", "/system.slice/system-getty.slice/getty@tty1.service"]
        for path in units { #expect(ProcessText.supervisor(cgroup: path)?.kind == .systemdService) }
        #expect(ProcessText.supervisor(cgroup: "/system.slice/echo.socket")?.name == "echo.socket")
        for path in [
            "/", "", "/user.slice", "/init.scope", "/user.slice/user-0.slice/session-1.scope", "/docker",
            "/docker-\(id.dropLast()).scope", "/docker-\(id.uppercased()).scope",
        ] {
            #expect(ProcessText.supervisor(cgroup: path) == nil, "\(path)")
        }
    }

    @Test func limits() {
        #expect(ProcessText.openFileLimit("") == nil && ProcessText.openFileLimit("Max open files") == nil)
        #expect(ProcessText.openFileLimit("Max open files   many   files") == nil)
        #expect(ProcessText.openFileLimit("Max processes 5 5\nMax open files  1024  4096  files\n") == 1024)
    }

    @Test func environmentVariables() {
        let bytes = Array("XPM2_HOME=no\0PM2_HOME=/root/.pm2\0EMPTY=\0TWICE=a\0TWICE=b\0MULTI=a=b\0".utf8)
        #expect(ProcessText.variable("PM2_HOME", in: bytes) == "/root/.pm2")
        #expect(ProcessText.variable("EMPTY", in: bytes) == "" && ProcessText.variable("TWICE", in: bytes) == "a")
        #expect(ProcessText.variable("MULTI", in: bytes) == "a=b" && ProcessText.variable("PM2", in: bytes) == nil)
    }

    static let tcp6 = """
          sl  local_address                         remote_address                        st tx_queue rx_queue tr
           0: 00000000000000000000000000000000:2383 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 5393210 1 0
           1: 00000000000000000000000001000000:2384 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5393211 1 0
           2: 0000000000000000FFFF00000100007F:2383 0000000000000000FFFF00000100007F:CE4A 01 00000000:00000005 00:00000000 00000000     0        0 5393219 1 0
        """

    @Test func procTables() {
        let rows = NetworkText.sockets(Array(Self.tcp6.utf8), transport: .tcp, family: .ipv6) { _, _ in true }
        #expect(rows.map(\.local.description) == ["[::]:9091", "[::1]:9092", "[::ffff:127.0.0.1]:9091"])
        #expect(rows.map(\.state) == [.listening, .listening, .established] && rows[0].uid == 1000)
        #expect(rows[2].receiveQueue == 5 && rows[2].remote.port == 0xce4a && rows[1].inode == 5_393_211)
        let some = NetworkText.sockets(Array(Self.tcp6.utf8), transport: .tcp, family: .ipv6) { port, state in
            port == 9091 && state == .listening
        }
        #expect(some.count == 1)
        let wrong = NetworkText.sockets(Array(Self.tcp6.utf8), transport: .tcp, family: .ipv4) { _, _ in true }
        #expect(wrong.isEmpty, "IPv6 words are no IPv4 addresses")
    }

    /// /proc/net/fib_trie of a 6.18 kernel with 10.7.0.1/24 and routes that forbid. 127.0.0.0/8 is local as a whole.
    static let trie = """
        Main:
          +-- 0.0.0.0/0 3 0 4
             +-- 0.0.0.0/4 2 0 2
                |-- 0.0.0.0
                   /0 universe UNICAST
                +-- 10.7.0.0/24 2 0 2
                   +-- 10.7.0.0/31 1 0 0
                      |-- 10.7.0.0
                         /24 link UNICAST
                      |-- 10.7.0.1
                         /32 host LOCAL
                   |-- 10.7.0.255
                      /32 link BROADCAST
             +-- 127.0.0.0/8 2 0 2
                +-- 127.0.0.0/31 1 0 0
                   |-- 127.0.0.0
                      /8 host LOCAL
                   |-- 127.0.0.1
                      /32 host LOCAL
                |-- 127.255.255.255
                   /32 link BROADCAST
             +-- 192.0.0.0/5 2 0 2
                |-- 192.0.2.0
                   /24 universe BLACKHOLE
        Local:
          +-- 0.0.0.0/0 3 0 4
                      |-- 10.7.0.1
                         /32 host LOCAL

        """

    @Test func localAddresses() {
        #expect(NetworkText.localAddresses(fibTrie: Self.trie) == [IPAddress(10, 7, 0, 1), .loopbackIPv4])
        let six = "fd000007000000000000000000000001 03 40 00 82       v0\nzz\n\n00000000000000000000000000000001 01\n"
        #expect(NetworkText.localAddresses(ifInet6: six).map(\.description) == ["fd00:7::1", "::1"])
    }

    @Test func hostsFiles() {
        let hosts =
            "127.0.0.1 localhost\n\n  # 10.0.0.9 lab\n::1 localhost ip6-localhost\n10.0.0.2 lab#comment\nbad lab\n"
        #expect(NetworkText.hostsLine(hosts, name: "localhost", addresses: [.loopbackIPv6]) == 4)
        #expect(NetworkText.hostsLine(hosts, name: "localhost", addresses: [.loopbackIPv4, .loopbackIPv6]) == 1)
        #expect(NetworkText.hostsLine(hosts, name: "LAB", addresses: [IPAddress(10, 0, 0, 2)]) == 5)
        #expect(NetworkText.hostsLine(hosts, name: "lab", addresses: [IPAddress(10, 0, 0, 9)]) == nil)
        #expect(NetworkText.hostsLine("", name: "lab", addresses: []) == nil)
        // A file that was edited on Windows.
        let windows = "127.0.0.1 localhost\r\n10.0.0.2 lab\r\n"
        #expect(NetworkText.hostsLine(windows, name: "lab", addresses: [IPAddress(10, 0, 0, 2)]) == 2)
    }

    @Test func nameServers() {
        let text = "; comment\n#nameserver 9.9.9.9\nsearch lan\nnameserver\t10.0.0.1\nnameserver ::1 x\r\nnameserver\n"
        #expect(NetworkText.nameServers(text) == ["10.0.0.1", "::1"])
        #expect(NetworkText.nameServers("nameserver 1.1.1.1\r\nnameserver 8.8.8.8\r\n") == ["1.1.1.1", "8.8.8.8"])
    }

    @Test func counters() {
        let text =
            "TcpExt: A B\nTcpExt: 1 2\nUdp: InDatagrams RcvbufErrors\nUdp: 10 -1\nUdpLite: InDatagrams\nUdpLite: 7\n"
        let bytes = Array(text.utf8)
        #expect(NetworkText.counter("B", group: "TcpExt", in: bytes) == 2)
        #expect(NetworkText.counter("RcvbufErrors", group: "Udp", in: bytes) == -1)
        #expect(NetworkText.counter("InDatagrams", group: "UdpLite", in: bytes) == 7)
        #expect(NetworkText.counter("C", group: "TcpExt", in: bytes) == nil)
        #expect(NetworkText.counter("B", group: "TcpExt", in: Array("TcpExt: A B\nTcpExt: 1\n".utf8)) == nil)
        #expect(NetworkText.counter("A", group: "TcpExt", in: Array("TcpExt: A\n".utf8)) == nil)
    }

    static let excluded = """

        Protocol tcp Port Exclusion Ranges

        Start Port    End Port
        ----------    --------
              4800        4800
              5357        5357
             49152       49251
             50000       50059     *
             50060       50159

        * - Administered port exclusions.
        """

    @Test func excludedPortRanges() {
        let cases: [(UInt16, ClosedRange<UInt16>?)] = [
            (4799, nil), (4800, 4800...4800), (4801, nil), (49152, 49152...49251), (49251, 49152...49251),
            (50059, 50000...50059), (50060, 50060...50159), (50160, nil),
        ]
        for (port, range) in cases {
            #expect(WindowsText.excludedRange(Self.excluded, containing: port) == range, "\(port)")
            let windows = Self.excluded.split(separator: "\n", omittingEmptySubsequences: false).joined(
                separator: "\r\n")
            #expect(WindowsText.excludedRange(windows, containing: port) == range, "\(port), CRLF")
        }
        #expect(WindowsText.excludedRange("  99999  99999\n 20 10\n", containing: 15) == nil)
    }

    @Test func netstat() {
        let text =
            "  TCP    [::1]:22               [::]:0                 LISTENING       17584\r\n [wslrelay.exe]\r\n"
            + "  TCP    127.0.0.1:2222   10.0.0.1:443   ESTABLISHED   1\r\n  UDP    0.0.0.0:5353   *:*    2112\r\n"
        #expect(WindowsText.owner(netstat: text, port: 22, transport: "tcp") == 17584)
        #expect(WindowsText.owner(netstat: text, port: 2222, transport: "tcp") == nil)
        #expect(WindowsText.owner(netstat: text, port: 5353, transport: "udp") == 2112)
        #expect(WindowsText.owner(netstat: text, port: 5353, transport: "tcp") == nil)
        #expect(WindowsText.owner(netstat: text, port: 2, transport: "tcp") == nil, "a suffix is not the port")
    }

    @Test func powershellAndTasklist() {
        let table = """
            LocalAddress                        LocalPort RemoteAddress                       RemotePort State       AppliedSetting OwningProcess
            ------------                        --------- -------------                       ---------- -----       -------------- -------------
            127.0.0.1                           11434     0.0.0.0                             0          Listen                     10276
            """
        #expect(
            WindowsText.processID(powershell: table) == 10276 && WindowsText.processID(powershell: "4242\r\n") == 4242)
        #expect(WindowsText.processID(powershell: "") == nil && WindowsText.processID(powershell: "No matching") == nil)
        let line = "\"java.exe\",\"10276\",\"Console\",\"1\",\"123,456 K\"\r\n"
        #expect(WindowsText.imageName(tasklist: line) == "java.exe")
        #expect(WindowsText.imageName(tasklist: "INFO: No tasks are running\r\n") == nil)
        #expect(WindowsText.imageName(tasklist: "\"\",\"1\"") == nil && WindowsText.imageName(tasklist: "") == nil)
    }
}
