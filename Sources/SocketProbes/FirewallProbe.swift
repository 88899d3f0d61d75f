import FoundationEssentials
import Glibc
public import SocketFacts
import SocketWire

/// What the firewall of this host does to the packets in question: the rules are read with nft and iptables-save, and
/// evaluated here for the very packet.
public enum FirewallProbe {
    /// Milliseconds that one of the programs may take; a ruleset of 10,000 lines takes about 100.
    private static let limit = 3000.0

    /// The verdict over the client's packet and over the answer to it.
    ///
    /// - Parameters:
    ///   - isLocal: the target is an address of this host.
    ///   - source: the client's end, where it is known; else the address that the route gives.
    public static func judge(
        _ target: Endpoint, _ transport: Transport, isLocal: Bool, source: Endpoint? = nil
    ) -> Observed<FirewallFacts> {
        do {
            let rules = try ruleset(target.address.unmapped.family)
            return .seen(try verdicts(rules, target, transport, isLocal: isLocal, source: source))
        } catch {
            return .unseen(error)
        }
    }

    /// Rules that lead a local port elsewhere, into a container for instance.
    public static func forwards(_ port: UInt16, _ transport: Transport) -> Observed<[PortForward]> {
        do {
            let rules = try ruleset(.ipv4)
            return .seen(
                rules.portRewrites(to: transport, port).filter { $0.address != nil }.map { rewrite in
                    let place = "table \(rewrite.rule.table), chain \(rewrite.rule.chain)"
                    return PortForward(
                        destination: rewrite.destination(for: port), rule: "\(rewrite.rule.rule ?? "a rule") (\(place))"
                    )
                })
        } catch {
            return .unseen(error)
        }
    }

    private static func verdicts(
        _ rules: FirewallRuleset, _ target: Endpoint, _ transport: Transport, isLocal: Bool, source: Endpoint?
    ) throws(Unobserved) -> FirewallFacts {
        var probe = try RouteProbe()
        let interfaces = try probe.interfaces()
        let destination =
            target.address.isUnspecified
            ? Endpoint(target.address.family == .ipv4 ? .loopbackIPv4 : .loopbackIPv6, target.port) : target
        let route = try probe.route(to: destination.address) { interfaces }
        let from = source ?? Endpoint(route.source ?? destination.address, 0)
        let host = HostAddresses(local: Set(interfaces.flatMap { $0.addresses.map(\.address.withoutZone) }))
        // What this host sends to itself leaves and arrives by lo, whichever of its addresses is meant.
        let interface = isLocal ? "lo" : route.interface
        let request: FirewallPacket
        switch transport {
        case .tcp:
            request = .syn(
                from: from, to: destination, user: geteuid(), group: getegid(),
                inputInterface: isLocal ? interface : nil, outputInterface: interface, host: host)
        case .udp:
            request = .datagram(
                from: from, to: destination, user: geteuid(), group: getegid(),
                inputInterface: isLocal ? interface : nil, outputInterface: interface, host: host)
        }
        let forward = rules.evaluate(request, path: isLocal ? .loopback : .leaving)
        var reply = forward.reply(to: request)
        if isLocal { (reply.inputInterface, reply.outputInterface) = (interface, interface) }
        // The way back of a translated flow is not modelled.
        if forward.rewrittenTo != nil { return FirewallFacts(request: forward) }
        return FirewallFacts(
            request: forward, reply: rules.evaluate(reply, path: isLocal ? .loopback : .arriving))
    }

    /// All rules of the namespace that see packets of the family.
    private static func ruleset(_ family: AddressFamily) throws(Unobserved) -> FirewallRuleset {
        var nft: FirewallRuleset?
        var missing: Unobserved?
        do {
            nft = NftRuleset.parse(try json("nft", ["-j", "list", "ruleset"]))
        } catch {
            guard case .toolMissing = error else { throw error }
            missing = error
        }
        var others: [FirewallRuleset] = []
        let tool = family == .ipv4 ? "iptables" : "ip6tables"
        // iptables' own tables look the same to nft, but without the arguments of their matches. Asked for only when they
        // are there: a save of the legacy tables would otherwise load modules.
        if nft.map({ holdsIptables($0) }) ?? true {
            do {
                others.append(try saved(["\(tool)-nft-save", "\(tool)-save"], family, isLegacy: nil))
            } catch {
                if missing != nil { throw error }
            }
        }
        let names = family == .ipv4 ? "ip_tables_names" : "ip6_tables_names"
        if let text = try? Files.text("/proc/thread-self/net/\(names)", limit: 4096), !text.isEmpty {
            others.append(try saved(["\(tool)-legacy-save", "\(tool)-save"], family, isLegacy: true))
        }
        var rules = FirewallRuleset.merging(nft: nft, iptables: others)
        if let missing { rules.unmodelled.append("nftables rules, which need \(missing.phrase)") }
        return rules
    }

    private static func holdsIptables(_ rules: FirewallRuleset) -> Bool {
        rules.chains.contains { chain in
            ["ip", "ip6"].contains(chain.table.family)
                && ["filter", "nat", "mangle", "raw", "security"].contains(chain.table.name)
        }
    }

    private static func saved(
        _ tools: [String], _ family: AddressFamily, isLegacy: Bool?
    ) throws(Unobserved) -> FirewallRuleset {
        guard let tool = tools.first(where: { CommandRunner.locate($0) != nil }) else {
            throw .toolMissing(tools.last ?? "iptables-save")
        }
        let text = String(decoding: try output(tool, []), as: UTF8.self)
        return IptablesSave.parse(text, family: family, isLegacy: isLegacy)
    }

    private static func json(_ tool: String, _ arguments: [String]) throws(Unobserved) -> JSONValue {
        let bytes = try output(tool, arguments)
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
            throw .failed("the answer of \(tool) could not be read")
        }
        return value
    }

    private static func output(_ tool: String, _ arguments: [String]) throws(Unobserved) -> [UInt8] {
        let output = try CommandRunner.run(tool, arguments, limit: limit)
        guard output.status == 0 else {
            let text = String(decoding: output.standardError, as: UTF8.self)
            let denied = ["Operation not permitted", "Permission denied", "you must be root"]
            if denied.contains(where: { text.contains($0) }) {
                throw .needs("root (CAP_NET_ADMIN) to read the firewall")
            }
            throw .failed(
                "\(tool): \(text.split(separator: "\n").first.map(String.init) ?? "exit status \(output.status)")")
        }
        return output.standardOutput
    }
}
