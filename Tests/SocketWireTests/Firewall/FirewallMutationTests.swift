import Foundation
import SocketFacts
import SocketWire
import Testing

/// Text from outside may be anything: nothing traps, and every walk ends.
struct FirewallMutationTests {
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private func ask(_ ruleset: FirewallRuleset) -> Int {
        _ = ruleset.evaluate(Fixture.arriving(80), path: .arriving)
        _ = ruleset.evaluate(Fixture.local(80), path: .loopback)
        _ = ruleset.portRewrites(to: .tcp, 8080)
        return ruleset.chains.count
    }

    @Test("mutated iptables-save never traps", arguments: ["ufw.txt", "docker.txt", "legacy.txt"])
    func iptables(_ name: String) throws {
        let original = Array(try Fixture.text(name).utf8)
        var numbers = Numbers(state: 7)
        var chains = 0
        for _ in 0..<150 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...12, using: &numbers) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &numbers)
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(contentsOf: bytes[index..<min(index + 40, bytes.count)], at: index)
                default: bytes.removeLast(bytes.count - index)
                }
            }
            chains += ask(IptablesSave.parse(String(decoding: bytes, as: UTF8.self), family: .ipv4))
        }
        #expect(chains > 0)
    }

    /// Values are swapped for others anywhere in the tree.
    private func mutate(_ value: JSONValue, _ numbers: inout Numbers) -> JSONValue {
        if Int.random(in: 0..<60, using: &numbers) == 0 {
            let others: [JSONValue] = [
                .null, .bool(true), .integer(-1), .integer(.max), .integer(.min), .number(1e300), .string(""),
                .string("@x"),
                .string("*"), .array([]), .array([.null, .null]), .object([:]),
                .object(["range": .array([.integer(9)])]),
                .object(["prefix": .object(["addr": .string("::"), "len": .integer(999)])]),
            ]
            return others.randomElement(using: &numbers) ?? .null
        }
        switch value {
        case .array(let parts):
            var mutated: [JSONValue] = []
            for part in parts where Int.random(in: 0..<50, using: &numbers) != 0 {
                mutated.append(mutate(part, &numbers))
            }
            return .array(mutated)
        case .object(let members):
            var mutated: [String: JSONValue] = [:]
            for (name, member) in members.sorted(by: { $0.key < $1.key }) { mutated[name] = mutate(member, &numbers) }
            return .object(mutated)
        default: return value
        }
    }

    @Test("mutated JSON of nft never traps", arguments: ["features.json", "firewalld.json", "ufw-nft.json"])
    func nft(_ name: String) throws {
        let original = try Fixture.json(try Fixture.text(name))
        let entries = try #require(original["nftables"]?.array)
        var numbers = Numbers(state: 11)
        var chains = 0
        for _ in 0..<60 {
            var mutated: [JSONValue] = []
            for entry in entries { mutated.append(mutate(entry, &numbers)) }
            chains += ask(NftRuleset.parse(.object(["nftables": .array(mutated)])))
        }
        #expect(chains > 0)
        #expect(NftRuleset.parse(.null).chains.isEmpty)
        #expect(!NftRuleset.parse(.null).unmodelled.isEmpty)
    }

    @Test("a ruleset, a packet and a verdict survive being written and read")
    func codable() throws {
        let ruleset = try Fixture.nft("features.json")
        let data = try JSONEncoder().encode(ruleset)
        #expect(try JSONDecoder().decode(FirewallRuleset.self, from: data) == ruleset)
        let packet = Fixture.arriving(80)
        #expect(try JSONDecoder().decode(FirewallPacket.self, from: JSONEncoder().encode(packet)) == packet)
        let json = try Fixture.json("{\"a\":[1,1.5,null,true,\"x\",{}]}")
        #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(json)) == json)
    }
}
