import SocketFacts

/// The page of one cause, for `sockdoctor explain NAME` and for the documentation.
public enum ExplainPage {
    public static func markdown(_ cause: any CausePage.Type) -> String {
        var text = "# \(cause.title)\n\nCause: `\(cause.name)`"
        if !cause.symptoms.isEmpty { text += " · shows as: " + cause.symptoms.map(\.title).joined(separator: ", ") }
        text += "\n\n\(cause.explanation)\n\n## What it looks like\n\n"
        for line in cause.illustrations { text += "- \(line)\n" }
        if !cause.lookalikes.isEmpty {
            text += "\nNot to be confused with:\n\n"
            for line in cause.lookalikes { text += "- \(line)\n" }
        }
        text += "\n## How to see it by hand\n\n"
        for check in cause.byHand { text += "- `\(check.command)`: \(check.shows)\n" }
        text += "\n## What mends it\n\n"
        for remedy in cause.remedies { text += "- \(remedy)\n" }
        if !cause.misconceptions.isEmpty {
            text += "\n## What does not help\n\n"
            for misconception in cause.misconceptions { text += "- \(misconception)\n" }
        }
        for recipe in cause.recipes {
            text += "\n## \(recipe.title)\n"
            for program in recipe.programs {
                text += "\n\(program.language.title):\n\n```\(program.language.fence)\n"
                text += program.source + (program.source.hasSuffix("\n") ? "" : "\n") + "```\n"
            }
        }
        return text
    }

    /// - Parameter language: whose programs are shown; the others are named.
    public static func terminal(
        _ cause: any CausePage.Type, width: Int, usesColor: Bool, language: Recipe.Language = .python
    ) -> String {
        let columns = max(40, min(100, width))
        var text = TerminalText.paint(cause.title, .bold, usesColor) + "\n"
        text += TerminalText.paint(cause.name, .faint, usesColor) + "\n\n"
        for paragraph in cause.explanation.split(separator: "\n\n") {
            let flat = paragraph.split(separator: "\n").joined(separator: " ")
            for line in TerminalText.wrap(flat, width: columns - 2) { text += "  \(line)\n" }
            text += "\n"
        }
        func section(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            text += TerminalText.paint(title, .bold, usesColor) + "\n"
            for item in items {
                for (index, line) in TerminalText.wrap(item, width: columns - 4).enumerated() {
                    text += (index == 0 ? "  - " : "    ") + line + "\n"
                }
            }
            text += "\n"
        }
        section("What it looks like", cause.illustrations)
        if !cause.byHand.isEmpty {
            text += TerminalText.paint("How to see it by hand", .bold, usesColor) + "\n"
            text += checks(cause.byHand, columns, usesColor) + "\n"
        }
        section("What mends it", cause.remedies)
        section("What does not help", cause.misconceptions)
        for recipe in cause.recipes {
            text += programs(recipe, language, usesColor, in: cause.name)
        }
        while text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }

    /// Commands as they can be copied, each with what it shows below it.
    static func checks(_ checks: [HandCheck], _ columns: Int, _ usesColor: Bool) -> String {
        var text = ""
        for check in checks {
            for (index, line) in check.command.split(separator: "\n").enumerated() {
                text += "  \(TerminalText.paint(index == 0 ? "$" : ">", .faint, usesColor)) \(line)\n"
            }
            for line in TerminalText.wrap(check.shows, width: columns - 6) { text += "      \(line)\n" }
        }
        return text
    }

    /// The recipe's program in one language, as it can be copied, and how to get the others.
    private static func programs(
        _ recipe: Recipe, _ language: Recipe.Language, _ usesColor: Bool, in name: String
    ) -> String {
        guard let program = recipe.programs.first(where: { $0.language == language }) ?? recipe.programs.first else {
            return ""
        }
        var text = TerminalText.paint("\(recipe.title), in \(program.language.title)", .bold, usesColor) + "\n\n"
        for line in program.source.split(separator: "\n", omittingEmptySubsequences: false) {
            text += line.isEmpty ? "\n" : "    \(line)\n"
        }
        let others = recipe.programs.filter { $0.language != program.language }.map(\.language.rawValue)
        if !others.isEmpty {
            text += "  Also: sockdoctor explain \(name) --language \(others.joined(separator: "|"))\n"
        }
        return text + "\n"
    }
}
