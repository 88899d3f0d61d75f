/// The flowchart as a picture, from the boxes and breaks by which `check` answers.
enum FlowchartDrawing {
    /// A way out of a box, and the causes that take it.
    struct Exit {
        var box: Int
        var answer: Report.Step.Answer
        var causes: [any CausePage.Type]

        var label: String {
            switch answer {
            case .no: "no"
            case .yes: "yes, but"
            default: "cannot be seen"
            }
        }

        /// What to do, or where to look further.
        var advice: String {
            switch answer {
            case .no: Flowchart.boxes[box].advice
            case .yes: "Look at what it does with its clients"
            default: "Ask from another host, or ask who runs the network"
            }
        }

        var title: String { "\(box + 1) \(Flowchart.boxes[box].question) \(label)" }
    }

    /// In the order of the boxes; the causes in the guide's.
    static var exits: [Exit] {
        let answers: [Report.Step.Answer] = [.no, .yes, .unknown]
        return Flowchart.boxes.indices.flatMap { box in
            answers.compactMap { answer in
                let causes = Catalog.reaching.filter {
                    Flowchart.breaks[$0.name].map { $0.box == box && $0.answer == answer } ?? false
                }
                return causes.isEmpty ? nil : Exit(box: box, answer: answer, causes: causes.map { $0 })
            }
        }
    }

    // MARK: Text

    /// - Parameter names: whether the causes are listed with the names to ask for.
    static func text(width: Int, names: Bool) -> String {
        let inner = max(30, min(72, width) - 4)
        let bar = String(repeating: "─", count: inner + 2)
        var text = ""
        for (index, box) in Flowchart.boxes.enumerated() {
            text += "┌\(bar)┐\n"
            for line in TerminalText.wrap("\(index + 1)  \(box.question)", width: inner) + wrapped(box.look, inner - 3)
            {
                text += "│ \(TerminalText.pad(line, to: inner)) │\n"
            }
            text += "└──┬" + String(repeating: "─", count: inner - 1) + "┘\n"
            for exit in exits where exit.box == index {
                let label = "   ├─ \(exit.label) → "
                let room = inner + 4 - TerminalText.width(label)
                let words = exit.advice
                for (number, line) in TerminalText.wrap(words, width: room).enumerated() {
                    text +=
                        (number == 0 ? label : TerminalText.pad("   │", to: TerminalText.width(label))) + line + "\n"
                }
                guard names else { continue }
                for cause in exit.causes { text += "   │    \(cause.name)\n" }
            }
            text += "   │ yes\n   ▼\n"
        }
        let end = TerminalText.wrap("The server can be reached: look at the data.", width: inner + 4)
        return text + end.joined(separator: "\n") + "\n"
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        TerminalText.wrap(text, width: width).map { "   " + $0 }
    }

    // MARK: SVG

    private static let width = 380
    private static let step = 18

    /// One column, so that it can be read on a phone; every cause is a link to its section.
    static var svg: String {
        var shapes = ""
        var y = 4
        func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ arrow: Bool = false) {
            shapes +=
                "<path class=\"edge\" d=\"M\(x1) \(y1)L\(x2) \(y2)\"\(arrow ? " marker-end=\"url(#tip)\"" : "")/>\n"
        }
        func words(_ x: Int, _ y: Int, _ kind: String, _ text: String) {
            shapes += "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\">\(GuideHTML.escape(text))</text>\n"
        }
        for (index, box) in Flowchart.boxes.enumerated() {
            let look = TerminalText.wrap(box.look, width: 46)
            let height = 34 + look.count * step
            shapes += "<rect class=\"box\" x=\"4\" y=\"\(y)\" width=\"\(width - 8)\" height=\"\(height)\" rx=\"9\"/>\n"
            words(16, y + 23, "question", "\(index + 1)  \(box.question)")
            for (number, text) in look.enumerated() { words(16, y + 43 + number * step, "look", text) }
            let top = y + height
            y = top + 12
            for exit in exits where exit.box == index {
                let advice = TerminalText.wrap(exit.advice, width: 48)
                let titles = exit.causes.map { ($0.name, TerminalText.wrap($0.title, width: 46)) }
                let lines = advice.count + titles.reduce(0) { $0 + $1.1.count }
                let inside = 30 + lines * step
                shapes +=
                    "<rect class=\"exit\" x=\"44\" y=\"\(y)\" width=\"\(width - 48)\" height=\"\(inside)\" rx=\"9\"/>\n"
                line(22, y + 16, 42, y + 16, true)
                words(56, y + 20, "label", exit.label)
                var row = y + 20 + step
                for text in advice {
                    words(56, row, "advice", text)
                    row += step
                }
                for (name, title) in titles {
                    shapes += "<a href=\"#cause-\(name)\">\n"
                    for (number, text) in title.enumerated() {
                        words(number == 0 ? 56 : 68, row, "cause", (number == 0 ? "→ " : "") + text)
                        row += step
                    }
                    shapes += "</a>\n"
                }
                y += inside + 10
            }
            line(22, top, 22, y + 22, true)
            words(30, y + 16, "label", "yes")
            y += 26
        }
        words(16, y + 18, "question", "The server can be reached: look at the data.")
        y += 30
        return """
            <svg class="chart" viewBox="0 0 \(width) \(y)" role="img" aria-labelledby="chart-title">
            <title id="chart-title">Flowchart: from the server to the firewall, with the causes at each box</title>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
            <path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>
            \(shapes)</svg>

            """
    }
}
