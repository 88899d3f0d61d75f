import Foundation
import SocketFacts
import SocketWire
import Testing

enum Fixture {
    static func text(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    static func json(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    static func nft(_ name: String) throws -> FirewallRuleset { NftRuleset.parse(try json(text(name))) }

    /// A ruleset of one base chain, of a chain `side` that accepts, and of what `more` adds.
    static func nft(
        hook: String = "input", type: String = "filter", family: String = "inet", policy: String = "accept",
        rules: [String], more: [String] = []
    ) throws -> FirewallRuleset {
        let place = "\"family\":\"\(family)\",\"table\":\"t\""
        var entries = [
            "{\"table\":{\"family\":\"\(family)\",\"name\":\"t\",\"handle\":1}}",
            "{\"chain\":{\(place),\"name\":\"side\",\"handle\":1}}",
            "{\"chain\":{\(place),\"name\":\"base\",\"handle\":2,\"type\":\"\(type)\",\"hook\":\"\(hook)\",\"prio\":0,"
                + "\"policy\":\"\(policy)\"}}",
        ]
        entries += more
        for (index, rule) in rules.enumerated() {
            entries.append("{\"rule\":{\(place),\"chain\":\"base\",\"handle\":\(index + 10),\"expr\":[\(rule)]}}")
        }
        return NftRuleset.parse(try json("{\"nftables\":[\(entries.joined(separator: ","))]}"))
    }

    static func match(_ left: String, _ right: String, op: String = "==") -> String {
        "{\"match\":{\"op\":\"\(op)\",\"left\":\(left),\"right\":\(right)}}"
    }

    static let host = HostAddresses(
        local: [IPAddress(127, 0, 0, 1), IPAddress(10, 0, 0, 1), .loopbackIPv6], broadcast: [IPAddress(10, 0, 0, 255)])

    /// A SYN from 10.0.0.9 that arrives on eth0 for 10.0.0.1.
    static func arriving(_ port: UInt16) -> FirewallPacket {
        .syn(
            from: Endpoint(IPAddress(10, 0, 0, 9), 40_000), to: Endpoint(IPAddress(10, 0, 0, 1), port),
            inputInterface: "eth0", host: host)
    }

    static func leaving(_ port: UInt16) -> FirewallPacket {
        .syn(
            from: Endpoint(IPAddress(10, 0, 0, 1), 40_000), to: Endpoint(IPAddress(10, 0, 0, 9), port), user: 1000,
            outputInterface: "eth0", host: host)
    }

    static func local(_ port: UInt16, user: UInt32? = 1000) -> FirewallPacket {
        .syn(from: Endpoint(.loopbackIPv4, 40_000), to: Endpoint(.loopbackIPv4, port), user: user, host: host)
    }
}

extension FirewallVerdict {
    var rule: RuleReference? {
        switch decision {
        case .accepted: nil
        case .dropped(let rule), .rejected(_, let rule): rule
        }
    }

    var word: String {
        switch decision {
        case .accepted: "accepted"
        case .dropped: "dropped"
        case .rejected(let kind, _): kind.rawValue
        }
    }
}
