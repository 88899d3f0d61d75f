import SocketFacts
import SocketProbes
import SocketRules

/// The exchanges of one `framing`, in an order in which the first failure is close to the smallest: a server may not
/// survive it.
struct FramingExamination: ~Copyable {
    var facts: FramingFacts
    let peers: any FramingPeers
    let progress: (String) -> Void
    let question: FramingQuestion
    var times: FramingSchedules.Times
    var trials: [FramingSchedule: FramingShrinking.Trial] = [:]
    let end: Double
    /// A time-out was confirmed with all the time that the question allows.
    var mayHang = false
    /// Milliseconds that the other side's program gets for reading a segment, after what the honest exchange took.
    private var patience = 50.0
    /// Schedules in a row whose segments the other side had not read.
    private var unread = 0
    private var triedPrefixes: Set<Int> = []

    /// Failing schedules cost a time-out each; after so many no more are tried for the sake of a full list.
    private static let mostFailures = 6
    /// A server that keeps a processor busy for each connection gets no more than these.
    private static let mostBusy = 12
    /// Further runs of the smallest failing schedule.
    static let confirmations = 2
    /// Candidates for the smallest that do not fail again.
    static let mostDoubts = 3

    init(_ question: FramingQuestion, _ peers: any FramingPeers, _ progress: @escaping (String) -> Void) {
        self.question = question
        self.peers = peers
        self.progress = progress
        facts = FramingFacts(question: question)
        times = FramingSchedules.Times(timeout: question.timeoutSeconds * 1000)
        // An hour of typing is not too long for clients that are started by hand.
        let limit: Double = question.subject == .client && question.client.isEmpty ? 3_600_000 : 120_000
        end = MonotonicClock.milliseconds() + max(limit, 12 * question.timeoutSeconds * 1000)
    }

    var isOver: Bool { MonotonicClock.milliseconds() >= end }

    mutating func run() -> FramingFacts {
        progress("the honest exchange")
        if question.detects {
            detect()
            guard let found = facts.detected.first else { return facts }
            facts.question.frame = found
        }
        guard let stream = FramingStream(facts.question.frame, question.messages), honest(stream) else { return facts }
        if let replay = question.replay {
            _ = carryOut("the schedule that was given", replay, stream)
            facts.smallest = facts.cases.last { !$0.passed }
            if facts.smallest != nil { confirm(stream) }
            return facts
        }
        tryAll(stream)
        if facts.cases.contains(where: { !$0.passed }) {
            shrink(stream)
            if facts.smallest != nil, stream.frames.count == 1 { tryTwice() }
            tryAlone(stream)
            tellCutFromMerge(stream)
        }
        return facts
    }

    // MARK: Exchanges

    mutating func exchange(
        _ schedule: FramingSchedule, _ stream: FramingStream, timeout: Double? = nil, isHonest: Bool = false
    ) -> FramingOutcome {
        var times = times
        if let timeout { times.timeout = timeout }
        if facts.honest.isEmpty, question.subject == .server { times.greet = 40 }
        // The honest exchange shows all that comes. Without framing only the expectation tells where a reply ends.
        let given = stream.frame == .none ? facts.question.expected : nil
        let plan = FramingSchedules.plan(
            schedule, stream, question.subject,
            expected: isHonest ? given : FramingJudge.expected(facts, schedule.messages),
            greeting: facts.honest.first?.greeting ?? 0, times)
        return peers.run(plan)
    }

    /// An exchange, once more while a supervisor may be starting a server that has died.
    mutating func persistent(_ schedule: FramingSchedule, _ stream: FramingStream) -> FramingOutcome {
        var outcome = exchange(schedule, stream)
        var turn = 0
        while case .notConnected = outcome.ending, turn < 20, question.subject == .server {
            MonotonicClock.sleep(milliseconds: 100)
            outcome = exchange(schedule, stream)
            turn += 1
        }
        return outcome
    }

