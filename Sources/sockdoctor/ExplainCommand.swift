import ArgumentParser
import SocketProbes
import SocketRules

/// `sockdoctor explain CAUSE`: the page of one cause.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain a cause: what it means, how to see it by hand, what mends it.")

    @Argument(help: "The name of a cause, for example wrong-port.", completion: .list(Catalog.all.map { $0.name }))
    var cause: String?

    @OptionGroup var common: CommonOptions

    @Flag(help: .hidden)
    var markdown = false

    @Flag(help: "List the names of all causes.")
    var names = false

    func run() throws {
        if names { return try Answering.write(Catalog.all.map { $0.name + "\n" }.joined()) }
        guard let cause else { throw usageError("which cause", nearest: "explain server-not-running") }
        guard let found = Catalog.cause(named: cause.lowercased()) else {
            let nearest = Catalog.nearestName(to: cause)
            throw usageError(
                "there is no cause \"\(Wording.escaped(cause, limit: 60))\"", nearest: "explain \(nearest)")
        }
        try Answering.write(
            markdown
                ? ExplainPage.markdown(found)
                : ExplainPage.terminal(found, width: Terminal.width(), usesColor: common.usesColor))
    }
}
