import SocketFacts

/// What the rules about a server's behaviour have in common.
extension Facts {
    /// The server that the client met, or would have met: the most specific one that takes the address.
    func met() throws(Unobserved) -> SocketRecord? {
        guard question.command == .check, let attempt = connection ?? attempts.last else { return nil }
        var taking = try servers(taking: attempt)
        if connection == nil {
            // Of several addresses that failed, the one at which there is a server.
            for other in attempts where taking.isEmpty { taking = try servers(taking: other) }
        }
        return taking.first { !$0.isWildcard } ?? taking.first { $0.family == attempt.address.family } ?? taking.first
    }

    /// The connection was made and talked on.
    var talk: (attempt: Attempt, conversation: Conversation)? {
        guard question.command == .check, let attempt = connection, let conversation = attempt.conversation else {
            return nil
        }
        return (attempt, conversation)
    }

    /// The reply that was asked for has come, or none was asked for.
    func isContent(_ conversation: Conversation) -> Bool {
        guard let expect = question.expect else { return true }
        guard expect.count <= conversation.reply.count else { return false }
        return expect.isEmpty
            || (0...(conversation.reply.count - expect.count)).contains { start in
                conversation.reply[start..<(start + expect.count)].elementsEqual(expect)
            }
    }

    /// "It waits in accept." for evidence, where that could be read.
    func waiting(_ process: ProcessFacts?) -> [Evidence] {
        guard let process, let call = process.waitsIn.value else { return [] }
        return [
            Evidence(
                "The main thread of pid \(process.pid) waits in: \(call).",
                recheck: "sudo cat /proc/\(process.pid)/stack")
        ]
    }

    /// An address of this host, by what was seen of its interfaces and sockets.
    func isOwn(_ address: IPAddress, _ attempt: Attempt) -> Bool {
        if address.isLoopback { return true }
        if attempt.local?.address.withoutZone == address.withoutZone { return true }
        let own = interfaces.value?.contains { interface in
            interface.addresses.contains { $0.address.withoutZone == address.withoutZone }
        }
        return own ?? false
    }
}

extension Facts {
    /// An example: connected to 127.0.0.1:9090, where python3 server.py (pid 4242) listens, and then this.
    static func talked(
        _ conversation: Conversation, send: [UInt8]? = nil, expect: [UInt8]? = nil, owner: ProcessFacts = .python(),
        queue: UInt32 = 0
    ) -> Facts {
        .checked(
            Attempt(address: .loopbackIPv4, port: 9090, outcome: .connected, conversation: conversation),
            sockets: [.listener(queue: queue)], owners: [77: owner], send: send, expect: expect)
    }

    /// An example: nothing came back from 127.0.0.1:9090.
    static func quiet(
        _ address: IPAddress = .loopbackIPv4, sockets: [SocketRecord] = [], owners: [UInt32: ProcessFacts] = [:],
        firewall: Observed<FirewallFacts> = .unseen(.needs("root (CAP_NET_ADMIN) to read the firewall"))
    ) -> Facts {
        var facts = Facts.checked(
            Attempt(address: address, port: 9090, outcome: .silent, elapsedMilliseconds: 2200), sockets: sockets,
            owners: owners)
        facts.firewall = firewall
        return facts
    }
}
