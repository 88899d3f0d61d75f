import SocketFacts
import SocketProbes

/// One question being looked into: which probes run, and in which order.
///
/// The connection attempt comes first; the others look only where its outcome leaves a doubt that they could settle.
/// What nobody asked for stays `.notAsked`.
struct Examination: ~Copyable {
    var facts: Facts
    let started = MonotonicClock.milliseconds()
    private var ownerProbe: OwnerProbe?
    private var hasSockets = false
    private var lookedUp: Set<UInt32> = []
    private let progress: (String) -> Void

    init(_ question: Question, progress: @escaping (String) -> Void) {
        facts = Facts(question: question, observer: ObserverProbe.observe())
        self.progress = progress
    }

    var question: Question { facts.question }
    var deadline: Double { started + question.timeoutSeconds * 1000 }
    var remaining: Double { max(0, deadline - MonotonicClock.milliseconds()) }

    func note(_ text: String) { progress(text) }

    mutating func finish() -> Facts {
        facts.elapsedMilliseconds = MonotonicClock.milliseconds() - started
        return facts
    }

    // MARK: Sockets and their owners

    /// Reads the parts of the socket table that a `check` needs: all servers of the transport in question, and what
    /// else there is on the port.
    mutating func lookAtServers() {
        guard !hasSockets else { return }
        hasSockets = true
        facts.sockets = Self.observe { () throws(Unobserved) in
            var table = try SocketTable()
            let port = question.port
            let isTCP = question.transport == .tcp
            var rows = try table.records(.tcp, states: [.listening], localPort: isTCP ? nil : port)
            rows += try table.records(
                .udp, states: [.closed], localPort: isTCP ? port : nil, wantsMemory: !isTCP)
            if isTCP, !rows.contains(where: { $0.transport == .tcp && $0.local.port == port }) {
                rows += try table.records(.tcp, states: [.boundInactive], localPort: port)
            }
            return rows
        }
    }

    /// Reads the socket table afresh, for queues that move.
    mutating func lookAtServersAgain() {
        hasSockets = false
        lookAtServers()
    }

    /// Finds the processes behind sockets that match, once each.
    mutating func findOwners(_ effort: OwnerProbe.Effort, of isWanted: (SocketRecord) -> Bool) {
        guard case .seen(let sockets) = facts.sockets else { return }
        findOwners(effort, of: Set(sockets.filter(isWanted).map(\.inode)))
    }

    mutating func findOwners(_ effort: OwnerProbe.Effort, of inodes: Set<UInt32>) {
        let wanted = inodes.subtracting(lookedUp).subtracting([0])
        guard !wanted.isEmpty else { return }
        lookedUp.formUnion(wanted)
        let probe = ownerProbe ?? OwnerProbe()
        ownerProbe = probe
        let owners = probe.owners(wanted, effort: effort)
        facts.owners += owners
        let known = Set(facts.processes.map(\.pid))
        let reader = ProcessProbe()
        // A prefork server may have hundreds of processes; the first and the last ones tell the story.
        for pid in Set(owners.flatMap { $0.pids.prefix(64) }).subtracting(known).sorted() {
            if let process = reader.facts(pid) { facts.processes.append(process) }
        }
        // A process that ended meanwhile owns nothing any more.
        let alive = Set(facts.processes.map(\.pid))
        for index in facts.owners.indices where !facts.owners[index].pids.isEmpty {
            facts.owners[index].pids.removeAll { !alive.contains($0) }
        }
        for index in facts.processes.indices where facts.processes[index].isOrphan {
            // A worker whose parent holds the socket too is nobody's orphan, even if that parent is process 1.
            let process = facts.processes[index]
            let shared = facts.owners.filter { $0.pids.contains(process.pid) }
            facts.processes[index].isOrphan = !shared.contains { $0.pids.contains(process.parentPID) }
        }
        nameGroups()
    }

    /// Where the server's process is another user's and cannot be seen: what of that user's processes may explain it.
    mutating func lookAtSuspects() {
        let port = question.port
        let hidden = (facts.sockets.value ?? []).filter { socket in
            socket.isServer && socket.local.port == port && socket.transport == question.transport
                && facts.owners.contains { $0.inode == socket.inode && $0.pids.isEmpty && $0.reason != .notAsked }
        }
        guard !hidden.isEmpty else { return }
        let probe = ownerProbe ?? OwnerProbe()
        ownerProbe = probe
        facts.suspects = SuspectProbe.suspects(users: Set(hidden.map(\.uid)), pids: probe.visible)
    }

