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
    /// The refusal that is judged: the first one.
    var refusal: Attempt? { refusals.first }

    /// The namespace that is seen to own an address.
    func namespace(owning address: IPAddress) -> NamespaceFacts? {
        namespaces.value?.first { space in
            space.addresses.contains { $0.withoutZone == address.withoutZone && !$0.isLoopback }
        }
    }

    /// Tells the story of a failed `check`, from the socket tables that were seen.
    func refusalStory() throws(Unobserved) -> RefusalStory {
        if let story = try staleName() { return story }
        guard let attempt = familyAttempt ?? refusal else { return .none }
        let transport = question.transport
        if try !isLocal(attempt.address) {
            guard let space = namespace(owning: attempt.address) else { return .none }
            return story(attempt, onPort: space.sockets.filter { $0.transport == transport }, space: space)
        }
        let onPort = try servers(transport)
        if onPort.contains(where: { $0.takes(attempt.address) }) { return .none }
        if !onPort.isEmpty { return story(attempt, onPort: onPort, space: nil) }
        guard refusal != nil else { return .none }
        let all = try sockets.get()
        if transport == .tcp,
            let bound = all.first(where: {
                $0.transport == .tcp && $0.state == .boundInactive && $0.local.port == attempt.port
                    && $0.takes(attempt.address)
            })
        {
            return .boundNotListening(bound)
        }
        if let other = try servers(transport.other).first(where: { $0.takes(attempt.address) && !isEphemeral($0) }) {
            return .otherTransport(other)
        }
        for space in try namespaces.get() {
            if let socket = space.sockets.first(where: { $0.transport == transport }) {
                return .otherNamespace(space, socket)
            }
        }
        if let near = try NearMiss.best(for: attempt, in: self) { return .otherPort(near) }
        return .nothing
    }

    /// An attempt that failed because this machine lacks the family, which counts as refused when the other has a server.
    private var familyAttempt: Attempt? {
        failures.first { attempt in
            attempt.address.family == .ipv6
                && (attempt.error == .addressNotAvailable || attempt.error == .networkUnreachable)
                && interfaces.value?.contains { $0.addresses.contains { $0.address.family == .ipv6 } } == false
        }
    }

    /// A socket of a UDP client with a port that the kernel gave it is no server.
    private func isEphemeral(_ socket: SocketRecord) -> Bool {
        socket.transport == .udp && socket.local.port >= 32768 && owners(of: socket).isEmpty
    }

    /// Servers are on the port, none takes the address: the first address cause that fits (commands.md, fine print).
    private func story(_ attempt: Attempt, onPort: [SocketRecord], space: NamespaceFacts?) -> RefusalStory {
        let address = attempt.address.unmapped
        if onPort.contains(where: { $0.takes(address) }) { return .none }
        guard let first = onPort.first else { return .nothing }
        if question.literal == nil, isMisledByName(address, onPort) { return .nameResolvesElsewhere(first, space) }
        let sameFamily = onPort.filter { $0.local.address.unmapped.family == address.family }
        guard let best = sameFamily.first(where: { $0.local.address.isLoopback }) ?? sameFamily.first else {
            return .otherFamily(first)
        }
        return best.local.address.isLoopback && !address.isLoopback
            ? .loopbackOnly(best, space) : .otherAddress(best)
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
        return address == .loopbackIPv6 || onPort.allSatisfy { !$0.local.address.isLoopback }
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
    static func refused(_ attempt: Attempt) -> Evidence {
        let what = attempt.error.map { "\($0.name), \($0.message)" } ?? "no answer"
        return Evidence(
            "Connecting to \(attempt.endpoint) gives \(what).", recheck: "nc -vz \(attempt.address) \(attempt.port)")
    }

    static func listens(_ socket: SocketRecord, _ facts: Facts) -> Evidence {
        let verb = socket.transport == .tcp ? "listens" : "receives UDP"
        return Evidence(
            "\(Wording.owner(of: socket, in: facts)) \(verb) on \(socket.local).",
            recheck: Wording.ss(socket.local.port, socket.transport))
    }

    static func nothingListens(_ port: UInt16, _ transport: Transport) -> Evidence {
        Evidence(
            transport == .tcp ? "Nothing listens on port \(port)." : "No UDP socket is bound to port \(port).",
            recheck: Wording.ss(port, transport))
    }
}
