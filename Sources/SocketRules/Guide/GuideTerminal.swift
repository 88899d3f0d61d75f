/// The guide for a terminal, or for a pipe.
public enum GuideTerminal {
    public static func render(
        _ chapters: [GuideChapter], width: Int, usesColor: Bool, language: Recipe.Language = .python
    ) -> String {
        var writer = Writer(columns: max(40, min(100, width)), usesColor: usesColor, language: language)
        for chapter in chapters {
            if !chapter.title.isEmpty { writer.banner(chapter.title) }
            for topic in chapter.topics { writer.write(topic) }
        }
        while writer.text.hasSuffix("\n\n") { writer.text.removeLast() }
        return writer.text
    }

    private struct Writer {
        let columns: Int
        let usesColor: Bool
        let language: Recipe.Language
        var text = ""

        mutating func banner(_ title: String) {
            let line = String(repeating: "═", count: TerminalText.width(title))
            text += TerminalText.paint("\(title)\n\(line)", .bold, usesColor) + "\n\n"
        }

        mutating func write(_ topic: GuideTopic) {
            for line in TerminalText.wrap(topic.title, width: columns) {
                text += TerminalText.paint(line, .bold, usesColor) + "\n"
            }
            if topic.kind != .part {
                text += TerminalText.paint("\(topic.kind.rawValue) \(topic.name)", .faint, usesColor) + "\n"
            }
            text += "\n"
            for block in topic.blocks { write(block) }
        }

        mutating func write(_ block: GuideBlock) {
            switch block {
            case .paragraph(let sentence):
                for line in TerminalText.wrap(sentence, width: columns - 2) { text += "  \(line)\n" }
            case .heading(let title):
                for line in TerminalText.wrap(title, width: columns) {
                    text += TerminalText.paint(line, .bold, usesColor) + "\n"
                }
                return
            case .items(let items): items.forEach { item($0) }
            case .output(let lines): for line in lines { text += "    \(line)\n" }
            case .checks(let checks): text += ExplainPage.checks(checks, columns, usesColor)
            case .links(let links): for link in links { item("\(link.name): \(link.title)") }
            case .table(let head, let rows): table(head, rows)
            case .programs(let recipe): programs(recipe)
            case .flowchart: text += FlowchartDrawing.text(width: columns, names: true)
            }
            text += "\n"
        }

        private mutating func item(_ sentence: String) {
            for (index, line) in TerminalText.wrap(sentence, width: columns - 4).enumerated() {
                text += (index == 0 ? "  - " : "    ") + line + "\n"
            }
        }

        /// A row is a short paragraph: three columns do not fit into 80.
        private mutating func table(_ head: [String], _ rows: [[GuideCell]]) {
            for row in rows {
                for (index, cell) in row.enumerated() {
                    let words =
                        switch cell {
                        case .text(let words), .command(let words): words
                        case .links(let links): links.map(\.title).joined(separator: ", ")
                        }
                    if index == 0 {
                        for line in TerminalText.wrap(words, width: columns - 2) {
                            text += "  " + TerminalText.paint(line, .bold, usesColor) + "\n"
                        }
                        continue
                    }
                    let label = TerminalText.pad(head[index], to: 13)
                    for (number, line) in TerminalText.wrap(words, width: columns - 17).enumerated() {
                        let start =
                            number == 0
                            ? TerminalText.paint(label, .faint, usesColor) : String(repeating: " ", count: 13)
                        text += "    \(start)\(line)\n"
                    }
                }
            }
        }

        private mutating func programs(_ recipe: Recipe) {
            guard let program = recipe.programs.first(where: { $0.language == language }) ?? recipe.programs.first
            else { return }
            for line in program.source.split(separator: "\n", omittingEmptySubsequences: false) {
                text += line.isEmpty ? "\n" : "    \(line)\n"
            }
            let others = recipe.programs.filter { $0.language != program.language }.map(\.language.rawValue)
            if !others.isEmpty {
                text += "  Also: sockdoctor guide \(recipe.name) --language \(others.joined(separator: "|"))\n"
            }
        }
    }
}
