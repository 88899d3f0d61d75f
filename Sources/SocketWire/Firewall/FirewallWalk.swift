internal import SocketFacts

/// One walk of one packet through the hooks, with every question that cannot be answered answered by assumption.
struct FirewallWalk {
    enum End: Equatable {
        case decided(FirewallVerdict.Decision)
        /// Something that is not modelled took the packet.
        case lost
    }
    /// What remains of a chain's run for its caller.
    private enum Flow {
        case onwards
        case accepted
        case ended(End)
    }

    private let plan: FirewallPlan
    private var packet: PacketOnItsWay
    private let path: FirewallPath
    /// The answers to the first questions; the later ones get the usual answer.
    private let assumptions: [Bool]
    /// Every question met, with the answer that was assumed.
    private(set) var questions: [(text: String, answer: Bool)] = []
    private var answered: [String: Bool] = [:]
    /// How many rules may still be looked at: a ruleset from outside may be built to have no end.
    private var budget = 100_000

    init(_ plan: FirewallPlan, _ packet: FirewallPacket, path: FirewallPath, assumptions: [Bool]) {
        self.plan = plan
        self.packet = PacketOnItsWay(packet, path: path)
        self.path = path
        self.assumptions = assumptions
    }

    /// Where the packet goes after translation of its destination; `nil` where that is where it was sent.
    var rewrittenTo: Endpoint? {
        packet.wasDestinationRewritten ? packet.endpoint : nil
    }

    var isUntracked: Bool { packet.isUntracked }

    mutating func run() -> End {
        let first = packet.packet
        var isLocal = path == .loopback || path == .arriving
        if packet.isOurs {
            packet.isTracked = false
            packet.inputInterface = ""
            packet.outputInterface = isLocal ? "lo" : first.outputInterface
            if let end = pass(.output) { return end }
            if packet.wasDestinationRewritten {
                let wasLocal = isLocal
                isLocal = isDestinationLocal(assumed: isLocal)
                packet.outputInterface = isLocal ? "lo" : wasLocal ? nil : packet.outputInterface
            }
            if let end = pass(.postrouting) { return end }
            guard isLocal else { return .decided(.accepted) }
            packet.inputInterface = "lo"
        } else {
            packet.inputInterface = first.inputInterface
        }
        packet.outputInterface = ""
        if let end = pass(.prerouting) { return end }
        if !packet.isOurs, packet.wasDestinationRewritten { isLocal = isDestinationLocal(assumed: isLocal) }
        if isLocal { return pass(.input) ?? .decided(.accepted) }
        packet.outputInterface = packet.wasDestinationRewritten ? nil : first.outputInterface
        return pass(.forward) ?? pass(.postrouting) ?? .decided(.accepted)
    }

    private mutating func isDestinationLocal(assumed: Bool) -> Bool {
        guard let destination = packet.destination else { return assumed }
        if let type = PacketOnItsWay.type(of: destination, host: packet.packet.host) { return type == "local" }
        return ask("whether \(destination) is an address of this host", usually: false)
    }

    /// `nil` when the packet goes on to the next hook.
    private mutating func pass(_ hook: FirewallHook) -> End? {
        packet.hook = hook
        for stage in plan.stages(hook, packet.packet.family) {
            switch stage {
            case .tracking:
                // A packet that comes back by the loopback interface keeps the entry it has (nf_conntrack_in).
                if !packet.isUntracked { packet.isTracked = true }
            case .chain(let chain):
                if let end = enter(chain) { return end }
            case .translation(let chains):
                if let end = translate(chains) { return end }
            }
        }
        return nil
    }

    private mutating func enter(_ chain: FirewallChain) -> End? {
        if chain.hook == .ingress || chain.hook == .egress {
            let text = "chain \(chain.name) of table \(chain.table.name) on the hook \(chain.hook?.rawValue ?? "")"
            return ask(text, usually: false) ? .lost : nil
        }
        switch walk(chain, depth: 0) {
        case .accepted: return nil
        case .ended(let end): return end
        case .onwards: return chain.policy == .drop ? .decided(.dropped(by: reference(chain, nil))) : nil
        }
    }

    /// The nat chains of a hook, until one has decided; for the first packet of a flow only, and once in each direction.
    private mutating func translate(_ chains: [FirewallChain]) -> End? {
        let isDestination = packet.hook == .prerouting || packet.hook == .output
        guard packet.isTracked, !packet.isUntracked,
            packet.packet.tracking == .new || packet.packet.tracking == .related,
            !(isDestination ? packet.hasDestinationBinding : packet.hasSourceBinding)
        else { return nil }
        for chain in chains {
            if let end = enter(chain) { return end }
            if isDestination ? packet.hasDestinationBinding : packet.hasSourceBinding { return nil }
        }
        if isDestination { packet.hasDestinationBinding = true } else { packet.hasSourceBinding = true }
        return nil
    }

