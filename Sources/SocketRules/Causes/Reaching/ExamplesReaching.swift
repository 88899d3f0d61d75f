import SocketFacts

/// Situations that several causes show.
extension Facts {
    /// The firewall of this host was read, and decides so over the client's packets and over the answers.
    func filtered(_ request: FirewallVerdict, reply: FirewallVerdict? = nil) -> Facts {
        var facts = self
        facts.firewall = .seen(FirewallFacts(request: request, reply: reply))
        return facts
    }

    /// The firewall could not be read for want of privilege.
    var unfiltered: Facts {
        var facts = self
        facts.firewall = .unseen(.needs("root (CAP_NET_ADMIN) to read the firewall"))
        return facts
    }

    /// `localhost:9090`, refused on ::1 and on 127.0.0.1.
    static func localhost(sockets: [SocketRecord], owners: [UInt32: ProcessFacts]) -> Facts {
        var facts = Facts.refused(.loopbackIPv6, host: "localhost", sockets: sockets, owners: owners)
        let second = Attempt(address: .loopbackIPv4, port: 9090, outcome: .failed(.connectionRefused))
        facts.attempts.append(second)
        facts.resolution = .seen(
            Resolution(addresses: [.loopbackIPv6, .loopbackIPv4], source: .hostsFile(line: 1)))
        facts.routes = .seen([
            RouteFacts(destination: .loopbackIPv6, kind: .local), RouteFacts(destination: .loopbackIPv4, kind: .local),
        ])
        return facts
    }

    /// A UDP question to 127.0.0.1:9090 that ended so.
    static func datagram(
        _ outcome: Attempt.Outcome, _ conversation: Conversation? = nil, sendError: SystemError? = nil,
        sockets: [SocketRecord] = [.datagram()], owner: ProcessFacts = .python(), expect: [UInt8]? = nil
    ) -> Facts {
        .checked(
            Attempt(
                address: .loopbackIPv4, port: 9090, outcome: outcome, sendError: sendError, conversation: conversation),
            transport: .udp, sockets: sockets, owners: sockets.isEmpty ? [:] : [78: owner], send: Array("ping".utf8),
            expect: expect)
    }

    /// The same facts with these sockets, whose owners are not visible.
    func with(sockets: [SocketRecord]) -> Facts {
        var facts = self
        facts.sockets = .seen(sockets)
        return facts
    }

    /// The same facts, asked by this user.
    func asked(by uid: UInt32, sudo: UInt32? = nil) -> Facts {
        var facts = self
        facts.observer.uid = uid
        facts.observer.sudoUID = sudo
        return facts
    }

    /// The same facts with one fact that could not be seen.
    func without<Value>(_ fact: WritableKeyPath<Facts, Observed<Value>>, _ reason: String) -> Facts {
        var facts = self
        facts[keyPath: fact] = .unseen(.failed(reason))
        return facts
    }
}

extension NamespaceFacts {
    /// Container `web` at 172.17.0.2 with these sockets on the port.
    static func container(_ sockets: [SocketRecord], name: String = "web") -> NamespaceFacts {
        NamespaceFacts(
            pid: 900, processName: "python3", container: name, addresses: [.loopbackIPv4, IPAddress(172, 17, 0, 2)],
            sockets: sockets)
    }
}

extension ProcessFacts {
    /// A service of the machine, run by systemd.
    static func service(_ name: String, pid: Int32 = 700, uid: UInt32 = 114) -> ProcessFacts {
        ProcessFacts(
            pid: pid, name: name, arguments: ["/usr/sbin/\(name)"], executable: .seen("/usr/sbin/\(name)"),
            directory: .seen("/"), uid: uid, user: name, ageSeconds: 86_400,
            supervisor: Supervisor(kind: .systemdService, name: "\(name).service", pid: 1))
    }

    /// A student's C program.
    static func compiled(pid: Int32 = 4300, age: Double = 30, waitsIn: String? = nil) -> ProcessFacts {
        ProcessFacts(
            pid: pid, name: "server", arguments: ["./server", "9091"], executable: .seen("/home/student/lab/server"),
            directory: .seen("/home/student/lab"), user: "student", ageSeconds: age, startedAt: 1_000_000 - age,
            hasTerminal: true, openFiles: .seen(4), openFileLimit: .seen(1024),
            waitsIn: waitsIn.map { .seen($0) } ?? .unseen(.notAsked))
    }
}

extension RuleReference {
    /// Rules of the chains output and input.
    static let output = RuleReference(
        origin: .nftables, family: "inet", table: "filter", chain: "output", hook: "output",
        rule: "tcp dport 9090 drop",
        number: 3)
    static let rejecting = RuleReference(
        origin: .nftables, family: "inet", table: "filter", chain: "input", hook: "input",
        rule: "tcp dport 9090 reject", number: 8)
    static let input = RuleReference(
        origin: .nftables, family: "inet", table: "filter", chain: "input", hook: "input", rule: "tcp dport 9090 drop",
        number: 7)
}
