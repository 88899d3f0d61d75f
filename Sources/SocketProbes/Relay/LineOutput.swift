import Glibc
import SocketFacts

/// Lines for standard output from a loop that must never wait: a reader that has stopped reading loses lines, not the traffic.
public final class LineOutput {
    private var pending: [UInt8] = []
    private var lost = 0
    private static let heldAtMost = 1 << 16
    /// A pipe that poll(2) calls writable takes this much without blocking (PIPE_BUF, pipe(7)).
    private static let piece = 4096

    public init() {}

    public var isEmpty: Bool { pending.isEmpty }

    public func add(_ line: String) {
        guard pending.count < Self.heldAtMost else {
            lost += 1
            return
        }
        if lost > 0 {
            pending += Array("\(lost) lines were left out\n".utf8)
            lost = 0
        }
        pending += Array(line.utf8)
        pending.append(10)
    }

    /// Writes what can be written now.
    ///
    /// - Returns: false when nobody will ever read it.
    @discardableResult
    public func flush() -> Bool {
        while !pending.isEmpty {
            var entry = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
            guard unsafe poll(&entry, 1, 0) > 0 else { return true }
            let count = min(Self.piece, pending.count)
            let written = unsafe pending.withUnsafeBytes { unsafe write(1, $0.baseAddress, count) }
            if written < 0 {
                if lastError == .interrupted { continue }
                pending = []
                return false
            }
            pending.removeFirst(written)
        }
        return true
    }
}
