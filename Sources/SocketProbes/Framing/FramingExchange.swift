import Glibc
import SocketFacts

/// One exchange on a connection: sends segments so that they arrive apart, and takes the replies apart into messages.
struct FramingExchange {
    /// The longest message that is taken.
    static let limit = 16 << 20
    /// Bytes and messages beyond what was waited for after which the other side is a flood.
    private static let mostExtra = 1 << 16
    private static let mostMessages = 64
    /// Silence in milliseconds that ends a reply where no framing does.
    private static let quiet = 80.0

    private let socket: OpenSocket
    private let plan: FramingPlan
    /// The other side's socket as its own kernel names it.
    private let ends: (local: Endpoint, remote: Endpoint)?
    private var decoder: FrameDecoder
    private var outcome = FramingOutcome(ending: .timedOut)
    private var isClosed = false
    private var wasReset = false
    /// Set once it is clear how the exchange ends.
    private var ending: FramingOutcome.Ending?
    private var wasAccepted = false
    private var isVisible = false
    private var sent = 0
    /// Milliseconds spent on waiting until segments were read, and on pauses.
    private var waited = 0.0
    private var isPatient: Bool { waited < max(3000, 3 * plan.readWait) }
    private let started = milliseconds()
    /// Exchanges for which the processor is not offered to others any more: on a busy machine sched_yield(2) gives it away
    /// for a whole slice, 3 ms. On a quiet one it costs less than to sleep. The caller carries it on.
    var crowded = 0
    private static let crowdedFor = 100

