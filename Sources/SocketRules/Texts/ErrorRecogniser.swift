/// What a pasted text says.
public struct Recognised: Hashable, Sendable {
    public var symptom: Symptom
    /// Other symptoms that the text may as well stand for, or that it names too.
    public var also: [Symptom]
    /// The name of the error number, where the text shows it as a number, a name or the words of strerror(3).
    public var errno: String?
    public var host: String?
    public var port: Int?
    /// The language or program that printed the text.
    public var runtime: String?
    /// Each symptom where it first stands, in the text's order.
    public var occurrences: [Occurrence]

    public struct Occurrence: Hashable, Sendable {
        /// Counted from 1.
        public var line: Int
        public var text: String
        public var symptom: Symptom
        public var errno: String?
        public var host: String?
        public var port: Int?
        public var count: Int
    }
}

/// Reads error texts of any program.
public struct ErrorRecogniser {
    /// One thing that was found in the text and may be the error.
    private struct Evidence {
        var line: Int
        var offset: Int
        var symptom: Symptom?
        var also: [Symptom] = []
        var errno: String?
        var runtime: String?
        var weight: Int
        var host: String?
        var port: Int?
        /// The name before the words, in "ping: server1.lab: Name or service not known".
        var name: String?
        /// Where the words stand.
        var range = 0..<0
        var isPhrase = false
    }

    /// What a literal stands for.
    private enum Meaning {
        /// The entry's line.
        case phrase(String)
        case words(code: String)
        /// The symbol: ECONNREFUSED.
        case symbol(code: String)
        /// `[Errno `, `os error ` and the like, before the number.
        case number
        /// WSAECONNREFUSED's number, which stands alone in many texts.
        case windows(code: String)
    }

    /// For streams: finds the lines that are worth reading, and what is in them.
    private var stream: PhraseIndex?
    private var meanings: [Meaning] = []
    private var context: ContextScanner.Index?

    /// - Parameter forStream: prepares ``triggers(_:_:body:)``, which takes some milliseconds.
    public init(forStream: Bool = false) {
        guard forStream else { return }
        var index = PhraseIndex(capacity: 2600, filterBits: 18)
        var all: [Meaning] = []
        func add(_ table: Span<UInt8>, _ range: Range<Int>, _ meaning: () -> Meaning) {
            guard range.count >= PhraseIndex.shortestLiteral else { return }
            index.add(ErrorText(TableReader.bytes(table, range)).folded)
            all.append(meaning())
        }
        Self.literals(add)
        Self.foreignLiterals(add)
        stream = index
        meanings = all
        context = ContextScanner.Index()
    }

    /// Where a line may tell of an error: every literal of every language.
    ///
    /// - Parameter body: answers where the search goes on.
    @inline(__always)
    func triggers(_ span: Span<UInt8>, _ range: Range<Int>, body: (Int) -> Int) {
        stream?.search(span, in: range) { _, at in body(at) }
    }

    private static let numberLeads = """
        [errno\u{20}
        os error\u{20}
        errno:\u{20}
        errno\u{20}
        errno=
        errno =\u{20}
        winerror\u{20}
        error code\u{20}
        """

    private static let leads = Set(numberLeads.split(separator: "\n").map(String.init))

    /// Calls `body` with every literal that an English text is searched for, and makes its meaning only when asked.
    @inline(__always)
    private static func literals(
        _ body: (_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: () -> Meaning) -> Void
    ) {
        for text in PhraseTable.all {
            let table = text.utf8Span.span
            PhraseTable.forEach(table) { line, anchor in
                body(table, anchor) { .phrase(TableReader.string(table, line)) }
            }
        }
        let codes = ErrorCode.table.utf8Span.span
        var name = 0..<0
        TableReader.lines(codes) { line, isIndented in
            if isIndented {
                body(codes, line) { [name] in .words(code: TableReader.string(codes, name)) }
                return
            }
            // NAME linux bsd windows symptom
            var fields: [Range<Int>] = []
            var start = line.lowerBound
            for index in line where codes[index] == 0x20 {
                fields.append(start..<index)
                start = index + 1
            }
            name = fields[0]
            if name.count >= PhraseIndex.shortestLiteral {
                body(codes, name) { [name] in .symbol(code: TableReader.string(codes, name)) }
            }
            if fields.count > 3, fields[3].count == 5 {
                body(codes, fields[3]) { [name] in .windows(code: TableReader.string(codes, name)) }
            }
        }
        let leads = numberLeads.utf8Span.span
        TableReader.lines(leads) { line, _ in body(leads, line) { .number } }
    }

