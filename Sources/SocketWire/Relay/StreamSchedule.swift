/// Decides when which bytes of one direction of a connection go out. It counts bytes; it holds none.
///
/// Times are milliseconds of one clock that the caller reads. Everything random comes from the seed.
public struct StreamSchedule: Sendable {
    public enum Step: Equatable, Sendable {
        /// The next `count` bytes may go out now; `isApart`: what comes after them waits until they have arrived.
        case send(count: Int, isApart: Bool)
        /// Nothing may go out before this time.
        case wait(until: Double)
        /// Nothing is there, or nothing will ever pass.
        case idle
        /// Everything before the sender's end of stream has gone out: pass the end on.
        case end
        /// Do this now; it is told once.
        case act(RelayFault)
    }

    /// Bytes, or the end of the stream, that arrived together.
    private struct Arrival: Sendable {
        var count: Int
        var at: Double
        var due: Double
        var isEnd = false
        /// How many pieces are held to be delivered in one go; 0 where nothing is merged.
        var merged = 0
    }

    public private(set) var faults: StreamFaults
    /// Bytes that went out.
    public private(set) var passed = 0
    /// Bytes that arrived and did not go out.
    public private(set) var held = 0
    /// How often each fault was done.
    public private(set) var counts: [RelayFault: Int] = [:]
    /// Milliseconds for which the bytes of the last ``sent(_:at:)`` were held.
    public private(set) var lastHeld = 0.0
    private var random: SeededRandom
    private var arrivals: [Arrival] = []
    private var first = 0
    private var lastDue = -Double.infinity
    private var holdsUntil = -Double.infinity
    private var stalledUntil = -Double.infinity
    private var freeAt = -Double.infinity
    /// Bandwidth has made the next bytes wait.
    private var isSlowed = false
    private var isOver = false
    private var done: Set<RelayFault> = []

    public init(_ faults: StreamFaults, random: SeededRandom) {
        self.faults = faults
        self.random = random
    }

    /// Changes what is done from now on. Thresholds that were passed already are met at once.
    public mutating func change(to faults: StreamFaults) { self.faults = faults }

    /// Stops the direction for `duration` milliseconds, `nil`: for ever.
    public mutating func stall(for duration: Double?, at now: Double) {
        counts[.stall, default: 0] += 1
        pause(for: duration, at: now)
    }

    private mutating func pause(for duration: Double?, at now: Double) {
        stalledUntil = duration.map { max(stalledUntil, now + $0) } ?? .infinity
    }

    /// Counts something that the caller has done itself.
    public mutating func count(_ fault: RelayFault) { counts[fault, default: 0] += 1 }

    /// Ends all faults and pauses; what is held goes out.
    public mutating func pass() {
        faults = StreamFaults()
        stalledUntil = -.infinity
        for index in first..<arrivals.count { arrivals[index].due = -.infinity }
        lastDue = -.infinity
        holdsUntil = -.infinity
        freeAt = -.infinity
    }

    // MARK: Arriving

    public mutating func arrive(_ count: Int, at now: Double) {
        guard count > 0 else { return }
        held += count
        if let merge = faults.merge {
            if now < holdsUntil, first < arrivals.count, arrivals[arrivals.count - 1].merged > 0 {
                arrivals[arrivals.count - 1].count += count
                arrivals[arrivals.count - 1].merged += 1
                return
            }
            holdsUntil = now + merge
            return push(Arrival(count: count, at: now, due: due(holdsUntil), merged: 1))
        }
        push(Arrival(count: count, at: now, due: due(now)))
    }

    /// The sender has closed its direction. Held bytes are not held any longer for company that cannot come.
    public mutating func finish(at now: Double) {
        if first < arrivals.count, arrivals[arrivals.count - 1].merged > 0 {
            let extra = arrivals[arrivals.count - 1].due - holdsUntil
            let due = min(arrivals[arrivals.count - 1].due, now + max(0, extra))
            arrivals[arrivals.count - 1].due = due
            lastDue = due
        }
        push(Arrival(count: 0, at: now, due: due(now), isEnd: true))
    }

