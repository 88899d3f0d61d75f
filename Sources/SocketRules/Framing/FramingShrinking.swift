public import SocketFacts

/// Looks for the smallest schedule that still fails: the fewest messages, then the fewest cuts, then the earliest cut.
public struct FramingShrinking {
    public enum Trial: Hashable, Sendable {
        case passes
        case fails
        /// No more can be tried.
        case stop
    }
    private let stream: FramingStream
    private var known: [FramingSchedule: Trial] = [:]
    private var isStopped = false

    /// Pairs of cuts are tried one by one up to this number of them.
    private static let mostPairs = 2000
    /// Earlier places tried for one cut of several.
    private static let mostMoves = 64

    /// - Parameter known: what was tried already.
    public init(_ stream: FramingStream, known: [FramingSchedule: Trial]) {
        self.stream = stream
        self.known = known
    }

    /// - Parameter ask: runs one schedule.
    /// - Returns: `nil` when none of the schedules that failed before fails any more.
    public mutating func smallest(_ ask: (FramingSchedule) -> Trial) -> FramingSchedule? {
        let failing = known.filter { $0.value == .fails }.map(\.key).sorted {
            ($0.messages, $0.cut.count, $0.pause, $0.cut.first ?? 0) < (
                $1.messages, $1.cut.count, $1.pause, $1.cut.first ?? 0
            )
        }
        // What fails only with a half-close or a pause in it is no matter of cuts.
        let cuts = failing.filter { !$0.endsEarly && $0.pause == 0 && !$0.isPaced }
        if !cuts.isEmpty, let found = smallestCut(cuts, ask) {
            // Where several messages fail at once, one may fail with a pause in it.
            for schedule in failing where schedule.pause > 0 {
                for count in 1..<max(1, min(found.messages, schedule.messages + 1)) {
                    if let smaller = singlePause(schedule, count, ask) { return smaller }
                }
            }
            return found
        }
        for schedule in failing where schedule.endsEarly || schedule.pause > 0 {
            for count in 1...schedule.messages {
                if schedule.pause > 0, let single = singlePause(schedule, count, ask) { return single }
                var smaller = schedule
                smaller.messages = count
                smaller.cut = schedule.cut.filter { $0 < stream.length(count) }
                if fails(smaller, ask) { return smaller }
            }
        }
        return failing.first { known[$0] == .fails }
    }

    /// A single cut with a pause that fails. Pauses cost time: besides the cuts that failed the first places are tried.
    private mutating func singlePause(
        _ schedule: FramingSchedule, _ count: Int, _ ask: (FramingSchedule) -> Trial
    ) -> FramingSchedule? {
        let length = stream.length(count)
        let cuts = Set(schedule.cut.filter { $0 < length } + [1, 2].filter { $0 < length }).sorted()
        for place in cuts {
            var smaller = schedule
            smaller.messages = count
            smaller.cut = [place]
            if fails(smaller, ask) { return smaller }
        }
        return nil
    }

    private mutating func fails(_ schedule: FramingSchedule, _ ask: (FramingSchedule) -> Trial) -> Bool {
        if let trial = known[schedule] { return trial == .fails }
        guard !isStopped else { return false }
        let trial = ask(schedule)
        if trial == .stop { isStopped = true } else { known[schedule] = trial }
        return trial == .fails
    }

    private mutating func fails(_ count: Int, _ cut: [Int], _ ask: (FramingSchedule) -> Trial) -> Bool {
        fails(FramingSchedule(messages: count, cut: cut), ask)
    }

    private mutating func smallestCut(
        _ failing: [FramingSchedule], _ ask: (FramingSchedule) -> Trial
    ) -> FramingSchedule? {
        let most = failing.map(\.messages).min() ?? 1
        let needsSeveral = failing.contains { $0.cut.count > 1 }
        for count in 1...most {
            // One message in one segment is the honest exchange.
            if count > 1, fails(count, [], ask) { return FramingSchedule(messages: count, cut: []) }
            let positions = stream.positions(count)
            for position in positions where fails(count, [position], ask) {
                return FramingSchedule(messages: count, cut: [position])
            }
            guard needsSeveral, positions.count > 1 else { continue }
            var candidates = [positions]
            for schedule in failing {
                let cut = schedule.cut.filter { $0 < stream.length(count) }
                if cut.count > 1, !candidates.contains(cut) { candidates.append(cut) }
            }
            for cut in candidates where fails(count, cut, ask) {
                return FramingSchedule(messages: count, cut: fewer(cut, count, positions, ask))
            }
        }
        return nil
    }

    /// As few of these cuts as still fail.
    private mutating func fewer(
        _ cut: [Int], _ count: Int, _ positions: [Int], _ ask: (FramingSchedule) -> Trial
    ) -> [Int] {
        if positions.count * (positions.count - 1) / 2 <= Self.mostPairs {
            for (index, first) in positions.enumerated() {
                for second in positions[(index + 1)...] where fails(count, [first, second], ask) {
                    return [first, second]
                }
            }
        }
        var cut = cut
        // Takes halves, quarters and so on away for as long as the rest still fails.
        var size = max(1, cut.count / 2)
        while true {
            var index = 0
            while index < cut.count, cut.count > 1 {
                var rest = cut
                rest.removeSubrange(index..<min(cut.count, index + size))
                if !rest.isEmpty, fails(count, rest, ask) { cut = rest } else { index += size }
            }
            if size == 1 { break }
            size /= 2
        }
        return earlier(cut, count, ask)
    }

    private mutating func earlier(_ cut: [Int], _ count: Int, _ ask: (FramingSchedule) -> Trial) -> [Int] {
        var cut = cut
        for index in cut.indices {
            let lowest = index == 0 ? 1 : cut[index - 1] + 1
            for place in (lowest..<cut[index]).prefix(Self.mostMoves) {
                var moved = cut
                moved[index] = place
                if fails(count, moved, ask) {
                    cut = moved
                    break
                }
            }
        }
        return cut
    }
}
