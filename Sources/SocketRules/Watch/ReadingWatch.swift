public import SocketFacts

/// What several rules read off a watched program in the same way. No accusation is made here.
extension WatchFacts {
    /// Every call was seen: what did not happen can be said, too.
    public var isWhole: Bool { means != .none && lost == 0 && file == nil && unwatched.isEmpty }

    /// Processes of the run whose calls were not seen.
    public var unwatched: [WatchedProcess] { processes.filter { $0.unwatched != nil } }

    /// Milliseconds since the start, for evidence.
    public func offset(_ time: UInt64) -> Double { Double(time &- startedAt) / 1_000_000 }

    public func socket(_ id: Int?) -> WatchedSocket? { id.flatMap { id in sockets.first { $0.id == id } } }

    /// The call's place in words: "server.py:31", or the function and module, or the process.
    public func site(_ call: WatchedCall?) -> String? {
        guard let place = place(of: call) else { return nil }
        if !place.file.isEmpty, place.line > 0 { return "\(Wording.file(place.file)):\(place.line)" }
        if !place.function.isEmpty { return "\(Wording.escaped(place.function, limit: 80))()" }
        return nil
    }

    public func location(_ call: WatchedCall?) -> SourceLocation? { SourceLocation(place(of: call)) }

    /// The same for one of several receives of a loop: Perl tells the statement that ran last, so that the condition of a
    /// loop is told rightly only the first time.
    func location(_ call: WatchedCall?, firstOf calls: [WatchedCall]) -> SourceLocation? {
        guard place(of: call)?.language == .perl else { return location(call) }
        return location(calls.first)
    }

    /// The command that shows the same calls by hand.
    func trace(_ functions: String) -> String {
        let command = arguments.map { Wording.shellWord($0) }.joined(separator: " ")
        return "strace -f -tt -e trace=\(functions) \(command)"
    }
}

extension WatchedSocket {
    /// Data that came in, in the order of the calls.
    var received: [WatchedCall] { calls.filter { $0.kind == .receive && !$0.flags.contains(.peek) } }

    var isServerSide: Bool { role == .accepted }

    /// "127.0.0.1:9090", the end that the program means when it speaks of the connection.
    var title: String {
        switch role {
        case .listener: local.map { "\($0)" } ?? "a listener"
        case .accepted: peer.map { "the client \($0)" } ?? "a client"
        case .connecting: peer.map { "the server \($0)" } ?? "a server"
        case .datagram, .unused: local.map { "\($0)" } ?? "a socket"
        }
    }
}

extension WatchedCall {
    /// One that moves data of the stream in or out, or ends it.
    var movesData: Bool { kind == .send || kind == .receive || kind == .sendFile }

    /// The wait was bounded: a time-out of the socket, or no waiting at all.
    var isBounded: Bool { flags.contains(.nonblocking) || flags.contains(.timeout) }

    /// The data that was kept, whole or its beginning, in quotes.
    var quoted: String { Wording.quoted(head, limit: 40) }
}

extension Wording {
    /// The file's name without its directories; students know which one is theirs.
    static func file(_ path: String) -> String {
        escaped(String(path.split(separator: "/").last ?? Substring(path)), limit: 80)
    }

    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }
}
