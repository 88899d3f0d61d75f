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
        let isHeading = start == range.lowerBound && end < range.upperBound && text.folded[end] == 0x3a
        if end < range.upperBound, text.folded[end] == 0x2c || isHeading { end += 1 }
        guard end < range.upperBound, text.folded[end] == 0x20 else { return false }
        while end < range.upperBound, text.folded[end] == 0x20 { end += 1 }
        return end < range.upperBound && Self.isLetter(text.folded[end])
    }

    /// `case ECONNREFUSED:` and `# on ECONNREFUSED try again`: a program that knows the error, not one that has it.
    func isProgramText(_ text: ErrorText, _ line: Int, _ at: Int) -> Bool {
        let range = text.range(ofLine: line)
        var start = range.lowerBound
        while start < at, text.folded[start] == 0x20 { start += 1 }
        let head = text.folded(max(start, at - 400)..<at)
        if isHandler(text, line, at) || head.hasPrefix("#define ") || isTableRow(text, range) { return true }
        if head.hasPrefix("//") || head.hasPrefix("# ") && !head.contains(":") { return true }
        if head.contains("/*") && !head.contains("*/") || Self.code.contains(where: head.hasSuffix) { return true }
        if isKey(text, range, at, head) { return true }
        return head.hasSuffix("case ") || head.hasSuffix("== ") || head.hasSuffix("=== '")
            || head.hasSuffix("errno.")
                && (head.contains("==") || head.contains("except") || head.contains(" in "))
    }

    /// `const texts = { ECONNREFUSED: "nobody listens" }`: a table that the program has.
    private func isKey(_ text: ErrorText, _ range: Range<Int>, _ at: Int, _ head: String) -> Bool {
        guard head.hasSuffix("{ ") || head.hasSuffix(", "), head.contains("= {") else { return false }
        var end = at
        while end < range.upperBound, Self.isWordByte(text.folded[end]) { end += 1 }
        let tail = text.folded(end..<min(range.upperBound, end + 3))
        return tail == ": \"" || tail == ": '"
    }

    /// How a program's text goes on with an error's name; the last row begins a list of errors to try again on.
    private static let code = [
        "case '", "case \"", "case -", "syscall.", "libc::", "e.g. ", "such as ",
        "{\"", "{'", "[\"", "['", "== \"", "== '", "=== \"", "cludes(\"", "cludes('", " in (\"", " in ('",
    ]

    /// What speaks about an error, in a manual or a comment: "fails with EADDRINUSE if another socket …".
    func isExplained(_ text: ErrorText, _ line: Int, _ at: Int, _ count: Int) -> Bool {
        let range = text.range(ofLine: line)
        var end = at + count
        if end < range.upperBound, text.folded[end] == 0x22 || text.folded[end] == 0x27 { end += 1 }
        if end < range.upperBound, text.folded[end] == 0x20 {
            let tail = text.folded(end..<min(range.upperBound, end + 16))
            if [
                " if ", " when ", " unless ", " means ", " is returned", " is raised", " indicates ", " occurs ",
                " errors ", " usually mea", " often means", " typically m", " simply mean",
            ]
            .contains(where: tail.hasPrefix) {
                return true
            }
        }
        let start = firstByte(text, range)
        let head = text.folded(start..<min(range.upperBound, start + 8))
        if head.hasPrefix("//") || head.hasPrefix("/*") || head.hasPrefix("#define ") { return true }
        // `case .connectionRefused: return "Connection refused"`, and a search: `grep -n "Connection refused" FILE`.
        if at > range.lowerBound, text.folded[at - 1] == 0x22 || text.folded[at - 1] == 0x27 {
            let before = text.folded(max(range.lowerBound, at - 80)..<at - 1)
            if before.hasSuffix("return ") || before.contains("grep ") { return true }
        }
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

    /// What a test is called and how it ended: "ok 2 - retries after ECONNRESET", "✓ rejects when the connection is refused".
    func isTestReport(_ text: ErrorText, _ line: Int) -> Bool {
        let range = text.range(ofLine: line)
        var start = range.lowerBound
        while start < range.upperBound, text.folded[start] == 0x20 || text.folded[start] == 0x09 { start += 1 }
        // Most lines begin with none of these bytes ("n" and "o" are the months of logs, too), and then nothing more is
        // looked at.
        let second = start + 1 < range.upperBound ? text.folded[start + 1] : 0
        let isLead =
            switch start < range.upperBound ? text.folded[start] : 0 {
            case 0x6e: second == 0x6f && start + 2 < range.upperBound && text.folded[start + 2] == 0x74
            case 0x6f: second == 0x6b
            case 0x70: second == 0x61
            case 0x2d, 0x5b, 0xe2: true
            default: false
            }
        if isLead {
            let head = text.folded(start..<min(range.upperBound, start + 16))
            for lead in ["ok ", "not ok "] where head.hasPrefix(lead) {
                if let first = head.dropFirst(lead.count).utf8.first, (48...57).contains(first) { return true }
            }
            if Self.verdicts.contains(where: head.hasPrefix) { return true }
            // Jest's "PASS tests/econnrefused.test.js".
            if head.hasPrefix("pass ") {
                let file = text.folded(start + 5..<range.upperBound).prefix { $0 != " " }
                if file.contains("."), file.contains("test") || file.contains("spec") { return true }
            }
        }
        var end = range.upperBound
        while end > start, text.folded[end - 1] == 0x20 || text.folded[end - 1] == 0x0d { end -= 1 }
        return end - start > 8 && text.folded[end - 1] == 0x6b && text.folded(end - 7..<end) == " ... ok"
    }

    private static let verdicts = ["--- pass:", "--- fail:", "[       ok ]", "[ run      ]", "✓ ", "✔ ", "√ ", "● "]

    /// Words of those who report an error and not only speak of it.
    private static let reports = [
        "error", "fail", "fatal", "cannot", "can't", "could not", "unable", "warn", "except",
    ].map { Array($0.utf8) }

    /// How texts begin that ask or teach.
    private static let tasks = ["question ", "exercise ", "explain ", "task ", "if ", "when ", "aufgabe ", "frage "]

    /// `why a client sees "connection refused" when no server listens`: in quotes, amid a sentence, and nobody complains.
    func isQuoted(
        _ text: ErrorText, _ line: Int, _ at: Int, _ count: Int, _ around: (Int) -> Surroundings
    ) -> Bool {
        let range = text.range(ofLine: line)
        var end = at + count
        guard at >= range.lowerBound + 3, end < range.upperBound else { return false }
        let quote = text.folded[at - 1]
        guard quote == 0x22 || quote == 0x27 || quote == 0x60 else { return false }
        guard text.folded[at - 2] == 0x20, Self.isLetter(text.folded[at - 3]), text.folded[end] == quote else {
            return false
        }
        end += 1
        // "Question 4: Which is not a reason for 'Address already in use'?"
        let head = text.folded(range.lowerBound..<min(at, range.lowerBound + 16))
        if Self.tasks.contains(where: head.hasPrefix) { return true }
        guard end + 2 < range.upperBound else { return false }
        if text.folded[end] == 0x2c || text.folded[end] == 0x3f || text.folded[end] == 0x2e { end += 1 }
        guard end + 1 < range.upperBound, text.folded[end] == 0x20, Self.isLetter(text.folded[end + 1]) else {
            return false
        }
        let near = vicinity(text, line, at)
        return !Self.reports.contains { text.find($0, from: near.lowerBound, to: near.upperBound) != nil }
            && around(line).isDisjoint(with: .anySocket)
    }

    /// `on=[ECONNRESET, ETIMEDOUT]`: a list of names, which a setting or a manual has.
    func isListed(_ text: ErrorText, _ line: Int, _ at: Int, _ count: Int) -> Bool {
        let range = text.range(ofLine: line)
        func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2c || byte == 0x7c || byte == 0x2f }
        func isPart(_ byte: UInt8) -> Bool { [0x20, 0x22, 0x27, 0x60].contains(byte) }
        var end = at + count
        while end < range.upperBound, isPart(text.folded[end]) { end += 1 }
        if end < range.upperBound, isSeparator(text.folded[end]) {
            end += 1
            while end < range.upperBound, isPart(text.folded[end]) { end += 1 }
            if isName(text, end..<range.upperBound) { return true }
        }
        var start = at
        while start > range.lowerBound, isPart(text.folded[start - 1]) { start -= 1 }
        guard start > range.lowerBound, isSeparator(text.folded[start - 1]) else { return false }
        start -= 1
        while start > range.lowerBound, isPart(text.folded[start - 1]) { start -= 1 }
        var word = start
        while word > range.lowerBound, Self.isWordByte(text.folded[word - 1]) { word -= 1 }
        return isName(text, word..<start)
    }

    /// The name of an error number begins here.
    private func isName(_ text: ErrorText, _ range: Range<Int>) -> Bool {
        guard range.count >= 5, text.folded[range.lowerBound] == 0x65 else { return false }
        var end = range.lowerBound
        while end < range.upperBound, Self.isWordByte(text.folded[end]) { end += 1 }
        return ErrorCode.named(text.folded(range.lowerBound..<end).uppercased()) != nil
    }

    /// `git commit -m "fix: handle connection reset"`, `a1b2c3d docs: explain it`: what a change was called.
    func isChangeTitle(_ text: ErrorText, _ line: Int, _ at: Int) -> Bool {
        let range = text.range(ofLine: line)
        // Its kind stands at the line's beginning, behind a commit's name of at most 40 digits.
        let end = min(at, range.lowerBound + 56)
        if text.find(Self.commit, from: range.lowerBound, to: min(at, range.lowerBound + 80)) != nil { return true }
        guard range.lowerBound < end, Self.firstOfTitles.contains(text.folded[range.lowerBound]) else { return false }
        guard text.find([0x3a], from: range.lowerBound, to: end) != nil else { return false }
        let head = text.folded(range.lowerBound..<end)
        var title = Substring(head)
        if let space = title.firstIndex(of: " "), title[..<space].count >= 7,
            title[..<space].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        {
            title = title[title.index(after: space)...]
        }
        return Self.changes.contains { kind in
            guard title.hasPrefix(kind) else { return false }
            let next = title.dropFirst(kind.count).first
            return next == ":" || next == "("
        }
    }

    /// Digits of a commit's name, and first letters of ``changes``.
    private static let firstOfTitles = Set("0123456789abcdeftrps".utf8)
    private static let commit = Array("git commit -m".utf8)
    private static let changes = ["fix", "feat", "docs", "test", "chore", "refactor", "perf", "build", "ci", "style"]

    /// `printf("bind failed: Address already in use\n");`: the text of a program that can say so, not of one that says it.
    func isLiteral(_ text: ErrorText, _ line: Int, _ at: Int) -> Bool {
        let range = text.range(ofLine: line)
        guard at > range.lowerBound, range.upperBound - at < 400 else { return false }
        if text.folded(range.lowerBound..<min(at, range.lowerBound + 8)) == "#define " { return true }
        var end = range.upperBound
        while end > at, [0x20, 0x0d, 0x3b].contains(text.folded[end - 1]) { end -= 1 }
        guard end > at, text.folded[end - 1] == 0x29 else { return false }
        let head = head(text, line, at)
        return Self.prints.contains { text.find($0, from: head.lowerBound, to: head.upperBound) != nil }
    }

    private static let prints = [
        "printf(\"", "print(\"", "print('", "puts(\"", "perror(\"", "println(\"", "println!(\"", "console.log(",
        "stderr, \"",
        "console.error(", "raise ", "throw new ", "fatal(\"", "logger.", "logging.",
    ].map { Array($0.utf8) }

    /// This line or the next names the machine, or the container, that the text comes from.
    func namesOwnHost(_ text: ErrorText, _ line: Int, _ at: Int) -> Bool {
        let end = min(text.range(ofLine: min(line + 1, text.lineCount - 1)).upperBound, at + 400)
        let range = max(text.range(ofLine: line).lowerBound, at - 400)..<end
        return ["127.0.0.1", "localhost", "::1"].contains { text.contains($0, in: range) }
    }

    /// The C library asks a name service's cache before it does anything; that the cache is not there is usual.
    func isLookup(_ text: ErrorText, _ line: Int, _ at: Int, _ name: String) -> Bool {
        guard name == "ENOENT" || name == "ECONNREFUSED" else { return false }
        let range = vicinity(text, line, at)
        return text.contains("nscd/socket", in: range) || text.contains("io.systemd.", in: range)
    }

    /// The log of an ESP32 or the like: `E (5321) TAG: `, `[E][WiFiClient.cpp:258]`.
    func isEmbedded(_ text: ErrorText, _ line: Int) -> Bool {
        let range = text.range(ofLine: line)
        let head = text.folded(range.lowerBound..<min(range.upperBound, range.lowerBound + 24))
        return ["e (", "w ("].contains(where: head.hasPrefix) || head.contains("[e][") || head.contains("[w][")
    }

    /// What stands before the offset in its line. A line may be megabytes long, and every hit would copy it.
    private func head(_ text: ErrorText, _ line: Int, _ at: Int) -> Range<Int> {
        max(text.range(ofLine: line).lowerBound, at - 160)..<at
    }

    /// What stands around the offset in its line, for the same reason not more.
    private func vicinity(_ text: ErrorText, _ line: Int, _ at: Int) -> Range<Int> {
        let range = text.range(ofLine: line)
        return max(range.lowerBound, at - 400)..<min(range.upperBound, at + 400)
    }

    /// `} catch (java.net.ConnectException e) {`, `rescue Errno::ECONNREFUSED => e`: where a program handles the error.
    func isHandler(_ text: ErrorText, _ line: Int, _ at: Int) -> Bool {
        let head = head(text, line, at)
        return Self.handlers.contains { text.find($0, from: head.lowerBound, to: head.upperBound) != nil }
    }

    private static let handlers = ["catch (", "catch(", "rescue ", "errors.is(", "throws "].map { Array($0.utf8) }

    /// A row of a table in Markdown: a bar at both ends. Python's groups of exceptions have one at the beginning only.
    private func isTableRow(_ text: ErrorText, _ range: Range<Int>) -> Bool {
        guard range.count > 4, text.folded[range.lowerBound] == 0x7c else { return false }
        var end = range.upperBound
        while end > range.lowerBound, [0x20, 0x0d].contains(text.folded[end - 1]) { end -= 1 }
        return end > range.lowerBound + 1 && text.folded[end - 1] == 0x7c
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
