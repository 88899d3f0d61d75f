public import SocketFacts

/// The answer of `framing`: what a person reads and what a script parses is made from this value alone.
public struct FramingReport: Sendable {
    public var facts: FramingFacts
    public var verdict: Report.Verdict
    public var findings: [Finding]
    public var undecided: [Diagnosis.Undecided]
    public var notes: [String]

    public init(_ facts: FramingFacts) {
        self.facts = facts
        findings = []
        undecided = []
        notes = Self.notes(facts)
        if let found = FramingVerdict.find(facts) {
            verdict = .problem
            findings = [Self.finding(found, facts)]
        } else if let obstacle = FramingJudge.obstacle(facts) {
            verdict = .undecided
            undecided = [FramingObstacle.undecided(obstacle, facts)]
        } else if facts.question.detects, facts.detected.isEmpty {
            verdict = .undecided
            undecided = [
                .init(
                    cause: DelimiterMissing.name,
                    needs:
                        "a framing in which the server answers \(FramingText.quoted(facts.question.messages.first ?? [])); none of "
                        + "line, crlf, length32, length16, length8 and a zero byte got a well-framed reply")
            ]
        } else if facts.cases.contains(where: { !$0.passed }) {
            verdict = .undecided
            undecided = [
                .init(
                    cause: OneReceivePerMessage.name,
                    needs: "a schedule that fails every time; those that failed once passed when they were run again")
            ]
        } else if facts.ranOutOfTime || facts.brokeDown {
            verdict = .undecided
            undecided = [
                .init(
                    cause: OneReceivePerMessage.name,
                    needs: facts.ranOutOfTime
                        ? "more time; \(facts.omitted) schedules were not tried"
                        : "the \(facts.question.subject.rawValue) to come back: no connection was to be had any more")
            ]
        } else {
            verdict = .healthy
        }
    }

    private static func finding(_ found: FramingVerdict, _ facts: FramingFacts) -> Finding {
        let again = facts.smallest.map { FramingText.command($0.schedule, facts.narrowed) }
        let recheck = again ?? byHand(facts)
        var evidence = [Evidence(found.told, recheck: recheck)]
        if let smallest = facts.smallest, facts.runs > 0 {
            let failing = facts.cases.filter { !$0.passed }.count
            let read =
                smallest.outcome.delivery == .read
                ? "The program had read each part before the next one was sent."
                : smallest.outcome.wasUnread
                    ? "The server's kernel had taken each part before the next one was sent; its program had not read every "
                        + "part yet."
                    : "The other side's kernel had taken each part before the next one was sent; whether its program had "
                        + "read it could not be seen."
            let apart = smallest.schedule.cut.isEmpty ? "" : " " + read
            let which = facts.alone.map { " (message \($0.index + 1) alone)" } ?? ""
            evidence.append(
                Evidence(
                    "\(failing) of \(facts.cases.count) schedules failed; the smallest\(which) was run \(facts.runs) times and failed "
                        + "\(facts.failures) times.\(apart)", recheck: recheck))
        }
        let page = found.cause
        return Finding(
            page, found.confidence, found.summary, evidence: evidence[0], Array(evidence.dropFirst()),
            fixes: FramingFixes.fixes(page.name, facts))
    }

    /// The shortest way to see the honest exchange without this tool.
    static func byHand(_ facts: FramingFacts) -> String {
        let question = facts.question
        guard question.subject == .server, let first = question.messages.first,
            let bytes = question.frame.encode(first)
        else { return "nc -l -p \(question.port) | od -c" }
        let host = Wording.shellWord(question.literal?.description ?? question.host)
        let text = bytes.prefix(64).map { "\\x" + FramingText.hex($0) }.joined()
        return "printf '\(text)' | nc -N \(host) \(question.port) | od -c"
    }

