import Foundation
import SocketFacts
import SocketWire
import Testing

/// What a kernel did to real packets, recorded by differential.py.
struct KernelCases: Decodable {
    struct Text: Decodable {
        var family: String
        var text: String
    }
    struct Packet: Decodable {
        var path: FirewallPath
        var transport: Transport
        var source: IPAddress
        var sourcePort: UInt16
        var destination: IPAddress
        var port: UInt16
        var size: Int
        var mark: UInt32
        /// accepted, dropped, or the kind of the rejection as ``RejectKind`` writes it.
        var outcome: String
        var arrivedIn: String?
        var arrivedPort: UInt16?
    }
    struct Case: Decodable {
        var nft: JSONValue
        var iptables: [Text]
        var packets: [Packet]

        var ruleset: FirewallRuleset {
            .merging(
                nft: NftRuleset.parse(nft),
                iptables: iptables.map { IptablesSave.parse($0.text, family: $0.family == "ip" ? .ipv4 : .ipv6) })
        }
    }
    var host: [IPAddress]
    var cases: [Case]

    /// What the sender should see, and the port at which the packet should arrive; `nil` when the evaluator is not sure.
    func expectation(_ packet: Packet, _ ruleset: FirewallRuleset) -> (outcome: String, port: UInt16?, by: String)? {
        let host = HostAddresses(local: Set(host))
        let isLoopback = packet.path == .loopback
        let source = Endpoint(packet.source, packet.sourcePort)
        let destination = Endpoint(packet.destination, packet.port)
        var request =
            packet.transport == .tcp
            ? FirewallPacket.syn(from: source, to: destination, host: host)
            : FirewallPacket.datagram(from: source, to: destination, size: packet.size, host: host)
        request.ownerUser = 0
        request.ownerGroup = 0
        request.mark = packet.mark
        request.inputInterface = packet.path == .arriving ? "v0" : isLoopback ? "lo" : nil
        request.outputInterface = packet.path == .leaving ? "v0" : isLoopback ? "lo" : nil
        let verdict = ruleset.evaluate(request, path: packet.path)
        guard verdict.unmodelled.isEmpty else { return nil }
        switch verdict.decision {
        case .dropped(let rule): return ("dropped", nil, "\(rule)")
        case .rejected(let kind, let rule): return (kind.rawValue, nil, "\(rule)")
        case .accepted: break
        }
        let port = verdict.rewrittenTo?.port ?? packet.port
        guard packet.transport == .tcp else { return ("accepted", port, "\(verdict)") }
        // The reply of a translated flow is translated back between the hooks, which only the kernel knows.
        guard verdict.rewrittenTo == nil else { return ("any", port, "\(verdict)") }
        var reply = verdict.reply(to: request)
        reply.ownerUser = 0
        reply.ownerGroup = 0
        let way: FirewallPath = isLoopback ? .loopback : packet.path == .leaving ? .arriving : .leaving
        let answer = ruleset.evaluate(reply, path: way)
        guard answer.unmodelled.isEmpty else { return nil }
        // The third segment of the handshake: when that is not let through, the outcome hangs on time.
        var third = request
        third.tcpFlags = .ack
        third.tracking = .established
        third.length = third.family == .ipv4 ? 52 : 72
        let last = ruleset.evaluate(third, path: packet.path)
        guard last.decision == .accepted, last.unmodelled.isEmpty else { return ("any", nil, "third segment") }
        return (answer.decision == .accepted ? "accepted" : "dropped", nil, "reply: \(answer)")
    }
}

struct FirewallDifferentialTests {
    static func load(_ path: String) throws -> KernelCases {
        try JSONDecoder().decode(KernelCases.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func compare(_ recorded: KernelCases) -> (agreed: Int, undecided: Int, wrong: [String]) {
        var agreed = 0
        var undecided = 0
        var wrong: [String] = []
        for (number, item) in recorded.cases.enumerated() {
            let ruleset = item.ruleset
            for packet in item.packets {
                guard let expected = recorded.expectation(packet, ruleset) else {
                    undecided += 1
                    continue
                }
                let isSame = expected.outcome == "any" || expected.outcome == packet.outcome
                let isThere = expected.port == nil || packet.arrivedPort == nil || expected.port == packet.arrivedPort
                if isSame, isThere {
                    agreed += 1
                } else {
                    wrong.append("ruleset \(number): \(packet)\n  expected \(expected)")
                }
            }
        }
        return (agreed, undecided, wrong)
    }

    @Test("the evaluator says what a kernel did to recorded packets")
    func recorded() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures/kernel-cases.json"
        let result = Self.compare(try Self.load(path))
        #expect(result.wrong.isEmpty, "\(result.wrong.prefix(5).joined(separator: "\n"))")
        #expect(result.agreed > 450)
        #expect(result.undecided * 8 < result.agreed)
    }

    @Test(
        "the evaluator says what this kernel did to packets just sent",
        .enabled(if: ProcessInfo.processInfo.environment["FIREWALL_CASES"] != nil))
    func live() throws {
        let path = try #require(ProcessInfo.processInfo.environment["FIREWALL_CASES"])
        let result = Self.compare(try Self.load(path))
        print("firewall: \(result.agreed) agreed, \(result.undecided) undecided, \(result.wrong.count) wrong")
        #expect(result.wrong.isEmpty, "\(result.wrong.prefix(8).joined(separator: "\n"))")
        #expect(result.agreed > 0)
    }
}