    private mutating func walk(_ chain: FirewallChain, depth: Int) -> Flow {
        guard depth < 32 else { return .ended(.lost) }
        rules: for rule in chain.rules {
            budget -= 1
            if budget < 0 {
                questions.append(("a ruleset without an end", false))
                return .ended(.lost)
            }
            for step in rule.steps {
                switch step {
                case .match(let match):
                    guard isMatching(match, chain.table) else { continue rules }
                case .unmodelledMatch(let text, let usually):
                    if ask(text, usually: usually, remembered: false) { continue }
                    continue rules
                case .setMark(let value, let mask):
                    packet.mark = packet.mark.map {
                        $0 & ~UInt32(truncatingIfNeeded: mask) ^ UInt32(truncatingIfNeeded: value)
                    }
                    if packet.mark == nil, mask & 0xffff_ffff == 0xffff_ffff {
                        packet.mark = UInt32(truncatingIfNeeded: value)
                    }
                case .loseMark: packet.mark = nil
                case .notrack: if !packet.isTracked { packet.isUntracked = true }
                case .nat(let translation):
                    switch apply(translation, chain, rule) {
                    case .onwards: continue
                    case let flow: return flow
                    }
                case .unmodelledAction(let text):
                    if ask(text, usually: false, remembered: false) { return .ended(.lost) }
                case .verdictMap(let keys, let source, let text):
                    switch comparison(chain.table).lookup(keys, source, packet) {
                    case .nothing: continue
                    case .unknown: if ask(text, usually: false) { return .ended(.lost) }
                    case .found(.action(let action)):
                        if let flow = perform(action, rule, chain, depth) { return flow }
                        continue rules
                    case .found(let other):
                        if ask("\(text): \(other)", usually: false) { return .ended(.lost) }
                    }
                case .verdict(let action):
                    if let flow = perform(action, rule, chain, depth) { return flow }
                    continue rules
                }
            }
        }
        return .onwards
    }

    /// `nil` when the next rule of this chain is to be looked at.
    private mutating func perform(
        _ action: FirewallAction, _ rule: FirewallRule, _ chain: FirewallChain, _ depth: Int
    ) -> Flow? {
        switch action {
        case .accept: return .accepted
        case .drop: return .ended(.decided(.dropped(by: reference(chain, rule))))
        case .reject(let kind): return .ended(.decided(.rejected(with: kind, by: reference(chain, rule))))
        case .return: return .onwards
        case .next: return nil
        case .unmodelled(let text): return ask(text, usually: false) ? .ended(.lost) : nil
        case .jump(let name), .goto(let name):
            guard let target = plan.chain(name, chain.table) else {
                return ask("jump to \(name), which is missing", usually: false) ? .ended(.lost) : nil
            }
            let flow = walk(target, depth: depth + 1)
            if case .onwards = flow, case .jump = action { return nil }
            return flow
        }
    }

    private mutating func isMatching(_ match: FirewallMatch, _ table: FirewallTable) -> Bool {
        comparison(table).isMatching(match, packet) ?? ask(match.text, usually: false)
    }

    private func comparison(_ table: FirewallTable) -> FirewallComparison {
        FirewallComparison(sets: plan.sets, table: table)
    }

    private mutating func apply(_ nat: FirewallNAT, _ chain: FirewallChain, _ rule: FirewallRule) -> Flow {
        if let family = nat.family, family != packet.packet.family { return .onwards }
        var address = nat.address
        var port = nat.port
        if let map = nat.map {
            switch comparison(chain.table).lookup(map.keys, map.source, packet) {
            case .nothing: return .onwards
            case .found(.target(let mapped, let mappedPort)):
                address = mapped
                port = mappedPort ?? port
            case .found, .unknown: return ask(rule.text, usually: false) ? .ended(.lost) : .onwards
            }
        }
        if let uncertainty = nat.uncertainty, ask(uncertainty, usually: false) { return .ended(.lost) }
        switch nat.kind {
        case .destination: rewrite(address ?? packet.destination, port)
        case .redirect: rewrite(redirectAddress, port)
        case .source, .masquerade:
            packet.hasSourceBinding = true
            packet.wasSourceRewritten = nat.kind == .masquerade || address != packet.source
            packet.source = nat.kind == .masquerade ? nil : address ?? packet.source
            if let port { packet.packet.sourcePort = port }
        }
        return .accepted
    }

    private mutating func rewrite(_ address: IPAddress?, _ port: UInt16?) {
        packet.hasDestinationBinding = true
        let isOther = address != packet.destination || (port != nil && port != packet.destinationPort)
        packet.wasDestinationRewritten = packet.wasDestinationRewritten || isOther
        packet.destination = address
        packet.destinationPort = port ?? packet.destinationPort
    }

    /// On output the loopback address; on prerouting the first address of the interface, for which the address that was
    /// asked for stands in when it is one of ours (net/netfilter/nf_nat_redirect.c).
    private var redirectAddress: IPAddress? {
        if packet.hook == .output {
            return packet.packet.family == .ipv4 ? .loopbackIPv4 : .loopbackIPv6
        }
        guard let destination = packet.destination else { return nil }
        if PacketOnItsWay.type(of: destination, host: packet.packet.host) == "local" || path == .arriving {
            return destination
        }
        return nil
    }

    /// What is assumed about something that cannot be known. The same question gets the same answer on the same hook.
    private mutating func ask(_ text: String, usually: Bool, remembered: Bool = true) -> Bool {
        let name = packet.hook.rawValue + " " + text
        if remembered, let answer = answered[name] { return answer }
        let answer = questions.count < assumptions.count ? assumptions[questions.count] : usually
        questions.append((text, answer))
        answered[name] = answer
        return answer
    }

    private func reference(_ chain: FirewallChain, _ rule: FirewallRule?) -> RuleReference {
        RuleReference(
            origin: chain.table.origin, family: chain.table.family, table: chain.table.name, chain: chain.name,
            hook: packet.hook.rawValue, rule: rule?.text, number: rule?.number, manager: chain.manager)
    }
}
