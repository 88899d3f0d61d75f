/// A page that grows line by line.
struct Page {
    let style: TerminalReport.Style
    private(set) var text = ""

    init(style: TerminalReport.Style) { self.style = style }

    mutating func blank() {
        if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    }

    mutating func headline(_ mark: String, _ colour: TerminalText.Colour, _ sentence: String) {
        for (index, line) in TerminalText.wrap(sentence, width: style.width - 2).enumerated() {
            let start = index == 0 ? TerminalText.paint(mark, colour, style.usesColor) : " "
            text += "\(start) \(TerminalText.paint(line, .bold, style.usesColor))\n"
        }
    }

    mutating func paragraph(_ sentence: String) {
        for line in TerminalText.wrap(sentence, width: style.width - 2) { text += "  \(line)\n" }
    }

    mutating func recheck(_ command: String) {
        text += "    " + TerminalText.paint("$ \(command)", .faint, style.usesColor) + "\n"
    }

    /// A line of a program, as it stands there.
    mutating func source(_ line: String) {
        text += "    " + TerminalText.paint(line, .faint, style.usesColor) + "\n"
    }

    mutating func labelled(_ label: String, _ sentence: String) {
        let lines = TerminalText.wrap(sentence, width: style.width - 8)
        for (index, line) in lines.enumerated() {
            let start =
                index == 0 ? TerminalText.paint(TerminalText.pad(label, to: 6), .bold, style.usesColor) : "      "
            text += "  \(start)\(line)\n"
        }
    }

    mutating func table(_ rows: [[String]]) {
        let width = rows.map { TerminalText.width($0[0]) }.max() ?? 0
        for row in rows {
            let lines = TerminalText.wrap(row[1], width: style.width - width - 5)
            for (index, line) in lines.enumerated() {
                let label = TerminalText.pad(index == 0 ? row[0] : "", to: width + 3)
                text += "  \(TerminalText.paint(label, .faint, style.usesColor))\(line)\n"
            }
        }
    }

    /// A step: what does not fit beside it goes below, aligned.
    mutating func line(_ start: String, detail: String, mark: String) {
        let indent = 2 + TerminalText.width(start)
        let beside = style.width - indent - TerminalText.width(mark) - 2
        // In a narrow terminal the mark stands below the answer.
        let isBeside = mark.isEmpty || beside >= 16 || (detail.isEmpty && beside >= 0)
        let room = mark.isEmpty || !isBeside ? style.width - indent : beside
        let lines = detail.isEmpty ? [""] : TerminalText.wrap(detail, width: max(4, room))
        for (index, line) in lines.enumerated() {
            var whole = index == 0 ? "  " + start + line : String(repeating: " ", count: indent) + line
            if index == 0, !mark.isEmpty, isBeside {
                whole = TerminalText.pad(whole, to: indent + (detail.isEmpty ? 0 : min(room, 30)))
                whole += "  " + TerminalText.paint(mark, .red, style.usesColor)
            }
            while whole.last == " " { whole.removeLast() }
            text += whole + "\n"
        }
        if !isBeside { text += "    " + TerminalText.paint(mark, .red, style.usesColor) + "\n" }
    }
}
