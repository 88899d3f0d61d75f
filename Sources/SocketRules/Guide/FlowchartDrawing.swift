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

    private static let end = "The server can be reached: look at the data."

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
        return text + TerminalText.wrap(end, width: inner + 4).joined(separator: "\n") + "\n"
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        TerminalText.wrap(text, width: width).map { "   " + $0 }
    }

    // MARK: SVG

    /// In units of the picture, which is about as wide as a phone; the widths of lines are for a wide font (DejaVu Sans).
    private static let width = 340
    private static let step = 18
    private static let adviceColumns = 40
    private static let causeColumns = 40
    private static let lookColumns = 42

    /// A picture a box, to be stacked without a gap: one column can be read on a phone, and on paper a page ends between
    /// two of them. Every cause is a link to its section.
    static var pictures: [String] { Flowchart.boxes.indices.map(picture) }

    private static func picture(_ index: Int) -> String {
        let box = Flowchart.boxes[index]
        var pen = Pen()
        let look = TerminalText.wrap(box.look, width: lookColumns)
        let height = 34 + look.count * step
        pen.rectangle("box", x: 4, y: 4, width: width - 8, height: height)
        pen.words(16, 27, "question", "\(index + 1)  \(box.question)")
        for (number, text) in look.enumerated() { pen.words(16, 47 + number * step, "look", text) }
        let top = 4 + height
        var y = top + 12
        for exit in exits where exit.box == index {
            let advice = TerminalText.wrap(exit.advice, width: adviceColumns)
            let titles = exit.causes.map { ($0.name, TerminalText.wrap($0.title, width: causeColumns)) }
            let lines = advice.count + titles.reduce(0) { $0 + $1.1.count }
            let inside = 30 + lines * step
            pen.rectangle("exit", x: 44, y: y, width: width - 48, height: inside)
            pen.arrow(22, y + 16, 42, y + 16)
            pen.words(56, y + 20, "label", exit.label)
            var row = y + 20 + step
            for text in advice {
                pen.words(56, row, "advice", text)
                row += step
            }
            for (name, title) in titles {
                pen.shapes += "<a href=\"#cause-\(name)\">\n"
                for (number, text) in title.enumerated() {
                    pen.words(number == 0 ? 56 : 68, row, "cause", (number == 0 ? "→ " : "") + text)
                    row += step
                }
                pen.shapes += "</a>\n"
            }
            y += inside + 10
        }
        pen.arrow(22, top, 22, y + 24)
        pen.words(30, y + 16, "label", "yes")
        y += 24
        if index == Flowchart.boxes.indices.last {
            let words = TerminalText.wrap(end, width: adviceColumns)
            pen.rectangle("box", x: 4, y: y, width: width - 8, height: 16 + words.count * step)
            for (number, text) in words.enumerated() { pen.words(16, y + 22 + number * step, "label", text) }
            y += 20 + words.count * step
        }
        // The tip of the first picture serves them all.
        let tip =
            index > 0
            ? ""
            : """
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
            <path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>

            """
        return """
            <svg class="chart" viewBox="0 0 \(width) \(y)" role="group" aria-labelledby="chart-\(index + 1)">
            <title id="chart-\(index + 1)">Box \(index + 1) of the flowchart: \(box.question)</title>
            \(tip)\(pen.shapes)</svg>

            """
    }

    private struct Pen {
        var shapes = ""

        mutating func rectangle(_ kind: String, x: Int, y: Int, width: Int, height: Int) {
            shapes +=
                "<rect class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"9\"/>\n"
        }

        mutating func arrow(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) {
            shapes += "<path class=\"edge\" d=\"M\(x1) \(y1)L\(x2) \(y2)\" marker-end=\"url(#tip)\"/>\n"
        }

        mutating func words(_ x: Int, _ y: Int, _ kind: String, _ text: String) {
            shapes += "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\">\(GuideHTML.escape(text))</text>\n"
        }
    }
}
