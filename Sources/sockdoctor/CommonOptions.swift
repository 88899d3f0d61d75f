import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes

/// What every command that reports understands.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(name: .shortAndLong, help: "Show each piece of evidence with the command that re-checks it by hand.")
    var verbose = false

    @Flag(name: .customLong("no-color"), help: "No colour (also NO_COLOR).")
    var noColor = false

    @Option(
        name: .customLong("facts"),
        help: "With a target: save all that was seen to FILE. Without: answer from FILE.", completion: .file())
    var factsFile: String?

    var output: Request.Output {
        Request.Output(json: json, verbose: verbose, noColor: noColor, factsFile: factsFile)
    }

    var usesColor: Bool { output.usesColor }
}

extension Request.Output {
    /// Colour is for terminals, and not for those who said no (no-color.org).
    var usesColor: Bool {
        !noColor && Terminal.variable("NO_COLOR") == nil && Terminal.isTerminal(.output)
            && Terminal.variable("TERM") != "dumb"
    }
}

extension Request.Output {
    /// The same for what goes to standard error.
    var usesColorOnErrors: Bool {
        !noColor && Terminal.variable("NO_COLOR") == nil && Terminal.isTerminal(.error)
            && Terminal.variable("TERM") != "dumb"
    }
}

/// Options that say what is asked, shared by `check` and `port`.
struct TransportOption: ParsableArguments {
    @Flag(help: "Ask about UDP instead of TCP.")
    var udp = false
}

/// Wrong usage: one sentence and the nearest valid form, exit status 64.
struct UsageError: Error {
    var text: String
}

func usageError(_ message: String, nearest: String? = nil) -> UsageError {
    UsageError(text: message + (nearest.map { "; try: sockdoctor \($0)" } ?? ""))
}

extension ExitCode {
    static let healthy = ExitCode(0)
    static let problem = ExitCode(1)
    static let undecided = ExitCode(2)
}

/// Where a question is asked from: `--from netns:NAME` or `pid:N`.
enum FromOption {
    static func place(_ text: String) throws -> NamespaceEntry.Place {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, parts[0] == "netns", !parts[1].isEmpty { return .named(parts[1]) }
        if parts.count == 2, parts[0] == "pid", let pid = Int32(parts[1]), pid > 0 { return .process(pid) }
        throw usageError("--from takes netns:NAME or pid:N", nearest: "check localhost:9090 --from pid:4242")
    }
}