    /// The same for the words of other languages; these are not folded yet.
    @inline(__always)
    private static func foreignLiterals(
        _ body: (_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: () -> Meaning) -> Void
    ) {
        for text in [LocalizedWords.table, WindowsWords.table] {
            let table = text.utf8Span.span
            TableReader.lines(table) { line, _ in
                var tab = line.lowerBound
                while tab < line.upperBound, table[tab] != 0x09 { tab += 1 }
                guard tab + 1 < line.upperBound else { return }
                body(table, Phrase.anchor(table, tab + 1..<line.upperBound)) {
                    .words(code: TableReader.string(table, line.lowerBound..<tab))
                }
            }
        }
    }

    // MARK: A text

    /// What the text says; a text that is no socket error is said to be none.
    public func recognise(_ bytes: some Collection<UInt8>) -> Recognised {
        let text = ErrorText(bytes)
        if let stream {
            let context = ContextScanner(text, context ?? ContextScanner.Index())
            var hits: [(meaning: Meaning, at: Int)] = []
            stream.search(text.folded.span, in: 0..<text.folded.count) { literal, at in
                if hits.count < 4000 { hits.append((meanings[literal], at)) }
                return nil
            }
            return conclude(text, evidence(text, hits, context), context)
        }
        let windows = TextWindows(text.folded)
        let context = ContextScanner(text, windows)
        var hits: [(meaning: Meaning, at: Int)] = []
        func take(_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: () -> Meaning) {
            guard windows.mayHold(table, literal) else { return }
            let needle = ErrorText(TableReader.bytes(table, literal)).folded
            var from = 0
            // A log that is nothing but errors needs no more than this to be understood.
            while hits.count < 4000, let at = text.find(needle, from: from, to: text.folded.count) {
                hits.append((meaning(), at))
                from = at + needle.count
            }
        }
        Self.literals(take)
        var found = evidence(text, hits, context)
        if !found.contains(where: { $0.symptom != nil && $0.weight > 1 }) {
            hits = []
            Self.foreignLiterals(take)
            found += evidence(text, hits, context)
        }
        return conclude(text, found, context)
    }

    private func conclude(_ text: ErrorText, _ evidence: [Evidence], _ context: ContextScanner) -> Recognised {
        var found = evidence
        // Words within a longer phrase are that phrase: "operation timed out after 1000 milliseconds" is curl's own timer.
        let phrases = found.filter { $0.isPhrase && $0.weight >= 2 }
        found.removeAll { evidence in
            !evidence.isPhrase
                && phrases.contains {
                    $0.errno != evidence.errno && $0.line == evidence.line && $0.range.contains(evidence.offset)
                }
        }
        found.sort { $0.offset < $1.offset }
        let lines = scope(found, text)
        let speaker = context.runtime(lines)
        var result = Recognised(
            symptom: .notASocketError, also: [], errno: found.first { $0.errno != nil }?.errno, runtime: speaker,
            occurrences: [])
        guard let best = choose(found) else { return result }
        if best.symptom == .notASocketError { return result }
        result.symptom = best.symptom ?? .notASocketError
        let kin = found.filter { $0.symptom == best.symptom }
        result.errno =
            best.errno ?? kin.first { $0.errno != nil }?.errno
            ?? found.first { $0.errno != nil && ($0.line == best.line || $0.symptom.map(best.also.contains) == true) }?
            .errno
        result.runtime = speaker ?? best.runtime
        if let named = best.runtime, best.weight >= 3, !Self.isLanguage(named) || speaker == nil {
            result.runtime = named
        }
        // "connect: Connection refused" is what perror(3) prints.
        if result.runtime == nil, result.errno != nil { result.runtime = "c" }
        let scanner = HostScanner(text, lines: lines)
        (result.host, result.port) = place(best, kin, scanner)
        for symptom in best.also + found.filter({ $0.weight >= 2 }).compactMap(\.symptom)
        where symptom != result.symptom && !result.also.contains(symptom) && symptom != .notASocketError {
            result.also.append(symptom)
        }
        if best.also.contains(.notASocketError) { result.also.append(.notASocketError) }
        result.occurrences = occurrences(found, text, scanner)
        return result
    }

