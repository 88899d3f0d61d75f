public import SocketFacts

/// Short names for what watched programs do, for the examples of the rules.
extension Question {
    public static let run = Question(command: .run, host: "", port: 0)
}

extension Facts {
    /// A Python program, server.py, that was watched to its end; every call is at line 10 unless it says otherwise.
    public static func watched(
        _ sockets: [WatchedSocket], exitStatus: Int32? = 0, signal: String? = nil, wasInterrupted: Bool = false,
        places: [SourcePlace] = [.python(10)], change: (inout WatchFacts) -> Void = { _ in }
    ) -> Facts {
        var watch = WatchFacts(
            exitStatus: signal == nil ? exitStatus : nil, signal: signal, wasInterrupted: wasInterrupted,
            endedAt: 10_000_000_000, processes: [WatchedProcess(pid: 100, arguments: ["python3", "server.py"])],
            places: places)
        // Numbered, and each with a beginning.
        watch.sockets = sockets.enumerated().map { index, socket in
            var socket = socket
            if sockets.count > 1 { socket.id = index + 1 }
            return socket
        }
        watch.calls = sockets.reduce(0) { $0 + $1.calls.count }
        change(&watch)
        return Facts(question: .run, watch: .seen(watch))
    }
}

extension SourcePlace {
    public static func python(
        _ line: Int, file: String = "/home/student/lab/server.py", text: String? = nil, via: String? = nil,
        surroundings: String? = nil, numbers: [Int] = []
    ) -> SourcePlace {
        SourcePlace(
            language: .python, file: file, line: line, function: "main", via: via, text: text,
            surroundings: surroundings, numbers: numbers)
    }
}

extension WatchedSocket {
    /// A listener on 0.0.0.0.
    public static func server(
        port: UInt16 = 9090, reuse: UInt8 = 1, backlog: UInt64 = 5, listens: Bool = true, more: [WatchedCall] = [],
        look: SocketLook? = nil
    ) -> WatchedSocket {
        let address = Endpoint(.anyIPv4, port)
        var calls = [
            WatchedCall(.socket, result: 3, place: 0),
            WatchedCall(.bind, address: address, local: address, place: 0),
        ]
        if listens {
            calls.append(WatchedCall(.listen, argument: backlog, local: address, head: [reuse, 0, 0], place: 0))
        }
        return WatchedSocket(
            role: listens ? .listener : .unused, local: address, end: .exit, calls: calls + more, look: look)
    }

    /// A connection that the program accepted on port 9090.
    public static func accepted(
        _ calls: [WatchedCall], end: End = .closed, hanging: WatchedCall? = nil, look: SocketLook? = nil
    ) -> WatchedSocket {
        conversation(.accepted, [WatchedCall(.accept, result: 4, place: 0)] + calls, end, hanging, look)
    }

    /// A connection that the program made to 127.0.0.1:9090.
    public static func client(
        _ calls: [WatchedCall], end: End = .closed, hanging: WatchedCall? = nil, look: SocketLook? = nil
    ) -> WatchedSocket {
        let server = Endpoint(.loopbackIPv4, 9090)
        let first = [
            WatchedCall(.socket, result: 3, place: 0),
            WatchedCall(.connect, address: server, local: Endpoint(.loopbackIPv4, 40000), place: 0),
        ]
        return conversation(.connecting, first + calls, end, hanging, look)
    }

    /// A UDP socket.
    public static func datagrams(
        _ calls: [WatchedCall], end: End = .closed, hanging: WatchedCall? = nil, look: SocketLook? = nil
    ) -> WatchedSocket {
        var socket = conversation(.datagram, [WatchedCall(.socket, result: 3, place: 0)] + calls, end, hanging, look)
        socket.transport = .udp
        socket.peer = nil
        return socket
    }

    private static func conversation(
        _ role: Role, _ calls: [WatchedCall], _ end: End, _ hanging: WatchedCall?, _ look: SocketLook?
    ) -> WatchedSocket {
        let server = Endpoint(.loopbackIPv4, 9090)
        let client = Endpoint(.loopbackIPv4, 40000)
        // A millisecond apart, in their order.
        var time: UInt64 = 1_000_000
        var timed: [WatchedCall] = []
        for var call in calls {
            let length = call.end &- call.begin
            call.begin = time
            call.end = time + length
            time = call.end + 1_000_000
            timed.append(call)
        }
        let sends = timed.filter { $0.kind == .send }
        let receives = timed.filter { $0.kind == .receive }
        var empty = 0
        var row = 0
        for call in receives {
            row = call.result == 0 ? row + 1 : 0
            empty = max(empty, row)
        }
        return WatchedSocket(
            role: role, local: role == .accepted ? server : client, peer: role == .accepted ? client : server,
            endedAt: end == .open ? nil : time, end: end, calls: timed, sends: sends.count, receives: receives.count,
            bytesSent: sends.reduce(0) { $0 + $1.bytes }, bytesReceived: receives.reduce(0) { $0 + $1.bytes },
            emptyReceives: empty, hanging: hanging, look: look)
    }
}

extension WatchedCall {
    /// recv(size) that returned the text.
    public static func received(
        _ text: String, size: UInt64 = 1024, segments: UInt32 = 0, unread: UInt32 = 0, place: Int = 0,
        took seconds: Double = 0
    ) -> WatchedCall {
        let bytes = Array(text.utf8)
        return WatchedCall(
            .receive, result: bytes.count, begin: 0, end: UInt64(seconds * 1e9), argument: size, segments: segments,
            unread: unread, head: bytes, place: place)
    }

    /// send() of the text, of which `taken` bytes were taken.
    public static func sent(_ text: String, taken: Int? = nil, place: Int = 0) -> WatchedCall {
        let bytes = Array(text.utf8)
        return WatchedCall(
            .send, result: taken ?? bytes.count, argument: UInt64(bytes.count),
            head: Array(bytes.prefix(taken ?? bytes.count)), place: place)
    }

    /// A call that failed.
    public static func failed(
        _ kind: Kind, _ error: SystemError, argument: UInt64 = 1024, address: Endpoint? = nil, place: Int = 0
    ) -> WatchedCall {
        WatchedCall(kind, result: -1, error: error, argument: argument, address: address, place: place)
    }

    public static let closed = WatchedCall(.close, place: 0)
}
