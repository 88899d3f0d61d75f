import SocketFacts

/// What a refusal comes down to. Exactly one story is told of it, so that no two rules accuse for the same fault.
enum RefusalStory {
    /// No attempt was refused, or a server takes the address: nothing for the rules that look for one elsewhere.
    case none
    case boundNotListening(SocketRecord)
    case nameResolvesElsewhere(SocketRecord, NamespaceFacts?)
    case otherFamily(SocketRecord)
    case loopbackOnly(SocketRecord, NamespaceFacts?)
    case otherAddress(SocketRecord)
    case otherTransport(SocketRecord)
    case otherNamespace(NamespaceFacts, SocketRecord)
    case otherPort(NearMiss)
    /// Nothing anywhere that could be seen.
    case nothing
}

extension Facts {
    /// The refusal that is judged. Of several (`localhost` is often both ::1 and 127.0.0.1) the one whose family the
    /// server on the port has: that is the one that it nearly took.
    var refusal: Attempt? {
        let families = Set(
            (sockets.value ?? []).filter {
                $0.isServer && $0.transport == question.transport && $0.local.port == question.port
            }.map(\.local.address.unmapped.family))
        return refusals.first { families.contains($0.address.unmapped.family) } ?? refusals.first
    }

    /// The attempt that the story is about, refused or failed for want of the family.
    var judged: Attempt? { refusal ?? familyAttempt ?? unansweredAttempt }

    /// The namespace that is seen to own an address.
    func namespace(owning address: IPAddress) -> NamespaceFacts? {
        namespaces.value?.first { space in
            space.addresses.contains { $0.withoutZone == address.withoutZone && !$0.isLoopback }
        }
    }

    /// Tells the story of a failed `check`, from the socket tables that were seen.
    func refusalStory() throws(Unobserved) -> RefusalStory {
        if let story = try staleName() { return story }
        guard let attempt = judged else { return .none }
        let transport = question.transport
        if try !isLocal(attempt.address) {
            guard let space = namespace(owning: attempt.address) else { return .none }
            let onPort = space.sockets.filter { $0.transport == transport }
            if onPort.isEmpty, let other = space.sockets.first(where: { $0.takes(attempt.address) }) {
                return .otherTransport(other)
            }
            return refusal == nil ? .none : story(attempt, onPort: onPort, space: space)
        }
        let onPort = try servers(transport)
        // Where one address is taken, that attempt failed for another reason than a missing server.
        if onPort.contains(where: { socket in failures.contains { socket.takes($0.address) } }) { return .none }
        if unansweredAttempt == nil, !onPort.isEmpty { return story(attempt, onPort: onPort, space: nil) }
        let all = try sockets.get()
        if let bound = all.first(where: { isBound($0) }) { return .boundNotListening(bound) }
        if let other = try servers(transport.other).first(where: { isTaking($0) && !isEphemeral($0) }) {
            return .otherTransport(other)
        }
        guard refusal != nil else { return .none }
        for space in try namespaces.get() {
            if let socket = space.sockets.first(where: { $0.transport == transport }) {
                return .otherNamespace(space, socket)
            }
        }
        if let near = try NearMiss.best(for: refusals.map(\.address), in: self) { return .otherPort(near) }
        return .nothing
    }

    /// A client of one of the judged attempts meets this socket.
    private func isTaking(_ socket: SocketRecord) -> Bool {
        refusals.contains { socket.takes($0.address) } || judged.map { socket.takes($0.address) } ?? false
    }

    private func isBound(_ socket: SocketRecord) -> Bool {
        question.transport == .tcp && socket.transport == .tcp && socket.state == .boundInactive
            && socket.local.port == question.port && refusals.contains { socket.takes($0.address) }
    }

    /// An attempt that failed because this machine lacks the family: as good as refused when the other has a server.
    private var familyAttempt: Attempt? {
        failures.first { attempt in
            attempt.address.family == .ipv6
                && (attempt.error == .addressNotAvailable || attempt.error == .networkUnreachable)
                && interfaces.value?.contains { $0.addresses.contains { $0.address.family == .ipv6 } } == false
        }
    }

    /// A silent address of this host although the rules let everything through: ICMP errors are rate limited (one a
    /// second, icmp_ratelimit), so that a closed UDP port may stay silent.
    private var unansweredAttempt: Attempt? {
        guard refusals.isEmpty, let firewall = firewall.value, firewall.stopping == nil,
            firewall.doubt == nil
        else { return nil }
        return silences.first
    }

    /// A socket of a UDP client with a port that the kernel gave it is no server.
    private func isEphemeral(_ socket: SocketRecord) -> Bool {
        let lowest = ephemeralPorts.value?.lowest ?? 32768
        return socket.transport == .udp && socket.local.port >= lowest && owners(of: socket).isEmpty
    }

