import SocketFacts
import SocketWire
import Testing

struct FirewallIptablesTests {
    static func input(_ rules: String..., family: AddressFamily = .ipv4) -> FirewallRuleset {
        let text =
            "*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:side - [0:0]\n\(rules.joined(separator: "\n"))\nCOMMIT\n"
        return IptablesSave.parse(text, family: family)
    }

    /// The SYN from 10.0.0.9:40000 to 10.0.0.1:80 on eth0.
    @Test(
        "a match holds or does not",
        arguments: [
            ("-p tcp -m tcp --dport 80", true), ("-p tcp ! --dport 80", false), ("-p tcp --dport ! 81", true),
            ("-p udp --dport 80", false), ("! -p udp", true), ("-p tcp --sport 1024:", true),
            ("-p tcp --sport :1024", false),
            ("-s 10.0.0.0/8", true), ("! -s 10.0.0.0/8", false), ("-s 10.0.0.9/255.0.0.255", true), ("-i eth+", true),
            ("! -i eth0", false), ("-o eth0", false), ("! -o eth0", true), ("-p tcp --syn", true),
            ("-p tcp ! --syn", false),
            ("-p tcp --tcp-flags SYN,ACK SYN,ACK", false), ("-p tcp --tcp-flags ALL SYN", true),
            ("-p tcp -m multiport --dports 22,79:81", true), ("-p tcp -m multiport ! --dports 22,79:81", false),
            ("-m conntrack --ctstate NEW,RELATED", true), ("-m conntrack ! --ctstate NEW", false),
            ("-m state --state ESTABLISHED", false), ("-m conntrack --ctstate DNAT", false),
            ("-m conntrack --ctorigdstport 80", true), ("-m conntrack --ctdir REPLY", false),
            ("-m addrtype --dst-type LOCAL", true), ("-m addrtype ! --dst-type LOCAL,BROADCAST", false),
            ("-m comment --comment \"-j ACCEPT ! \\\"x\\\"\"", true), ("-m mark --mark 0x0/0xff", true),
            ("-m mark ! --mark 0x0", false), ("-m iprange --src-range 10.0.0.1-10.0.0.9", true),
            ("-m iprange ! --src-range 10.0.0.1-10.0.0.9", false), ("-m length --length 60:100", true),
            ("-f", false), ("! -f", true), ("-p icmp --icmp-type 8", false),
            ("-m recent --set --name A --rsource", true),
        ])
    func matches(_ match: String, _ isMet: Bool) {
        let verdict = Self.input("-A INPUT \(match) -j DROP").evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == (isMet ? "dropped" : "accepted"))
        #expect(verdict.unmodelled.isEmpty)
    }

    @Test(
        "a match that is not modelled makes doubt",
        arguments: [
            "-m string --string \"-j x\" --algo bm", "-m recent --update --seconds 30 --hitcount 6",
            "-m connlimit --connlimit-above 3",
            "-m mac --mac-source 00:11:22:33:44:55", "-m physdev --physdev-in eth0", "-m set --match-set s src",
            "-m limit --limit 3/min", "-m tcp --tcp-option 8",
        ])
    func unmodelled(_ match: String) {
        let verdict = Self.input("-A INPUT -p tcp \(match) -j DROP").evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.unmodelled.count == 1)
    }

    @Test(
        "every way to reject has its kind",
        arguments: [
            ("icmp-port-unreachable", "port unreachable"), ("icmp-host-unreachable", "host unreachable"),
            ("icmp-net-unreachable", "network unreachable"), ("icmp-proto-unreachable", "protocol unreachable"),
            ("icmp-net-prohibited", "network prohibited"), ("icmp-host-prohibited", "host prohibited"),
            ("icmp-admin-prohibited", "administratively prohibited"), ("tcp-reset", "tcp reset"),
        ])
    func rejects(_ option: String, _ kind: String) {
        let ruleset = Self.input("-A INPUT -p tcp -j REJECT --reject-with \(option)")
        #expect(ruleset.evaluate(Fixture.arriving(80), path: .arriving).word == kind)
    }

    @Test("jump comes back, goto does not, and RETURN in a base chain asks the policy")
    func chains() {
        let jump = Self.input("-A side -j RETURN", "-A INPUT -j side", "-A INPUT -j DROP")
        #expect(jump.evaluate(Fixture.arriving(80), path: .arriving).rule?.number == 2)
        let goto = Self.input("-A side -j RETURN", "-A INPUT -g side", "-A INPUT -j DROP")
        #expect(goto.evaluate(Fixture.arriving(80), path: .arriving).decision == .accepted)
        let back = Self.input("-A INPUT -j RETURN", "-A INPUT -j DROP")
        #expect(back.evaluate(Fixture.arriving(80), path: .arriving).decision == .accepted)
        let endless = Self.input("-A side -j side", "-A INPUT -j side")
        #expect(!endless.evaluate(Fixture.arriving(80), path: .arriving).unmodelled.isEmpty)
    }

    @Test("in IPv6 the address type UNICAST means this host as well")
    func addressTypeOfIPv6() {
        let packet = FirewallPacket.syn(
            from: Endpoint(.loopbackIPv6, 40_000), to: Endpoint(.loopbackIPv6, 80), host: Fixture.host)
        func word(_ match: String) -> String {
            Self.input("-A INPUT -m addrtype \(match) -j DROP", family: .ipv6).evaluate(packet, path: .loopback).word
        }
        #expect(word("--dst-type UNICAST") == "dropped")
        #expect(word("--dst-type LOCAL") == "dropped")
        #expect(word("! --dst-type LOCAL") == "accepted")
        #expect(word("--dst-type MULTICAST") == "accepted")
    }

    @Test("ufw drops by policy, answers ssh with a doubt, rejects and lets the web pass")
    func ufw() throws {
        let ruleset = FirewallRuleset.merging(
            nft: try Fixture.nft("ufw-nft.json"),
            iptables: [IptablesSave.parse(try Fixture.text("ufw.txt"), family: .ipv4)])
        #expect(!ruleset.chains.contains { $0.table.origin == .nftables })
        func verdict(_ port: UInt16) -> FirewallVerdict { ruleset.evaluate(Fixture.arriving(port), path: .arriving) }
        #expect(verdict(5000).word == "dropped" && verdict(5000).rule?.isPolicy == true)
        #expect(verdict(5000).rule?.manager == "ufw" && verdict(5000).rule?.chain == "INPUT")
        #expect(verdict(5000).unmodelled.isEmpty)
        #expect(verdict(80).decision == .accepted && verdict(443).unmodelled.isEmpty)
        #expect(verdict(8080).word == "tcp reset" && verdict(8080).rule?.chain == "ufw-user-input")
        #expect(
            verdict(22).decision == .accepted && verdict(22).unmodelled.contains { $0.hasPrefix("-m recent --update") })
        #expect(ruleset.evaluate(Fixture.local(5000), path: .loopback).decision == .accepted)
        // Without iptables-save the listing of nft alone leaves doubt: it has lost the arguments.
        let alone = try Fixture.nft("ufw-nft.json").evaluate(Fixture.arriving(8080), path: .arriving)
        #expect(!alone.unmodelled.isEmpty)
    }

    @Test("Docker's translation catches what arrives and what goes to an outer address, not the loopback address")
    func docker() throws {
        let ruleset = IptablesSave.parse(try Fixture.text("docker.txt"), family: .ipv4)
        let container = Endpoint(IPAddress(172, 18, 0, 2), 80)
        var arriving = Fixture.arriving(8080)
        arriving.outputInterface = nil
        let verdict = ruleset.evaluate(arriving, path: .arriving)
        #expect(verdict.rewrittenTo == container)
        #expect(ruleset.evaluate(Fixture.local(8080), path: .loopback).rewrittenTo == nil)
        var own = Fixture.local(8080)
        own.destination = IPAddress(10, 0, 0, 1)
        #expect(ruleset.evaluate(own, path: .loopback).rewrittenTo == container)
        let found = ruleset.portRewrites(to: .tcp, 8080)
        #expect(found.map { $0.destination(for: 8080) } == ["172.18.0.2:80"])
        #expect(found.first?.rule.manager == "docker" && found.first?.rule.chain == "DOCKER")
        #expect(ruleset.portRewrites(to: .tcp, 8081).isEmpty)
        // A direct way to the container is closed on prerouting, and forwarding by policy.
        var direct = Fixture.arriving(80)
        direct.destination = IPAddress(172, 18, 0, 2)
        #expect(ruleset.evaluate(direct, path: .forwarded).rule?.table == "raw")
        direct.destination = IPAddress(172, 19, 0, 2)
        direct.outputInterface = "br-2"
        #expect(ruleset.evaluate(direct, path: .forwarded).rule?.isPolicy == true)
    }

    @Test("the legacy backend is recognised and asked beside nftables")
    func legacy() throws {
        let legacy = IptablesSave.parse(try Fixture.text("legacy.txt"), family: .ipv4)
        let ruleset = FirewallRuleset.merging(nft: try Fixture.nft(rules: ["{\"accept\":null}"]), iptables: [legacy])
        let verdict = ruleset.evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == "port unreachable" && verdict.rule?.origin == .iptablesLegacy)
        #expect(verdict.rule?.number == 1)
        #expect(IptablesSave.parse(try Fixture.text("ufw.txt"), family: .ipv4).chains.first?.table.origin == .iptables)
    }

    @Test("an untracked packet is not translated and has the state UNTRACKED")
    func untracked() {
        let text = """
            *raw
            :PREROUTING ACCEPT [0:0]
            -A PREROUTING -p tcp -j CT --notrack
            COMMIT
            *nat
            :PREROUTING ACCEPT [0:0]
            -A PREROUTING -p tcp -j REDIRECT --to-ports 81
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            -A INPUT -m conntrack --ctstate UNTRACKED -j DROP
            COMMIT
            """
        let verdict = IptablesSave.parse(text, family: .ipv4).evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == "dropped" && verdict.rewrittenTo == nil)
    }

    /// The mistake behind it: a notrack rule for one direction beside a filter that lets established flows pass.
    @Test(
        "the answer to an untracked SYN belongs to no flow",
        arguments: [
            ("-p tcp --dport 80 -j CT --notrack", "dropped"), ("-p tcp -j CT --notrack", "dropped"),
            ("-p tcp --dport 81 -j CT --notrack", "accepted"),
        ])
    func untrackedReply(_ rule: String, _ outcome: String) {
        let text = """
            *raw
            :PREROUTING ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            -A OUTPUT \(rule)
            COMMIT
            *filter
            :INPUT DROP [0:0]
            -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
            COMMIT
            """
        let rules = IptablesSave.parse(text, family: .ipv4)
        let request = Fixture.leaving(80)
        let verdict = rules.evaluate(request, path: .leaving)
        #expect(verdict.word == "accepted")
        #expect(rules.evaluate(verdict.reply(to: request), path: .arriving).word == outcome)
    }

    /// Seen on a kernel 6.18 with ip6tables 1.8.9; `--ctstatus` and the like never match a packet without tracking.
    @Test(
        "an untracked packet is in none of the states DNAT and SNAT",
        arguments: [
            ("! --ctstate DNAT", "dropped"), ("! --ctstate SNAT", "dropped"), ("--ctstate DNAT", "accepted"),
            ("! --ctstatus DNAT", "accepted"), ("! --ctdir REPLY", "accepted"),
        ])
    func untrackedIsNotTranslated(_ match: String, _ outcome: String) {
        let text = """
            *raw
            :PREROUTING ACCEPT [0:0]
            -A PREROUTING -p tcp -j CT --notrack
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            -A INPUT -m conntrack \(match) -j DROP
            COMMIT
            """
        let verdict = IptablesSave.parse(text, family: .ipv4).evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == outcome)
    }
}
