import SocketFacts
import Testing

@testable import SocketRules

/// The command that lets the exchange through has to fit the packet that was stopped.
@Suite struct FirewallFixTests {
    private func reference(_ origin: RuleReference.Origin, hook: String = "input", manager: String? = nil)
        -> RuleReference
    {
        RuleReference(
            origin: origin, family: "ip", table: "filter", chain: "C", hook: hook, rule: nil, manager: manager)
    }

    @Test(
        "an answer has the server's port as its source port",
        arguments: [
            (RuleReference.Origin.iptables, false, "sudo iptables -I C -p tcp --dport 9090 -j ACCEPT"),
            (.iptables, true, "sudo iptables -I C -p tcp --sport 9090 -j ACCEPT"),
            (.nftables, false, "sudo nft insert rule ip filter C tcp dport 9090 accept"),
            (.nftables, true, "sudo nft insert rule ip filter C tcp sport 9090 accept"),
        ])
    func direction(_ origin: RuleReference.Origin, _ isReply: Bool, _ command: String) {
        let question = Question(command: .check, host: "", port: 9090, transport: .tcp)
        #expect(reference(origin).fixes(question, isReply: isReply).map { $0.command } == [command])
    }

    @Test("ufw allows what comes in and what goes out by different words")
    func ufw() {
        let question = Question(command: .check, host: "", port: 9090, transport: .tcp)
        let come = reference(.iptables, manager: "ufw").fixes(question, isReply: false)
        let go = reference(.iptables, hook: "output", manager: "ufw").fixes(question, isReply: false)
        #expect(come.map { $0.command } == ["sudo ufw allow 9090/tcp"])
        #expect(go.map { $0.command } == ["sudo ufw allow out 9090/tcp"])
    }
}
