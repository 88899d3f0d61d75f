import ArgumentParser
import FoundationEssentials
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules

/// From a question to printed output and an exit status.
enum Answering {
    static func answer(_ question: Question, from: String?, _ common: Request.Output) throws {
        let facts = try facts(question, from: from)
        if let path = common.factsFile { try save(facts, to: path) }
        try show(facts, common)
    }

    static func facts(_ question: Question, from: String?) throws -> Facts {
        if let from {
            let place = try FromOption.place(from)
            do {
                try Doctor.enter(place)
            } catch {
                try complain("cannot ask from \(from): \(error.phrase)")
                throw ExitCode.undecided
            }
        }
        let progress = Progress()
        defer { progress.end() }
        return Doctor.examine(question) { progress.say($0) }
    }

    static func answer(fromFile path: String, _ common: Request.Output) throws {
        try show(try facts(Facts.self, fromFile: path), common)
    }

    /// What ``save(_:to:)`` has written.
    static func facts<T: Decodable>(_ type: T.Type, fromFile path: String) throws -> T {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FactsFile.read(path)
        } catch {
            try complain("cannot read \(Wording.escaped(path)): \(error.message)")
            throw ExitCode.undecided
        }
        guard let facts = try? JSONDecoder().decode(type, from: Data(bytes)) else {
            try complain("\(Wording.escaped(path)) is no file of facts that sockdoctor wrote")
            throw ExitCode.undecided
        }
        return facts
    }

    static func save(_ facts: some Encodable, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        let bytes = Array(try encoder.encode(facts))
        do throws(SystemError) {
            try FactsFile.write(bytes, to: path)
        } catch {
            try complain("cannot write \(Wording.escaped(path)): \(error.message)")
            throw ExitCode.undecided
        }
    }

    private static func show(_ facts: Facts, _ common: Request.Output) throws {
        let report = Report(facts)
        try write(text(report, common))
        throw status(report.verdict)
    }

    static func status(_ verdict: Report.Verdict) -> ExitCode {
        switch verdict {
        case .healthy: .healthy
        case .problem: .problem
        case .undecided: .undecided
        }
    }

    static func text(_ report: Report, _ common: Request.Output) -> String {
        if common.json { return JSONReport.render(report) }
        let style = TerminalReport.Style(
            width: Terminal.width(), usesColor: common.usesColor, isVerbose: common.verbose)
        return TerminalReport.render(report, style: style)
    }

    /// Prints; a full disk or a closed pipe is an error of its own.
    static func write(_ text: String, to stream: Terminal.Stream = .output) throws {
        do throws(SystemError) {
            try Terminal.write(text, to: stream)
        } catch {
            if error != .brokenPipe { try complain("cannot write the report: \(error.message)") }
            throw ExitCode.undecided
        }
    }

    static func complain(_ sentence: String) throws {
        try? Terminal.write("sockdoctor: \(sentence)\n", to: .error)
    }
}
