/// The part of YAML that scripts are written in: block lists and mappings, plain and quoted scalars, lists in brackets and
/// comments. What is beyond it (anchors, tags, braces, texts over several lines) is refused with its line, never guessed.
///
/// A whole YAML library brings all of Foundation into the binary: 51 MB and 0.45 ms more at each start, measured.
public indirect enum ScriptNode: Hashable, Sendable {
    case scalar(String, line: Int)
    case list([ScriptNode], line: Int)
    case mapping([Pair], line: Int)

    public struct Pair: Hashable, Sendable {
        public var key: String
        public var value: ScriptNode
        public var line: Int
    }

    public var line: Int {
        switch self {
        case .scalar(_, let line), .list(_, let line), .mapping(_, let line): line
        }
    }

    public init(parsing text: String) throws(ScriptProblem) {
        var parser = ScriptParser(text)
        self = try parser.document()
    }
}

/// Why a script cannot be read, and where.
public struct ScriptProblem: Error, Hashable, Sendable {
    public var line: Int
    public var message: String
}

private struct ScriptParser {
    private struct Line {
        var number: Int
        var indent: Int
        var text: Substring
    }
    private var lines: [Line] = []
    private var position = 0
    private var depth = 0
    private var early: ScriptProblem?

    init(_ text: String) {
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let body = Self.withoutComment(raw)
            let indent = body.prefix { $0 == " " }.count
            let rest = body.dropFirst(indent)
            if rest.first == "\t" {
                early = early ?? ScriptProblem(line: index + 1, message: "a tab indents; YAML takes spaces")
            }
            if rest.isEmpty || rest == "---" { continue }
            lines.append(Line(number: index + 1, indent: indent, text: rest))
        }
    }

    /// The line up to a `#` that stands outside quotes and behind a space, without trailing spaces.
    private static func withoutComment(_ line: Substring) -> Substring {
        var quote: Character?
        var before: Character = " "
        var end = line.endIndex
        var index = line.startIndex
        while index < line.endIndex {
            let character = line[index]
            if let open = quote {
                if character == open, !(open == "\"" && before == "\\") { quote = nil }
            } else if (character == "\"" || character == "'") && " [,:-".contains(before) {
                quote = character
            } else if character == "#", before == " " {
                end = index
                break
            }
            before = character
            index = line.index(after: index)
        }
        var result = line[..<end]
        while let last = result.last, last == " " || last == "\t" { result = result.dropLast() }
        return result
    }

    mutating func document() throws(ScriptProblem) -> ScriptNode {
        if let early { throw early }
        guard let first = lines.first else { throw ScriptProblem(line: 1, message: "the script is empty") }
        let node = try block(indent: first.indent)
        if position < lines.count {
            throw ScriptProblem(line: lines[position].number, message: "the indentation fits no line above")
        }
        return node
    }

    private mutating func block(indent: Int) throws(ScriptProblem) -> ScriptNode {
        depth += 1
        defer { depth -= 1 }
        let start = lines[position]
        guard depth < 16 else { throw ScriptProblem(line: start.number, message: "nested too deeply") }
        if Self.isItem(start.text) { return try list(indent: indent) }
        if Self.colon(start.text) != nil { return try mapping(indent: indent) }
        position += 1
        return try Self.scalar(start.text, start.number)
    }

    private static func isItem(_ text: Substring) -> Bool { text == "-" || text.hasPrefix("- ") }

    private mutating func list(indent: Int) throws(ScriptProblem) -> ScriptNode {
        var items: [ScriptNode] = []
        let line = lines[position].number
        while position < lines.count, lines[position].indent == indent, Self.isItem(lines[position].text) {
            let item = lines[position]
            let rest = item.text.dropFirst().drop { $0 == " " }
            if rest.isEmpty {
                position += 1
                items.append(try nested(under: indent, item.number, mayBeList: false))
            } else {
                // The item goes on as if the dash were indentation.
                lines[position].indent = indent + item.text.count - rest.count
                lines[position].text = rest
                items.append(try block(indent: lines[position].indent))
            }
        }
        return .list(items, line: line)
    }

    private mutating func mapping(indent: Int) throws(ScriptProblem) -> ScriptNode {
        var pairs: [ScriptNode.Pair] = []
        let line = lines[position].number
        while position < lines.count, lines[position].indent == indent, !Self.isItem(lines[position].text) {
            let entry = lines[position]
            guard let colon = Self.colon(entry.text) else {
                throw ScriptProblem(line: entry.number, message: "a colon and a space are missing behind the name")
            }
            guard case .scalar(let key, _) = try Self.scalar(entry.text[..<colon], entry.number) else {
                throw ScriptProblem(line: entry.number, message: "a name is a plain text")
            }
            if pairs.contains(where: { $0.key == key }) {
                throw ScriptProblem(line: entry.number, message: "\"\(key)\" stands here twice")
            }
            let rest = entry.text[entry.text.index(after: colon)...].drop { $0 == " " }
            position += 1
            let value =
                rest.isEmpty
                ? try nested(under: indent, entry.number, mayBeList: true) : try Self.scalar(rest, entry.number)
            pairs.append(.init(key: key, value: value, line: entry.number))
        }
        return .mapping(pairs, line: line)
    }

    /// What is indented more than `indent`; a list may stand at the same column as its name.
    private mutating func nested(under indent: Int, _ line: Int, mayBeList: Bool) throws(ScriptProblem) -> ScriptNode {
        guard position < lines.count else { throw ScriptProblem(line: line, message: "the value is missing") }
        let next = lines[position]
        guard next.indent > indent || mayBeList && next.indent == indent && Self.isItem(next.text) else {
            throw ScriptProblem(line: line, message: "the value is missing")
        }
        return try block(indent: next.indent)
    }

    /// The colon that ends a name: followed by a space or nothing, outside quotes.
    private static func colon(_ text: Substring) -> Substring.Index? {
        var quote: Character?
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if let open = quote {
                if character == open { quote = nil }
            } else if index == text.startIndex, character == "\"" || character == "'" {
                quote = character
            } else if character == ":", next == text.endIndex || text[next] == " " {
                return index
            }
            index = next
        }
        return nil
    }

    private static func scalar(_ text: Substring, _ line: Int) throws(ScriptProblem) -> ScriptNode {
        guard let first = text.first else { throw ScriptProblem(line: line, message: "the value is missing") }
        switch first {
        case "[":
            guard text.last == "]" else { throw ScriptProblem(line: line, message: "the list has no closing bracket") }
            let inner = text.dropFirst().dropLast()
            var items: [ScriptNode] = []
            for part in inner.split(separator: ",") {
                let trimmed = part.drop { $0 == " " }
                items.append(try scalar(trimmed.prefix(upTo: end(trimmed)), line))
            }
            return .list(items, line: line)
        case "\"", "'":
            let inner = text.dropFirst().dropLast()
            guard text.count >= 2, text.last == first, !inner.contains(first), !inner.contains("\\") else {
                throw ScriptProblem(
                    line: line, message: "quotes hold a plain text here, without quotes and backslashes")
            }
            return .scalar(String(inner), line: line)
        case "{", "&", "*", "!", "|", ">", "%", "@", "`", "?":
            throw ScriptProblem(
                line: line, message: "\"\(first)\" begins a part of YAML that scripts do without; use plain lines")
        default: return .scalar(String(text), line: line)
        }
    }

    private static func end(_ text: Substring) -> Substring.Index {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)] == " " { end = text.index(before: end) }
        return end
    }
}