    private mutating func due(_ time: Double) -> Double {
        var due = time + (faults.delay ?? 0)
        if let jitter = faults.jitter { due += jitter * random.fraction() }
        lastDue = max(lastDue, due)
        return lastDue
    }

    private mutating func push(_ arrival: Arrival) {
        if first > 64, first * 2 > arrivals.count {
            arrivals.removeFirst(first)
            first = 0
        }
        arrivals.append(arrival)
    }

    // MARK: Going out

    /// What to do next. After ``Step/send(count:isApart:)`` the caller says with ``sent(_:at:)`` how much of it was done.
    public mutating func next(at now: Double) -> Step {
        if isOver { return .idle }
        if let step = threshold(at: now) { return step }
        if now < stalledUntil { return stalledUntil == .infinity ? .idle : .wait(until: stalledUntil) }
        guard first < arrivals.count else { return .idle }
        var room = Int.max
        for limit in [
            faults.resetAfter, faults.halfCloseAfter, faults.limit, done.contains(.stall) ? nil : faults.stallAfter,
        ] {
            if let limit, limit > passed { room = min(room, limit - passed) }
        }
        if let split = faults.split { room = min(room, split - passed % split) }
        if let bandwidth = faults.bandwidth {
            guard freeAt <= now else {
                isSlowed = true
                return .wait(until: freeAt)
            }
            // 20 ms worth of bytes at a time: smooth for the eye, and few wake-ups.
            room = min(room, max(1, Int(bandwidth / 50)))
        }
        var count = 0
        var index = first
        while index < arrivals.count, count < room {
            let arrival = arrivals[index]
            guard arrival.due <= now else { break }
            if arrival.isEnd {
                guard count == 0 else { break }
                first = index + 1
                isOver = true
                return .end
            }
            count += arrival.count
            index += 1
        }
        guard count > 0 else { return .wait(until: arrivals[first].due) }
        return .send(count: min(count, room), isApart: faults.split != nil)
    }

    /// `count` bytes went out.
    public mutating func sent(_ count: Int, at now: Double) {
        passed += count
        held -= count
        lastHeld = first < arrivals.count ? max(0, now - arrivals[first].at) : 0
        if faults.delay != nil || faults.jitter != nil { counts[.delay, default: 0] += 1 }
        if first < arrivals.count, arrivals[first].merged > 1 { counts[.merge, default: 0] += 1 }
        if faults.split != nil, held > 0 { counts[.split, default: 0] += 1 }
        if isSlowed { counts[.bandwidth, default: 0] += 1 }
        isSlowed = false
        if let bandwidth = faults.bandwidth { freeAt = max(freeAt, now) + Double(count) * 1000 / bandwidth }
        var rest = count
        while rest > 0, first < arrivals.count {
            let taken = min(rest, arrivals[first].count)
            arrivals[first].count -= taken
            rest -= taken
            if arrivals[first].count == 0, !arrivals[first].isEnd { first += 1 }
        }
    }

    private mutating func threshold(at now: Double) -> Step? {
        if !done.contains(.stall), faults.stallAfter ?? (faults.stall == nil ? Int.max : 0) <= passed {
            // A pause in front of the first byte begins when there is one.
            if faults.stallAfter != nil || first < arrivals.count {
                done.insert(.stall)
                counts[.stall, default: 0] += 1
                pause(for: faults.stall, at: now)
                return .act(.stall)
            }
        }
        if now < stalledUntil { return nil }
        if let limit = faults.halfCloseAfter, limit <= passed { return ends(.halfClose) }
        if let limit = faults.limit, limit <= passed { return ends(.limit) }
        if let limit = faults.resetAfter, limit <= passed { return ends(.reset) }
        return nil
    }

    private mutating func ends(_ fault: RelayFault) -> Step {
        isOver = true
        counts[fault, default: 0] += 1
        return .act(fault)
    }
}
