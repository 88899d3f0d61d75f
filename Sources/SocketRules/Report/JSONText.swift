/// A JSON document with its keys in the order in which they were put, written per RFC 8259.
public indirect enum JSONText: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([(String, JSONText)])

    public static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }

    /// The document, indented by two spaces, with a line feed at the end.
    public func rendered() -> String {
        var result = ""
        write(to: &result, indent: 0)
        return result + "\n"
    }

    private func write(to result: inout String, indent: Int) {
        switch self {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .integer(let value): result += String(value)
        case .number(let value): result += Self.text(value)
        case .string(let value): Self.quote(value, to: &result)
        case .array(let items):
            Self.list("[", "]", items.count, indent, to: &result) { items[$0].write(to: &$1, indent: indent + 2) }
        case .object(let pairs):
            Self.list("{", "}", pairs.count, indent, to: &result) { index, result in
                Self.quote(pairs[index].0, to: &result)
                result += ": "
                pairs[index].1.write(to: &result, indent: indent + 2)
            }
        }
    }

    private static func list(
        _ open: String, _ close: String, _ count: Int, _ indent: Int, to result: inout String,
        _ item: (Int, inout String) -> Void
    ) {
        guard count > 0 else {
            result += open + close
            return
        }
        result += open
        for index in 0..<count {
            result += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
            item(index, &result)
        }
        result += "\n" + String(repeating: " ", count: indent) + close
    }

    /// Three decimals are enough for milliseconds and keep documents comparable.
    private static func text(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "null" }
        let thousandths = Int((value * 1000).rounded())
        let fraction = String(abs(thousandths) % 1000 + 1000).dropFirst()
        return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(fraction)"
    }

    private static func quote(_ text: String, to result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }
}