    /// - Returns: whether the exchange can be the measure of others.
    mutating func honest(_ stream: FramingStream) -> Bool {
        let schedule = FramingSchedules.honest(stream)
        for turn in 0..<2 {
            var outcome = exchange(schedule, stream, isHonest: true)
            if turn == 1, outcome.ending == .notConnected(.connectionRefused) { outcome = persistent(schedule, stream) }
            outcome.greeting = facts.honest.first?.greeting ?? outcome.greeting
            facts.honest.append(outcome)
            if outcome.ending == .leftOpen, turn == 0 { facts.aftermath = peers.aftermath() }
            if FramingJudge.obstacle(facts) != nil {
                if turn == 0 || facts.aftermath != .busy { tryVariants(stream) }
                return false
            }
        }
        facts.cases.append(
            FramingCase(name: "each message alone", schedule: schedule, outcome: facts.honest[0], passed: true))
        let milliseconds = facts.honest.map(\.milliseconds).max() ?? 0
        // A schedule that takes longer is asked again with all the time, before it counts as one that hangs.
        times.timeout = min(times.timeout, max(300, milliseconds * 20))
        times.blind = min(20, max(1, milliseconds))
        // A program that sleeps before it receives did so in the honest exchange, too, perhaps before each message.
        let each = milliseconds / Double(max(1, stream.frames.count))
        patience = max(50, min(milliseconds + 50, max(2 * each + 50, 1000)))
        times.read = patience
        if facts.honest.contains(where: { $0.ending == .leftOpen }) { times.end = min(30, max(3, milliseconds * 3)) }
        return true
    }

    // MARK: Schedules

    mutating func carryOut(
        _ name: String, _ schedule: FramingSchedule, _ stream: FramingStream
    ) -> FramingShrinking.Trial {
        if let known = trials[schedule] { return known }
        if isOver || facts.brokeDown {
            facts.ranOutOfTime = facts.ranOutOfTime || isOver
            return .stop
        }
        if facts.aftermath == .busy, facts.cases.count >= Self.mostBusy { return .stop }
        // Where a farewell was heard, that of fewer messages may be another one.
        if let honest = facts.honest.first, !FramingJudge.farewell(honest).isEmpty {
            takePrefix(schedule.messages, stream)
        }
        var outcome = exchange(schedule, stream)
        if case .notConnected = outcome.ending { outcome = persistent(schedule, stream) }
        if !FramingJudge.passes(outcome, schedule, facts), takePrefix(schedule.messages, stream) {
            outcome = persistent(schedule, stream)
        }
        switch outcome.ending {
        case .notConnected, .nobodyCame:
            facts.brokeDown = true
            return .stop
        default: break
        }
        var passed = FramingJudge.passes(outcome, schedule, facts)
        if !passed, outcome.ending == .timedOut, !mayHang, times.timeout < question.timeoutSeconds * 1000 {
            let full = exchange(schedule, stream, timeout: question.timeoutSeconds * 1000)
            if FramingJudge.passes(full, schedule, facts) {
                times.timeout = min(question.timeoutSeconds * 1000, times.timeout * 4)
                outcome = full
                passed = true
            } else {
                mayHang = true
            }
        }
        // A program that leaves bytes alone on purpose would else cost the whole wait at each segment.
        noteReading(outcome, schedule, passed)
        facts.cases.append(FramingCase(name: name, schedule: schedule, outcome: outcome, passed: passed))
        trials[schedule] = passed ? .passes : .fails
        if !passed, !isServing(stream) { facts.brokeDown = true }
        return passed ? .passes : .fails
    }

    private mutating func noteReading(_ outcome: FramingOutcome, _ schedule: FramingSchedule, _ passed: Bool) {
        if outcome.delivery == .taken, passed {
            unread += 1
            if unread >= 3 { times.read = max(5, times.read / 2) }
        } else if outcome.delivery == .read, !schedule.cut.isEmpty {
            unread = 0
            times.read = patience
        }
    }

