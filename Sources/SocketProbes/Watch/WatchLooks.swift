import Glibc
import SocketFacts
import SocketWire

/// Looks at the kernel's tables while a watched program runs: what its calls cannot tell, because they do not return or are
/// never made.
struct WatchLooks {
    /// Calls that have not returned for this long are looked at, in nanoseconds.
    private static let hangAfter: UInt64 = 450_000_000
    /// A datagram client asks again soon: its time-outs are often a second.
    private static let datagramAfter: UInt64 = 250_000_000
    /// Fewer connections are no sign of a program that forgets them.
    private static let fewConnections = 3
    /// Since when a listener has had a connection waiting.
    private var queuedSince: [Int: UInt64] = [:]
    /// Connections are open whose ends are worth a closer look: clients may come and go within milliseconds.
    private(set) var hasConnections = false
    /// Since when a connection has been in CLOSE_WAIT.
    private var closeWaitSince: [Int: UInt64] = [:]
    private let atStart = Counters()

    mutating func look(at story: inout WatchStory, _ calls: [WatchedCall], now: UInt64) {
        story.clearHangs()
        for call in calls { story.hang(call) }
        let sockets = story.openSockets
        let listeners = sockets.filter { $0.role == .listener && $0.local != nil }
        let hanging = sockets.filter { socket in
            let after = socket.transport == .tcp ? Self.hangAfter : Self.datagramAfter
            return socket.hanging.map { now &- $0.begin > after && [.receive, .send, .wait].contains($0.kind) } ?? false
        }
        let connections = sockets.filter { $0.role == .accepted || $0.role == .connecting }
        let isMany = connections.count >= Self.fewConnections
        hasConnections = isMany
        // An event loop waits for the answer to a datagram without a call of the socket itself.
        let unanswered = sockets.filter { socket in
            socket.role == .datagram && socket.hanging == nil && socket.sends > 0 && socket.bytesReceived == 0
                && socket.look == nil && (socket.calls.last.map { now &- $0.end > Self.datagramAfter } ?? false)
        }
        for socket in unanswered.prefix(4) { datagrams(socket, &story, now) }
        guard !listeners.isEmpty || !hanging.isEmpty || isMany, var table = try? SocketTable() else { return }
        for socket in listeners.prefix(8) { look(at: socket, &story, &table, now) }
        for (index, socket) in hanging.prefix(16).enumerated() {
            if socket.transport == .tcp {
                connection(socket, &story, &table, now, threadLooks: index < Self.patient ? Self.threadLooks : 1)
            } else {
                datagrams(socket, &story, now)
            }
        }
        if isMany { leftOpen(connections, &story, &table, now) }
    }

    /// Connections whose peers have gone and which the program has not closed.
    private mutating func leftOpen(
        _ connections: [WatchedSocket], _ story: inout WatchStory, _ table: inout SocketTable, _ now: UInt64
    ) {
        guard let rows = try? table.records(.tcp, states: [.closeWait]) else { return }
        let waiting = Set(rows.filter { $0.inode != 0 }.map { Ends(local: $0.local, peer: $0.remote) })
        guard !waiting.isEmpty || !closeWaitSince.isEmpty else { return }
        var since: [Int: UInt64] = [:]
        for socket in connections {
            guard let local = socket.local, let peer = socket.peer,
                waiting.contains(Ends(local: local, peer: peer))
            else { continue }
            let first = closeWaitSince[socket.id] ?? now
            since[socket.id] = first
            story.look(socket.id) { look in
                look.at = now
                look.state = .closeWait
                look.closeWaitMilliseconds = Double(now &- first) / 1_000_000
            }
        }
        closeWaitSince = since
    }

    /// A connection, whichever form its addresses have.
    private struct Ends: Hashable {
        var local: Endpoint
        var peer: Endpoint

        init(local: Endpoint, peer: Endpoint) {
            self.local = Endpoint(local.address.unmapped.withoutZone, local.port)
            self.peer = Endpoint(peer.address.unmapped.withoutZone, peer.port)
        }
    }

    private mutating func look(
        at socket: WatchedSocket, _ story: inout WatchStory, _ table: inout SocketTable, _ now: UInt64
    ) {
        guard let local = socket.local,
            let rows = try? table.records(
                .tcp, states: [.listening, .closeWait], localPort: local.port, wantsMemory: true)
        else { return }
        guard let row = rows.first(where: { $0.state == .listening && $0.local.address == local.address }) else {
            return
        }
        if row.receiveQueue > 0 {
            queuedSince[socket.id] = queuedSince[socket.id] ?? now
        } else {
            queuedSince[socket.id] = nil
        }
        let queued = queuedSince[socket.id].map { Double(now &- $0) / 1_000_000 } ?? 0
        let drops = Int(row.memory?.drops ?? 0)
        // What was dropped for a full queue, and what was in it, are looked at a fifth of a second apart at best: a burst
        // comes and goes between two looks.
        let overflows = drops > 0 ? Counters().overflows(since: atStart) : 0
        story.look(socket.id) { look in
            look.at = now
            look.state = .listening
            // The worst that was seen.
            look.receiveQueue = max(look.receiveQueue, Int(row.receiveQueue))
            look.sendQueue = Int(row.sendQueue)
            look.drops = max(look.drops, drops)
            look.overflows = max(look.overflows, overflows)
            if queued > look.queuedMilliseconds {
                look.queuedMilliseconds = queued
                look.queuedAt = now
            }
            look.closeWaits = rows.count { $0.state == .closeWait && $0.inode != 0 }
        }
    }