    init(_ socket: OpenSocket, _ plan: FramingPlan, ends: (local: Endpoint, remote: Endpoint)?) {
        self.socket = socket
        self.plan = plan
        self.ends = ends
        decoder = FrameDecoder(plan.frame, limit: Self.limit)
        set(socket.descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(socket.descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, 1)
    }

    /// The time in which we waited on purpose before the next segment is not the other side's.
    private var deadline: Double { started + plan.timeout + waited }
    private var isUnframed: Bool { plan.frame == .none }
    private var isOver: Bool { ending != nil || isClosed || wasReset }

    /// Messages that have come. Without framing the expectation tells where each of them ends.
    private var have: Int {
        guard isUnframed, let expected = plan.expected else { return outcome.replies.count }
        var rest = decoder.pending.count
        var count = 0
        for message in expected {
            rest -= message.count
            if rest < 0 { break }
            count += 1
        }
        return count
    }

    mutating func run(_ table: inout SocketTable?) -> FramingOutcome {
        if plan.greetWait > 0 {
            let end = milliseconds() + plan.greetWait
            while !isOver, pump(until: end) {}
            outcome.greeting = outcome.replies.count
        }
        outcome.sentAll = sendAll(&table)
        if ending == nil, outcome.sentAll, plan.endsEarly { _ = shutdown(socket.descriptor.raw, Int32(SHUT_WR)) }
        if plan.readsToEnd {
            receiveToEnd()
        } else if !receiveReplies() {
            receiveRest(&table)
        }
        outcome.ending = ending ?? .timedOut
        if isUnframed, !decoder.pending.isEmpty { endUnframed() }
        outcome.rest = Array(decoder.pending.prefix(4096))
        return outcome
    }

    // MARK: Sending

    private mutating func sendAll(_ table: inout SocketTable?) -> Bool {
        var lastGate = 0
        for (index, segment) in plan.segments.enumerated() {
            // The rest of a message goes out though its first part was answered wrongly: the answer to the rest names the
            // cause. It would else depend on whether that answer came before or after this side looked.
            let isRest = ending == .differs && segment.gate <= lastGate
            guard isRest || awaitMessages(segment.gate + outcome.greeting), send(segment.range) else { return false }
            lastGate = segment.gate
            if index + 1 < plan.segments.count {
                let begin = milliseconds()
                outcome.delivery = min(outcome.delivery, waitUntilRead(&table))
                let end = milliseconds() + plan.pause
                while plan.pause > 0, !isOver, pump(until: end) {}
                waited += milliseconds() - begin
            }
        }
        return true
    }

    private mutating func send(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            guard ending == nil || ending == .differs else { return false }
            let count = unsafe plan.bytes.withUnsafeBytes { raw in
                unsafe Glibc.send(
                    socket.descriptor.raw, raw.baseAddress?.advanced(by: offset), range.upperBound - offset,
                    Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                offset += count
                sent += count
                continue
            }
            let error = lastError
            if error == .tryAgain {
                // Replies are taken meanwhile: both sides would else wait for the other to read.
                let rest = deadline - milliseconds()
                if rest <= 0 { ending = .timedOut }
                _ = wait(for: socket.descriptor, POLLIN | POLLOUT, milliseconds: min(50, rest))
                take()
            } else if error != .interrupted {
                // What came before the reset tells more than the reset.
                take()
                wasReset = true
                return false
            }
        }
        return true
    }

    /// Waits until the other side's program has taken all that was sent out of its queue or, where its socket cannot be
    /// seen, until its kernel has acknowledged it. A program may be right in not reading now; then the time is over.
    ///
    /// The acknowledgement is not waited for where the socket can be seen: a receiver holds it back for up to 40 ms.
    private mutating func waitUntilRead(_ table: inout SocketTable?) -> FramingOutcome.Delivery {
        let begin = milliseconds()
        var turn = 0
        while !isClosed, !wasReset {
            if let ends, let side = table?.exact(local: ends.local, remote: ends.remote, wantsBytes: true) {
                isVisible = true
                if side.inode != 0 {
                    wasAccepted = true
                    let hasAll = side.bytesReceived.map { $0 >= UInt64(sent) } ?? (unacknowledged == 0)
                    if hasAll, side.receiveQueue == 0 { return .read }
                }
            } else if isVisible || unacknowledged == 0 {
                // A socket that was there and is gone was closed.
                return isVisible ? .taken : waitBlindly()
            }
            if ending != nil { break }
            take()
            // Waiting for accept() is no refusal to read.
            let limit = !wasAccepted ? max(plan.readWait, 1000) : isPatient ? plan.readWait : min(5, plan.readWait)
            let now = milliseconds()
            if now - begin >= limit || now - begin >= plan.timeout {
                outcome.wasUnread = isVisible
                return .taken
            }
            // A look takes 5 µs, a server 20 µs and more; only one that takes long is left alone for a while.
            if turn < 40, crowded == 0 {
                _ = sched_yield()
                if milliseconds() - now > 1 { crowded = Self.crowdedFor }
            } else {
                _ = usleep(turn < 40 ? 5 : turn < 100 ? 30 : 300)
            }
            turn += 1
        }
        // A program that has closed had nothing left to read.
        return isClosed ? .read : .taken
    }

    private var unacknowledged: Int32 {
        var count: Int32 = 0
        return unsafe ioctl(socket.descriptor.raw, UInt(TIOCOUTQ), &count) == 0 ? count : 0
    }

    /// The program on another machine cannot be watched; it gets as long as its last reply took.
    private mutating func waitBlindly() -> FramingOutcome.Delivery {
        let end = milliseconds() + plan.blindWait
        while !isOver, pump(until: end) {}
        return .taken
    }

    // MARK: Receiving

    /// Waits for that many messages.
    private mutating func awaitMessages(_ count: Int) -> Bool {
        while have < count {
            if ending != nil { return false }
            // Without framing silence ends a reply.
            let isGuessing = isUnframed && plan.expected == nil && !decoder.pending.isEmpty
            if isClosed || wasReset {
                if isGuessing {
                    endUnframed()
                    continue
                }
                ending = wasReset ? .reset : .closedEarly
                return false
            }
            if pump(until: isGuessing ? min(deadline, milliseconds() + Self.quiet) : deadline) { continue }
            if isGuessing { endUnframed() } else { ending = .timedOut }
        }
        return ending == nil
    }

    /// - Returns: false where the replies are not those that were expected.
    private mutating func receiveReplies() -> Bool {
        let isComplete = awaitMessages(plan.count + outcome.greeting)
        outcome.milliseconds = milliseconds() - started
        outcome.beforeEnd = outcome.replies.count
        guard isComplete else { return false }
        if !outcome.sentAll {
            ending = .closedEarly
            return true
        }
        if plan.greetWait > 0 {
            let end = milliseconds() + plan.greetWait
            while !isOver, pump(until: end) {}
        }
        outcome.beforeEnd = outcome.replies.count
        // The half-close is a barrier: a server has answered all that it has read before it reads the end. What comes
        // until it closes is more than was asked for.
        if !plan.endsEarly { _ = shutdown(socket.descriptor.raw, Int32(SHUT_WR)) }
        let end = milliseconds() + plan.endWait
        while !isOver, pump(until: end) {}
        // A reset behind the last reply takes nothing away.
        if ending == nil { ending = isClosed || wasReset ? .closedAfter : .leftOpen }
        return true
    }

    /// A little more of what is wrong: whether the rest of the answer came in a reply of its own names the cause.
    ///
    /// On a busy machine 2 ms were too short for it, and with three busy programs a core even 25 ms now and then; as long as
    /// the rest of the message lies unread the answer to it cannot have come.
    private mutating func receiveRest(_ table: inout SocketTable?) {
        var end = milliseconds() + 25
        let limit = end + 150
        while ending == .differs, !isClosed, !wasReset {
            if pump(until: end) { continue }
            guard end < limit, let ends, let side = table?.exact(local: ends.local, remote: ends.remote),
                side.receiveQueue > 0
            else { return }
            end = milliseconds() + 25
        }
    }

    private mutating func receiveToEnd() {
        while !isOver, pump(until: deadline) {}
        outcome.milliseconds = milliseconds() - started
        guard ending == nil else { return }
        if wasReset {
            ending = .reset
        } else if isClosed {
            ending = outcome.sentAll ? .closedAfter : .closedEarly
        }
    }

    private mutating func endUnframed() {
        outcome.replies.append(Array(decoder.pending))
        decoder = FrameDecoder(.none, limit: Self.limit)
    }

    /// - Returns: false when the time was over first.
    private mutating func pump(until limit: Double) -> Bool {
        let rest = limit - milliseconds()
        guard rest > 0, wait(for: socket.descriptor, POLLIN, milliseconds: rest) != 0 else { return false }
        take()
        return true
    }

    /// Takes what has arrived, without waiting.
    private mutating func take() {
        guard !isClosed, !wasReset else { return }
        let count = unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { raw -> Int in
            let count = unsafe recv(socket.descriptor.raw, raw.baseAddress, raw.count, 0)
            if count > 0 { unsafe decoder.append(raw[..<count]) }
            return count
        }
        if count > 0 {
            // A server that sends header and text apart waits for our acknowledgement in between (Nagle), and we would
            // hold that back for 40 ms. The kernel forgets this option now and then.
            set(socket.descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, 1)
            decode()
        } else if count == 0 {
            isClosed = true
        } else {
            let error = lastError
            if error != .tryAgain, error != .interrupted { wasReset = true }
        }
    }

    private mutating func decode() {
        do throws(FrameDecoder.Failure) {
            while let message = try decoder.next() {
                let index = outcome.replies.count
                if index >= plan.count + Self.mostMessages {
                    ending = .flood
                    return
                }
                outcome.replies.append(message)
                guard let expected = plan.expected, ending == nil else { continue }
                if index >= expected.count || expected[index] != message { ending = .differs }
            }
        } catch {
            if case .tooLong(let limit) = error, ending == nil { ending = .tooLong(limit: limit) }
        }
        guard ending == nil else { return }
        if isUnframed, let expected = plan.expected {
            let all = expected.joined()
            if decoder.pending.count > all.count || !zip(all, decoder.pending).allSatisfy({ $0 == $1 }) {
                ending = .differs
            }
        }
        if outcome.replies.count >= plan.count, decoder.pending.count > Self.mostExtra { ending = .flood }
    }
}
