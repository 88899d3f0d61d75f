import SocketFacts
import Testing

@testable import SocketRules

/// Exactly one story is told of a refusal, whatever sockets there are.
@Suite("Refusal stories")
struct RefusalStoryTests {
    private static let storytellers: [any Cause.Type] = [
        ServerNotRunning.self, WrongPort.self, WrongTransport.self, ListeningOnLoopbackOnly.self,
        ListeningOnAnotherAddress.self, AddressFamilyMismatch.self, BoundNotListening.self,
        ListeningInAnotherNamespace.self, NameResolvesElsewhere.self, UdpPortClosed.self,
    ]

    private static let addresses: [IPAddress] = [
        .anyIPv4, .anyIPv6, .loopbackIPv4, .loopbackIPv6, IPAddress(127, 0, 0, 2), IPAddress(192, 168, 1, 5),
    ]

    @Test("every combination of dialled and bound address, port and transport has one story", arguments: addresses)
    func oneStory(bound: IPAddress) throws {
        for dialled in Self.addresses where !dialled.isUnspecified {
            for port: UInt16 in [9090, 9091, 5000] {
                for transport in Transport.allCases {
                    for host in [nil, "lab", "localhost"] {
                        for socket: SocketRecord in [
                            .listener(bound, port: port, isIPv6Only: true), .datagram(bound, port: port, inode: 77),
                        ] {
                            try check(dialled, host, transport, socket)
                        }
                    }
                }
            }
        }
    }

    private func check(
        _ dialled: IPAddress, _ host: String?, _ transport: Transport, _ socket: SocketRecord
    ) throws {
        let facts = Facts.refused(
            dialled, host: host, transport: transport, sockets: [socket], owners: [77: .python()])
        var told: [String] = []
        for cause in Self.storytellers { told += try cause.check(facts).map(\.cause) }
        let isTaken = socket.transport == transport && socket.local.port == 9090 && socket.takes(dialled)
        #expect(
            told.count == (isTaken ? 0 : 1),
            "\(host ?? "") \(dialled) \(transport), server \(socket.transport) on \(socket.local): \(told)")
    }

    @Test("of several addresses the one that the server nearly took is judged")
    func judgedAttempt() throws {
        let facts = Facts.localhost(sockets: [.listener(IPAddress(192, 168, 1, 5))], owners: [77: .python()])
        #expect(facts.judged?.address == .loopbackIPv4)
        #expect(try ListeningOnAnotherAddress.check(facts).count == 1)
        #expect(try AddressFamilyMismatch.check(facts).isEmpty)
    }

    @Test("an address that is taken leaves no story to tell, though another one was refused")
    func oneIsTaken() throws {
        let facts = Facts.localhost(sockets: [.listener(.loopbackIPv4)], owners: [77: .python()])
        guard case .none = try facts.refusalStory() else {
            Issue.record("a story is told of \(facts.attempts.map(\.address))")
            return
        }
    }

    @Test("a command line is quoted for a shell, or not given")
    func commandLines() {
        #expect(Wording.commandLine(["a", "b c"]) == "a 'b c'")
        #expect(Wording.commandLine(["$(reboot)"]) == "'$(reboot)'")
        #expect(Wording.commandLine(["it's"]) == nil)
        #expect(Wording.commandLine(["a\nb"]) == nil)
        #expect(Wording.commandLine([]) == nil)
        #expect(Wording.shellWord("lab.example") == "lab.example")
        #expect(Wording.shellWord("a b") == "'a b'")
    }
}
