import SocketFacts
import SocketRules
import Testing

@Suite struct FramingScheduleTests {
    static let length32 = Frame.length(.four, isBigEndian: true)

    static func stream(_ frame: Frame, _ texts: [String]) throws -> FramingStream {
        try #require(FramingStream(frame, texts.map { Array($0.utf8) }))
    }

    @Test func aMessageThatCannotBeFramedMakesNoStream() {
        #expect(FramingStream(.line, [[0x61, 0x0a, 0x62]]) == nil)
        #expect(FramingStream(.length(.one, isBigEndian: true), [[UInt8](repeating: 1, count: 256)]) == nil)
    }

    @Test(arguments: [Frame.line, .crlf, length32, .length(.two, isBigEndian: false), .none])
    func everyPositionIsCutOnceAndPlansCoverTheStream(frame: Frame) throws {
        let stream = try Self.stream(frame, ["Hello", "Bună ziua", "x"])
        let schedules = FramingSchedules(stream, seed: 1)
        #expect(schedules.singles.map(\.schedule.cut) == (1..<stream.bytes.count).map { [$0] })
        for entry in schedules.named + schedules.singles + schedules.leading(stream) {
            for subject in [FramingQuestion.Subject.server, .client] {
                let plan = FramingSchedules.plan(
                    entry.schedule, stream, subject, expected: nil, FramingSchedules.Times(timeout: 1000))
                // Whole and in order, whatever the schedule.
                #expect(plan.segments.flatMap { Array($0.range) } == Array(0..<plan.bytes.count))
                #expect(plan.segments.allSatisfy { !$0.range.isEmpty })
                #expect(zip(plan.segments, plan.segments.dropFirst()).allSatisfy { $0.gate <= $1.gate })
                if subject == .client { #expect(plan.bytes == stream.bytes) }
            }
        }
    }

    @Test func theSameSeedGivesTheSameSchedules() throws {
        let stream = try Self.stream(.line, ["Hello", "World"])
        func named(_ seed: UInt64) -> [FramingSchedules.Entry] { FramingSchedules(stream, seed: seed).named }
        #expect(named(7) == named(7))
        #expect(named(7) != named(8))
    }

    @Test func aLongStreamIsCutNearItsEdges() throws {
        let stream = try Self.stream(Self.length32, [String(repeating: "a", count: 9000), "the end"])
        let positions = stream.positions(2)
        #expect(positions.count < 1100)
        for edge in [4, 9004, 9008] { for near in -3...3 { #expect(positions.contains(edge + near)) } }
        #expect(positions == positions.sorted() && Set(positions).count == positions.count)
        #expect(stream.positions(0).isEmpty)
    }

    /// Waiting for request 2 with the end of reply 1 in hand would be a deadlock.
    @Test func aClientGetsTheRestOfAReplyWithoutAskingForTheNext() throws {
        let stream = try Self.stream(.line, ["Alpha", "Beta"])
        let plan = FramingSchedules.plan(
            FramingSchedule(messages: 2, cut: [3]), stream, .client, expected: nil,
            FramingSchedules.Times(timeout: 1000))
        #expect(plan.segments.map(\.gate) == [1, 1])
        let first = FramingSchedules.plan(
            FramingSchedule(messages: 1, cut: [3]), stream, .client, expected: nil,
            FramingSchedules.Times(timeout: 1000))
        #expect(first.segments.map(\.range) == [0..<3, 3..<6, 6..<11])
        #expect(first.segments.map(\.gate) == [1, 1, 2])
    }

    // MARK: Shrinking

    private static func order(_ a: FramingSchedule, _ b: FramingSchedule) -> Bool {
        if a.messages != b.messages { return a.messages < b.messages }
        if a.cut.count != b.cut.count { return a.cut.count < b.cut.count }
        return a.cut.lexicographicallyPrecedes(b.cut)
    }

    /// All schedules with up to two cuts, and the one with all.
    private static func all(_ stream: FramingStream) -> [FramingSchedule] {
        var result: [FramingSchedule] = []
        for count in 1...stream.frames.count {
            let places = stream.positions(count)
            if count > 1 { result.append(FramingSchedule(messages: count, cut: [])) }
            result += places.map { FramingSchedule(messages: count, cut: [$0]) }
            for (index, first) in places.enumerated() {
                result += places[(index + 1)...].map { FramingSchedule(messages: count, cut: [first, $0]) }
            }
            if places.count > 2 { result.append(FramingSchedule(messages: count, cut: places)) }
        }
        return result.sorted(by: order)
    }

    /// Programs that fail when certain places are cut, or certain ones are not, compared with trying everything.
    @Test(arguments: 0..<300)
    func findsWhatBruteForceFinds(turn: Int) throws {
        let stream = try Self.stream(.line, ["abc", "de", "f"])
        var numbers = Numbers(UInt64(turn) &* 977 &+ 5)
        let needed = Set(
            (0..<Int.random(in: 0...2, using: &numbers)).map { _ in Int.random(in: 1...7, using: &numbers) })
        let harmful = needed.isEmpty ? Int.random(in: 1...2, using: &numbers) : 0
        func fails(_ schedule: FramingSchedule) -> Bool {
            let boundaries = stream.boundaries(schedule.messages)
            if harmful > 0 { return boundaries.filter { !schedule.cut.contains($0) }.count >= harmful }
            return needed.isSubset(of: schedule.cut)
        }
        let all = Self.all(stream)
        let full = FramingSchedule(messages: 3, cut: stream.positions(3))
        let merged = FramingSchedule(messages: 3, cut: [])
        let known = [full, merged].reduce(into: [:]) { $0[$1] = fails($1) ? FramingShrinking.Trial.fails : .passes }
        var shrinking = FramingShrinking(stream, known: known)
        var asked: Set<FramingSchedule> = []
        let found = shrinking.smallest { schedule in
            #expect(asked.insert(schedule).inserted, "asked twice")
            return fails(schedule) ? .fails : .passes
        }
        #expect(found == all.first(where: fails))
    }

    @Test func oneMessageWithAPauseIsFewerThanTwo() throws {
        let stream = try Self.stream(.line, ["abc", "de"])
        let paused = FramingSchedule(messages: 1, cut: [3], pause: FramingSchedules.pause)
        let merged = FramingSchedule(messages: 2, cut: [])
        var shrinking = FramingShrinking(stream, known: [merged: .fails, paused: .fails])
        let found = shrinking.smallest { $0 == merged || $0.pause > 0 && $0.cut.first ?? 0 > 1 ? .fails : .passes }
        #expect(found == FramingSchedule(messages: 1, cut: [2], pause: FramingSchedules.pause))
    }

    @Test func stopsWhenNoMoreCanBeTried() throws {
        let stream = try Self.stream(.line, ["abc", "de"])
        let merged = FramingSchedule(messages: 2, cut: [])
        var shrinking = FramingShrinking(stream, known: [merged: .fails])
        var count = 0
        let found = shrinking.smallest { _ in
            count += 1
            return .stop
        }
        #expect(found == merged && count == 1)
    }

    @Test func aFailureThatDoesNotComeBackIsNone() throws {
        let stream = try Self.stream(.line, ["abc", "de"])
        var shrinking = FramingShrinking(stream, known: [:])
        #expect(shrinking.smallest { _ in .passes } == nil)
    }
}

struct Numbers: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
