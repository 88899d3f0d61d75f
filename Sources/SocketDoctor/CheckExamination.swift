import SocketFacts
import SocketProbes
import SocketRules

/// How a `check` proceeds.
extension Examination {
    mutating func check() {
        resolve()
        guard let addresses = facts.resolution.value?.addresses, !addresses.isEmpty else { return }
        switch question.transport {
        case .tcp: checkTCP(addresses)
        case .udp: checkUDP(addresses)
        }
    }

    private mutating func resolve() {
        if let literal = question.literal {
            facts.resolution = .seen(Resolution(addresses: [literal], source: .literal))
            return
        }
        // Most of the time goes to the resolver only when it hangs, and then nothing else is left to do.
        facts.resolution = NameProbe.resolve(question.host, wait: max(200, remaining - 300))
    }

    // MARK: TCP

    private mutating func checkTCP(_ addresses: [IPAddress]) {
        for (index, address) in addresses.enumerated() {
            let share = remaining / Double(addresses.count - index)
            let attempt = connect(Endpoint(address, question.port), share: share)
            facts.attempts.append(attempt)
            if attempt.outcome == .connected || remaining <= 0 { break }
        }
        lookAtRoutes()
        if let connected = facts.connection {
            lookBehind(connected)
        } else {
            explainFailures()
        }
    }

    /// One attempt; while it is silent the causes that would make waiting useless are looked for.
    private mutating func connect(_ target: Endpoint, share: Double) -> Attempt {
        let local = isLocal(target.address)
        // A silent local port is decided by the repeated SYN at 1 s; a silent link needs three ARP probes (3.05 s).
        let limit = min(share, local ? 2200 : 4000)
        let plan = ConversationPlan(send: question.send, expect: question.expect, deadline: deadline - 100)
        var silent = SilentLook(question: question, target: target, isLocal: local, observer: facts.observer)
        note("connecting to \(target)")
        let attempt = ConnectProbe.attempt(target, wait: limit, conversation: plan) {
            silent.look()
        }
        if let firewall = silent.firewall { facts.firewall = firewall }
        return attempt
    }

    /// Connected: who is behind it, and if it does not behave, why not.
    private mutating func lookBehind(_ attempt: Attempt) {
        lookAtServers()
        let port = question.port
        findOwners(.thorough) { $0.transport == .tcp && $0.state == .listening && $0.local.port == port }
        if attempt.conversation?.accepted == .seen(false) || attempt.conversation?.wasClosed == true {
            lookAtSuspects()
        }
    }

    private mutating func explainFailures() {
        lookAtServers()
        guard let sockets = facts.sockets.value else {
            lookAtNamespaces()
            return
        }
        let port = question.port
        let transport = question.transport
        let onPort = sockets.filter { $0.local.port == port }
        let isTaken = facts.attempts.contains { attempt in
            onPort.contains { $0.isServer && $0.transport == transport && $0.takes(attempt.address) }
        }
        findOwners(.thorough) { $0.local.port == port }
        if isTaken, facts.attempts.contains(where: { $0.outcome == .silent }) { lookAtSuspects() }
        let isRefused = !facts.refusals.isEmpty
        let isRemote = facts.attempts.contains { !isLocal($0.address) }
        if !isTaken, isRefused || isRemote || question.literal == nil { lookAtNamespaces() }
        if isRefused, onPort.isEmpty { lookAtNearMisses(sockets) }
        let errors = Set(facts.attempts.compactMap(\.error))
        if isRemote || errors.contains(.hostUnreachable) { lookAtNeighbours() }
        if errors.contains(.addressNotAvailable) || errors.contains(.tryAgain) { lookAtEphemeralPorts() }
        if needsFirewall(isTaken: isTaken) { lookAtFirewall() }
        if transport == .tcp, isRemote, !facts.silences.isEmpty, !isExplained() {
            if let target = facts.silences.first(where: { !isLocal($0.address) })?.endpoint, remaining > 200 {
                note("tracing the path to \(target.address)")
                facts.path = PathProbe.trace(target, wait: min(700, remaining))
            }
        }
    }

    /// A silence whose cause is already seen: the link, or a rule of this host.
    private func isExplained() -> Bool {
        if facts.neighbours.value?.contains(where: { $0.state == .failed }) == true { return true }
        if let firewall = facts.firewall.value {
            if firewall.request.decision != .accepted { return true }
            if let reply = firewall.reply, reply.decision != .accepted { return true }
        }
        return false
    }

    /// Servers that a mistyped port may have meant, with their owners as far as a short look finds them.
    ///
    /// Bounded: on a machine with thousands of processes the owner of a listener that nobody asked for is not worth a
    /// sweep. Only what was started in the last 15 minutes is looked at: a server under development was.
    private mutating func lookAtNearMisses(_ sockets: [SocketRecord]) {
        let transport = question.transport
        let addresses = facts.refusals.map(\.address)
        let candidates = sockets.filter { socket in
            socket.transport == transport && socket.isServer && addresses.contains { socket.takes($0) }
        }
        // More servers than this are no lab machine; the first ones by port distance are the likely ones.
        let port = Int(question.port)
        func distance(_ socket: SocketRecord) -> Int { abs(Int(socket.local.port) - port) }
        let nearest = candidates.sorted { distance($0) < distance($1) }.prefix(64)
        findOwners(.recent(seconds: 900, milliseconds: 6), of: Set(nearest.map(\.inode)))
    }

