import ArgumentParser
import SocketProbes
import SocketRules

/// `sockdoctor explain CAUSE`, `explain "ERROR TEXT"`, `explain -`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain an error text, a symptom or a cause.",
        discussion: """
            WHAT is the text that a program printed, or - to read it, or a whole log, from standard input; or the name \
            of a cause or symptom.
            """)

    @Argument(
        help: "An error text, - for standard input, or a name such as wrong-port.",
        completion: .list(Catalog.pages.map { $0.name }))
    var what: [String] = []

    @Flag(help: "Check the host and port of the text on this machine, now.")
    var check = false

    @Flag(help: "Mark errors as they pass, one line each, with counts at the end.")
    var follow = false

    @OptionGroup var common: CommonOptions

    @Flag(help: .hidden)
    var markdown = false

    @Flag(help: "List the names of all causes.")
    var names = false

    func run() throws {
        if names { return try Answering.write(Catalog.pages.map { $0.name + "\n" }.joined()) }
        guard !what.isEmpty else { throw usageError("which text or cause", nearest: "explain \"Connection refused\"") }
        if markdown, let page = Catalog.page(named: what[0]) {
            return try Answering.write(ExplainPage.markdown(page))
        }
        // A text whose quotes were forgotten.
        var request = TextRequest(what.joined(separator: " "))
        request.checks = check
        request.follows = follow
        request.output = common.output
        try request.answer()
    }
}
