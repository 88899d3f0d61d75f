/// Text as a terminal shows it: widths, wrapping, colour.
enum TerminalText {
    /// Columns that the text takes: 2 for East Asian wide characters and emoji, 0 for combining marks.
    static func width(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
            0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
            0x1f900...0x1f9ff, 0x20000...0x3fffd,
        ]
        return wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// Lines of at most `width` columns, broken at spaces; a longer word stands on a line of its own, whole, so that a
    /// path or a command can still be copied.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in pieces(text, at: 0x20) where !word.isEmpty {
            let size = Self.width(word)
            if used > 0, used + 1 + size > width {
                lines.append(line)
                line = ""
                used = 0
            }
            if used > 0 {
                line += " "
                used += 1
            }
            line += word
            used += size
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The parts of a text between ASCII separators. `split` looks for the limits of characters and sets up generic
    /// functions at its first use: both together took longer than to recognise an error text.
    static func pieces(_ text: String, at separator: UInt8) -> [String] {
        let bytes = Array(text.utf8)
        var result: [String] = []
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == separator {
            result.append(String(decoding: bytes[start..<index], as: UTF8.self))
            start = index + 1
        }
        return result
    }

    enum Colour: Int {
        case red = 31
        case green = 32
        case yellow = 33
        case bold = 1
        case faint = 2
    }

    static func paint(_ text: String, _ colour: Colour, _ isOn: Bool) -> String {
        isOn && !text.isEmpty ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }

    static func pad(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - width(text)))
    }
}
