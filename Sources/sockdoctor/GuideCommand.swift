import ArgumentParser
import SocketFacts
import SocketProbes
import SocketRules

/// `sockdoctor guide [TOPIC]`: the whole guide, or a part of it.
struct GuideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "Read the guide: flowchart, symptoms, causes, programs that do it right.",
        discussion: """
            TOPIC is a symptom, a cause, a program or a chapter: flowchart, categories, connection, binding, data, docker, \
            capture, wsl, recipes, card, misconceptions, last-resorts, escalation.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case terminal
        case markdown
        case html
    }

    @Argument(help: "A symptom, a cause, a program or a chapter.", completion: .list(Guide.names))
    var topic: String?

    @Option(help: "terminal, markdown or html.")
    var format: String = Format.terminal.rawValue

    @Option(name: .customShort("o"), help: "Write the guide's files into this directory.", completion: .directory)
    var directory: String?

    @Option(help: "The language of programs in the terminal: python, c, java, node, go or swift.")
    var language: String?

    @Flag(name: .customLong("no-color"), help: "No colour (also NO_COLOR).")
    var noColor = false

    func run() throws {
        guard let format = Format(rawValue: format.lowercased()) else {
            throw usageError("--format takes terminal, markdown or html", nearest: "guide --format html -o guide")
        }
        var chapters = Guide.chapters
        if let topic {
            chapters = Guide.chapters(named: topic.lowercased())
            guard !chapters.isEmpty else {
                throw usageError(
                    "the guide has no topic \"\(Wording.escaped(topic, limit: 60))\"",
                    nearest: "guide \(Catalog.nearestName(to: topic, among: Guide.names))")
            }
        }
        if let directory { return try write(chapters, format, to: directory) }
        switch format {
        case .html: try Answering.write(GuideHTML.document(chapters))
        case .markdown:
            try Answering.write(GuideMarkdown.document(chapters, title: topic == nil ? Guide.title : nil))
        case .terminal: try show(chapters)
        }
    }

    private func show(_ chapters: [GuideChapter]) throws {
        var options = Request.Output()
        options.noColor = noColor
        let text = GuideTerminal.render(
            chapters, width: Terminal.width(), usesColor: options.usesColor, language: try programs())
        if Terminal.isTerminal(.output), Pager.show(text) { return }
        try Answering.write(text)
    }

    private func programs() throws -> Recipe.Language {
        guard let language else { return .python }
        guard let known = Recipe.Language(rawValue: language.lowercased()) else {
            let names = Recipe.Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw usageError("--language takes one of \(names)", nearest: "guide recipes --language python")
        }
        return known
    }

    /// The files of a format; each is written beside its place and renamed.
    private func write(_ chapters: [GuideChapter], _ format: Format, to directory: String) throws {
        let files: [(path: String, text: String)]
        switch format {
        case .html: files = [("guide.html", GuideHTML.document(chapters))]
        case .markdown where topic == nil: files = GuideMarkdown.files.map { ($0.path, $0.text) }
        case .markdown: files = [("guide.md", GuideMarkdown.document(chapters))]
        case .terminal:
            let text = GuideTerminal.render(chapters, width: 80, usesColor: false, language: try programs())
            files = [("guide.txt", text)]
        }
        var place = directory
        do throws(SystemError) {
            try Folder.make(directory)
            for file in files {
                place = "\(directory)/\(file.path)"
                try FactsFile.write(Array(file.text.utf8), to: place, mode: 0o644)
            }
        } catch {
            try Answering.complain("cannot write \(Wording.escaped(place)): \(error.message)")
            throw ExitCode.undecided
        }
    }
}
