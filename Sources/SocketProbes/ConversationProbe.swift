import Glibc
import SocketFacts

/// What is said on a connection.
public struct ConversationPlan: Sendable {
    /// Sent right after connecting; nothing is added.
    public var send: [UInt8]?
    /// Must stand somewhere in the reply.
    public var expect: [UInt8]?
    /// When to give up, in milliseconds of the monotonic clock.
    public var deadline: Double

    public init(send: [UInt8]?, expect: [UInt8]?, deadline: Double) {
        self.send = send
        self.expect = expect
        self.deadline = deadline
    }
}

/// Watches a fresh connection: is it accepted, are bytes read, does an answer come, is it closed or reset.
///
/// The server's end of a local connection is asked for by its exact addresses: without an inode it still waits in the
/// accept queue, and its receive queue holds what the program has not read.
struct ConversationProbe: ~Copyable {
    /// How long a connection may wait in the accept queue (commands.md: not accepted within 1 s).
    static let acceptLimit = 1000.0
    /// How long an accepted connection is watched for a close or a reset.
    static let watchAccepted = 100.0
    /// The same where the server's side cannot be seen.
    static let watchRemote = 250.0
    /// More of a reply than this is not kept.
    static let replyLimit = 4096

    private let target: Endpoint
    private let local: Endpoint?
    private let plan: ConversationPlan
    private var table: SocketTable?
    private var result = Conversation()
    private let started = milliseconds()

    init(target: Endpoint, local: Endpoint?, plan: ConversationPlan) {
        self.target = target
        self.local = local
        self.plan = plan
        table = try? SocketTable()
    }

    /// The server's end, where it is in this namespace.
    private mutating func serverSide() -> SocketRecord? {
        guard let local else { return nil }
        return table?.exact(local: target.unspecifiedResolved(like: local), remote: local)
    }

    mutating func run(_ descriptor: borrowing Descriptor) -> Conversation {
        let isVisible = waitUntilAccepted(descriptor)
        if isVisible, result.accepted == .seen(false) {
            // It may still be of interest that bytes stay unread, but a connection that nobody accepted explains it.
            return result
        }
        if let bytes = plan.send { send(bytes, descriptor) }
        if plan.send != nil || plan.expect != nil {
            receiveReply(descriptor)
        } else {
            let watch = isVisible ? Self.watchAccepted : Self.watchRemote
            receive(descriptor, until: min(plan.deadline, milliseconds() + watch)) { _ in false }
        }
        if result.bytesSent > 0 {
            if let side = serverSide(), side.state != .timeWait {
                result.bytesUnread = .seen(Int(side.receiveQueue))
            } else if !isVisible {
                result.bytesUnread = .unseen(.unsupported("the server's side, which is on another machine"))
            }
        }
        return result
    }

    /// Waits until the server's program takes the connection out of the queue.
    ///
    /// - Returns: false when the server's end is not in this namespace.
    private mutating func waitUntilAccepted(_ descriptor: borrowing Descriptor) -> Bool {
        var isVisible = false
        var step = 0.2
        let end = min(plan.deadline, started + Self.acceptLimit)
        while true {
            if let side = serverSide() {
                isVisible = true
                if side.inode != 0 {
                    result.accepted = .seen(true)
                    return true
                }
                // TCP_DEFER_ACCEPT: the server's kernel makes the connection only when the first byte has come. It cannot be
                // accepted before, and is no fault.
                if side.state == .synReceived || side.state == .newSynReceived, milliseconds() - started > 60 {
                    result.accepted = .unseen(
                        .unsupported("an accept that waits for the first byte (TCP_DEFER_ACCEPT)"))
                    return false
                }
                // Orphaned by a close of the server: it was accepted and is over.
                if side.state != .established, side.state != .synReceived, side.state != .newSynReceived {
                    result.accepted = .seen(true)
                    return true
                }
            } else {
                if !isVisible {
                    result.accepted = .unseen(.unsupported("the server's side, which is not in this namespace"))
                    return false
                }
                // It was there and is gone: reset or closed, so somebody accepted it or the listener was closed.
                result.accepted = .seen(true)
                return true
            }
            if milliseconds() >= end {
                result.accepted = .seen(false)
                return true
            }
            let events = wait(for: descriptor, POLLIN | 0x2000, milliseconds: step)
            if events != 0 {
                // Data or an end came, so the program has it.
                result.accepted = .seen(true)
                return true
            }
            step = min(step * 2, 10)
        }
    }

    private mutating func send(_ bytes: [UInt8], _ descriptor: borrowing Descriptor) {
        var offset = 0
        while offset < bytes.count, milliseconds() < plan.deadline {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.send(
                    descriptor.raw, raw.baseAddress?.advanced(by: offset), bytes.count - offset,
                    Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                offset += count
                continue
            }
            let error = lastError
            if error == .tryAgain {
                _ = wait(for: descriptor, POLLOUT, milliseconds: min(100, plan.deadline - milliseconds()))
            } else if error != .interrupted {
                end(error)
                break
            }
        }
        result.bytesSent = offset
    }

    private mutating func receiveReply(_ descriptor: borrowing Descriptor) {
        let expected = plan.expect
        receive(descriptor, until: plan.deadline) { reply in
            guard let expected else { return !reply.isEmpty }
            return reply.contains(expected)
        }
    }

    /// Receives until `isEnough`, the peer's end, or the time.
    private mutating func receive(
        _ descriptor: borrowing Descriptor, until deadline: Double, isEnough: ([UInt8]) -> Bool
    ) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let rest = deadline - milliseconds()
            guard rest > 0, wait(for: descriptor, POLLIN, milliseconds: rest) != 0 else { return }
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(descriptor.raw, $0.baseAddress, $0.count, 0)
            }
            if count > 0 {
                result.reply.append(contentsOf: buffer[..<min(count, max(0, Self.replyLimit - result.reply.count))])
                if isEnough(result.reply) { return }
                // A flood is no conversation: enough was seen to know that the server talks.
                if result.reply.count >= Self.replyLimit { return }
            } else if count == 0 {
                result.wasClosed = true
                result.endedAfterMilliseconds = milliseconds() - started
                return
            } else {
                let error = lastError
                if error == .tryAgain || error == .interrupted { continue }
                end(error)
                return
            }
        }
    }

    private mutating func end(_ error: SystemError) {
        if error == .connectionReset || error == .brokenPipe { result.wasReset = true } else { result.wasClosed = true }
        result.endedAfterMilliseconds = milliseconds() - started
    }
}

extension Endpoint {
    /// Dialling 0.0.0.0 or :: reaches this host's own address; the server's end then has the client's address.
    func unspecifiedResolved(like local: Endpoint) -> Endpoint {
        address.isUnspecified ? Endpoint(local.address, port) : self
    }
}

extension [UInt8] {
    /// True when `part` stands somewhere in these bytes. An empty part always does.
    func contains(_ part: [UInt8]) -> Bool {
        guard part.count <= count else { return false }
        return part.isEmpty || (0...(count - part.count)).contains { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
