public import SocketFacts

/// What several rules read off the facts in the same way. No accusation is made here.
extension Facts {
    /// The first attempt that reached a server's kernel, if any did.
    public var connection: Attempt? { attempts.first { $0.outcome == .connected } }

    /// The attempts that count as failures: all of them when none connected, else none, because a client that tries
    /// every address succeeds.
    public var failures: [Attempt] {
        guard question.command == .check, connection == nil else { return [] }
        return attempts.filter { $0.outcome != .notSent }
    }

    /// Failed attempts that ended with ECONNREFUSED from a TCP reset or, for UDP, from "port unreachable".
    ///
    /// An ICMP error to a TCP SYN is not one of them: no kernel answers a SYN so, only a filter does (facts.md C.1).
    public var refusals: [Attempt] {
        failures.filter { attempt in
            guard attempt.error == .connectionRefused else { return false }
            return question.transport == .udp || attempt.icmp == nil
        }
    }

    /// Failed attempts in which nothing at all came back.
    public var silences: [Attempt] { failures.filter { $0.outcome == .silent || $0.error == .timedOut } }

    /// The route of an address that was tried.
    public func route(to address: IPAddress) throws(Unobserved) -> RouteFacts? {
        try routes.get().first { $0.destination.withoutZone == address.withoutZone }
    }

    /// True when the address belongs to this host (in the namespace of the question).
    public func isLocal(_ address: IPAddress) throws(Unobserved) -> Bool {
        if address.isLoopback || address.isUnspecified { return true }
        return try route(to: address)?.kind == .local
    }

    /// Servers on the port, of either transport or of one, whatever address they are bound to.
    public func servers(_ transport: Transport, port: UInt16? = nil) throws(Unobserved) -> [SocketRecord] {
        let wanted = port ?? question.port
        return try sockets.get().filter { $0.isServer && $0.transport == transport && $0.local.port == wanted }
    }

    /// Servers that a client of this attempt meets.
    public func servers(taking attempt: Attempt) throws(Unobserved) -> [SocketRecord] {
        try servers(question.transport, port: attempt.port).filter { $0.takes(attempt.address) }
    }

    /// The processes that hold the socket, as far as they are known.
    public func owners(of socket: SocketRecord) -> [ProcessFacts] {
        guard socket.inode != 0, let owner = owners.first(where: { $0.inode == socket.inode }) else { return [] }
        return owner.pids.compactMap { pid in processes.first { $0.pid == pid } }
    }

    /// Why the owner of a socket is not known; `nil` when it is, or was not looked for.
    public func reasonOwnerUnknown(_ socket: SocketRecord) -> Unobserved? {
        owners.first { $0.inode == socket.inode }?.reason
    }

    /// The process to name for a socket: of several that share it the one that was started first.
    public func owner(of socket: SocketRecord) -> ProcessFacts? {
        owners(of: socket).min { ($0.startedAt, $0.pid) < ($1.startedAt, $1.pid) }
    }

    /// Addresses of this host on interfaces that are up, loopback last.
    public func hostAddresses() throws(Unobserved) -> [IPAddress] {
        let all = try interfaces.get().filter(\.isUp).flatMap { interface in
            interface.addresses.map { (interface.isLoopback, $0.address) }
        }
        return all.filter { !$0.0 }.map(\.1) + all.filter(\.0).map(\.1)
    }
}
