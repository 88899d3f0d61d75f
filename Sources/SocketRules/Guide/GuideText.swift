/// Sentences whose code words are told from the others by their shape, so that texts stay plain where they are written.
enum GuideText {
    struct Part: Equatable {
        var text: String
        var isCode: Bool
    }

    /// The text in pieces; joined they are the text.
    static func parts(_ text: String) -> [Part] {
        var parts: [Part] = []
        func add(_ piece: some StringProtocol, isCode: Bool) {
            guard !piece.isEmpty else { return }
            if let last = parts.indices.last, parts[last].isCode == isCode, !isCode {
                parts[last].text += piece
            } else {
                parts.append(Part(text: String(piece), isCode: isCode))
            }
        }
        for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { add(" ", isCode: false) }
            var core = word
            while let first = core.first, "(\"'".contains(first) { core.removeFirst() }
            let lead = word[word.startIndex..<core.startIndex]
            while let last = core.last, ".,;:\"'".contains(last) || (last == ")" && isUnbalanced(core)) {
                // An address ends in colons.
                if last == ":", core.hasSuffix("::") { break }
                core.removeLast()
            }
            add(lead, isCode: false)
            add(core, isCode: isCode(core))
            add(word[core.endIndex...], isCode: false)
        }
        return parts
    }

    private static func isUnbalanced(_ word: Substring) -> Bool {
        word.filter { $0 == ")" }.count > word.filter { $0 == "(" }.count
    }

    /// A call, a constant, an error's name, an option, a path, an address.
    static func isCode(_ word: some StringProtocol) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.count > 1, bytes.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 0x60 }) else { return false }
        if word.hasSuffix("()") { return true }
        if bytes.contains(0x5f), bytes.contains(where: isLetter) { return true }
        if word.hasPrefix("--"), bytes.count > 2 { return true }
        if word.hasPrefix("/") { return bytes.count > 2 }
        let isCapital = bytes.allSatisfy { (65...90).contains($0) }
        if isCapital, bytes[0] == 0x45, bytes.count > 4 { return true }
        let marks = Set("0123456789abcdef.:*[]%/".utf8)
        guard bytes.allSatisfy(marks.contains) else { return false }
        let dots = bytes.filter { $0 == 0x2e }.count
        let colons = bytes.filter { $0 == 0x3a }.count
        return dots == 3 || word.contains("::") || (colons == 1 && word.hasPrefix("*"))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
}
