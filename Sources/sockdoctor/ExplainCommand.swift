import ArgumentParser
import SocketFacts
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

    @Option(help: "The language of the programs on a page: python, c, java, node, go or swift.")
    var language: String?

    @OptionGroup var common: CommonOptions

    @Flag(help: .hidden)
    var markdown = false

    @Flag(help: "List the names of all causes.")
    var names = false

    @Option(help: .hidden)
    var writeRecipes: String?

    @Flag(help: .hidden)
    var literals = false

    func run() throws {
        if let writeRecipes { return try Self.write(to: writeRecipes) }
        if literals { return try Self.writeLiterals() }
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
        if let language {
            guard let known = Recipe.Language(rawValue: language.lowercased()) else {
                let names = Recipe.Language.allCases.map(\.rawValue).joined(separator: ", ")
                throw usageError("--language takes one of \(names)", nearest: "explain \(what[0]) --language python")
            }
            request.language = known
        }
        try request.answer()
    }

    /// What texts are searched for, each with its kind, for the benchmark that lets grep(1) search for the same.
    private static func writeLiterals() throws {
        for kind in ErrorRecogniser.LiteralKind.allCases {
            try Answering.write(ErrorRecogniser.literals(kind).map { "\(kind.rawValue)\t\($0)\n" }.joined())
        }
    }

    /// Every program of every recipe as a file, for the tests that run them.
    private static func write(to directory: String) throws {
        for recipe in Recipe.all {
            for program in recipe.programs {
                let path = "\(directory)/\(recipe.name).\(program.language.fileExtension)"
                do throws(SystemError) {
                    try FactsFile.write(Array(program.source.utf8), to: path)
                } catch {
                    try Answering.complain("cannot write \(Wording.escaped(path)): \(error.message)")
                    throw ExitCode.undecided
                }
            }
        }
    }
}
