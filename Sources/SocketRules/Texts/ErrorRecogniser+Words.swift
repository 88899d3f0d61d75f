/// Where the words of an error number are no error: in a sentence, in a longer word, in the text of a program.
extension ErrorRecogniser {
    /// Error numbers whose words people use when they speak of other things.
    static let everyday = ["EPIPE", "EMSGSIZE", "EACCES", "EPERM", "EINVAL", "EHOSTDOWN", "ENETDOWN"]

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }

    private static func isSentenceByte(_ byte: UInt8) -> Bool { isLetter(byte) || [0x2c, 0x2e, 0x3b].contains(byte) }

    /// In a longer word, or in a sentence that has nothing to do with sockets.
    func isMeantOtherwise(
        _ text: ErrorText, _ line: Int, _ at: Int, _ count: Int, _ around: (Int) -> Surroundings
    ) -> Bool {
        if !standsAlone(text, at, count) { return true }
        return isSentence(text, line, at, count) && around(line).isDisjoint(with: .anySocket)
    }

    /// Not "broken pipeline".
    func standsAlone(_ text: ErrorText, _ at: Int, _ count: Int) -> Bool {
        let end = at + count
        if end < text.folded.count, Self.isLetter(text.folded[end - 1]), Self.isLetter(text.folded[end]) {
            return false
        }
        return at == 0 || !Self.isLetter(text.folded[at]) || !Self.isLetter(text.folded[at - 1])
    }

    /// Words on both sides and no sign between: "the broken pipe under the sink". A program puts a colon or a bracket
    /// before the words, or ends with them.
    func isSentence(_ text: ErrorText, _ line: Int, _ at: Int, _ count: Int) -> Bool {
        let range = text.range(ofLine: line)
        var start = at
        while start > range.lowerBound, text.folded[start - 1] == 0x20 { start -= 1 }
        guard start == range.lowerBound || start < at && Self.isSentenceByte(text.folded[start - 1]) else {
            return false
        }
        var end = at + count
        if end < range.upperBound, text.folded[end] == 0x2c { end += 1 }
        guard end < range.upperBound, text.folded[end] == 0x20 else { return false }
        while end < range.upperBound, text.folded[end] == 0x20 { end += 1 }
        return end < range.upperBound && Self.isLetter(text.folded[end])
    }

    /// `case ECONNREFUSED:` and `# on ECONNREFUSED try again`: a program that knows the error, not one that has it.
    func isProgramText(_ text: ErrorText, _ line: Int, _ at: Int) -> Bool {
        let range = text.range(ofLine: line)
        var start = range.lowerBound
        while start < at, text.folded[start] == 0x20 { start += 1 }
        let head = text.folded(start..<at)
        if head.hasPrefix("//") || head.hasPrefix("# ") && !head.contains(":") { return true }
        if head.hasPrefix("#define ") || head.contains("/*") && !head.contains("*/") { return true }
        if ["case '", "case \"", "case -", "syscall.", "libc::", "e.g. ", "such as ", "rescue errno::"]
            .contains(where: head.hasSuffix)
        {
            return true
        }
        // A list of errors to try again on.
        if ["{\"", "{'", "[\"", "['", "== \"", "== '", "=== \"", "cludes(\"", "cludes('", " in (\"", " in ('"]
            .contains(where: head.hasSuffix)
        {
            return true
        }
        for mark in ["\"", "'"] where head.hasSuffix("\(mark), \(mark)") {
            // The next name of such a list.
            let before = head.dropLast(4).split(separator: mark, omittingEmptySubsequences: false).last ?? ""
            if before.first == "e", before.count > 3, before.allSatisfy(\.isLetter) { return true }
        }
        return head.hasSuffix("case ") || head.hasSuffix("== ") || head.hasSuffix("=== '")
            || head.hasSuffix("errno.")
                && (head.contains("==") || head.contains("except") || head.contains(" in "))
    }

    /// What speaks about an error, in a manual or a comment: "fails with EADDRINUSE if another socket …".
    func isExplained(_ text: ErrorText, _ line: Int, _ at: Int, _ count: Int) -> Bool {
        let range = text.range(ofLine: line)
        var end = at + count
        if end < range.upperBound, text.folded[end] == 0x22 || text.folded[end] == 0x27 { end += 1 }
        if end < range.upperBound, text.folded[end] == 0x20 {
            let tail = text.folded(end..<min(range.upperBound, end + 16))
            if [
                " if ", " when ", " unless ", " means ", " is returned", " is raised", " indicates ", " occurs ",
                " errors ",
            ]
            .contains(where: tail.hasPrefix) {
                return true
            }
        }
        let start = firstByte(text, range)
        let head = text.folded(start..<min(range.upperBound, start + 8))
        if head.hasPrefix("//") || head.hasPrefix("/*") || head.hasPrefix("#define ") { return true }
        // A manual page: the name alone, and what it means below it, further to the right.
        guard start == at, start - range.lowerBound >= 4, line + 1 < text.lineCount,
            text.folded(at..<range.upperBound).drop(while: { $0 != " " }).allSatisfy({ $0 == " " })
        else { return false }
        let next = text.range(ofLine: line + 1)
        return firstByte(text, next) - next.lowerBound > start - range.lowerBound
    }

    private func firstByte(_ text: ErrorText, _ range: Range<Int>) -> Int {
        var start = range.lowerBound
        while start < range.upperBound, text.folded[start] == 0x20 { start += 1 }
        return start
    }

    /// The name of the number behind ``returnLeads``. A number without the word errno is one only in the range that
    /// sockets use.
    func returned(_ text: ErrorText, _ at: Int, _ hits: [Hit], _ line: Int) -> String? {
        let range = text.range(ofLine: line)
        var digit = at
        while digit < range.upperBound, !(48...57).contains(text.folded[digit]) {
            guard digit - at < 26 else { return nil }
            digit += 1
        }
        // The lead ends where the number begins.
        guard digit > at, [0x2d, 0x28, 0x3d, 0x20].contains(text.folded[digit - 1]) else { return nil }
        guard !text.folded(at..<digit).contains("line") else { return nil }
        let isNegative = text.folded[digit - 1] == 0x2d
        var end = digit
        var value = 0
        while end < range.upperBound, (48...57).contains(text.folded[end]), end - digit < 6 {
            value = value * 10 + Int(text.folded[end] - 48)
            end += 1
        }
        if end < range.upperBound, Self.isWordByte(text.folded[end]) || text.folded[end] == 0x2e { return nil }
        if hasWords(hits, range) { return nil }
        let lookup = ["getaddrinfo", "gai_", "resolve", "lookup"].contains { text.contains($0, in: range) }
        if isNegative, lookup, value < 12 { return ErrorCode.all.first { $0.linux == -value && value > 0 }?.name }
        guard (88...125).contains(value) || [13, 24, 32].contains(value) && !isNegative || value == 32 else {
            return value > 10_000 ? ErrorCode.all.first { $0.windows == value }?.name : nil
        }
        return ErrorCode.all.first { $0.linux == value }?.name
    }
}
