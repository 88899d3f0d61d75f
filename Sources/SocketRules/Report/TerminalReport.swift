import SocketFacts

/// The report as a person reads it in a terminal.
public enum TerminalReport {
    public struct Style: Sendable {
        /// Columns; used between 40 and 100.
        public var width: Int
        public var usesColor: Bool
        public var isVerbose: Bool
        /// False for a terminal whose character set is not UTF-8: marks, arrows and dashes are then plain ASCII.
        public var usesUnicode: Bool

        public init(
            width: Int = 80, usesColor: Bool = false, isVerbose: Bool = false, usesUnicode: Bool = true
        ) {
            self.usesUnicode = usesUnicode
            self.width = max(40, min(100, width))
            self.usesColor = usesColor
            self.isVerbose = isVerbose
        }
    }

    public static func render(_ report: Report, style: Style = Style()) -> String {
        var page = Page(style: style)
        if report.facts.question.command == .run {
            WatchReport.render(report, &page)
            return style.usesUnicode ? page.text : ascii(page.text)
        }
        switch report.verdict {
        case .healthy: healthy(report, &page)
        case .problem: problem(report, &page)
        case .undecided: undecided(report, &page)
        }
        for note in report.notes { page.paragraph("Note: " + note) }
        if style.isVerbose { page.paragraph("Looked for \(milliseconds(report.facts.elapsedMilliseconds)).") }
        return style.usesUnicode ? page.text : ascii(page.text)
    }