    private func connection(
        _ socket: WatchedSocket, _ story: inout WatchStory, _ table: inout SocketTable, _ now: UInt64,
        threadLooks: Int
    ) {
        guard let local = socket.local, let peer = socket.peer,
            let own = table.exact(local: local, remote: peer)
        else { return }
        let other = table.exact(local: peer, remote: local)
        var process: Observed<String> = .unseen(.unsupported("the other end, which is not on this host"))
        var waits: Observed<String> = process
        var unread: Observed<Int> = process.map { _ in 0 }
        var receives: Observed<Bool> = process.map { _ in false }
        var mayGoOn = receives
        if let other {
            unread = .seen(Int(other.receiveQueue))
            let owner = OwnerProbe().owners([other.inode], effort: .bounded(milliseconds: 20)).first
            if let pid = owner?.pids.first, let facts = ProcessProbe().facts(pid) {
                process = .seen(facts.command)
                waits = facts.waitsIn
            } else {
                process = .unseen(owner?.reason ?? .needs("permission to see whose socket the other end is"))
                waits = process
            }
            (receives, mayGoOn) = Self.threads(
                owner?.pids ?? [], socket.process, own.inode, other.inode, looks: threadLooks)
        }
        story.look(socket.id) { look in
            look.at = now
            look.peerReceives = receives
            look.mayGoOn = mayGoOn
            look.state = own.state
            look.receiveQueue = Int(own.receiveQueue)
            look.sendQueue = Int(own.sendQueue)
            look.peerProcess = process
            look.peerWaitsIn = waits
            look.peerUnread = unread
        }
    }

    /// What the threads at both ends wait in. On a busy machine a thread that has nothing to do but to go back to its
    /// wait is found computing as long as it does not get the processor: it is looked at again.
    private static func threads(
        _ pids: [Int32], _ process: Int32, _ own: UInt32, _ other: UInt32, looks: Int
    ) -> (receives: Observed<Bool>, mayGoOn: Observed<Bool>) {
        let both: Set<UInt32> = [own, other]
        let hidden = Observed<Bool>.unseen(.needs("permission to see what both programs wait for"))
        var receives = false
        for attempt in 1...looks {
            let peers = pids.compactMap { ThreadWaits($0, wanted: other, both: both) }
            guard !peers.isEmpty, peers.count == pids.count,
                let mine = ThreadWaits(process, wanted: own, both: both)
            else { return (hidden, hidden) }
            let all = peers + [mine]
            receives = peers.contains(where: \.receives)
            if all.contains(where: \.mayGoOn) { return (.seen(receives), .seen(true)) }
            if !all.contains(where: \.computes) { return (.seen(receives), .seen(false)) }
            if attempt < looks { usleep(2_000) }
        }
        return (.seen(receives), .seen(true))
    }

    /// With 2 ms between them: what is still computing then has something to do.
    private static let threadLooks = 8
    /// Both ends of one connection; with more of them the program would wait for us to read its calls.
    private static let patient = 2

    /// Whether anybody has the port that the last datagram went to.
    private func datagrams(_ socket: WatchedSocket, _ story: inout WatchStory, _ now: UInt64) {
        let sent = socket.calls.last { $0.kind == .send && !$0.hasFailed }
        guard let target = sent?.address ?? socket.peer else { return }
        story.look(socket.id) { look in
            look.at = now
            look.destinationIsOpen = Self.isOpen(target)
        }
    }

    static func isOpen(_ target: Endpoint) -> Observed<Bool> {
        guard var table = try? SocketTable(),
            let rows = try? table.records(
                .udp, states: Set(SocketState.allCases), localPort: target.port)
        else { return .unseen(.failed("the kernel's socket table")) }
        // The kernel takes 0.0.0.0 as a destination for this host.
        guard target.address.isLoopback || target.address.isUnspecified || isOwn(target.address) else {
            return .unseen(.unsupported("the other host's sockets"))
        }
        return .seen(rows.contains { target.address.isUnspecified || $0.takes(target.address) })
    }

    private static func isOwn(_ address: IPAddress) -> Bool {
        guard var routes = try? RouteProbe(), let interfaces = try? routes.interfaces() else { return false }
        let plain = address.unmapped.withoutZone
        return interfaces.contains { $0.addresses.contains { $0.address.unmapped.withoutZone == plain } }
    }
}
