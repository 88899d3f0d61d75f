/// The guide as one HTML file that needs nothing else: no network, no font, no script from elsewhere.
public enum GuideHTML {
    public static func document(_ chapters: [GuideChapter]) -> String {
        let anchors = Set(chapters.flatMap(\.topics).map(\.anchor) + chapters.map(\.name))
        var body = ""
        for chapter in chapters {
            body += "<section class=\"chapter\" id=\"\(chapter.name)\">\n"
            if !chapter.title.isEmpty { body += "<h2>\(escape(chapter.title))</h2>\n" }
            for topic in chapter.topics { body += Self.topic(topic, anchors) }
            body += "</section>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(escape(Guide.title))</title>
            <style>
            \(GuideStyle.css)
            </style>
            </head>
            <body>
            <a class="skip" href="#start">Skip to the guide</a>
            <header>
            <h1>\(escape(Guide.title))</h1>
            <search hidden>
            <label for="query">Search the guide</label>
            <input id="query" type="search" autocomplete="off" spellcheck="false" placeholder="refused, TIME_WAIT, recv …">
            <p id="count" role="status"></p>
            <ol id="hits" hidden></ol>
            </search>
            </header>
            <div class="page">
            <nav aria-label="Contents">
            <details open>
            <summary>Contents</summary>
            <ul>
            \(contents(chapters))</ul>
            </details>
            </nav>
            <main>
            \(body)</main>
            </div>
            <script>
            \(GuideStyle.script)
            </script>
            </body>
            </html>

            """
    }

    private static func contents(_ chapters: [GuideChapter]) -> String {
        chapters.filter { !$0.title.isEmpty }.map { chapter in
            var text = "<li><details><summary>\(escape(chapter.title))</summary>\n<ul>\n"
            for topic in chapter.topics { text += "<li><a href=\"#\(topic.anchor)\">\(escape(topic.title))</a></li>\n" }
            return text + "</ul></details></li>\n"
        }.joined()
    }

    // MARK: Pieces

    private static func topic(_ topic: GuideTopic, _ anchors: Set<String>) -> String {
        // A category is linked to by its chapter's name, which is on the section.
        var text = "<article id=\"\(topic.anchor)\" class=\"\(topic.kind.rawValue)\">\n"
        text += "<h3><a href=\"#\(topic.anchor)\">\(escape(topic.title))</a></h3>\n"
        if topic.kind != .part {
            text += "<p class=\"name\">\(topic.kind.rawValue) <code>\(escape(topic.name))</code></p>\n"
        }
        for block in topic.blocks { text += Self.block(block, anchors) }
        return text + "</article>\n"
    }

    private static func block(_ block: GuideBlock, _ anchors: Set<String>) -> String {
        switch block {
        case .paragraph(let text): return "<p>\(inline(text))</p>\n"
        case .heading(let text): return "<h4>\(escape(text))</h4>\n"
        case .items(let items): return list(items.map { inline($0) })
        case .output(let lines):
            // A line for itself, so that what is broken on a narrow screen can be told from the next message.
            let rows = lines.map { "<span>\(escape($0))\n</span>" }.joined()
            return "<pre class=\"shows\"><code>\(rows)</code></pre>\n"
        case .checks(let checks):
            return "<dl>\n"
                + checks.map {
                    "<dt><code>\(escape($0.command))</code></dt>\n<dd>\(inline($0.shows))</dd>\n"
                }.joined() + "</dl>\n"
        case .links(let links): return list(links.map { link($0, anchors) })
        case .table(let head, let rows): return table(head, rows, anchors)
        case .programs(let recipe): return programs(recipe)
        case .flowchart: return "<figure>\n\(FlowchartDrawing.pictures.joined())</figure>\n"
        }
    }

    private static func list(_ items: [String]) -> String {
        "<ul>\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</ul>\n"
    }

    private static func table(_ head: [String], _ rows: [[GuideCell]], _ anchors: Set<String>) -> String {
        var text = "<table>\n<thead><tr>" + head.map { "<th scope=\"col\">\(escape($0))</th>\n" }.joined()
        text += "</tr></thead>\n<tbody>\n"
        for row in rows {
            text += "<tr>\n"
            for (index, cell) in row.enumerated() {
                let inside =
                    switch cell {
                    case .text(let words): inline(words)
                    case .command(let words): "<code>\(escape(words))</code>"
                    case .links(let links): links.map { link($0, anchors) }.joined(separator: ", ")
                    }
                text += "<td data-label=\"\(escape(head[index]))\">\(inside)</td>\n"
            }
            text += "</tr>\n"
        }
        return text + "</tbody>\n</table>\n"
    }

    private static func programs(_ recipe: Recipe) -> String {
        recipe.programs.enumerated().map { index, program in
            """
            <details class="program"\(index == 0 ? " open" : "")><summary>\(program.language.title)</summary>
            <pre tabindex="0"><code>\(escape(program.source))</code></pre></details>

            """
        }.joined()
    }

    private static func link(_ link: GuideLink, _ anchors: Set<String>) -> String {
        anchors.contains(link.anchor)
            ? "<a href=\"#\(link.anchor)\">\(escape(link.title))</a>"
            : "\(escape(link.title)) (<code>\(escape(link.name))</code>)"
    }

    private static func inline(_ text: String) -> String {
        GuideText.parts(text).map { $0.isCode ? "<code>\(escape($0.text))</code>" : escape($0.text) }.joined()
    }

    static func escape(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
