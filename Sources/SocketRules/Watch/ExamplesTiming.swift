public import SocketFacts

/// Times, threads and waits in the examples of the rules.
extension WatchedSocket {
    /// The same, `milliseconds` later.
    public func later(_ milliseconds: Double) -> WatchedSocket {
        var socket = self
        let shift = UInt64(milliseconds * 1e6)
        socket.openedAt += shift
        socket.endedAt = endedAt.map { $0 + shift }
        socket.calls = calls.map { $0.moved(shift) }
        socket.hanging = hanging.map { $0.moved(shift) }
        return socket
    }

    /// The same, open to the end of the run or to the exit of the program at `seconds`.
    public func left(_ end: End, at seconds: Double = 10) -> WatchedSocket {
        var socket = self
        socket.end = end
        socket.endedAt = end == .open ? nil : UInt64(seconds * 1e9)
        return socket
    }

    /// With another end, so that connections differ.
    public func from(port: UInt16, of listener: Int? = nil) -> WatchedSocket {
        var socket = self
        if role == .accepted {
            socket.peer = Endpoint(.loopbackIPv4, port)
            socket.listener = listener
        } else {
            socket.local = Endpoint(.loopbackIPv4, port)
        }
        return socket
    }
}

extension WatchedCall {
    func moved(_ shift: UInt64) -> WatchedCall {
        var call = self
        call.begin += shift
        call.end += shift
        return call
    }

    public func flagged(_ flags: Flags) -> WatchedCall {
        var call = self
        call.flags.formUnion(flags)
        return call
    }

    public func by(thread: Int32) -> WatchedCall {
        var call = self
        call.thread = thread
        return call
    }

    public func taking(_ seconds: Double) -> WatchedCall {
        var call = self
        call.end = call.begin + UInt64(seconds * 1e9)
        return call
    }

    public func to(_ address: Endpoint) -> WatchedCall {
        var call = self
        call.address = address
        return call
    }

    /// A receive that has not returned.
    public static func hanging(
        _ kind: Kind = .receive, since: Double = 0.01, seconds: Double, argument: UInt64 = 1024, place: Int = 0
    ) -> WatchedCall {
        let begin = UInt64(since * 1e9)
        return WatchedCall(
            kind, result: nil, begin: begin, end: begin + UInt64(seconds * 1e9), argument: argument,
            place: place)
    }

    /// setsockopt or getsockopt of SOL_SOCKET with a value of four bytes.
    public static func option(_ kind: Kind, _ name: UInt64, _ value: UInt8) -> WatchedCall {
        WatchedCall(kind, argument: 1 << 32 | name, head: [value, 0, 0, 0], place: 0)
    }

    /// The peer has closed.
    public static let endOfStream = WatchedCall(.receive, result: 0, argument: 1024, place: 0)
}
