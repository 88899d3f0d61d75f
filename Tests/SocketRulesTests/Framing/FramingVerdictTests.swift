import SocketFacts
import SocketRules
import Testing

@Suite struct FramingVerdictTests {
    static let length32 = Frame.length(.four, isBigEndian: true)

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func outcome(
        _ replies: [String], _ ending: FramingOutcome.Ending = .closedAfter, rest: [UInt8] = []
    ) -> FramingOutcome {
        FramingOutcome(replies: replies.map(bytes), rest: rest, ending: ending, beforeEnd: replies.count)
    }

    static func facts(_ frame: Frame = .line, _ texts: [String] = ["Hello", "World"], replies: [String]? = nil)
        -> FramingFacts
    {
        var facts = FramingFacts(
            question: FramingQuestion(port: 9090, frame: frame, messages: texts.map(bytes)))
        let honest = outcome(replies ?? texts.map { "OK: " + $0.uppercased() })
        facts.honest = [honest, honest]
        return facts
    }

    static func add(
        _ schedule: FramingSchedule, _ outcome: FramingOutcome, to facts: inout FramingFacts, smallest: Bool = false
    ) {
        let one = FramingCase(
            name: "case", schedule: schedule, outcome: outcome, passed: FramingJudge.passes(outcome, schedule, facts))
        facts.cases.append(one)
        if smallest {
            facts.smallest = one
            (facts.runs, facts.failures) = (3, 3)
        }
    }

    static let good = outcome(["OK: HELLO", "OK: WORLD"])
    static let split = outcome(["OK: HEL", "OK: LO"], .differs)
    static let lost = outcome(["OK: HELLO"], .timedOut)

    static func cause(_ facts: FramingFacts) -> String? { FramingReport(facts).findings.first?.cause }

    @Test func onlySplitsFail() {
        var facts = Self.facts()
        Self.add(FramingSchedule(messages: 1, cut: [3]), Self.split, to: &facts, smallest: true)
        Self.add(FramingSchedule(messages: 2, cut: []), Self.good, to: &facts)
        #expect(Self.cause(facts) == MessageSplit.name)
    }

    @Test func onlyMergesFail() {
        var facts = Self.facts()
        Self.add(FramingSchedule(messages: 1, cut: [3]), Self.outcome(["OK: HELLO"]), to: &facts)
        Self.add(FramingSchedule(messages: 2, cut: []), Self.lost, to: &facts, smallest: true)
        #expect(Self.cause(facts) == MessagesMerged.name)
    }

    @Test func bothFail() {
        var facts = Self.facts()
        Self.add(FramingSchedule(messages: 1, cut: [3]), Self.split, to: &facts, smallest: true)
        Self.add(FramingSchedule(messages: 2, cut: []), Self.lost, to: &facts)
        #expect(Self.cause(facts) == OneReceivePerMessage.name)
    }

    /// Capital letters: merged or not, the bytes are the same. Only that each part was answered tells.
    @Test func mergesThatCannotTell() {
        var facts = Self.facts(replies: ["HELLO", "WORLD"])
        let parts = Self.outcome(["HEL", "LO"], .differs)
        Self.add(FramingSchedule(messages: 1, cut: [3]), parts, to: &facts, smallest: true)
        Self.add(FramingSchedule(messages: 2, cut: []), Self.outcome(["HELLO", "WORLD"]), to: &facts)
        #expect(Self.cause(facts) == OneReceivePerMessage.name)
    }

    @Test func oneMessageSentTwice() {
        var facts = Self.facts(.line, ["Hello"])
        Self.add(FramingSchedule(messages: 1, cut: [3]), Self.split, to: &facts, smallest: true)
        facts.twiceMerged = true
        #expect(Self.cause(facts) == MessageSplit.name)
        facts.twiceMerged = false
        #expect(Self.cause(facts) == OneReceivePerMessage.name)
    }

    /// Segments that were not read one by one may have been merged on their way.
    @Test func partsThatWereNotReadAccuseNoSplit() {
        var facts = Self.facts()
        var unread = Self.lost
        unread.delivery = .taken
        Self.add(FramingSchedule(messages: 2, cut: Array(1..<12)), unread, to: &facts)
        Self.add(FramingSchedule(messages: 2, cut: []), Self.lost, to: &facts, smallest: true)
        #expect(Self.cause(facts) == MessagesMerged.name)
    }

