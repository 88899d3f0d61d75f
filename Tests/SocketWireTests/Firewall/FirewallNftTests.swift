import SocketFacts
import SocketWire
import Testing

struct FirewallNftTests {
    static let dport = "{\"payload\":{\"protocol\":\"tcp\",\"field\":\"dport\"}}"
    static let saddr = "{\"payload\":{\"protocol\":\"ip\",\"field\":\"saddr\"}}"
    static let flags = "{\"payload\":{\"protocol\":\"tcp\",\"field\":\"flags\"}}"
    static let drop = "{\"drop\":null}"

    /// Each match stands alone before a drop; the SYN from 10.0.0.9:40000 to 10.0.0.1:80 on eth0 either meets it or not.
    @Test(
        "a match holds or does not",
        arguments: [
            (Fixture.match(dport, "80"), true), (Fixture.match(dport, "81"), false),
            (Fixture.match(dport, "80", op: "!="), false), (Fixture.match(dport, "{\"range\":[70,90]}"), true),
            (Fixture.match(dport, "{\"set\":[22,{\"range\":[79,81]}]}"), true),
            (Fixture.match(dport, "{\"set\":[22,{\"range\":[81,90]}]}"), false),
            (Fixture.match(dport, "80", op: ">="), true), (Fixture.match(dport, "80", op: "<"), false),
            (Fixture.match("{\"payload\":{\"protocol\":\"th\",\"field\":\"dport\"}}", "80"), true),
            // A UDP field is absent: neither the match nor its negation holds.
            (Fixture.match("{\"payload\":{\"protocol\":\"udp\",\"field\":\"dport\"}}", "80", op: "!="), false),
            (Fixture.match("{\"payload\":{\"protocol\":\"ip6\",\"field\":\"saddr\"}}", "\"::1\"", op: "!="), false),
            (Fixture.match(saddr, "{\"prefix\":{\"addr\":\"10.0.0.0\",\"len\":8}}"), true),
            (Fixture.match(saddr, "{\"range\":[\"10.0.0.1\",\"10.0.0.8\"]}"), false),
            (Fixture.match(flags, "\"syn\"", op: "in"), true),
            (Fixture.match("{\"&\":[\(flags),[\"syn\",\"ack\"]]}", "[\"syn\",\"ack\"]"), false),
            (Fixture.match("{\"&\":[\(flags),[\"syn\",\"ack\"]]}", "\"syn\""), true),
            (Fixture.match("{\"ct\":{\"key\":\"state\"}}", "[\"established\",\"new\"]", op: "in"), true),
            (Fixture.match("{\"ct\":{\"key\":\"state\"}}", "\"invalid\"", op: "in"), false),
            (Fixture.match("{\"ct\":{\"key\":\"status\"}}", "\"dnat\"", op: "in"), false),
            (Fixture.match("{\"ct\":{\"key\":\"direction\"}}", "\"original\""), true),
            (Fixture.match("{\"meta\":{\"key\":\"iifname\"}}", "\"eth*\""), true),
            (Fixture.match("{\"meta\":{\"key\":\"iifname\"}}", "\"eth\\\\*\""), false),
            (Fixture.match("{\"meta\":{\"key\":\"iif\"}}", "\"lo\"", op: "!="), true),
            (Fixture.match("{\"meta\":{\"key\":\"oifname\"}}", "\"eth0\""), false),
            (Fixture.match("{\"meta\":{\"key\":\"l4proto\"}}", "{\"set\":[\"tcp\",\"udp\"]}"), true),
            (Fixture.match("{\"meta\":{\"key\":\"nfproto\"}}", "\"ipv6\""), false),
            (Fixture.match("{\"meta\":{\"key\":\"length\"}}", "59", op: ">"), true),
            // A packet that comes in has no socket yet.
            (Fixture.match("{\"meta\":{\"key\":\"skuid\"}}", "0", op: "!="), false),
            (Fixture.match("{\"fib\":{\"result\":\"type\",\"flags\":[\"daddr\"]}}", "\"local\""), true),
            (Fixture.match("{\"fib\":{\"result\":\"type\",\"flags\":[\"saddr\"]}}", "\"local\""), false),
            (Fixture.match("{\"exthdr\":{\"name\":\"frag\"}}", "true"), false),
            (
                Fixture.match(
                    "{\"concat\":[\(saddr),\(dport)]}",
                    "{\"set\":[{\"concat\":[{\"prefix\":{\"addr\":\"10.0.0.0\",\"len\":24}},{\"range\":[79,80]}]}]}"),
                true
            ),
            (Fixture.match("{\"concat\":[\(saddr),\(dport)]}", "{\"set\":[{\"concat\":[\"10.0.0.9\",81]}]}"), false),
        ])
    func matches(_ match: String, _ isMet: Bool) throws {
        let ruleset = try Fixture.nft(rules: ["\(match),\(Self.drop)"])
        let verdict = ruleset.evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == (isMet ? "dropped" : "accepted"))
        #expect(verdict.unmodelled.isEmpty)
    }

    @Test("named sets and maps are looked up in their table")
    func namedSets() throws {
        let place = "\"family\":\"inet\",\"table\":\"t\""
        let ruleset = try Fixture.nft(
            rules: [
                "\(Fixture.match(Self.dport, "\"@web\"")),{\"jump\":{\"target\":\"side\"}}",
                "{\"vmap\":{\"key\":\(Self.dport),\"data\":\"@map\"}}",
            ],
            more: [
                "{\"set\":{\(place),\"name\":\"web\",\"type\":\"inet_service\",\"elem\":[80,{\"elem\":{\"val\":443}}]}}",
                "{\"map\":{\(place),\"name\":\"map\",\"type\":\"inet_service\",\"map\":\"verdict\","
                    + "\"elem\":[[22,{\"accept\":null}],[25,{\"goto\":{\"target\":\"side\"}}],[\"*\",{\"drop\":null}]]}}",
                "{\"rule\":{\(place),\"chain\":\"side\",\"handle\":5,\"expr\":[{\"reject\":{\"type\":\"tcp reset\"}}]}}",
            ])
        for (port, word) in [
            (80, "tcp reset"), (443, "tcp reset"), (22, "accepted"), (25, "tcp reset"), (1, "dropped"),
        ] {
            let verdict = ruleset.evaluate(Fixture.arriving(UInt16(port)), path: .arriving)
            #expect(verdict.word == word, "\(port)")
            #expect(verdict.unmodelled.isEmpty)
        }
    }

    @Test("a rule is named with table, chain, hook, handle and text")
    func reference() throws {
        let ruleset = try Fixture.nft(rules: [
            "\(Fixture.match(Self.dport, "80")),{\"counter\":{\"packets\":1}},\(Self.drop)"
        ])
        let rule = try #require(ruleset.evaluate(Fixture.arriving(80), path: .arriving).rule)
        #expect(rule.rule == "tcp dport 80 counter drop")
        #expect([rule.family, rule.table, rule.chain, rule.hook] == ["inet", "t", "base", "input"])
        #expect(rule.number == 10 && rule.origin == .nftables && !rule.isPolicy)
    }

    @Test("the policy decides at the end of a base chain")
    func policy() throws {
        let ruleset = try Fixture.nft(policy: "drop", rules: ["\(Fixture.match(Self.dport, "80")),{\"accept\":null}"])
        #expect(ruleset.evaluate(Fixture.arriving(80), path: .arriving).word == "accepted")
        let verdict = ruleset.evaluate(Fixture.arriving(81), path: .arriving)
        #expect(verdict.word == "dropped" && verdict.rule?.isPolicy == true)
    }

    @Test("accept ends one base chain only, and a mark set before is seen after")
    func laterChain() throws {
        let place = "\"family\":\"ip\",\"table\":\"later\""
        var ruleset = try Fixture.nft(
            rules: ["{\"mangle\":{\"key\":{\"meta\":{\"key\":\"mark\"}},\"value\":5}}", "{\"accept\":null}"])
        let later = NftRuleset.parse(
            try Fixture.json(
                "{\"nftables\":[{\"chain\":{\(place),\"name\":\"c\",\"handle\":1,\"type\":\"filter\",\"hook\":\"input\","
                    + "\"prio\":10,\"policy\":\"accept\"}},{\"rule\":{\(place),\"chain\":\"c\",\"handle\":2,\"expr\":["
                    + "\(Fixture.match("{\"meta\":{\"key\":\"mark\"}}", "5")),{\"reject\":null}]}}]}"))
        ruleset.chains.insert(contentsOf: later.chains, at: 0)
        let verdict = ruleset.evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == "port unreachable" && verdict.rule?.table == "later")
    }

    @Test("what is not modelled makes doubt only where it could change the answer")
    func doubt() throws {
        let limit = "{\"limit\":{\"rate\":5,\"burst\":5,\"per\":\"second\"}}"
        let harmless = try Fixture.nft(rules: ["\(limit),{\"accept\":null}"])
        #expect(harmless.evaluate(Fixture.arriving(80), path: .arriving).unmodelled.isEmpty)
        let limited = try Fixture.nft(policy: "drop", rules: ["\(limit),{\"accept\":null}"])
        let verdict = limited.evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == "accepted" && verdict.unmodelled == ["limit rate 5/second"])
        let strange = try Fixture.nft(rules: ["{\"xt\":{\"type\":\"target\",\"name\":\"TPROXY\"}}"])
        #expect(strange.evaluate(Fixture.arriving(80), path: .arriving).unmodelled == ["target TPROXY of iptables"])
        let elsewhere = try Fixture.nft(
            rules: ["\(Fixture.match(Self.dport, "81")),{\"xt\":{\"type\":\"match\",\"name\":\"string\"}},\(Self.drop)"]
        )
        #expect(elsewhere.evaluate(Fixture.arriving(80), path: .arriving).unmodelled.isEmpty)
        // The owner is not known, and the rule asks for it.
        let owner = try Fixture.nft(
            hook: "output", rules: ["\(Fixture.match("{\"meta\":{\"key\":\"skuid\"}}", "0")),\(Self.drop)"])
        #expect(owner.evaluate(Fixture.local(80, user: 0), path: .loopback).word == "dropped")
        #expect(owner.evaluate(Fixture.local(80), path: .loopback).unmodelled.isEmpty)
        #expect(owner.evaluate(Fixture.local(80, user: nil), path: .loopback).unmodelled == ["meta skuid 0"])
    }

    @Test("prerouting does not translate what this host sends to itself")
    func loopbackTranslation() throws {
        let rules = ["\(Fixture.match(Self.dport, "80")),{\"redirect\":{\"port\":8080}}"]
        let prerouting = try Fixture.nft(hook: "prerouting", type: "nat", rules: rules)
        #expect(prerouting.evaluate(Fixture.local(80), path: .loopback).rewrittenTo == nil)
        #expect(prerouting.evaluate(Fixture.arriving(80), path: .arriving).rewrittenTo?.port == 8080)
        let output = try Fixture.nft(hook: "output", type: "nat", rules: rules)
        #expect(output.evaluate(Fixture.local(80), path: .loopback).rewrittenTo == Endpoint(.loopbackIPv4, 8080))
        var later = Fixture.local(80)
        later.tracking = .established
        #expect(output.evaluate(later, path: .loopback).rewrittenTo == nil)
    }

    @Test("firewalld refuses an unknown port, lets ssh and loopback pass, and is recognised")
    func firewalld() throws {
        let ruleset = try Fixture.nft("firewalld.json")
        let verdict = ruleset.evaluate(Fixture.arriving(80), path: .arriving)
        #expect(verdict.word == "administratively prohibited" && verdict.unmodelled.isEmpty)
        #expect(verdict.rule?.manager == "firewalld" && verdict.rule?.chain == "filter_INPUT")
        #expect(ruleset.evaluate(Fixture.arriving(22), path: .arriving).decision == .accepted)
        #expect(ruleset.evaluate(Fixture.local(80), path: .loopback).decision == .accepted)
        #expect(ruleset.evaluate(Fixture.arriving(80).reply, path: .leaving).decision == .accepted)
        let found = ruleset.portRewrites(to: .tcp, 8443)
        #expect(found.map { $0.destination(for: 8443) } == ["port 443 of this host"])
        #expect(ruleset.portRewrites(to: .udp, 8443).isEmpty)
    }

    @Test("every kind of rule that nft lists is read, and tables that sleep are left out")
    func features() throws {
        let ruleset = try Fixture.nft("features.json")
        #expect(!ruleset.chains.contains { $0.table.name == "dormant" })
        #expect(ruleset.sets.count == 7)
        let texts = ruleset.chains.flatMap { $0.rules }.map { $0.text }
        #expect(texts.contains("tcp dport 8080 dnat ip6 to [::2]:80"))
        #expect(texts.contains("ip saddr . tcp dport @s accept"))
        #expect(
            texts.contains("ct state vmap { invalid : drop, established : accept, related : accept, new : jump u }"))
        #expect(texts.allSatisfy { !$0.isEmpty })
    }
}
