import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules

/// `sockdoctor run -- PROGRAM ARGS…`: watches a program's socket calls and says what is wrong with its code.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Watch a program's socket calls, and say what is wrong with its code.",
        discussion: """
            The program runs as if nobody watched: its input, output, signals and descriptors are unchanged. The report \
            comes on standard error when it has ended; Ctrl+C ends the program and the report still comes.
            """)

    @Option(name: .customShort("o"), help: "Write the report into this file.", completion: .file())
    var outputFile: String?

    @Option(help: "Save everything that was seen, to answer from later.", completion: .file())
    var save: String?

    @Flag(help: "Tell each connection's calls as a sequence diagram.")
    var story = false

    @Flag(help: "Tell each mistake as soon as it is seen, one line each.")
    var live = false

    @Flag(inversion: .prefixedNo, exclusivity: .exclusive, help: "Find the calls' lines in the source.")
    var source = true

    @Option(help: "Watch a process that runs already, until Ctrl+C or its end; it goes on.")
    var pid: Int32?

    @Flag(help: .hidden)
    var trace = false

    @Flag(help: "Exit with the program's own status.")
    var propagate = false

    @OptionGroup var common: CommonOptions

    @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
    var program: [String] = []

    func run() throws {
        var arguments = program
        if arguments.first == "--" { arguments.removeFirst() }
        let name = arguments.first ?? ""
        // What stands before the program and is no option of ours would be taken for the program.
        if name.hasPrefix("-"), program.first != "--" {
            throw usageError(
                "run has no option \(Wording.escaped(name, limit: 60))", nearest: "run --story -- python3 server.py")
        }
        guard name.isEmpty == (pid != nil) else {
            throw usageError(
                pid == nil ? "which program" : "a program or --pid, not both", nearest: "run -- python3 server.py")
        }
        if let pid, pid < 1 { throw usageError("\(pid) is no process", nearest: "run --pid 1234") }
        var options = ProgramWatch.Options()
        options.wantsSource = source
        options.usesTrace = trace
        let watch =
            pid.map { ProgramWatch(process: $0, options: options) } ?? ProgramWatch(arguments, options: options)
        var told: Set<String> = []
        let facts = Doctor.watch(
            watch, observer: ObserverProbe.observe(),
            live: live
                ? { facts in
                    for line in WatchReport.lines(Report(facts)) where told.insert(line).inserted {
                        try? Terminal.write("\(line)\n", to: .error)
                    }
                } : nil)
        if let save { try Answering.save(facts, to: save) }
        let report = Report(facts)
        try show(report)
        guard propagate, let watch = facts.watch.value else { throw Answering.status(report.verdict) }
        throw ExitCode(watch.exitStatus ?? watch.signal.flatMap { SignalNumber.statuses[$0] } ?? 127)
    }

    private func show(_ report: Report) throws {
        let output = common.output
        let isFile = outputFile != nil
        var text: String
        if output.json {
            text = JSONReport.render(report)
        } else {
            let style = TerminalReport.Style(
                width: Terminal.width(), usesColor: !isFile && output.usesColorOnErrors, isVerbose: output.verbose)
            text = TerminalReport.render(report, style: style)
            if story, let watch = report.facts.watch.value {
                text = WatchStoryText.render(watch, style: style) + "\n" + text
            }
        }
        guard let outputFile else {
            if output.json { return try Answering.write(text) }
            return try Answering.write("\n" + text, to: .error)
        }
        do throws(SystemError) {
            try FactsFile.write(Array(text.utf8), to: outputFile)
        } catch {
            try Answering.complain("cannot write \(Wording.escaped(outputFile)): \(error.message)")
            throw ExitCode.undecided
        }
    }
}

/// A shell's exit statuses for a program that a signal ended.
private enum SignalNumber {
    static let statuses: [String: Int32] = [
        "SIGHUP": 129, "SIGINT": 130, "SIGQUIT": 131, "SIGILL": 132, "SIGTRAP": 133, "SIGABRT": 134, "SIGBUS": 135,
        "SIGFPE": 136, "SIGKILL": 137, "SIGUSR1": 138, "SIGSEGV": 139, "SIGUSR2": 140, "SIGPIPE": 141, "SIGALRM": 142,
        "SIGTERM": 143,
    ]
}
