import SocketFacts

extension FramingReport {
    /// The report as a person reads it.
    public func terminal(style: TerminalReport.Style) -> String {
        var page = Page(style: style)
        switch verdict {
        case .healthy: healthy(&page)
        case .undecided:
            page.headline("?", .yellow, "The framing of \(target) could not be decided")
            page.paragraph("This would take \(undecided.first?.needs ?? "a second look").")
        case .problem: problem(&page)
        }
        for note in notes { page.paragraph("Note: " + note) }
        if style.isVerbose {
            page.blank()
            for one in facts.cases {
                page.paragraph("\(one.passed ? "passed" : "FAILED")  \(one.name): \(FramingText.got(one.outcome))")
            }
            page.paragraph("Took \(TerminalReport.milliseconds(facts.elapsedMilliseconds)).")
        }
        return style.usesUnicode ? page.text : TerminalReport.ascii(page.text)
    }

    private var target: String {
        let question = facts.question
        if question.subject == .client { return "the client" }
        return facts.address.map { Endpoint($0, question.port).description }
            ?? "\(Wording.escaped(question.host)):\(question.port)"
    }

    private func healthy(_ page: inout Page) {
        let question = facts.question
        let count = facts.cases.count
        page.headline(
            "✓", .green,
            question.replay == nil
                ? "\(target.capitalizedFirst) keeps its messages apart (\(question.frame)): \(count) schedules, the same replies"
                : "\(target.capitalizedFirst) passes this schedule")
        guard let honest = facts.honest.first else { return }
        let taken = facts.cases.contains { $0.outcome.delivery == .taken }
        let sure =
            taken
            ? "the other side's kernel had taken each part before the next was sent"
            : "the program had read each part before the next was sent"
        let verb = question.subject == .client ? "It sent" : "It replied"
        page.paragraph("\(verb) \(FramingText.got(honest)); \(sure).")
    }

    private func problem(_ page: inout Page) {
        guard let finding = findings.first else { return }
        page.headline("✗", .red, TerminalReport.sure(finding).capitalizedFirst)
        page.blank()
        let messages = facts.narrowed.question.messages
        if let smallest = facts.smallest, let stream = FramingStream(facts.question.frame, messages) {
            let bytes = Array(stream.bytes.prefix(stream.length(smallest.schedule.messages)))
            page.source(FramingText.shown(bytes, cut: smallest.schedule.cut))
            page.paragraph(place(smallest, stream))
            page.blank()
        }
        TerminalReport.body(finding, &page)
        if facts.failures < facts.runs { page.paragraph("It does not fail every time: timing plays a part.") }
        TerminalReport.ending(finding, &page)
        if let smallest = facts.smallest {
            page.labelled("Again", FramingText.command(smallest.schedule, facts.narrowed))
        }
    }

    /// "1 message in 2 segments, cut at 3, inside the length of the message; seed 7".
    private func place(_ one: FramingCase, _ stream: FramingStream) -> String {
        let schedule = one.schedule
        let cuts = schedule.cut.prefix(4).map { "at \($0), \(stream.words($0))" }
        var text =
            (facts.alone.map { "message \($0.index + 1) alone" } ?? Wording.count(schedule.messages, "message"))
            + " in \(Wording.count(schedule.cut.count + 1, "segment"))"
        if !cuts.isEmpty { text += ", cut " + cuts.joined(separator: "; ") }
        if schedule.cut.count > 4 { text += " and \(schedule.cut.count - 4) more" }
        if schedule.endsEarly { text += ", with a half-close behind it" }
        if schedule.pause > 0 { text += ", with a pause of \(Int(schedule.pause)) ms at each cut" }
        return text + " (seed \(facts.question.seed))."
    }
}
