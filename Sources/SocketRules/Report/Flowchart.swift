import SocketFacts

/// The four boxes of the flowchart, answered from the facts; `port` has three questions of its own.
enum Flowchart {
    static func steps(_ facts: Facts, findings: [Finding], verdict: Report.Verdict) -> [Report.Step] {
        switch facts.question.command {
        case .run: []
        case .check: check(facts, cause: findings.first?.cause, verdict)
        case .port: port(facts, verdict)
        }
    }

    // MARK: check

    /// Where a cause breaks the chart. The answer is "yes" where the box is true as asked and the fault lies behind it:
    /// a server that accepts nobody is running.
    struct Break {
        var box: Int
        var answer: Report.Step.Answer
        var detail: String

        init(_ box: Int, _ answer: Report.Step.Answer = .no, _ detail: String) {
            self.box = box
            self.answer = answer
            self.detail = detail
        }
    }

    /// Of every cause of `check`; what names an address or a port is filled in by `detail`.
    static let breaks: [String: Break] = [
        ServerNotRunning.name: Break(0, "nothing listens on the port"),
        UdpPortClosed.name: Break(0, "nothing receives on the port"),
        ServerSuspended.name: Break(0, "it is stopped"),
        AcceptQueueFull.name: Break(0, .yes, "but its accept queue is full"),
        ServerNotAccepting.name: Break(0, .yes, "but it does not accept the connection"),
        ServerNotReading.name: Break(0, .yes, "but it does not read what is sent"),
        ServerNotReplying.name: Break(0, .yes, "but it does not reply"),
        UnexpectedReply.name: Break(0, .yes, "but it replies something else"),
        ConnectionResetByServer.name: Break(0, .yes, "but it resets the connection"),
        ConnectionClosedByServer.name: Break(0, .yes, "but it closes the connection"),
        DescriptorsExhausted.name: Break(0, .yes, "but it has no descriptor left"),
        UdpQueueOverflow.name: Break(0, .yes, "but its receive buffer is full"),
        WrongPort.name: Break(1, "on another port"),
        WrongTransport.name: Break(1, "for the other of TCP and UDP"),
        BoundNotListening.name: Break(1, "bound, but listen() was never called"),
        ListeningInAnotherNamespace.name: Break(1, "in another network namespace"),
        ListeningOnLoopbackOnly.name: Break(2, "it listens on loopback only"),
        ListeningOnAnotherAddress.name: Break(2, "it listens on another address"),
        AddressFamilyMismatch.name: Break(2, "it listens on the other IP version"),
        NameResolvesElsewhere.name: Break(2, "the name leads elsewhere"),
        NameNotFound.name: Break(2, "the name has no address"),
        ShadowedBySpecificAddress.name: Break(2, "another server takes this address"),
        NoRoute.name: Break(2, "no route leads there"),
        RouteForbids.name: Break(2, "the route forbids it"),
        InterfaceDown.name: Break(2, "an interface is down"),
        HostNotAnsweringOnLink.name: Break(2, "nobody answers to it on the link"),
        NoAnswerFromHost.name: Break(3, .unknown, "nothing comes back"),
        RejectedOnThePath.name: Break(3, "rejected on the path"),
        FirewallRejects.name: Break(3, "a rule rejects"),
        FirewallDrops.name: Break(3, "a rule drops"),
        EphemeralPortsExhausted.name: Break(3, "no local port is left"),
        LocalPolicyForbids.name: Break(3, "a policy of this host forbids it"),
    ]

    /// A box: the question that the report repeats, and what the drawing of the guide says beside it.
    struct Box {
        var question: String
        /// How a person answers it by hand.
        var look: String
        /// What a "no" asks for.
        var advice: String
    }

    static let boxes = [
        Box(
            question: "Is the server running?", look: "ps -ef | grep '[s]erver.py'",
            advice: "Start it, and read its first lines"),
        Box(
            question: "Is it listening?", look: "ss -tlnp 'sport = :9090'",
            advice: "Look for errors of bind() and listen(), and for its real port"),
        Box(
            question: "Is the address right?", look: "0.0.0.0: every IPv4 address; 127.0.0.1: this host only",
            advice: "Bind to the address that clients dial, or dial the one that is bound"),
        Box(
            question: "Firewall and port", look: "sudo nft list ruleset; sudo iptables-save",
            advice: "Allow the port where it is rejected or dropped"),
    ]

    private static func check(_ facts: Facts, cause: String?, _ verdict: Report.Verdict) -> [Report.Step] {
        let seen = Seen(facts)
        let broken = cause.flatMap { breaks[$0] }
        return boxes.map(\.question).enumerated().map { index, question in
            if let broken, index == broken.box {
                let detail = seen.detail(of: cause ?? "", facts) ?? broken.detail
                return Report.Step(question, broken.answer, detail, stopsHere: true)
            }
            // Behind a broken box nothing is asked; behind one that is true the chart goes on.
            if let broken, index > broken.box, broken.answer != .yes { return Report.Step(question, .notAsked) }
            if verdict == .healthy || broken?.answer == .yes {
                return Report.Step(question, .yes, seen.detail(ofPassed: index) ?? "")
            }
            if let detail = seen.detail(ofPassed: index) { return Report.Step(question, .yes, detail) }
            let isPassed = facts.connection != nil || (index == 2 && seen.takesAddress)
            return Report.Step(question, isPassed ? .yes : facts.attempts.isEmpty ? .notAsked : .unknown)
        }
    }

