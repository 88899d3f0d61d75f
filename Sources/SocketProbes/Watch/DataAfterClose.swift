import SocketFacts

/// Notices whether more of a reply came after a client had taken its first piece and closed the connection.
///
/// The program's calls cannot tell: they are over. The kernel answers such data with a reset and counts it.
struct DataAfterClose {
    /// Milliseconds after the close in which the rest of a reply is expected.
    private static let patience = 1000.0
    private static let patienceAtEnd = 200.0
    private var closed: [Closed] = []

    private struct Closed {
        var id: Int
        var isServer: Bool
        var local: Endpoint
        var peer: Endpoint
        /// Resets that were sent, and those among them for a close with unread data.
        var resets: Int
        var at: Double
    }
    private var found: Set<Int> = []

    /// A socket that is about to be closed.
    mutating func note(_ socket: WatchedSocket?) {
        guard let socket, socket.transport == .tcp, socket.receives == 1, closed.count < 8,
            socket.role == .connecting || socket.role == .accepted,
            let last = socket.calls.last(where: { $0.kind == .receive }), last.bytes > 0,
            let local = socket.local, let peer = socket.peer
        else { return }
        closed.append(
            Closed(
                id: socket.id, isServer: socket.role == .accepted && socket.sends > 0, local: local, peer: peer,
                resets: Counters.resetsForData(), at: milliseconds()))
        look()
    }

    /// Looks at those that were closed a moment ago; called several times a second while there are any.
    mutating func look() {
        guard !closed.isEmpty, var table = try? SocketTable() else { return }
        let now = milliseconds()
        closed.removeAll { entry in
            // A connection that was closed stays in the table for a minute. Data for it ends it at once, with a reset; so
            // does a reset of the other side, but then this host has sent none.
            let row = table.exact(local: entry.local, remote: entry.peer)
            if entry.isServer, let other = table.exact(local: entry.peer, remote: entry.local), other.inode != 0,
                row != nil, other.receiveQueue <= (other.state == .closeWait ? 1 : 0)
            {
                // The client has read the answer: what it sends now is another message. The end of the stream counts as
                // a byte until it is read.
                return true
            }
            if row == nil, Counters.resetsForData() > entry.resets {
                found.insert(entry.id)
                return true
            }
            return row == nil || row?.state == .timeWait || now - entry.at > Self.patience
        }
    }

    /// Waits a little for what may still come, where there is somebody to wait for, and writes down what came.
    mutating func finish(_ sockets: inout [WatchedSocket]) {
        let end = milliseconds() + Self.patienceAtEnd
        while true {
            look()
            if closed.isEmpty || milliseconds() > end { break }
            pause(milliseconds: 10)
        }
        for index in sockets.indices where found.contains(sockets[index].id) {
            var look = sockets[index].look ?? SocketLook()
            look.dataAfterClose = true
            sockets[index].look = look
        }
    }
}
