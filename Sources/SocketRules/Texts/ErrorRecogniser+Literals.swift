/// The literals as another program can search for them.
extension ErrorRecogniser {
    public enum LiteralKind: String, Sendable, CaseIterable {
        /// Names and words of error numbers.
        case number
        /// What programs say of their own.
        case phrase
        /// Words of other languages.
        case foreign
    }

    /// Everything that a text is searched for, in the spelling that programs print.
    ///
    /// The search itself ignores case; a tool that does not finds the same texts by these.
    public static func literals(_ kind: LiteralKind) -> [String] {
        var result: [String] = []
        var known: Set<String> = []
        func take(_ literal: String) {
            guard literal.utf8.count >= PhraseIndex.shortestLiteral, known.insert(literal).inserted else { return }
            result.append(literal)
        }
        switch kind {
        case .phrase:
            for text in PhraseTable.all {
                let table = text.utf8Span.span
                PhraseTable.forEach(table) { line, anchor in
                    let literal = TableReader.bytes(table, anchor)
                    take(spelled(literal, in: exampleBelow(table, line)) ?? String(decoding: literal, as: UTF8.self))
                }
            }
        case .number:
            allLiterals { table, range, meaning in
                let literal = TableReader.string(table, range)
                switch meaning {
                case .phrase: break
                // glibc's spelling.
                case .words: take(literal.prefix(1).uppercased() + literal.dropFirst())
                case .symbol, .windows, .number, .returned: take(literal)
                }
            }
        case .foreign:
            foreignLiterals { table, range, _ in take(TableReader.string(table, range)) }
        }
        return result
    }

    private static func exampleBelow(_ table: Span<UInt8>, _ line: Range<Int>) -> [UInt8] {
        var end = line.upperBound + 1
        while end < table.count, table[end] != 0x0a { end += 1 }
        return TableReader.bytes(table, min(line.upperBound + 1, table.count)..<min(end, table.count))
    }

    private static func spelled(_ literal: [UInt8], in example: [UInt8]) -> String? {
        let text = ErrorText(example)
        guard let at = text.find(literal, from: 0, to: text.folded.count) else { return nil }
        return text.string(at..<at + literal.count)
    }
}
