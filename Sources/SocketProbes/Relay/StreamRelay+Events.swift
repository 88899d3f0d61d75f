import CSocketLinux
import Glibc
import SocketFacts
import SocketPackets
import SocketWire

/// What happens to connections once they are there.
extension StreamRelay {
    func happened(_ connection: RelayConnection, isClient: Bool, _ events: UInt32) {
        let isReadable = events & (csl_in | csl_peer_shut | csl_hang_up | csl_error) != 0
        let isShut = events & (csl_peer_shut | csl_hang_up | csl_error) != 0
        if events & csl_error != 0 { connection.hasError = true }
        if !isClient, connection.state == .connecting {
            connected(connection, events)
            guard connection.state == .open else { return }
        }
        if let shaped = connection.shaped {
            let (from, to) = isClient ? (shaped.toServer, shaped.toClient) : (shaped.toClient, shaped.toServer)
            if isReadable { from.isReadable = true }
            if isShut { from.isSourceShut = true }
            if events & csl_out != 0 { to.isWritable = true }
        } else if isClient {
            if isReadable { connection.toServer.isReadable = true }
            if isShut { connection.toServer.isSourceShut = true }
            if events & csl_out != 0 { connection.toClient.isWritable = true }
        } else {
            if isReadable { connection.toClient.isReadable = true }
            if isShut { connection.toClient.isSourceShut = true }
            if events & csl_out != 0 { connection.toServer.isWritable = true }
        }
        advance(connection)
    }

    /// Does for a connection what can be done now.
    func advance(_ connection: RelayConnection) {
        guard connection.state == .open else {
            // The client has given up before the target answered.
            if connection.hasError, connection.state == .connecting { finish(connection, .resetByClient) }
            return
        }
        if let shaped = connection.shaped { return advance(connection, shaped) }
        let toServer = pump(&connection.toServer)
        if failed(connection, toServer, sourceIsClient: true) { return }
        let toClient = pump(&connection.toClient)
        if failed(connection, toClient, sourceIsClient: false) { return }
        if connection.hasError, hasBroken(connection) { return }
        if connection.toServer.hasEnded, connection.toClient.hasEnded, case .done = toServer, case .done = toClient {
            // close(2) sends both ends of stream at once.
            return finish(connection, .closed)
        }
        passEnd(&connection.toServer, toServer)
        passEnd(&connection.toClient, toClient)
        if case .more = toServer { requeue(connection) }
        if case .more = toClient { requeue(connection) }
    }

    private func passEnd(_ lane: inout RelayLane, _ result: Pumped) {
        guard case .done = result, !lane.isShut else { return }
        lane.isShut = true
        _ = shutdown(lane.sink, Int32(SHUT_WR))
    }

    private func advance(_ connection: RelayConnection, _ shaped: ShapedPair) {
        for lane in [shaped.toServer, shaped.toClient] {
            let result = pump(lane, of: connection)
            if connection.state == .closed { return }
            if failed(connection, result, sourceIsClient: lane.direction == .toServer) { return }
        }
        if connection.hasError, hasBroken(connection) { return }
        let isOver = shaped.toServer.isDone && shaped.toClient.isDone
        if isOver || loop.now >= shaped.closesAt { finish(connection, shaped.outcome) }
    }

    private func requeue(_ connection: RelayConnection) {
        guard !connection.isQueued else { return }
        connection.isQueued = true
        queue.append(connection)
    }

    /// Passes an error on as a reset of the other side.
    private func failed(_ connection: RelayConnection, _ result: Pumped, sourceIsClient: Bool) -> Bool {
        guard case .failed(let error, let atSource) = result else { return false }
        broke(connection, isClient: atSource == sourceIsClient, error)
        return true
    }

    private func hasBroken(_ connection: RelayConnection) -> Bool {
        connection.hasError = false
        if let error = RelaySocket.error(connection.client) {
            broke(connection, isClient: true, error)
            return true
        }
        if let error = RelaySocket.error(connection.server) {
            broke(connection, isClient: false, error)
            return true
        }
        return false
    }

    private func broke(_ connection: RelayConnection, isClient: Bool, _ error: SystemError) {
        // It was told to close and has not waited for the end.
        if let shaped = connection.shaped, shaped.closesAt != .infinity { return finish(connection, shaped.outcome) }
        RelaySocket.resetsOnClose(isClient ? connection.server : connection.client)
        if let shaped = connection.shaped {
            record(connection, shaped.toServer, isClient ? "the client has reset" : "the server has reset") { talk in
                [talk.reset(isFromClient: isClient)]
            }
        }
        finish(connection, isClient ? .resetByClient : .resetByServer, error)
    }
}
