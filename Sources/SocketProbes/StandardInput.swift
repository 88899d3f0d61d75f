import CSocketLinux
import Glibc
public import SocketFacts

/// Standard input, read in pieces of constant size until its end or until the user has had enough.
public struct StandardInput: ~Copyable {
    /// What ``fill()`` met.
    public enum Event: Equatable, Sendable {
        /// This many bytes are at the start of ``words``.
        case bytes(Int)
        case end
        /// SIGINT or SIGTERM; only when asked for.
        case signal
    }

    /// What was read, as it lies in memory. Words, because a reader that takes four bytes at a time would have to put
    /// them together one by one otherwise.
    public private(set) var words: [UInt32]
    private let signals: Descriptor?
    /// The number of `signals`; -1 without.
    private let signalNumber: Int32

    /// - Parameters:
    ///   - size: bytes for one piece, a multiple of four.
    ///   - catchesSignals: Ctrl+C then ends the reading and not the program, so that what was counted can still be said.
    public init(size: Int = 1 << 18, catchesSignals: Bool = false) {
        words = [UInt32](repeating: 0, count: size / 4)
        guard catchesSignals else {
            signals = nil
            signalNumber = -1
            return
        }
        let descriptor = csl_signal_descriptor()
        signalNumber = descriptor
        signals = descriptor >= 0 ? Descriptor(owning: descriptor) : nil
    }

    public static var isTerminal: Bool { isatty(0) == 1 }

    /// Waits for the next piece.
    ///
    /// - Throws: the error of read(2), for example EISDIR.
    public mutating func fill() throws(SystemError) -> Event {
        if signalNumber >= 0 {
            var entries = [
                pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signalNumber, events: Int16(POLLIN), revents: 0),
            ]
            while true {
                let ready = unsafe poll(&entries, 2, -1)
                if ready >= 0 || lastError != .interrupted { break }
            }
            if entries[1].revents != 0 {
                return .signal
            }
        }
        let size = words.count * 4
        let count = try call { unsafe words.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, size) } }
        return count == 0 ? .end : .bytes(count)
    }

    /// The first bytes of ``words``.
    public func bytes(_ count: Int) -> [UInt8] {
        unsafe words.withUnsafeBytes { unsafe Array($0.prefix(count)) }
    }
}
