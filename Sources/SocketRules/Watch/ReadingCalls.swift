import SocketFacts

/// How calls of one socket belong together. No accusation is made here.
extension WatchedSocket {
    /// A connect() whose outcome is known.
    struct Connecting {
        var call: WatchedCall
        /// `nil` where the connection was made.
        var error: SystemError?
        /// From when on the program could know it.
        var knownAt: UInt64
    }

    /// connect() calls with their outcomes; one that a non-blocking socket began is known by what came later.
    var attempts: [Connecting] {
        var result: [Connecting] = []
        for (index, call) in calls.enumerated() where call.kind == .connect {
            switch call.error {
            case .none, .some(.alreadyConnected):
                result.append(Connecting(call: call, error: nil, knownAt: call.end))
            case .some(.inProgress), .some(.tryAgain), .some(.interrupted), .some(.alreadyInProgress):
                if let outcome = outcome(calls[(index + 1)...], call) { result.append(outcome) }
            case .some(let error): result.append(Connecting(call: call, error: error, knownAt: call.end))
            }
        }
        return result
    }

    private func outcome(_ later: ArraySlice<WatchedCall>, _ call: WatchedCall) -> Connecting? {
        for next in later {
            if next.asksForError, next.head.count >= 4 {
                let number = Int32(next.head[0]) | Int32(next.head[1]) << 8
                return Connecting(call: call, error: number == 0 ? nil : SystemError(number), knownAt: next.end)
            }
            if next.kind == .connect { return nil }
            if next.movesData, !next.hasFailed { return Connecting(call: call, error: nil, knownAt: next.begin) }
        }
        return nil
    }

    /// A connection was made, as far as the calls tell.
    var wasConnected: Bool { attempts.contains { $0.error == nil } }

    /// The calls with the one that has not returned.
    var allCalls: [WatchedCall] { hanging.map { calls + [$0] } ?? calls }

    /// The receive in which the program waited when it was ended: one that has not returned, or one that the signal of the
    /// person broke off (Python and Perl then run their handlers).
    func lastWait(_ watch: WatchFacts) -> WatchedCall? {
        if let hanging { return hanging.kind == .receive ? hanging : nil }
        guard watch.wasInterrupted, let last = calls.last(where: \.movesData), last.kind == .receive,
            last.error == .interrupted
        else { return nil }
        return last
    }

    /// A receive that ended without data, as the last thing that happened: the other end went away while it waited.
    var vainWait: WatchedCall? {
        guard let last = calls.last(where: \.movesData), last.kind == .receive, last.bytes == 0 else { return nil }
        return last
    }

    /// It was made before the program began: what was done to it then is not known.
    var isInherited: Bool { calls.first?.flags.contains(.inherited) ?? true || calls.first?.kind != .socket }

    /// The last moment at which it is known to have been open.
    func end(_ watch: WatchFacts) -> UInt64 { endedAt ?? watch.endedAt }
}

extension WatchedCall {
    /// getsockopt(SOL_SOCKET, SO_ERROR) (asm-generic/socket.h).
    var asksForError: Bool { kind == .getOption && argument == 1 << 32 | 4 }

    /// The option of SOL_SOCKET was set to something other than 0.
    func enables(_ option: UInt64) -> Bool {
        kind == .setOption && !hasFailed && argument == 1 << 32 | option && head.contains { $0 != 0 }
    }

    /// "bind(0.0.0.0:9090)", "recv(1024 bytes)".
    var told: String {
        let inside: String
        switch kind {
        case .bind, .connect: inside = address.map { "\($0)" } ?? ""
        case .listen: inside = "\(Int64(bitPattern: argument))"
        case .send, .receive, .sendFile: inside = "\(argument) bytes" + (address.map { ", \($0)" } ?? "")
        default: inside = ""
        }
        return "\(kind.function)(\(inside))"
    }

    /// "failed with EPIPE (Broken pipe)".
    var failure: String { error.map { "failed with \($0.name) (\($0.message))" } ?? "did not fail" }
}

extension WatchFacts {
    /// " at server.py:31", or nothing where the place is not known.
    func at(_ call: WatchedCall?) -> String { site(call).map { " at \($0)" } ?? "" }

    func isPython(_ call: WatchedCall?) -> Bool { place(of: call)?.language == .python }

    func process(_ pid: Int32) -> WatchedProcess? { processes.first { $0.pid == pid } }

    /// The code that mends it, in the language of the place of the call; `nil` in another one.
    func code(_ call: WatchedCall?, python: String? = nil, c: String? = nil) -> String? {
        switch place(of: call)?.language {
        case .python: python
        case .native: c
        default: nil
        }
    }

    /// Seconds as people say them: "3.6 s".
    static func seconds(_ milliseconds: Double) -> String {
        let tenths = Int((max(0, min(milliseconds, 1e12)) / 100).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
