import SocketFacts

/// The report on a watched program for a person.
public enum WatchReport {
    /// One line for each finding: "✗ server.py:31: …".
    public static func lines(_ report: Report) -> [String] {
        report.findings.map { finding in
            let place = finding.location.map { "\(Wording.file($0.file)):\($0.line): " } ?? ""
            return "✗ " + place + TerminalReport.sure(finding)
        }
    }

    static func whatWouldHelp(_ facts: Facts) -> Diagnosis.Undecided {
        let cause = OneReceivePerMessage.name
        guard let watch = facts.watch.value else {
            return .init(cause: cause, needs: facts.watch.reason?.phrase ?? "a program to watch")
        }
        if let file = watch.file {
            let why = file.error.map { "\($0.name), \($0.message)" } ?? "no reason was given"
            return .init(cause: ScriptNotExecutable.name, needs: "the program to start: \(why)")
        }
        if watch.means == .none {
            let reason = watch.unwatched.first?.unwatched.map { " (\($0))" } ?? ""
            return .init(cause: cause, needs: "a program whose calls can be recorded" + reason)
        }
        if watch.lost > 0 {
            return .init(
                cause: cause, needs: "all calls; \(watch.lost) of them came faster than they could be taken in")
        }
        let names = watch.unwatched.compactMap { $0.arguments.first }.prefix(3).map { Wording.file($0) }
        return .init(
            cause: cause,
            needs: "the calls of \(names.joined(separator: ", ")), which could not be recorded from within")
    }

    static func render(_ report: Report, _ page: inout Page) {
        guard let watch = report.facts.watch.value else {
            let reason = report.facts.watch.reason?.phrase ?? "nobody asked"
            page.headline("?", .yellow, "The program could not be watched: \(reason)")
            return
        }
        switch report.verdict {
        case .healthy: page.headline("✓", .green, "No mistake was seen in \(summary(watch))")
        case .undecided: page.headline("?", .yellow, "Not all of the program could be watched: \(summary(watch))")
        case .problem: findings(report, watch, &page)
        }
        if report.verdict != .problem { page.paragraph(ending(watch)) }
        for note in report.notes { page.paragraph("Note: " + note) }
        if report.verdict != .problem {
            TerminalReport.couldNotLook(report, &page)
        }
        if page.style.isVerbose { page.paragraph(means(watch)) }
    }

    private static func findings(_ report: Report, _ watch: WatchFacts, _ page: inout Page) {
        for (index, finding) in report.findings.enumerated() {
            if index > 0 { page.blank() }
            let place = finding.location.map { "\(Wording.file($0.file)):\($0.line): " } ?? ""
            page.headline("✗", .red, place + TerminalReport.sure(finding))
            page.blank()
            if let location = finding.location, let text = text(location, watch) {
                page.source("\(location.line) │ \(Wording.escaped(text, limit: 120))")
                page.blank()
            }
            TerminalReport.body(finding, &page)
            TerminalReport.ending(finding, &page)
        }
        page.blank()
        page.paragraph((watch.file == nil ? "\(summary(watch).capitalizedFirst). " : "") + ending(watch))
        TerminalReport.couldNotLook(report, &page)
    }

    private static func text(_ location: SourceLocation, _ watch: WatchFacts) -> String? {
        let place = watch.places.first { $0.file == location.file && $0.line == location.line && $0.text != nil }
        guard let text = place?.text else { return nil }
        let trimmed = text.drop { $0 == " " || $0 == "\t" }
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// "137 calls on 4 sockets".
    static func summary(_ watch: WatchFacts) -> String {
        let sockets = watch.sockets.count + watch.socketsOmitted
        guard watch.calls > 0 else { return "the run: the program used no TCP or UDP socket" }
        return "\(Wording.count(watch.calls, "call")) on \(Wording.count(sockets, "socket"))"
    }

    private static func ending(_ watch: WatchFacts) -> String {
        if watch.isRunning { return "The program goes on." }
        if let signal = watch.signal { return "The program was ended by \(signal)." }
        if let status = watch.exitStatus { return "The program's exit status was \(status)." }
        return "The program did not start."
    }

    static func means(_ watch: WatchFacts) -> String {
        switch watch.means {
        case .preload: "Watched from within: a preloaded library noted the calls."
        case .ptrace:
            "Watched with ptrace" + (watch.whyTraced.map { " because \($0)" } ?? "")
                + ": the kernel stopped the program at its calls."
                + (watch.keepsRights == true
                    ? " Programs that it started could not gain rights (sudo, su): that needs root." : "")
        case .none: "The calls could not be watched."
        }
    }
}
