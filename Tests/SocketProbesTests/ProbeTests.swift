import Foundation
import SocketFacts
import SocketProbes
import Testing

/// The probes against real sockets of this process, on loopback.
@Suite(.serialized) struct ProbeTests {
    /// A listener made the plain way; closed when the value goes away.
    final class Listener {
        let descriptor: Int32
        let port: UInt16

        init?(backlog: Int32) {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let descriptor = self.descriptor
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
                }
            }
            guard isBound, backlog < 0 || listen(descriptor, backlog) == 0 else { return nil }
            port = UInt16(bigEndian: address.sin_port)
        }

        deinit { close(descriptor) }
    }

    private let plan = ConversationPlan(send: nil, expect: nil, deadline: .infinity)

    @Test func tableShowsAListenerAndItsOwner() throws {
        let listener = try #require(Listener(backlog: 7))
        var table = try SocketTable()
        let rows = try table.records(.tcp, states: [.listening], localPort: listener.port)
        #expect(rows.count == 1 && rows[0].sendQueue == 7 && rows[0].receiveQueue == 0 && rows[0].inode != 0)
        let owners = OwnerProbe().owners(Set(rows.map(\.inode)), effort: .thorough)
        #expect(owners.first?.pids.contains(getpid()) == true)
        let process = try #require(ProcessProbe().facts(getpid()))
        #expect(process.pid == getpid() && !process.arguments.isEmpty && (process.openFiles.value ?? 0) > 3)
    }

    @Test func connectionThatNobodyAccepts() throws {
        let listener = try #require(Listener(backlog: 7))
        let attempt = ConnectProbe.attempt(Endpoint(.loopbackIPv4, listener.port), wait: 1000, conversation: plan)
        #expect(attempt.outcome == .connected && attempt.conversation?.accepted == .seen(false))
    }

    @Test func refusalsAndBoundPorts() throws {
        let bound = try #require(Listener(backlog: -1))
        let target = Endpoint(.loopbackIPv4, bound.port)
        let attempt = ConnectProbe.attempt(target, wait: 1000, conversation: plan)
        #expect(attempt.error == .connectionRefused && attempt.icmp == nil)
        let probe = BindPortProbe.probe(target, .tcp)
        #expect(probe.plain == .addressInUse && probe.withReuseAddress == .addressInUse)
        #expect(BindPortProbe.probe(Endpoint(IPAddress(192, 0, 2, 77), 0), .udp).plain == .addressNotAvailable)
    }

    @Test func closedUDPPortAnswers() throws {
        let bound = try #require(Listener(backlog: -1))
        let attempt = DatagramProbe.attempt(Endpoint(.loopbackIPv4, bound.port), payload: [1], expect: nil, wait: 500)
        #expect(attempt.error == .connectionRefused && attempt.icmp?.isPortUnreachable == true)
    }

    @Test func routesOfThisHost() throws {
        var probe = try RouteProbe()
        let interfaces = try probe.interfaces()
        #expect(interfaces.contains { $0.isLoopback && $0.name == "lo" })
        #expect(try probe.route(to: .loopbackIPv4) { interfaces }.kind == .local)
    }

    @Test func namesAreBounded() {
        let start = MonotonicClock.milliseconds()
        #expect(NameProbe.resolve("localhost", wait: 2000).value?.addresses.contains(.loopbackIPv4) == true)
        let nonsense = NameProbe.resolve("no-such-host.invalid", wait: 1500).value
        #expect(nonsense?.addresses.isEmpty == true && nonsense?.failure != nil)
        #expect(MonotonicClock.milliseconds() - start < 4500)
    }
}
