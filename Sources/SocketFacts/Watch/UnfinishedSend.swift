/// A send that took less than it was given, followed until it is clear whether the program sent the rest.
public struct UnfinishedSend: Hashable, Codable, Sendable {
    public enum Outcome: Hashable, Codable, Sendable {
        /// Nothing that decides it has come yet.
        case open
        /// The rest was sent.
        case completed
        /// The connection broke: nothing could be completed.
        case broken
        /// This call shows that the rest was given up.
        case lost(WatchedCall)
    }

    public let send: WatchedCall
    /// Bytes that are to come.
    public private(set) var left: Int
    public private(set) var outcome = Outcome.open
    /// A later try met a full buffer.
    public private(set) var isRefused = false

    /// - Returns: `nil` for a send that took everything or nothing.
    public init?(_ call: WatchedCall) {
        let asked = Int(truncatingIfNeeded: call.argument)
        guard call.kind == .send, !call.hasFailed, call.bytes > 0, call.bytes < asked else { return nil }
        send = call
        left = asked - call.bytes
    }

    /// The next call on the same socket.
    public mutating func follow(_ next: WatchedCall) {
        guard outcome == .open, [.send, .shutdown, .close].contains(next.kind) else { return }
        // A send that waits for room comes back early only when the connection breaks, or a signal or a limit ends the wait.
        // What the next send would say is not known when the program closes instead.
        let waited = send.flags.isDisjoint(with: [.nonblocking, .timeout])
        if let error = next.error, error != .tryAgain, error != .interrupted {
            outcome = .broken
        } else if next.kind != .send, waited {
            outcome = .broken
        } else if next.kind != .send || Int(truncatingIfNeeded: next.argument) > left {
            // A library may cut the rest into pieces of another size; a piece that fits into it counts.
            outcome = .lost(next)
        } else {
            if next.error == .tryAgain { isRefused = true }
            left -= next.bytes
            if left <= 0 { outcome = .completed }
        }
    }
}