    /// The report's own marks in ASCII; what other programs wrote is shown as `\u{e9}`.
    static func ascii(_ text: String) -> String {
        let marks: [Unicode.Scalar: String] = [
            "✗": "x", "✓": "+", "←": "<-", "–": "-", "…": "...", "→": "->", "·": "-",
        ]
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else {
                result += marks[scalar] ?? "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return result
    }

    static func milliseconds(_ value: Double) -> String {
        // A file of facts may hold any number.
        let tenths = Int((max(0, min(value, 1e12)) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }

    // MARK: The three verdicts

    private static func healthy(_ report: Report, _ page: inout Page) {
        let facts = report.facts
        let port = Wording.port(facts.question.port, facts.question.transport)
        guard facts.question.command == .check else {
            page.headline("✓", .green, "Nothing holds \(port): a server can bind it now")
            let lingering = facts.portHolders.count
            page.paragraph(
                lingering == 0
                    ? "A probe bind worked; no socket is on it."
                    : "A probe bind worked; what lingers on it (\(lingering == 1 ? "1 socket" : "\(lingering) sockets")) "
                        + "is in nobody's way.")
            if page.style.isVerbose {
                page.recheck(Wording.ss(facts.question.port, facts.question.transport, listening: false))
            }
            return
        }
        let attempt = facts.connection ?? facts.attempts.last
        let target = attempt.map(\.endpoint.description) ?? facts.question.host
        if let attempt, attempt.outcome == .connected {
            page.headline("✓", .green, "\(target) answers, after \(milliseconds(attempt.elapsedMilliseconds))")
        } else {
            page.headline("✓", .green, "\(target) has a server; nothing was sent to it")
        }
        let servers = attempt.flatMap { try? facts.servers(taking: $0) } ?? []
        if let socket = servers.first {
            let verb = facts.question.transport == .tcp ? "listens" : "receives"
            page.paragraph("\(Wording.owner(of: socket, in: facts)) \(verb) on \(socket.local).")
        } else {
            page.paragraph("The server is not on this host, so its side cannot be seen from here.")
        }
        if let reply = attempt?.conversation?.reply, !reply.isEmpty {
            page.paragraph("It replied \(Wording.quoted(reply)).")
        }
        if page.style.isVerbose {
            page.recheck(
                facts.question.transport == .tcp
                    ? "nc -vz \(attempt?.address.description ?? facts.question.host) \(facts.question.port)"
                    : Wording.ss(facts.question.port, .udp))
        }
    }

    private static func problem(_ report: Report, _ page: inout Page) {
        guard let first = report.findings.first else { return }
        page.headline("✗", .red, heading(report, first))
        page.blank()
        body(first, &page)
        holders(report, &page)
        steps(report, &page)
        ending(first, &page)
        for other in report.findings.dropFirst() {
            page.blank()
            page.headline("✗", .red, "Also: " + sure(other))
            page.blank()
            body(other, &page)
            page.blank()
            ending(other, &page)
        }
        couldNotLook(report, &page)
    }

    private static func undecided(_ report: Report, _ page: inout Page) {
        let facts = report.facts
        let target =
            facts.question.command == .port
            ? Wording.port(facts.question.port, facts.question.transport)
            : facts.attempts.last?.endpoint.description
                ?? "\(Wording.escaped(facts.question.host)):\(facts.question.port)"
        let symptom = report.symptom.map { "\($0.title): " } ?? ""
        page.headline("?", .yellow, "\(symptom)the cause for \(target) could not be decided")
        page.blank()
        holders(report, &page)
        steps(report, &page)
        couldNotLook(report, &page)
    }

    private static func heading(_ report: Report, _ finding: Finding) -> String {
        let question = report.facts.question
        if question.command == .port, report.facts.bindsEverywhere {
            // No error to quote: bind() works, and a server would be of no use.
            return "\(Wording.port(question.port, question.transport).capitalizedFirst) is not free: \(sure(finding))"
        }
        return (report.symptom.map { "\($0.title): " } ?? "") + sure(finding)
    }

    /// The summary, with a word of doubt where there is doubt.
    static func sure(_ finding: Finding) -> String {
        switch finding.confidence {
        case .certain: finding.summary
        case .likely: "probably " + finding.summary
        case .possible: "perhaps " + finding.summary
        }
    }

    // MARK: Parts

    static func body(_ finding: Finding, _ page: inout Page) {
        for evidence in finding.evidence {
            page.paragraph(evidence.text)
            if page.style.isVerbose { page.recheck(evidence.recheck) }
        }
    }

    /// Who holds the port, for `port`.
    private static func holders(_ report: Report, _ page: inout Page) {
        guard report.facts.question.command == .port else { return }
        guard let socket = report.facts.liveHolders.first, let owner = report.facts.owner(of: socket)
        else { return }
        page.blank()
        var rows = [("Command", Wording.escaped(owner.command)), ("Process", "\(owner.pid)")]
        if let user = owner.user { rows.append(("User", Wording.escaped(user))) }
        if let directory = owner.directory.value { rows.append(("Directory", Wording.path(directory))) }
        rows.append(("Started", "\(Timestamp.text(owner.startedAt)), \(Wording.age(owner.ageSeconds)) ago"))
        if let supervisor = owner.supervisor {
            rows.append(
                (
                    supervisor.restarts ? "Kept by" : "Inside",
                    Wording.escaped("\(supervisor.name) (\(supervisor.kind.rawValue))")
                ))
        }
        if !owner.ancestry.isEmpty {
            let chain = owner.ancestry.prefix(6).map { Wording.escaped($0.name) }
            rows.append(("Under", chain.joined(separator: " ← ")))
        }
        page.table(rows.map { [$0.0, $0.1] })
    }

    private static func steps(_ report: Report, _ page: inout Page) {
        guard !report.steps.isEmpty else { return }
        page.blank()
        let answers: [Report.Step.Answer: String] = [.yes: "yes", .no: "no", .unknown: "?", .notAsked: "–"]
        let questionWidth = report.steps.map { TerminalText.width($0.question) }.max() ?? 0
        for (index, step) in report.steps.enumerated() {
            let start = "\(index + 1) \(TerminalText.pad(step.question, to: questionWidth + 3))"
            let answer = TerminalText.pad(answers[step.answer] ?? "", to: 5)
            page.line(start + answer, detail: step.detail, mark: step.stopsHere ? "← it stops here" : "")
        }
    }

    static func ending(_ finding: Finding, _ page: inout Page) {
        page.blank()
        for (index, fix) in finding.fixes.enumerated() {
            let text = fix.text + (fix.command.map { ":  \($0)" } ?? "")
            // The label says "or" already.
            let bare = index > 0 && text.hasPrefix("or ") ? String(text.dropFirst(3)) : text
            page.labelled(index == 0 ? "Fix" : "or", bare)
        }
        page.labelled("Why", "sockdoctor explain \(finding.cause)")
    }

    static func couldNotLook(_ report: Report, _ page: inout Page) {
        guard !report.undecided.isEmpty else { return }
        page.blank()
        // Several rules that miss the same permission are one line.
        var needs: [String] = []
        for entry in report.undecided where !needs.contains(entry.needs) { needs.append(entry.needs) }
        for need in needs {
            let causes = report.undecided.filter { $0.needs == need }.map(\.cause)
            page.paragraph("Could not decide on \(causes.joined(separator: ", ")): \(need).")
        }
    }
}