    @Test func whatDoesNotFailAgainAccusesNobody() {
        var facts = Self.facts()
        Self.add(FramingSchedule(messages: 2, cut: []), Self.lost, to: &facts)
        let report = FramingReport(facts)
        #expect(report.verdict == .undecided && report.findings.isEmpty)
    }

    @Test func someRunsFail() {
        var facts = Self.facts()
        Self.add(FramingSchedule(messages: 2, cut: []), Self.lost, to: &facts, smallest: true)
        facts.failures = 2
        #expect(FramingReport(facts).findings.first?.confidence == .likely)
    }

    @Test func allPass() {
        var facts = Self.facts()
        Self.add(FramingSchedule(messages: 2, cut: []), Self.good, to: &facts)
        let report = FramingReport(facts)
        #expect(
            report.verdict == .healthy && report.findings.isEmpty
                && report.json().contains("\"smallest_failure\": null"))
    }

    @Test func halfClose() {
        var facts = Self.facts()
        let schedule = FramingSchedule(messages: 2, cut: [6], isPaced: true, endsEarly: true)
        Self.add(schedule, Self.outcome(["OK: HELLO"], .closedEarly), to: &facts, smallest: true)
        #expect(Self.cause(facts) == ConnectionClosedByServer.name)
        facts.smallest?.outcome.ending = .flood
        #expect(Self.cause(facts) == EndOfStreamIgnored.name)
    }

    // MARK: Passing

    @Test func whatIsNoPass() {
        let facts = Self.facts()
        let schedule = FramingSchedule(messages: 2, cut: [])
        #expect(FramingJudge.passes(Self.good, schedule, facts))
        var more = Self.good
        more.replies.append([])
        #expect(!FramingJudge.passes(more, schedule, facts))
        var behind = Self.good
        behind.rest = [1]
        #expect(!FramingJudge.passes(behind, schedule, facts))
        // The answer came before the message was complete.
        var early = Self.good
        early.sentAll = false
        #expect(!FramingJudge.passes(early, schedule, facts))
        for ending in [FramingOutcome.Ending.timedOut, .reset, .closedEarly, .differs, .flood, .nobodyCame] {
            var other = Self.good
            other.ending = ending
            #expect(!FramingJudge.passes(other, schedule, facts))
        }
    }

    @Test func greetingAndFarewellBelongToEveryExchange() {
        var facts = Self.facts()
        var honest = Self.outcome(["welcome", "OK: HELLO", "OK: WORLD", "bye"])
        (honest.greeting, honest.beforeEnd) = (1, 3)
        facts.honest = [honest, honest]
        #expect(FramingJudge.obstacle(facts) == nil)
        let first = FramingSchedule(messages: 1, cut: [2])
        #expect(FramingJudge.passes(Self.outcome(["welcome", "OK: HELLO", "bye"]), first, facts))
        #expect(!FramingJudge.passes(Self.outcome(["welcome", "OK: HELLO"]), first, facts))
    }

    @Test func obstacles() {
        func obstacle(_ outcomes: [FramingOutcome], expected: [String]? = nil) -> FramingJudge.Obstacle? {
            var facts = Self.facts()
            facts.question.expected = expected.map { $0.map(Self.bytes) }
            facts.honest = outcomes
            #expect(FramingReport(facts).verdict != .healthy || FramingJudge.obstacle(facts) == nil)
            return FramingJudge.obstacle(facts)
        }
        #expect(obstacle([Self.good, Self.good]) == nil)
        #expect(obstacle([Self.good, Self.outcome(["OK: HELLO", "2"])]) == .unsteady)
        #expect(obstacle([Self.outcome(["a"], .closedEarly)]) == .closed(2))
        #expect(obstacle([Self.outcome([], .timedOut)]) == .silent(1))
        #expect(obstacle([Self.outcome(["a", "b", "c"])]) == .otherCount(3))
        #expect(obstacle([Self.outcome(["a", "b"], rest: [7])]) == .leftOver)
        #expect(obstacle([Self.good], expected: ["OK: HELLO", "x"]) == .unexpected(2))
        #expect(obstacle([Self.outcome([], .notConnected(.connectionRefused))]) == .notConnected(.connectionRefused))
    }

    // MARK: Other framings

    @Test func deviations() {
        func kind(_ bytes: [UInt8], _ frame: Frame = FramingVerdictTests.length32) -> FramingVariant.Kind? {
            FramingDialect.deviation(bytes, frame)?.kind
        }
        let text = Self.bytes("Bună")
        #expect(kind([0, 0, 0, 5] + text) == nil)
        #expect(kind([5, 0, 0, 0] + text) == .byteOrder)
        #expect(kind([0, 0, 0, 9] + text) == .includesHeader)
        #expect(kind([0, 0, 0, 4] + text) == .countsCharacters)
        #expect(kind([0, 0, 0, 7] + text) == nil)
        #expect(kind([0, 0, 0]) == nil)
        #expect(kind(Self.bytes("OK\n"), .crlf) == .delimiter)
        #expect(kind(Self.bytes("OK\r\n"), .crlf) == nil)
        // Bytes that are no text have no end that could be missing.
        #expect(kind([0x8b, 0xb0, 0xd5], .line) == nil)
    }

    @Test(arguments: 0..<200)
    func whateverArrivesIsTakenApart(turn: Int) {
        var numbers = Numbers(UInt64(turn) &* 31 &+ 7)
        let frames: [Frame] = [
            .line, .crlf, Self.length32, .length(.one, isBigEndian: true), .length(.two, isBigEndian: false), .none,
        ]
        for frame in frames {
            let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
                UInt8.random(in: 0...(turn % 2 == 0 ? 255 : 12), using: &numbers)
            }
            // A reply that is well framed deviates in nothing.
            if FramingDialect.payload(bytes, frame) != nil { #expect(FramingDialect.deviation(bytes, frame) == nil) }
            var facts = Self.facts(.line)
            facts.question.frame = frame
            facts.honest = [FramingOutcome(replies: [bytes], rest: bytes, ending: .timedOut)]
            facts.probes = facts.honest
            let report = FramingReport(facts)
            #expect(report.verdict != .healthy || frame == .none)
            #expect(!report.json().isEmpty && !report.terminal(style: TerminalReport.Style()).contains("\u{1b}"))
        }
    }

    // MARK: The measure of a part

    @Test func aFarewellThatCounts() {
        var facts = Self.facts()
        var whole = Self.outcome(["OK: HELLO", "OK: WORLD", "bye 2"])
        whole.beforeEnd = 2
        facts.honest = [whole, whole]
        var one = Self.outcome(["OK: HELLO", "bye 1"])
        one.beforeEnd = 1
        let cut = FramingSchedule(messages: 1, cut: [3])
        #expect(!FramingJudge.passes(one, cut, facts))
        facts.prefixes[1] = one
        #expect(FramingJudge.passes(one, cut, facts))
        #expect(FramingJudge.passes(whole, FramingSchedule(messages: 2, cut: []), facts))
    }

    @Test func aLaterMessageAlone() {
        var facts = Self.facts()
        let honest = Self.outcome(["OK: WORLD"])
        facts.alone = .init(index: 1, honest: [honest, honest])
        let narrowed = facts.narrowed
        let schedule = FramingSchedule(messages: 1, cut: [2])
        #expect(FramingJudge.passes(honest, schedule, narrowed) && !FramingJudge.passes(honest, schedule, facts))
        let failed = FramingCase(name: "case", schedule: schedule, outcome: Self.split, passed: false)
        facts.cases = [failed]
        facts.smallest = failed
        (facts.runs, facts.failures) = (3, 3)
        let json = FramingReport(facts).json()
        #expect(json.contains("--message World --cut 2") && !json.contains("--message Hello"))
        #expect(Self.cause(facts) == MessageSplit.name)
    }

    // MARK: Texts

    @Test func shownBytes() {
        let bytes: [UInt8] = [0, 0, 0, 5] + Self.bytes("Hello")
        #expect(FramingText.shown(bytes, cut: [3]) == "00 00 00 | 05 H e l l o")
        let long = [UInt8](repeating: 0x61, count: 1000)
        #expect(FramingText.shown(long, cut: [500]).utf8.count < 200)
        #expect(FramingText.shown(long, cut: [500]).contains("a | a"))
    }

    @Test func commandsCanBeCopied() {
        var facts = Self.facts(.line, ["it's", "tab\tand \\", "ă"])
        facts.question.messages.append([0xff, 0x00])
        let command = FramingText.command(FramingSchedule(messages: 4, cut: [1, 5]), facts)
        #expect(
            command == "sockdoctor framing 127.0.0.1:9090 --frame line --message 'it\\x27s' --message 'tab\\tand \\\\' "
                + "--message 'ă' --message '\\xff\\x00' --cut 1,5")
    }
}
