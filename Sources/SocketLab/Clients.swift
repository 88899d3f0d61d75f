import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// Who is being served, counted across threads.
final class Clients: Sendable {
    private struct State {
        var tally = LabServer.Tally()
        var present = 0
        var onGone: (@Sendable () -> Void)?
    }
    private let state = NIOLockedValueBox(State())

    var tally: LabServer.Tally { state.withLockedValue { $0.tally } }

    /// Called when a client is gone, from its event loop.
    var onGone: (@Sendable () -> Void)? {
        get { state.withLockedValue { $0.onGone } }
        set { state.withLockedValue { $0.onGone = newValue } }
    }

    func came() {
        state.withLockedValue {
            $0.present += 1
            $0.tally.clients += 1
        }
    }

    func went() {
        state.withLockedValue { $0.present -= 1 }
        onGone?()
    }

    func datagram() { state.withLockedValue { $0.tally.datagrams += 1 } }

    /// Waits until everybody is served, or the time is over.
    func waitUntilGone(milliseconds: Int64) {
        let end = NIODeadline.now() + .milliseconds(milliseconds)
        let lock = ConditionLock(value: 0)
        while state.withLockedValue({ $0.present > 0 }), NIODeadline.now() < end {
            // Nobody ever sets 1: this is a sleep of 20 ms that needs no libc.
            if lock.lock(whenValue: 1, timeoutSeconds: 0.02) { lock.unlock() }
        }
    }
}

/// Wording shared by servers and clients of the lab.
enum LabText {
    static func endpoint(_ address: SocketAddress) -> String {
        let host = address.ipAddress ?? "?"
        return host.contains(":") ? "[\(host)]:\(address.port ?? 0)" : "\(host):\(address.port ?? 0)"
    }

    /// What went wrong, by errno's name where there is one.
    static func error(_ error: any Error) -> String {
        if let error = error as? IOError { return name(error.errnoCode) }
        if let error = error as? NIOConnectionError {
            if let first = error.connectionErrors.first { return Self.error(first.error) }
            return "the name \(error.host) does not resolve"
        }
        if let error = error as? ChannelError {
            switch error {
            case .connectTimeout: return "no answer to the connection attempt"
            case .ioOnClosedChannel, .alreadyClosed, .inputClosed, .outputClosed, .eof:
                return "the connection is closed"
            default: return "\(error)"
            }
        }
        if let error = error as? LabFailure { return error.description }
        return "\(error)"
    }

    private static func name(_ number: CInt) -> String {
        let names: [CInt: String] = [
            1: "EPERM, Operation not permitted", 11: "EAGAIN, Resource temporarily unavailable",
            13: "EACCES, Permission denied", 22: "EINVAL, Invalid argument", 24: "EMFILE, Too many open files",
            32: "EPIPE, Broken pipe", 98: "EADDRINUSE, Address already in use",
            99: "EADDRNOTAVAIL, Cannot assign requested address", 101: "ENETUNREACH, Network is unreachable",
            104: "ECONNRESET, Connection reset by peer", 110: "ETIMEDOUT, Connection timed out",
            111: "ECONNREFUSED, Connection refused", 113: "EHOSTUNREACH, No route to host",
        ]
        return names[number] ?? "errno \(number)"
    }
}

/// What a client of the lab can say of itself.
public enum LabFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing came within the seconds given; says what was waited for.
    case timedOut(String)
    case closedEarly
    case doesNotFit(String)

    public var description: String {
        switch self {
        case .timedOut(let what): "timed out waiting for \(what)"
        case .closedEarly: "the server closed before the reply was complete"
        case .doesNotFit(let frame): "the text does not fit the framing \(frame)"
        }
    }
}
