import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules

/// `sockdoctor explain "TEXT"`, `explain -` and `explain --follow -`, however the command line was read.
struct TextRequest {
    var text: String
    var checks = false
    var follows = false
    var language: Recipe.Language?
    var output = Request.Output()

    init(_ text: String) { self.text = text }

    /// The plain forms, read without the argument parser, whose set-up takes longer than the answer.
    init?(plain arguments: some Collection<String>) {
        guard arguments.first == "explain" else { return nil }
        var text: String?
        for argument in arguments.dropFirst() {
            switch argument {
            case "--json": output.json = true
            case "--verbose", "-v": output.verbose = true
            case "--no-color": output.noColor = true
            case "--check": checks = true
            case "--follow": follows = true
            default:
                guard text == nil, argument == "-" || argument.first != "-" else { return nil }
                text = argument
            }
        }
        guard let text, !text.isEmpty else { return nil }
        self.text = text
    }

    func answer() throws {
        if text == "-" { return try answerInput() }
        if follows { throw usageError("--follow reads standard input", nearest: "explain --follow -") }
        if try answerPage() { return }
        let started = MonotonicClock.milliseconds()
        let recogniser = ErrorRecogniser()
        let recognised = recogniser.recognise(Array(text.utf8))
        // One word that is no error is a slip in a name.
        if recognised.symptom == .notASocketError, Self.looksLikeName(text) {
            throw usageError(
                "there is no cause \"\(Wording.escaped(text, limit: 60))\"",
                nearest: "explain \(Catalog.nearestName(to: text))")
        }
        try finish(recognised, started)
    }

    private static func looksLikeName(_ text: String) -> Bool {
        text.utf8.allSatisfy {
            (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 0x2d
        }
    }

    /// The page of a cause or a symptom, if the text is the name of one.
    private func answerPage() throws -> Bool {
        // Looking through all names takes longer than reading the text.
        guard Self.looksLikeName(text) else { return false }
        let name = text.lowercased()
        let width = Terminal.width()
        if let page = Catalog.page(named: name) {
            try Answering.write(
                ExplainPage.terminal(
                    page, width: width, usesColor: output.usesColor, language: language ?? .python))
            return true
        }
        if let page = SymptomExplained.terminal(named: name, width: width, usesColor: output.usesColor) {
            try Answering.write(page)
            return true
        }
        return false
    }

    // MARK: Standard input

    private func answerInput() throws {
        let started = MonotonicClock.milliseconds()
        var input = StandardInput(catchesSignals: follows)
        var head: [UInt8] = []
        if !follows {
            // A text of this size is understood as a whole; what is longer is a log.
            reading: while head.count <= Self.wholeLimit {
                switch try read(&input) {
                case .bytes(let count): head += input.bytes(count)
                case .end, .signal: break reading
                }
            }
            if head.count <= Self.wholeLimit {
                guard !head.isEmpty else {
                    throw usageError("standard input is empty", nearest: "explain \"ERROR TEXT\"")
                }
                let recogniser = ErrorRecogniser()
                return try finish(recogniser.recognise(head), started)
            }
        }
        try stream(head, &input)
    }

    private static let wholeLimit = 1 << 17

    private func read(_ input: inout StandardInput) throws -> StandardInput.Event {
        do throws(SystemError) {
            return try input.fill()
        } catch {
            try Answering.complain("cannot read standard input: \(error.message)")
            throw ExitCode.undecided
        }
    }

    private func stream(_ head: [UInt8], _ input: inout StandardInput) throws {
        var stream = ErrorStream(everyMark: follows, sample: head)
        var pending: [ErrorStream.Mark] = []
        var kinds: [String: (mark: ErrorStream.Mark, order: Int)] = [:]
        func take(_ mark: ErrorStream.Mark) {
            if follows { return pending.append(mark) }
            let place = TextReport.line(mark, width: 0)
            if kinds[place] == nil, kinds.count < 1000 { kinds[place] = (mark, kinds.count) }
        }
        stream.feed(head, count: head.count) { take($0) }
        var wasStopped = false
        reading: while true {
            switch try read(&input) {
            case .bytes(let count):
                stream.feed(input.words.span, count: count) { take($0) }
                for mark in pending { try show(mark) }
                pending = []
            case .end: break reading
            case .signal:
                wasStopped = true
                break reading
            }
        }
        stream.finish { take($0) }
        for mark in pending { try show(mark) }
        for (mark, _) in kinds.values.sorted(by: { $0.mark.line < $1.mark.line }) { try show(mark) }
        if wasStopped, Terminal.isTerminal(.output) { try Answering.write("\n") }
        try Answering.write(TextReport.summary(stream, json: output.json))
        throw stream.counts.isEmpty ? ExitCode.healthy : ExitCode.problem
    }

    private func show(_ mark: ErrorStream.Mark) throws {
        try Answering.write(
            output.json ? TextReport.json(mark) : TextReport.line(mark, width: Terminal.width()) + "\n")
    }

    // MARK: The answer

    private func finish(_ recognised: Recognised, _ started: Double) throws {
        var report = TextReport(recognised)
        if checks, recognised.symptom != .notASocketError {
            if let (command, target) = TextReport.question(recognised) {
                var request = Request(command)
                request.target = target
                do {
                    report.check = Report(try Answering.facts(try request.question(target), from: nil))
                } catch let error as UsageError {
                    report.checkNeeds = error.text
                }
            } else {
                report.checkNeeds = recognised.port == nil ? "the text names no port" : "no check settles this"
            }
        }
        report.elapsedMilliseconds = MonotonicClock.milliseconds() - started
        let style = TerminalReport.Style(
            width: Terminal.width(), usesColor: output.usesColor, isVerbose: output.verbose)
        try Answering.write(output.json ? report.json() : report.terminal(style: style))
        throw Answering.status(report.verdict)
    }
}