    /// Servers are on the port, none takes the address: the first address cause that fits (commands.md, fine print).
    private func story(_ attempt: Attempt, onPort: [SocketRecord], space: NamespaceFacts?) -> RefusalStory {
        let address = attempt.address.unmapped
        if onPort.contains(where: { $0.takes(address) }) { return .none }
        guard let first = onPort.first else { return .nothing }
        if question.literal == nil, isMisledByName(address, onPort) { return .nameResolvesElsewhere(first, space) }
        let sameFamily = onPort.filter { $0.local.address.unmapped.family == address.family }
        guard let same = sameFamily.first else { return .otherFamily(first) }
        // "Only" is true when there is no other: 127.0.0.1 beside 192.168.1.6 is another address, not loopback only.
        if let wider = sameFamily.first(where: { !$0.local.address.isLoopback }) { return .otherAddress(wider) }
        return address.isLoopback ? .otherAddress(same) : .loopbackOnly(same, space)
    }

    /// The name leads to an address of this host at which no server would be expected.
    private func isMisledByName(_ address: IPAddress, _ onPort: [SocketRecord]) -> Bool {
        let resolved = resolution.value?.addresses ?? []
        let isLocalhost = question.host.lowercased() == "localhost"
        if isLocalhost {
            // Debian's `::1 localhost` alone, or a localhost that leads elsewhere.
            let onlyIPv6 = resolved.allSatisfy { $0.family == .ipv6 }
            return (onlyIPv6 && onPort.allSatisfy { $0.family == .ipv4 }) || !resolved.contains { $0.isLoopback }
        }
        guard address.isLoopback else { return false }
        if address != .loopbackIPv4 && address != .loopbackIPv6 { return true }
        return address == .loopbackIPv6
            ? resolved.allSatisfy { $0.family == .ipv6 }
            : onPort.allSatisfy { !$0.local.address.isLoopback && !$0.isWildcard }
    }

    /// A hosts entry that leads to another machine while the server is here, or in a namespace that can be seen.
    private func staleName() throws(Unobserved) -> RefusalStory? {
        guard question.literal == nil, case .hostsFile = resolution.value?.source, let attempt = failures.first,
            try !isLocal(attempt.address), namespace(owning: attempt.address) == nil
        else { return nil }
        if let socket = try servers(question.transport).first { return .nameResolvesElsewhere(socket, nil) }
        for space in namespaces.value ?? [] {
            if let socket = space.sockets.first(where: { $0.transport == question.transport }) {
                return .nameResolvesElsewhere(socket, space)
            }
        }
        return nil
    }

    /// The route is known to lead to another machine, and no visible namespace is it.
    func isForeign(_ address: IPAddress) throws(Unobserved) -> Bool {
        try !isLocal(address) && namespace(owning: address) == nil
    }
}

extension Evidence {
    /// What the attempt gave, with the command that tries again.
    static func refused(_ attempt: Attempt, _ transport: Transport = .tcp) -> Evidence {
        let what = attempt.error.map { "\($0.name), \($0.message)" } ?? "no answer"
        let verb = transport == .tcp ? "Connecting to" : "A datagram to"
        return Evidence("\(verb) \(attempt.endpoint) gives \(what).", recheck: Wording.nc(attempt.endpoint, transport))
    }

    static func listens(_ socket: SocketRecord, _ facts: Facts, in space: NamespaceFacts? = nil) -> Evidence {
        let verb = socket.transport == .tcp ? "listens" : "receives UDP"
        let known = facts.owner(of: socket).map { Wording.process($0) } ?? "a server"
        let who = space.map { "In \(Wording.escaped($0.title)), \(known)" } ?? Wording.owner(of: socket, in: facts)
        let enter = space.map { "sudo nsenter -t \($0.pid) -n " } ?? ""
        return Evidence(
            "\(who) \(verb) on \(socket.local).",
            recheck: enter + Wording.ss(socket.local.port, socket.transport))
    }

    static func nothingListens(_ port: UInt16, _ transport: Transport, in space: NamespaceFacts? = nil) -> Evidence {
        let place = space.map { " in \(Wording.escaped($0.title))" } ?? ""
        let enter = space.map { "sudo nsenter -t \($0.pid) -n " } ?? ""
        return Evidence(
            transport == .tcp
                ? "Nothing listens on port \(port)\(place)." : "No UDP socket is bound to port \(port)\(place).",
            recheck: enter + Wording.ss(port, transport))
    }
}

extension Wording {
    /// The `nc` command that tries to reach a port, three seconds at most.
    static func nc(_ endpoint: Endpoint, _ transport: Transport) -> String {
        "nc -vz\(transport == .udp ? "u" : "") -w 3 \(endpoint.address) \(endpoint.port)"
    }

    /// How this program is asked the same question about another target.
    static func check(_ endpoint: Endpoint, _ transport: Transport) -> String {
        "sockdoctor check \(endpoint)\(transport == .udp ? " --udp" : "")"
    }

    /// The words as a shell command line; `nil` where a word holds characters that could not be copied safely.
    static func commandLine(_ words: [String]) -> String? {
        var result = ""
        for word in words {
            guard word == escaped(word, limit: 300), !word.utf8.contains(0x27) else { return nil }
            if !result.isEmpty { result += " " }
            result += commandWord(word) != nil || isPlainPath(word) ? word : "'\(word)'"
        }
        return result.isEmpty ? nil : result
    }

    private static func isPlainPath(_ word: String) -> Bool {
        !word.isEmpty
            && word.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.@:/=+,%".unicodeScalars.contains($0))
            }
    }

    /// A name in single quotes for a shell, where it has to be quoted.
    static func shellWord(_ text: String) -> String { commandLine([text]) ?? "NAME" }
}