    private static func notes(_ facts: FramingFacts) -> [String] {
        var notes: [String] = []
        let question = facts.question
        if question.detects, let frame = facts.detected.first {
            notes.append("The server answers in the framing \(frame).")
        }
        if facts.brokeDown, facts.smallest != nil {
            notes.append(
                "The server did not serve an honest exchange any more after that; the rest could not be tried.")
        }
        if question.messages.count == 1, facts.smallest == nil, !facts.cases.isEmpty, question.subject == .server {
            notes.append("With one --message nothing can be merged; give two to try that.")
        }
        if facts.aftermath == .leftOpen {
            notes.append("The server leaves its end open after the client has closed (CLOSE_WAIT).")
        }
        return notes
    }

    /// The schedule that fails; the honest exchange, where that is the one.
    var smallestFailure: FramingSchedule? {
        guard verdict == .problem else { return nil }
        return facts.smallest?.schedule ?? FramingVerdict.honestFailure(facts)
    }

    // MARK: JSON

    public func json() -> String {
        let question = facts.question
        let narrowed = facts.narrowed
        let stream = FramingStream(question.frame, narrowed.question.messages)
        let smallest = smallestFailure
        return JSONText.object([
            ("schema", .string("sockdoctor.report/1")),
            ("command", .string("framing")),
            (
                "subject",
                .object([
                    ("host", question.host.isEmpty ? .null : .string(Wording.escaped(question.host))),
                    ("address", .optional((facts.address ?? question.literal)?.description)),
                    ("port", .integer(Int(question.port))), ("transport", .string("tcp")), ("from", .null),
                ])
            ),
            ("verdict", .string(verdict.rawValue)),
            ("symptom", verdict == .problem ? .string(Symptom.partialOrMergedData.rawValue) : .null),
            ("findings", .array(findings.map(JSONReport.finding))),
            (
                "undecided",
                .array(undecided.map { .object([("cause", .string($0.cause)), ("needs", .string($0.needs))]) })
            ),
            ("steps", .array([])),
            ("notes", .array(notes.map { .string($0) })),
            ("elapsed_ms", .number(facts.elapsedMilliseconds)),
            ("tested", .string(question.subject.rawValue)),
            ("frame", .string(question.frame.description)),
            ("seed", .integer(Int(truncatingIfNeeded: question.seed))),
            ("cases", .array(facts.cases.map(Self.json))),
            ("cases_omitted", .integer(facts.omitted)),
            (
                "smallest_failure",
                smallest.map { schedule in
                    let bytes = stream.map { Array($0.bytes.prefix($0.length(schedule.messages))) } ?? []
                    let delivery = facts.smallest?.outcome.delivery
                    return .object([
                        ("cut", .array(schedule.cut.map { .integer($0) })),
                        ("bytes", .string(bytes.prefix(1 << 16).map(FramingText.hex).joined())),
                        ("messages", .integer(schedule.messages)),
                        ("seed", .integer(Int(truncatingIfNeeded: question.seed))),
                        ("cause", .optional(findings.first?.cause)),
                        ("command", .string(FramingText.command(schedule, narrowed))),
                        ("shown", .string(FramingText.shown(bytes, cut: schedule.cut))),
                        ("got", .optional((facts.smallest?.outcome ?? facts.honest.last).map { FramingText.got($0) })),
                        ("runs", .integer(facts.runs)), ("failed", .integer(facts.failures)),
                        ("delivery", .optional(delivery.map { $0 == .read ? "read" : "taken" })),
                    ])
                } ?? .null
            ),
        ]).rendered()
    }

    private static func json(_ one: FramingCase) -> JSONText {
        .object([
            ("name", .string(one.name)),
            ("cut", .array(one.schedule.cut.map { .integer($0) })),
            ("passed", .bool(one.passed)),
            ("got", .string(FramingText.got(one.outcome))),
            ("messages", .integer(one.schedule.messages)),
            ("delivery", .string(one.outcome.delivery == .read ? "read" : "taken")),
            ("elapsed_ms", .number(one.outcome.milliseconds)),
        ])
    }
}
