import SocketFacts
import SocketProbes
import SocketRules

extension FramingExamination {
    // MARK: The smallest

    mutating func shrink(_ stream: FramingStream) {
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
    mutating func confirm(_ stream: FramingStream) {
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
    mutating func tryTwice() {
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
    /// Messages behind the first that are tried alone.
    private static let mostAlone = 16

    /// One message is fewer than several: each later one, sent as the only one and measured by its own honest exchange.
    mutating func tryAlone(_ stream: FramingStream) {
        guard question.subject == .server, let smallest = facts.smallest, smallest.schedule.messages > 1 else { return }
        let wholeTrials = trials
        let wholeTimes = times
        for index in stream.messages.indices.dropFirst().prefix(Self.mostAlone) where !facts.brokeDown && !isOver {
            guard let single = FramingStream(stream.frame, [stream.messages[index]]) else { continue }
            progress("message \(index + 1) alone")
            let whole = facts
            trials = [:]
            times = wholeTimes
            let found = tryAlone(single, index)
            let tried = facts
            trials = wholeTrials
            times = wholeTimes
            facts = whole
            facts.brokeDown = tried.brokeDown
            facts.ranOutOfTime = tried.ranOutOfTime
            guard let found, let one = tried.smallest, tried.failures > 1 || tried.brokeDown else { continue }
            facts.cases += tried.cases.map {
                var one = $0
                one.name = "message \(index + 1) alone: \(one.name)"
                return one
            }
            facts.alone = found
            facts.smallest = one
            facts.runs = tried.runs
            facts.failures = tried.failures
            return
        }
    }

    /// Leaves what was found in the facts, which are those of the one message then.
    private mutating func tryAlone(_ single: FramingStream, _ index: Int) -> FramingFacts.Alone? {
        let schedule = FramingSchedules.honest(single)
        facts = facts.narrowed(to: .init(index: index, honest: facts.honest))
        facts.cases = []
        facts.smallest = nil
        facts.runs = 0
        facts.failures = 0
        var honest: [FramingOutcome] = []
        for _ in 0..<2 {
            var outcome = exchange(schedule, single, timeout: question.timeoutSeconds * 1000, isHonest: true)
            outcome.greeting = facts.honest.first?.greeting ?? 0
            honest.append(outcome)
        }
        facts.honest = honest
        guard FramingJudge.obstacle(facts) == nil else { return nil }
        let schedules = FramingSchedules(single, seed: question.seed)
        for entry in schedules.singles + schedules.named.filter({ $0.schedule.cut.count > 1 }).prefix(1) {
            switch carryOut(entry.name, entry.schedule, single) {
            case .passes: continue
            case .stop: return nil
            case .fails:
                if entry.schedule.cut.count > 1 {
                    shrink(single)
                } else {
                    facts.smallest = facts.cases.last
                    confirm(single)
                }
                return FramingFacts.Alone(index: index, honest: honest)
            }
        }
        return nil
    }

    /// A cut inside a later message also puts the beginning of that message into one segment with those before it. With
    /// cuts between the messages, too, only the one inside is left.
    mutating func tellCutFromMerge(_ stream: FramingStream) {
        guard facts.alone == nil, let schedule = facts.smallest?.schedule, schedule.messages > 1, !schedule.isPaced
        else { return }
        let boundaries = Set(stream.boundaries(schedule.messages))
        guard !boundaries.isSuperset(of: schedule.cut), !boundaries.isSubset(of: schedule.cut) else { return }
        let apart = FramingSchedule(
            messages: schedule.messages, cut: boundaries.union(schedule.cut).sorted(), pause: schedule.pause)
        _ = carryOut("the smallest, with cuts between the messages", apart, stream)
    }
}