    /// Adds the path of the cgroup to sockets whose owner could not be found: it names the unit or the container.
    private mutating func nameGroups() {
        guard case .seen(var sockets) = facts.sockets else { return }
        var names: [UInt64: String] = [:]
        for owner in facts.owners where owner.pids.isEmpty && owner.reason != .notAsked {
            for index in sockets.indices where sockets[index].inode == owner.inode {
                guard let id = sockets[index].cgroupID, sockets[index].cgroupPath == nil else { continue }
                if names[id] == nil { names[id] = Cgroups.path(id) }
                sockets[index].cgroupPath = names[id]
            }
        }
        facts.sockets = .seen(sockets)
    }

    /// Other network namespaces, as far as their processes are visible.
    mutating func lookAtNamespaces() {
        guard facts.namespaces.reason == .notAsked else { return }
        let probe = ownerProbe ?? OwnerProbe()
        ownerProbe = probe
        facts.namespaces = .seen(NamespaceProbe().namespaces(port: question.port, pids: probe.visible))
        let inodes = facts.namespaces.value?.flatMap { $0.sockets.map(\.inode) } ?? []
        findOwners(.bounded(milliseconds: 20), of: Set(inodes))
    }

    // MARK: The network

    mutating func lookAtInterfaces() {
        guard facts.interfaces.reason == .notAsked else { return }
        facts.interfaces = Self.observe { () throws(Unobserved) in
            var probe = try RouteProbe()
            return try probe.interfaces()
        }
    }

    /// The route of every address that was tried.
    mutating func lookAtRoutes() {
        let addresses = facts.attempts.map(\.address)
        // An answer from this host itself leaves nothing to ask about its interfaces.
        let isPlain = facts.attempts.allSatisfy { attempt in
            attempt.address.isLoopback && attempt.icmp == nil
                && (attempt.outcome == .connected || attempt.error == .connectionRefused)
        }
        if !isPlain { lookAtInterfaces() }
        let interfaces = facts.interfaces.value ?? []
        facts.routes = Self.observe { () throws(Unobserved) in
            var probe = try RouteProbe()
            var routes: [RouteFacts] = []
            for address in addresses where !address.isUnspecified {
                routes.append(try probe.route(to: address) { interfaces })
            }
            return routes
        }
    }

    /// True when the address is one of this host's own, in the namespace of the question.
    mutating func isLocal(_ address: IPAddress) -> Bool {
        if address.isLoopback || address.isUnspecified { return true }
        lookAtInterfaces()
        return facts.interfaces.value?.contains { interface in
            interface.isUp && interface.addresses.contains { $0.address.withoutZone == address.withoutZone }
        } ?? false
    }

    /// The link-layer state of the next hops of failed attempts.
    mutating func lookAtNeighbours() {
        let interfaces = facts.interfaces.value ?? []
        let hops = (facts.routes.value ?? []).filter { $0.kind == .unicast }.map {
            ($0.gateway ?? $0.destination).withoutZone
        }
        facts.neighbours = Self.observe { () throws(Unobserved) in
            var probe = try RouteProbe()
            return try probe.neighbours(interfaces).filter { hops.contains($0.address.withoutZone) }
        }
    }

    mutating func lookAtEphemeralPorts() {
        guard let range = KernelSettings.localPortRange() else { return }
        let port = question.port
        let transport = question.transport
        let addresses = facts.attempts.map(\.address.unmapped)
        let used = Self.observe { () throws(Unobserved) -> Int in
            var table = try SocketTable()
            // Towards another destination a TCP port can be used again; one that a program bound itself, or a UDP port,
            // cannot.
            var taken = try table.records(transport, states: Set(SocketState.allCases), remotePort: port)
                .filter { addresses.contains($0.remote.address.unmapped) }
            taken += try table.records(
                transport, states: transport == .udp ? Set(SocketState.allCases) : [.listening, .boundInactive])
            return Set(taken.map(\.local.port).filter { range.contains($0) }).count
        }
        facts.ephemeralPorts = used.map {
            EphemeralPorts(lowest: range.lowerBound, highest: range.upperBound, usedTowardsTarget: $0)
        }
    }

    static func observe<T>(_ body: () throws(Unobserved) -> T) -> Observed<T> {
        do { return .seen(try body()) } catch { return .unseen(error) }
    }
}