    /// The server that the chart speaks of, as far as it can be seen.
    private struct Seen {
        var socket: SocketRecord?
        /// Where it is, when it is not in the namespace of the question.
        var space: NamespaceFacts?
        var takesAddress = false
        var owner: String?

        init(_ facts: Facts) {
            let target = facts.connection ?? facts.attempts.last
            if let taking = target.flatMap({ try? facts.servers(taking: $0) })?.first {
                socket = taking
                takesAddress = true
            } else if let story = try? facts.refusalStory() {
                switch story {
                case .boundNotListening(let found), .otherFamily(let found), .otherAddress(let found),
                    .otherTransport(let found):
                    socket = found
                case .nameResolvesElsewhere(let found, let place), .loopbackOnly(let found, let place):
                    socket = found
                    space = place
                case .otherNamespace(let place, let found):
                    socket = found
                    space = place
                case .otherPort(let near): socket = near.socket
                case .none, .nothing: break
                }
            }
            if let space {
                owner = "in \(Wording.escaped(space.title))"
            } else if let socket {
                owner = facts.owner(of: socket).map { Wording.brief($0) } ?? Wording.owner(of: socket, in: facts)
            }
        }

        func detail(ofPassed box: Int) -> String? {
            switch box {
            case 0: owner
            case 1: socket.flatMap { $0.isServer ? "on \($0.local)" : nil }
            default: nil
            }
        }

        /// The words for a broken box that name what was seen.
        func detail(of cause: String, _ facts: Facts) -> String? {
            let port = facts.question.port
            let dialled = facts.failures.first?.address ?? facts.attempts.first?.address
            switch cause {
            case ServerNotRunning.name: return "nothing listens on \(Wording.port(port, facts.question.transport))"
            case WrongPort.name: return socket.map { "on \($0.local.port), not on \(port)" }
            case WrongTransport.name:
                return socket.map { "for \($0.transport.title), not for \($0.transport.other.title)" }
            case ListeningInAnotherNamespace.name: return space.map { "in \(Wording.escaped($0.title))" }
            case ListeningOnLoopbackOnly.name, ListeningOnAnotherAddress.name, AddressFamilyMismatch.name:
                guard let socket, let dialled else { return nil }
                return "on \(socket.local), not on \(dialled)"
            case NameResolvesElsewhere.name: return dialled.map { "the name leads to \($0)" }
            case NoRoute.name: return dialled.map { "no route leads to \($0)" }
            default: return nil
            }
        }
    }

    // MARK: port

    private static func port(_ facts: Facts, _ verdict: Report.Verdict) -> [Report.Step] {
        let story = (try? facts.holdingStory()) ?? .free
        let isTried = !facts.bindings.isEmpty
        var use = Report.Step("Is the port in use?", isTried ? .no : .unknown)
        var whom = Report.Step("By whom?", .notAsked)
        if facts.bindFails(with: .addressInUse) {
            use.answer = .yes
            whom.answer = .unknown
        }
        switch story {
        case .free: break
        case .container(nil, _, let forward):
            use = Report.Step(use.question, .yes, "a rule leads it elsewhere")
            whom = Report.Step(whom.question, .yes, forward.map { Wording.escaped($0.destination) } ?? "")
        case .container(.some(let socket), let owner, _):
            (use, whom) = held(facts, socket, owner)
        case .service(let socket, _, let owner): (use, whom) = held(facts, socket, owner)
        case .notVisible(let socket?): (use, whom) = held(facts, socket, nil)
        case .notVisible(nil): use = Report.Step(use.question, .yes, "no socket of it is listed")
        case .orphan(let socket, let owner), .outgoing(let socket, let owner), .previous(let socket, let owner),
            .another(let socket, let owner):
            (use, whom) = held(facts, socket, owner)
        case .lingering(let sockets):
            use = Report.Step(use.question, .yes, "by what an earlier run left: \(sockets[0].state.title)")
            whom = Report.Step(whom.question, .no, "nobody, no process has it open")
        case .windows:
            use = Report.Step(use.question, .yes, "not in Linux")
            whom = Report.Step(whom.question, .yes, "Windows")
        }
        var bind = Report.Step("Can it be bound now?", .unknown)
        if isTried {
            bind.answer = facts.bindsEverywhere ? .yes : .no
            bind.detail = bindDetail(facts)
        }
        if verdict == .problem {
            if bind.answer == .no { bind.stopsHere = true } else { use.stopsHere = true }
        }
        return [use, whom, bind]
    }

    private static func held(
        _ facts: Facts, _ socket: SocketRecord, _ owner: ProcessFacts?
    ) -> (Report.Step, Report.Step) {
        let state = socket.isServer && socket.transport == .udp ? "UDP" : socket.state.title
        return (
            Report.Step("Is the port in use?", .yes, "\(socket.local), \(state)"),
            owner.map { Report.Step("By whom?", .yes, Wording.brief($0)) }
                ?? Report.Step("By whom?", .unknown, "user \(Wording.user(socket.uid, in: facts))")
        )
    }

    /// The two probe binds in words.
    private static func bindDetail(_ facts: Facts) -> String {
        guard !facts.bindsEverywhere, let probe = facts.bindings.first(where: { $0.plain != nil }),
            let plain = probe.plain
        else { return "" }
        let address = facts.bindings.count > 1 ? " on \(probe.address)" : ""
        return "\(plain.name)\(address), "
            + (probe.withReuseAddress.map { "with SO_REUSEADDR \($0.name)" }
                ?? "but it works with SO_REUSEADDR")
    }
}

extension Flowchart.Break {
    init(_ box: Int, _ detail: String) { self.init(box, .no, detail) }
}
