/// The guide as Markdown: one document, or a folder with one file a chapter.
public enum GuideMarkdown {
    /// - Parameter path: within the folder of the guide.
    public struct File: Sendable {
        public var path: String
        public var text: String
    }

    /// Everything in one document; links lead to anchors within it.
    public static func document(_ chapters: [GuideChapter], title: String? = nil) -> String {
        let known = Set(chapters.flatMap(\.topics).map(\.anchor) + chapters.map(\.name))
        var text = title.map { "# \($0)\n" } ?? ""
        for chapter in chapters {
            text += Self.chapter(chapter, level: title == nil ? 1 : 2) {
                known.contains($0.anchor) ? "#\($0.anchor)" : nil
            }
        }
        return text
    }

    /// The folder: README.md with the beginning and the contents, and a file for every other chapter.
    public static var files: [File] {
        let chapters = Guide.chapters
        var homes: [String: String] = [:]
        for (index, chapter) in chapters.enumerated() {
            let path = index == 0 ? "README.md" : "\(chapter.name).md"
            homes[chapter.name] = path
            for topic in chapter.topics { homes[topic.anchor] = "\(path)#\(topic.anchor)" }
        }
        return chapters.enumerated().map { index, chapter in
            let path = index == 0 ? "README.md" : "\(chapter.name).md"
            var text = index == 0 ? "# \(Guide.title)\n" : "[The guide](README.md)\n"
            text += Self.chapter(chapter, level: index == 0 ? 2 : 1) { link in
                homes[link.anchor].map { $0.hasPrefix(path + "#") ? String($0.dropFirst(path.utf8.count)) : $0 }
            }
            if index == 0 {
                text += "\n## Contents\n\n"
                for other in chapters.dropFirst() { text += "- [\(other.title)](\(other.name).md)\n" }
            }
            return File(path: path, text: text)
        }
    }

    // MARK: Pieces

    private static func chapter(_ chapter: GuideChapter, level: Int, href: (GuideLink) -> String?) -> String {
        let marks = String(repeating: "#", count: level)
        var text = ""
        if !chapter.title.isEmpty { text += "\n<a id=\"\(chapter.name)\"></a>\n\n\(marks) \(escape(chapter.title))\n" }
        for topic in chapter.topics {
            text += "\n<a id=\"\(topic.anchor)\"></a>\n\n\(marks)# \(escape(topic.title))\n"
            if topic.kind != .part { text += "\n\(topic.kind.rawValue) `\(topic.name)`\n" }
            for block in topic.blocks { text += "\n" + Self.block(block, level: level + 2, href: href) }
        }
        return text.first == "\n" ? String(text.dropFirst()) : text
    }

    private static func block(_ block: GuideBlock, level: Int, href: (GuideLink) -> String?) -> String {
        switch block {
        case .paragraph(let text): return inline(text) + "\n"
        case .heading(let text): return String(repeating: "#", count: level) + " \(escape(text))\n"
        case .items(let items): return items.map { "- \(inline($0))\n" }.joined()
        case .output(let lines): return fence(lines.joined(separator: "\n"), "")
        case .checks(let checks): return checks.map { "- \(code($0.command)): \(inline($0.shows))\n" }.joined()
        case .links(let links): return links.map { "- \(Self.link($0, href))\n" }.joined()
        case .table(let head, let rows):
            var text = "| " + head.joined(separator: " | ") + " |\n|" + head.map { _ in "---|" }.joined() + "\n"
            for row in rows {
                text += "|"
                for cell in row { text += " \(Self.cell(cell, href)) |" }
                text += "\n"
            }
            return text
        case .programs(let recipe):
            return recipe.programs.map { "\($0.language.title):\n\n" + fence($0.source, $0.language.fence) }
                .joined(separator: "\n")
        case .flowchart:
            var text = fence(FlowchartDrawing.text(width: 72, names: false), "")
            for exit in FlowchartDrawing.exits {
                text += "\n\(exit.title):\n\n"
                for cause in exit.causes { text += "- \(link(GuideLink(cause), href))\n" }
            }
            return text
        }
    }

    private static func cell(_ cell: GuideCell, _ href: (GuideLink) -> String?) -> String {
        switch cell {
        case .text(let text): inline(text).replacing("|", with: "\\|")
        case .command(let text): code(text).replacing("|", with: "\\|")
        case .links(let links): links.map { link($0, href) }.joined(separator: ", ")
        }
    }

    private static func link(_ link: GuideLink, _ href: (GuideLink) -> String?) -> String {
        guard let target = href(link) else { return "\(escape(link.title)) (`\(link.name)`)" }
        return "[\(escape(link.title))](\(target))"
    }

    private static func fence(_ text: String, _ language: String) -> String {
        "```\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```\n"
    }

    /// A command that spans lines is joined: in a list there is one line for it.
    private static func code(_ text: String) -> String {
        let flat = text.split(separator: "\n").joined(separator: "; ")
        return flat.contains("`") ? "`` \(flat) ``" : "`\(flat)`"
    }

    static func inline(_ text: String) -> String {
        GuideText.parts(text).map { $0.isCode ? "`\($0.text)`" : escape($0.text) }.joined()
    }

    /// What Markdown would take for markup. An underscore within a word is none.
    private static func escape(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*<".contains(character) { result += "\\" }
            result.append(character)
        }
        return result.replacing("](", with: "]\\(")
    }
}
