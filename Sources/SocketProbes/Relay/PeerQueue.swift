import SocketFacts

/// The kernel's table of sockets, asked for single sockets.
final class SocketLookup {
    private var table = try? SocketTable()

    /// Bytes that the socket with exactly these ends holds for its program; `nil` where it is not in this namespace.
    func unread(local: Endpoint, remote: Endpoint) -> Int? {
        table?.exact(local: local, remote: remote).map { Int($0.receiveQueue) }
    }
}

/// What the program at the other end of a connection has not read yet, as far as its socket can be seen.
struct PeerQueue {
    private let local: Endpoint
    private let remote: Endpoint
    private var isVisible = true

    /// - Parameter descriptor: this end of the connection.
    init?(of descriptor: Int32) {
        guard let near = RelayLimits.endpoint(descriptor), let far = RelayLimits.peer(descriptor) else { return nil }
        local = Endpoint(far.address.unmapped, far.port)
        remote = Endpoint(near.address.unmapped, near.port)
    }

    /// Bytes that wait; `nil` for a peer on another host or in another namespace.
    mutating func unread(_ lookup: SocketLookup) -> Int? {
        guard isVisible else { return nil }
        let count = lookup.unread(local: local, remote: remote)
        isVisible = count != nil
        return count
    }
}