    private static func isLanguage(_ runtime: String) -> Bool {
        ["python", "java", "node", "go", "rust", "dotnet", "ruby", "php", "perl", "elixir", "erlang", "swift", "c"]
            .contains(runtime)
    }

    /// The lines around what was found: a log may be long, and what stands far away has nothing to do with it.
    private func scope(_ found: [Evidence], _ text: ErrorText) -> Range<Int> {
        guard text.lineCount > 400, let first = found.first else { return 0..<text.lineCount }
        return max(0, first.line - 200)..<min(text.lineCount, first.line + 200)
    }

    // MARK: Evidence

    private func evidence(
        _ text: ErrorText, _ hits: [(meaning: Meaning, at: Int)], _ context: ContextScanner
    ) -> [Evidence] {
        var result: [Evidence] = []
        var near: [Int: Surroundings] = [:]
        func around(_ line: Int) -> Surroundings {
            if let known = near[line] { return known }
            let value = context.surroundings(max(0, line - 30)...min(text.lineCount - 1, line + 30))
            near[line] = value
            return value
        }
        var seen: [String: Set<Int>] = [:]
        for (meaning, at) in hits {
            let line = text.line(at: at)
            switch meaning {
            case .phrase(let entry):
                guard seen[entry, default: []].insert(line).inserted, let phrase = Phrase(entry) else { continue }
                if let found = match(phrase, text, line, at, around) { result.append(found) }
            case .words(let name):
                result.append(code(name, line, at, 2, text, around))
            case .symbol(let name):
                guard isWord(text, at, name.utf8.count) else { continue }
                result.append(code(name, line, at, 2, text, around))
            case .windows(let name):
                if isWindowsNumber(text, at) { result.append(code(name, line, at, 2, text, around)) }
            case .number:
                if let name = numbered(text, at, line) { result.append(code(name, line, at, 2, text, around)) }
            }
        }
        return result
    }

    private func match(
        _ phrase: Phrase, _ text: ErrorText, _ line: Int, _ at: Int, _ around: (Int) -> Surroundings
    ) -> Evidence? {
        let range = text.range(ofLine: line)
        let window = max(range.lowerBound, at - 2048)..<min(range.upperBound, at + 2048)
        guard let match = TemplateMatcher(phrase.template).match(text, in: window) else { return nil }
        if !phrase.needs.isEmpty || !phrase.unless.isEmpty {
            let near = around(line)
            if !phrase.needs.isEmpty, near.isDisjoint(with: phrase.needs) { return nil }
            if !near.isDisjoint(with: phrase.unless) { return nil }
        }
        var found = Evidence(
            line: line, offset: match.range.lowerBound, symptom: phrase.symptom, also: phrase.also, errno: phrase.errno,
            runtime: phrase.runtime, weight: phrase.weight)
        found.range = match.range
        found.isPhrase = true
        found.host = match.host.map { Self.trimmed(text.string($0)) }
        found.port = match.port
        if found.port == nil, let host = found.host, let colon = host.lastIndex(of: ":"),
            host[..<colon].allSatisfy({ $0 != ":" }) || host.first == "[",
            let port = Int(host[host.index(after: colon)...])
        {
            found.port = port
            found.host = Self.trimmed(String(host[..<colon]))
        }
        return found
    }

    private static func trimmed(_ host: String) -> String {
        var host = Substring(host)
        while let last = host.last, last == "." || last == ":" { host.removeLast() }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return String(host)
    }

