import Glibc
import SocketFacts
import SocketWire

/// Looks at the kernel's tables while a watched program runs: what its calls cannot tell, because they do not return or are
/// never made.
struct WatchLooks {
    /// Calls that have not returned for this long are looked at, in nanoseconds.
    private static let hangAfter: UInt64 = 1_000_000_000
    /// Since when a listener has had a connection waiting.
    private var queuedSince: [Int: UInt64] = [:]

    mutating func look(at story: inout WatchStory, _ calls: [WatchedCall], now: UInt64) {
        story.clearHangs()
        for call in calls { story.hang(call) }
        let sockets = story.openSockets
        let listeners = sockets.filter { $0.role == .listener && $0.local != nil }
        let hanging = sockets.filter { socket in
            socket.hanging.map { now &- $0.begin > Self.hangAfter && [.receive, .send, .wait].contains($0.kind) }
                ?? false
        }
        guard !listeners.isEmpty || !hanging.isEmpty, var table = try? SocketTable() else { return }
        for socket in listeners.prefix(8) { look(at: socket, &story, &table, now) }
        for socket in hanging.prefix(16) {
            if socket.transport == .tcp {
                connection(socket, &story, &table, now)
            } else {
                datagrams(socket, &story, now)
            }
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
        story.look(socket.id) { look in
            look.at = now
            look.state = .listening
            // The worst that was seen.
            look.receiveQueue = max(look.receiveQueue, Int(row.receiveQueue))
            look.sendQueue = Int(row.sendQueue)
            look.drops = max(look.drops, Int(row.memory?.drops ?? 0))
            look.queuedMilliseconds = max(look.queuedMilliseconds, queued)
            look.closeWaits = rows.count { $0.state == .closeWait && $0.inode != 0 }
        }
    }

    private func connection(
        _ socket: WatchedSocket, _ story: inout WatchStory, _ table: inout SocketTable, _ now: UInt64
    ) {
        guard let local = socket.local, let peer = socket.peer,
            let own = table.exact(local: local, remote: peer)
        else { return }
        let other = table.exact(local: peer, remote: local)
        var process: Observed<String> = .unseen(.unsupported("the other end, which is not on this host"))
        var waits: Observed<String> = process
        var unread: Observed<Int> = process.map { _ in 0 }
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
        }
        story.look(socket.id) { look in
            look.at = now
            look.state = own.state
            look.receiveQueue = Int(own.receiveQueue)
            look.sendQueue = Int(own.sendQueue)
            look.peerProcess = process
            look.peerWaitsIn = waits
            look.peerUnread = unread
        }
    }

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
        guard target.address.isLoopback else { return .unseen(.unsupported("the other host's sockets")) }
        return .seen(rows.contains { $0.takes(target.address) })
    }
}