    /// Takes the honest exchange of only the first messages for their measure, where it differs from what the whole one
    /// lets expect.
    ///
    /// - Returns: whether something else is expected now.
    @discardableResult mutating func takePrefix(_ count: Int, _ stream: FramingStream) -> Bool {
        guard question.subject == .server, let whole = facts.honest.first, count < stream.frames.count,
            triedPrefixes.insert(count).inserted
        else { return false }
        let schedule = FramingSchedule(messages: count, cut: stream.boundaries(count), isPaced: true)
        var outcome = exchange(schedule, stream, timeout: question.timeoutSeconds * 1000, isHonest: true)
        outcome.greeting = whole.greeting
        // A server that has died, or answers otherwise now, is no measure.
        guard outcome.ending == .closedAfter || outcome.ending == .leftOpen, outcome.sentAll, outcome.rest.isEmpty,
            FramingJudge.own(outcome) == Array(FramingJudge.own(whole).prefix(count))
        else { return false }
        let before = FramingJudge.expected(facts, count)
        facts.prefixes[count] = outcome
        return FramingJudge.expected(facts, count) != before
    }

    /// Whether the other side still goes through the honest exchange.
    mutating func isServing(_ stream: FramingStream) -> Bool {
        // A client whose command is known is a new process each time; by hand a run more is a run too many.
        guard question.subject == .server else { return true }
        let schedule = FramingSchedule(messages: 1, cut: [], isPaced: true)
        takePrefix(1, stream)
        for _ in 0..<2 {
            if FramingJudge.passes(persistent(schedule, stream), schedule, facts) { return true }
            MonotonicClock.sleep(milliseconds: 50)
        }
        return false
    }

    mutating func tryAll(_ stream: FramingStream) {
        let isFew = question.subject == .client && question.client.isEmpty
        let schedules = FramingSchedules(stream, seed: question.seed, isFew: isFew)
        let ordered = isFew ? schedules.singles : schedules.leading(stream) + schedules.singles
        var failed = false
        for (index, entry) in ordered.enumerated() {
            if index % 64 == 0 { progress("cut \(index + 1) of \(ordered.count)") }
            switch carryOut(entry.name, entry.schedule, stream) {
            case .passes: continue
            case .fails: failed = true
            case .stop: break
            }
            facts.omitted += ordered.count - index - 1
            break
        }
        failed = tryLonger(stream) || failed
        var failures = 0
        for (index, entry) in schedules.named.enumerated() {
            progress(entry.name)
            let trial = carryOut(entry.name, entry.schedule, stream)
            if trial == .fails { failures += 1 }
            if trial == .stop || failures + (failed ? 1 : 0) > Self.mostFailures {
                facts.omitted += schedules.named.count - index - 1
                break
            }
        }
    }
    /// A pass tells little where the program had not read the first part before the second one came: a few cuts once
    /// more, with time enough. A program that even then has not read waits for all of it, and may.
    ///
    /// - Returns: whether one of them fails.
    private mutating func tryLonger(_ stream: FramingStream) -> Bool {
        let first = facts.cases.filter { $0.schedule.messages == 1 && $0.schedule.cut.count == 1 }
        guard !first.isEmpty, first.allSatisfy({ $0.passed && $0.outcome.wasUnread }) else { return false }
        let short = times
        times.read = min(question.timeoutSeconds * 1000, 2 * patience + 500)
        times.timeout = max(times.timeout, question.timeoutSeconds * 1000)
        let length = stream.length(1)
        for place in Set([1, stream.frame.headerCount, length - 1]).sorted() where place > 0 && place < length {
            let schedule = FramingSchedule(messages: 1, cut: [place])
            trials[schedule] = nil
            guard carryOut("the first message, cut at \(place), and time to read", schedule, stream) == .fails else {
                times.read = min(question.timeoutSeconds * 1000, 2 * patience + 500)
                continue
            }
            // What passed for want of time has to be tried again.
            patience = times.read
            trials = trials.filter { $0.value == .fails }
            return true
        }
        times = short
        return false
    }
}