    private func code(
        _ name: String, _ line: Int, _ at: Int, _ weight: Int, _ text: ErrorText, _ around: (Int) -> Surroundings
    ) -> Evidence {
        let near = around(line)
        var result = Evidence(
            line: line, offset: at, symptom: ErrorCode.named(name)?.symptom, errno: name, weight: weight)
        if name.hasPrefix("EAI_") { result.name = Self.name(before: at, in: text, text.range(ofLine: line)) }
        for rule in Refinement.all where rule.names.contains(name) {
            if !rule.needs.isEmpty, near.isDisjoint(with: rule.needs) { continue }
            if !near.isDisjoint(with: rule.unless) { continue }
            result.symptom = rule.symptom
            result.also = rule.also
            break
        }
        return result
    }

    /// What stands before ": " before the words, if it can be the name of a host.
    private static func name(before at: Int, in text: ErrorText, _ line: Range<Int>) -> String? {
        var end = at
        while end > line.lowerBound, text.folded[end - 1] == 0x20 { end -= 1 }
        guard end > line.lowerBound, text.folded[end - 1] == 0x3a else { return nil }
        end -= 1
        var start = end
        while start > line.lowerBound, TemplateMatcher.isHostByte(text.folded[start - 1]) { start -= 1 }
        let word = text.folded(start..<end)
        // A program's or function's name stands in the same place.
        guard word.contains("."), word.utf8.contains(where: { (97...122).contains($0) }), word.utf8.first != 0x2e,
            !word.hasPrefix("socket."), !word.hasSuffix("error"), !word.hasSuffix("exception")
        else { return nil }
        return text.string(start..<end)
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte) || byte == 0x5f
    }

    /// The symbol stands alone, or with WSA before it.
    private func isWord(_ text: ErrorText, _ at: Int, _ count: Int) -> Bool {
        if at + count < text.folded.count, Self.isWordByte(text.folded[at + count]) { return false }
        guard at > 0, Self.isWordByte(text.folded[at - 1]) else { return true }
        return at >= 3 && text.folded(at - 3..<at) == "wsa"
    }

    /// 10061 is an error number only where the text says so.
    private func isWindowsNumber(_ text: ErrorText, _ at: Int) -> Bool {
        let end = at + 5
        if end < text.folded.count, Self.isWordByte(text.folded[end]) || text.folded[end] == 0x2e { return false }
        if at > 0, Self.isWordByte(text.folded[at - 1]) || text.folded[at - 1] == 0x2e { return false }
        let before = text.folded(max(0, at - 24)..<at)
        if before.hasSuffix("("), end < text.folded.count, text.folded[end] == 0x29 {
            return ["exception (", "error (", "' (", "failed (", "(", "socket ("].contains { before.hasSuffix($0) }
        }
        return [
            "error ", "error: ", "error code ", "errno ", "errno=", "errno: ", "code: ", "code ", "error #", "error=",
            "errorcode=", "error code: ", "system:", "(wsa ", "error = ", "[", "fehler ", "errno:", "wsagetlasterror: ",
            "wsagetlasterror() = ",
        ]
        .contains { before.hasSuffix($0) }
    }

    private func hasWords(_ text: ErrorText, _ line: Int) -> Bool {
        let range = text.range(ofLine: line)
        let codes = ErrorCode.table.utf8Span.span
        var isFound = false
        TableReader.lines(codes) { words, isIndented in
            guard isIndented, !isFound else { return }
            if text.find(TableReader.bytes(codes, words), from: range.lowerBound, to: range.upperBound) != nil {
                isFound = true
            }
        }
        return isFound
    }

    /// The name of the number behind `[Errno `, unless words beside it say more.
    private func numbered(_ text: ErrorText, _ at: Int, _ line: Int) -> String? {
        var digit = at
        while digit < text.folded.count, !(48...57).contains(text.folded[digit]), text.folded[digit] != 0x2d {
            // "errno ECONNREFUSED", "errno value": no number.
            if digit - at > 14 || text.folded[digit] == 0x0a { return nil }
            digit += 1
        }
        let lead = text.folded(at..<digit)
        guard Self.leads.contains(lead) else { return nil }
        var isNegative = false
        if digit < text.folded.count, text.folded[digit] == 0x2d {
            isNegative = true
            digit += 1
        }
        var value = 0
        let start = digit
        while digit < text.folded.count, (48...57).contains(text.folded[digit]), digit - start < 6 {
            value = value * 10 + Int(text.folded[digit] - 48)
            digit += 1
        }
        guard digit > start else { return nil }
        // The words beside a number decide what the number is: 61 is another error on macOS. They have been found on
        // their own.
        if hasWords(text, line) { return nil }
        if isNegative, value < 10, let code = ErrorCode.all.first(where: { $0.linux == -value }) { return code.name }
        if lead.contains("winerror") || value > 10_000 { return ErrorCode.all.first { $0.windows == value }?.name }
        return (ErrorCode.all.first { $0.linux == value } ?? ErrorCode.all.first { $0.bsd == value && $0.linux > 0 })?
            .name
    }

    // MARK: The verdict

    /// The strongest; of equals the first, because what follows is mostly a consequence.
    private func choose(_ found: [Evidence]) -> Evidence? {
        var best: Evidence?
        for evidence in found where evidence.symptom != nil {
            if best.map({ evidence.weight > $0.weight }) ?? true { best = evidence }
        }
        return best
    }

    private func place(_ best: Evidence, _ kin: [Evidence], _ scanner: HostScanner) -> (String?, Int?) {
        var host = best.host
        var port = best.port
        for other in kin where host == nil && port == nil || (host == nil && other.port == port) {
            if other.host != nil || other.port != nil {
                host = host ?? other.host
                port = port ?? other.port
            }
        }
        if host != nil, port != nil { return (host, port) }
        if host == nil, let name = best.name { host = name }
        let candidates = scanner.candidates.filter { $0.strength > 0 }
        if let host {
            let same = candidates.filter { $0.host == host && $0.port != nil }
            return (host, (same.first { $0.line == best.line } ?? same.first)?.port)
        }
        func score(_ candidate: HostScanner.Candidate) -> Int {
            var score = candidate.strength * 10
            let distance = abs(candidate.line - best.line)
            score += distance == 0 ? 24 : distance <= 3 ? 6 : distance <= 12 ? 3 : 0
            return score
        }
        var chosen: HostScanner.Candidate?
        for candidate in candidates {
            if let port, candidate.port != nil, candidate.port != port { continue }
            if chosen.map({ score(candidate) > score($0) }) ?? true { chosen = candidate }
        }
        guard let chosen else { return (host, port) }
        if chosen.port == nil, port == nil {
            let same = candidates.first { $0.host == chosen.host && $0.port != nil }
            let alone = candidates.first { $0.host == nil && $0.line == chosen.line }
            return (chosen.host, same?.port ?? alone?.port)
        }
        if chosen.host == nil {
            let near = candidates.first { $0.host != nil && $0.port == nil && $0.line == chosen.line }
            return (near?.host, port ?? chosen.port)
        }
        return (chosen.host, port ?? chosen.port)
    }

    private func occurrences(_ found: [Evidence], _ text: ErrorText, _ scanner: HostScanner) -> [Recognised.Occurrence]
    {
        var result: [Recognised.Occurrence] = []
        var lines: [Int: Evidence] = [:]
        for evidence in found
        where evidence.symptom != nil && evidence.symptom != .notASocketError && evidence.weight >= 2 {
            if let known = lines[evidence.line], known.weight >= evidence.weight { continue }
            lines[evidence.line] = evidence
        }
        for (line, evidence) in lines.sorted(by: { $0.key < $1.key }) {
            guard let symptom = evidence.symptom else { continue }
            let kin = found.filter { $0.line == line && $0.symptom == symptom }
            let (host, port) = place(evidence, kin, scanner)
            // A traceback tells the same trouble on several lines.
            if let last = result.indices.last, result[last].symptom == symptom,
                result[last].host == host || host == nil || result[last].host == nil
            {
                result[last].count += 1
                result[last].host = result[last].host ?? host
                result[last].port = result[last].port ?? port
                continue
            }
            guard result.count < 200 else { break }
            result.append(
                Recognised.Occurrence(
                    line: line + 1, text: text.string(text.range(ofLine: line)), symptom: symptom,
                    errno: evidence.errno,
                    host: host, port: port, count: 1))
        }
        return result
    }
}