    // MARK: UDP

    private mutating func checkUDP(_ addresses: [IPAddress]) {
        lookAtServers()
        for (index, address) in addresses.enumerated() {
            let target = Endpoint(address, question.port)
            let attempt = ask(target, wait: min(remaining / Double(addresses.count - index) - 50, 3000))
            facts.attempts.append(attempt)
            if attempt.outcome == .connected || attempt.outcome == .notSent || remaining <= 0 { break }
        }
        lookAtRoutes()
        let isUnclear = facts.connection == nil && !facts.attempts.contains { $0.outcome == .notSent }
        if isUnclear {
            explainFailures()
        } else {
            let port = question.port
            findOwners(.thorough) { $0.transport == .udp && $0.local.port == port }
            lookAtSuspects()
            // Nothing was sent to a local server, so whether a rule would stop it has to be asked of the rules.
            if facts.attempts.contains(where: { $0.outcome == .notSent && isLocal($0.address) }),
                facts.observer.mayReadFirewall
            {
                lookAtFirewall()
            }
        }
    }

    /// A datagram where it is asked for or harmless; else what the socket table says.
    private mutating func ask(_ target: Endpoint, wait limit: Double) -> Attempt {
        let servers = serversTaking(target)
        let local = isLocal(target.address)
        if let payload = question.send {
            var attempt = DatagramProbe.attempt(target, payload: payload, expect: question.expect, wait: limit)
            lookAtServersAgain()
            if local, attempt.conversation?.bytesSent ?? 0 > 0, let server = serversTaking(target).first {
                // Neither waiting nor read: it never reached the socket.
                let wasRead = attempt.conversation?.accepted == .seen(true) || attempt.outcome == .connected
                attempt.conversation?.bytesUnread =
                    server.receiveQueue > 0
                    ? .seen(payload.count)
                    : wasRead ? .seen(0) : .unseen(.failed("the datagram did not reach the server's socket"))
            }
            return attempt
        }
        var isForeign = false
        if !local {
            lookAtNamespaces()
            isForeign =
                !(facts.namespaces.value?.contains { space in
                    space.addresses.contains(target.address)
                        && !space.sockets.contains { $0.transport == .udp && $0.takes(target.address) }
                } ?? false)
        }
        // An empty datagram ends many a simple server's loop ("if not data: break"). It goes only where it is known
        // that no server would get it.
        guard servers.isEmpty, !isForeign else {
            return Attempt(address: target.address, port: target.port, outcome: .notSent, elapsedMilliseconds: 0)
        }
        return DatagramProbe.attempt(target, payload: [], expect: nil, wait: min(limit, 1500))
    }

    private func serversTaking(_ target: Endpoint) -> [SocketRecord] {
        (facts.sockets.value ?? []).filter {
            $0.transport == .udp && $0.isServer && $0.local.port == target.port && $0.takes(target.address)
        }
    }
}

/// Looks around while a connection attempt is silent, to tell whether waiting is of any use.
struct SilentLook {
    let question: Question
    let target: Endpoint
    let isLocal: Bool
    let observer: Observer
    var firewall: Observed<FirewallFacts>?
    private var hasLooked = false

    init(question: Question, target: Endpoint, isLocal: Bool, observer: Observer) {
        self.question = question
        self.target = target
        self.isLocal = isLocal
        self.observer = observer
    }

    mutating func look() -> ConnectProbe.Patience {
        guard !hasLooked else { return .goOn }
        hasLooked = true
        guard observer.mayReadFirewall else { return .goOn }
        let seen = FirewallProbe.judge(target, question.transport, isLocal: isLocal)
        firewall = seen
        guard let verdict = seen.value else { return .goOn }
        // Only a drop ends the wait: a reject will be heard, and an accept leaves the matter open.
        if case .dropped = verdict.request.decision, verdict.request.unmodelled.isEmpty { return .enough }
        if let reply = verdict.reply, case .dropped = reply.decision, reply.unmodelled.isEmpty { return .enough }
        return .goOn
    }
}

extension Examination {
    /// The firewall is asked when the outcome leaves it as a possible cause (causes.md, firewall-rejects and -drops).
    func needsFirewall(isTaken: Bool) -> Bool {
        guard facts.firewall.reason == .notAsked else { return false }
        return facts.attempts.contains { attempt in
            if attempt.outcome == .silent || attempt.error == .timedOut || attempt.sendError != nil { return true }
            if attempt.icmp != nil { return true }
            return attempt.error == .connectionRefused && isTaken
        }
    }

    mutating func lookAtFirewall() {
        guard facts.observer.mayReadFirewall else {
            facts.firewall = .unseen(.needs("root (CAP_NET_ADMIN) to read the firewall"))
            return
        }
        guard let attempt = facts.attempts.first(where: { $0.outcome != .connected }) ?? facts.attempts.first else {
            return
        }
        note("reading the firewall")
        facts.firewall = FirewallProbe.judge(
            attempt.endpoint, question.transport, isLocal: isLocal(attempt.address), source: attempt.local)
    }
}
