import SocketFacts

/// Notices whether more of a reply came after a client had taken its first piece and closed the connection.
///
/// The program's calls cannot tell: they are over. The kernel answers such data with a reset and counts it.
struct DataAfterClose {
    /// Milliseconds after the close in which the rest of a reply is expected.
    private static let patience = 200.0
    private var closed: [(id: Int, local: Endpoint, peer: Endpoint, resets: Int, at: Double)] = []

    /// A socket that is about to be closed.
    mutating func note(_ socket: WatchedSocket?) {
        guard let socket, socket.transport == .tcp, socket.role == .connecting, socket.receives == 1, closed.count < 8,
            let last = socket.calls.last(where: { $0.kind == .receive }), last.bytes > 0,
            let local = socket.local, let peer = socket.peer
        else { return }
        closed.append((socket.id, local, peer, Counters.resetsSent(), milliseconds()))
    }

    /// Waits for the rest of the time, where there is somebody to wait for, and writes down what came.
    func wait(_ sockets: inout [WatchedSocket]) {
        guard !closed.isEmpty, var table = try? SocketTable() else { return }
        for entry in closed {
            var came = false
            repeat {
                // A connection that was closed stays in the table for a minute. Data for it ends it at once, with a
                // reset; so does a reset of the other side, but then this host has sent none.
                let row = table.exact(local: entry.local, remote: entry.peer)
                if row?.state == .timeWait { break }
                came = row == nil && Counters.resetsSent() > entry.resets
                if came { break }
                pause(milliseconds: 10)
            } while milliseconds() - entry.at < Self.patience
            guard came, let index = sockets.firstIndex(where: { $0.id == entry.id }) else { continue }
            var look = sockets[index].look ?? SocketLook()
            look.dataAfterClose = true
            sockets[index].look = look
        }
    }
}
