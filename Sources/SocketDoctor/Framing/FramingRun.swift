import SocketFacts
import SocketProbes
import SocketRules

/// The exchanges of one `framing`, in an order in which the first failure is close to the smallest: a server may not
/// survive it.
struct FramingExamination: ~Copyable {
    private var facts: FramingFacts
    private let peers: any FramingPeers
    private let progress: (String) -> Void
    private let question: FramingQuestion
    private var times: FramingSchedules.Times
    private var trials: [FramingSchedule: FramingShrinking.Trial] = [:]
    private let end: Double
    /// A time-out was confirmed with all the time that the question allows.
    private var mayHang = false

    /// Failing schedules cost a time-out each; after so many no more are tried for the sake of a full list.
    private static let mostFailures = 6
    /// A server that keeps a processor busy for each connection gets no more than these.
    private static let mostBusy = 12
    /// Further runs of the smallest failing schedule.
    private static let confirmations = 2
    /// Candidates for the smallest that do not fail again.
    private static let mostDoubts = 3

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

    private var isOver: Bool { MonotonicClock.milliseconds() >= end }

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
        }
        return facts
    }

    // MARK: Exchanges

    private mutating func exchange(
        _ schedule: FramingSchedule, _ stream: FramingStream, timeout: Double? = nil, isHonest: Bool = false
    ) -> FramingOutcome {
        var times = times
        if let timeout { times.timeout = timeout }
        if facts.honest.isEmpty, question.subject == .server { times.greet = 40 }
        // The honest exchange shows all that comes. Without framing only the expectation tells where a reply ends.
        let given = stream.frame == .none ? question.expected : nil
        let plan = FramingSchedules.plan(
            schedule, stream, question.subject,
            expected: isHonest ? given : FramingJudge.expected(facts, schedule.messages),
            greeting: facts.honest.first?.greeting ?? 0, times)
        return peers.run(plan)
    }

    /// An exchange, once more while a supervisor may be starting a server that has died.
    private mutating func persistent(_ schedule: FramingSchedule, _ stream: FramingStream) -> FramingOutcome {
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
    private mutating func honest(_ stream: FramingStream) -> Bool {
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
        if facts.honest.contains(where: { $0.ending == .leftOpen }) { times.end = min(30, max(3, milliseconds * 3)) }
        return true
    }

    // MARK: Schedules

    private mutating func carryOut(
        _ name: String, _ schedule: FramingSchedule, _ stream: FramingStream
    ) -> FramingShrinking.Trial {
        if let known = trials[schedule] { return known }
        if isOver || facts.brokeDown {
            facts.ranOutOfTime = facts.ranOutOfTime || isOver
            return .stop
        }
        if facts.aftermath == .busy, facts.cases.count >= Self.mostBusy { return .stop }
        var outcome = exchange(schedule, stream)
        if case .notConnected = outcome.ending { outcome = persistent(schedule, stream) }
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
        if outcome.delivery == .taken, passed { times.read = max(5, times.read / 2) }
        facts.cases.append(FramingCase(name: name, schedule: schedule, outcome: outcome, passed: passed))
        trials[schedule] = passed ? .passes : .fails
        if !passed, !isServing(stream) { facts.brokeDown = true }
        return passed ? .passes : .fails
    }

    /// Whether the other side still goes through the honest exchange.
    private mutating func isServing(_ stream: FramingStream) -> Bool {
        // A client whose command is known is a new process each time; by hand a run more is a run too many.
        guard question.subject == .server else { return true }
        let schedule = FramingSchedule(messages: 1, cut: [], isPaced: true)
        for _ in 0..<2 {
            if FramingJudge.passes(persistent(schedule, stream), schedule, facts) { return true }
            MonotonicClock.sleep(milliseconds: 50)
        }
        return false
    }

    private mutating func tryAll(_ stream: FramingStream) {
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

    // MARK: The smallest

    private mutating func shrink(_ stream: FramingStream) {
        progress("the smallest schedule that fails")
        for _ in 0..<Self.mostDoubts {
            var shrinking = FramingShrinking(stream, known: trials)
            let found = shrinking.smallest { schedule in
                carryOut("shrinking: \(Self.name(schedule, stream))", schedule, stream)
            }
            guard let smallest = found else { break }
            facts.smallest = facts.cases.last { $0.schedule == smallest && !$0.passed }
            confirm(stream)
            if facts.failures > 1 || facts.brokeDown || facts.runs == 1 { break }
            // It failed once and never again: a busy machine, or a rare race. It accuses nobody.
            facts.smallest = nil
            trials[smallest] = .passes
        }
        let smallest = facts.smallest?.schedule
        facts.cases.removeAll { $0.name.hasPrefix("shrinking: ") && $0.schedule != smallest && $0.passed }
    }

    private static func name(_ schedule: FramingSchedule, _ stream: FramingStream) -> String {
        let text =
            schedule.cut.isEmpty
            ? "no cut" : "cut at " + schedule.cut.prefix(4).map(String.init).joined(separator: ", ")
        return "\(schedule.messages) of \(stream.frames.count) messages, \(text)"
    }

    /// Runs the smallest again, with all the time that the question allows.
    private mutating func confirm(_ stream: FramingStream) {
        guard let smallest = facts.smallest else { return }
        facts.runs = 1
        facts.failures = 1
        for _ in 0..<Self.confirmations where !facts.brokeDown && !isOver {
            let limit = mayHang ? min(1000, question.timeoutSeconds * 1000) : question.timeoutSeconds * 1000
            let outcome = exchange(smallest.schedule, stream, timeout: max(limit, times.timeout))
            switch outcome.ending {
            case .notConnected, .nobodyCame:
                facts.brokeDown = true
                return
            default:
                facts.runs += 1
                if !FramingJudge.passes(outcome, smallest.schedule, facts) { facts.failures += 1 }
            }
        }
    }

    /// A single message cannot be merged with another one, but it can be sent twice.
    private mutating func tryTwice() {
        guard !facts.brokeDown, !isOver, question.subject == .server, facts.honest[0].greeting == 0,
            let twice = FramingStream(facts.question.frame, question.messages + question.messages)
        else { return }
        let reply = facts.honest[0].replies
        let wanted = reply + reply
        func outcome(_ schedule: FramingSchedule) -> Bool {
            let plan = FramingSchedules.plan(schedule, twice, .server, expected: wanted, times)
            let outcome = peers.run(plan)
            return (outcome.ending == .closedAfter || outcome.ending == .leftOpen) && outcome.rest.isEmpty
                && (facts.question.frame == .none
                    ? Array(outcome.replies.joined()) == Array(wanted.joined()) : outcome.replies == wanted)
        }
        guard outcome(FramingSchedules.honest(twice)) else { return }
        facts.twiceMerged = outcome(FramingSchedule(messages: 2, cut: []))
    }

    // MARK: Other framings

    /// The message that failed, alone and then framed in other ways: the replies tell which one the server means.
    private mutating func tryVariants(_ stream: FramingStream) {
        guard question.subject == .server, let obstacle = FramingJudge.obstacle(facts) else { return }
        switch obstacle {
        case .notConnected, .nameFailure, .cannotStart, .nobodyCame, .flood, .unsteady, .otherCount: return
        default: break
        }
        let number = FramingJudge.number(obstacle, facts) - 1
        // Nothing that is worth waiting for takes longer than the second.
        var times = FramingSchedules.Times(timeout: min(question.timeoutSeconds * 1000, 1000))
        times.end = 200
        let whole = FramingSchedule(messages: 1, cut: [])
        // Bytes that the reply before has left behind spoil this one.
        for index in [number, number - 1] where index >= 0 {
            guard let alone = FramingStream(stream.frame, [question.messages[index]]) else { continue }
            let probe = peers.run(FramingSchedules.plan(whole, alone, .server, expected: nil, times))
            facts.probes.append(probe)
            if FramingDialect.deviation(FramingDialect.bytes(probe, stream.frame), stream.frame) != nil { return }
        }
        for (kind, name, bytes) in FramingDialect.variants(question.messages[number], stream.frame) {
            guard let raw = FramingStream(.none, [bytes]) else { continue }
            let outcome = peers.run(FramingSchedules.plan(whole, raw, .server, expected: nil, times))
            facts.variants.append(
                FramingVariant(kind: kind, message: number, name: name, sent: bytes, outcome: outcome))
            if FramingDialect.isUnderstood(outcome, kind, facts.question, number) { return }
        }
    }

    private mutating func detect() {
        let order: [Frame] = [
            .line, .crlf, .delimiter([0]), .length(.one, isBigEndian: true), .length(.two, isBigEndian: true),
            .length(.two, isBigEndian: false), .length(.four, isBigEndian: true), .length(.four, isBigEndian: false),
        ]
        var times = FramingSchedules.Times(timeout: min(question.timeoutSeconds * 1000, 700))
        times.end = 100
        for frame in order {
            guard let stream = FramingStream(frame, [question.messages[0]]) else { continue }
            let schedule = FramingSchedule(messages: 1, cut: [])
            let outcome = peers.run(FramingSchedules.plan(schedule, stream, .server, expected: nil, times))
            if case .notConnected = outcome.ending {
                facts.honest = [outcome]
                return
            }
            let isWhole = outcome.ending == .closedAfter || outcome.ending == .leftOpen
            guard isWhole, outcome.replies.count == 1, outcome.rest.isEmpty else { continue }
            facts.detected.append(frame)
            // The first one it is: a line with a carriage return is a line, too, and a long length in front of a short text
            // begins with zeros, which are empty messages to whoever reads a short one.
            return
        }
    }
}
