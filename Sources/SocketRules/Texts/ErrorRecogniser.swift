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
public struct ErrorRecogniser: Sendable {
    /// One thing that was found in the text and may be the error.
    struct Evidence: Sendable {
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
        /// The template has a `{*}`, which may stand for the words of an error number.
        var isOpen = false
    }

    /// What a literal stands for.
    enum Meaning: Sendable {
        case phrase(Recogniser)
        /// The words of strerror(3), how many bytes they are, and whether they are English.
        case words(code: String, count: Int, isEnglish: Bool)
        /// The symbol: ECONNREFUSED.
        case symbol(code: String)
        /// `[Errno `, `os error ` and the like, before the number.
        case number
        /// `failed (-` and the like, before the number that the kernel or a C function returned.
        case returned
        /// WSAECONNREFUSED's number, which stands alone in many texts.
        case windows(code: String)
    }

    /// An entry of the list, ready for use.
    struct Recogniser: Sendable {
        var phrase: Phrase
        var matcher: TemplateMatcher

        init?(_ line: String) {
            guard let phrase = Phrase(line) else { return nil }
            self.phrase = phrase
            matcher = TemplateMatcher(phrase.template)
        }
    }

    /// A literal of the list where it stands in the text.
    struct Hit {
        /// The number of the literal.
        var literal: Int
        var meaning: Meaning
        var at: Int
    }

    /// For streams: finds the lines that are worth reading, and what is in them.
    private var stream: PhraseIndex?
    private var meanings: [Meaning] = []
    /// The first literal of another language.
    private(set) var firstForeign = Int.max
    private var context: ContextScanner.Index?

    public init() {}

    /// Prepares ``triggers(_:_:body:)``, which takes some milliseconds.
    ///
    /// - Parameter sample: the beginning of the log, empty if it is not known.
    init(streamThatBegins sample: [UInt8]) {
        var index = PhraseIndex(capacity: 3600, sample: sample)
        var all: [Meaning] = []
        func add(_ table: Span<UInt8>, _ range: Range<Int>, _ meaning: () -> Meaning?) {
            guard range.count >= PhraseIndex.shortestLiteral, let meaning = meaning() else { return }
            var isNumber = false
            if case .windows = meaning { isNumber = true }
            index.add(ErrorText(TableReader.bytes(table, range)).folded, isNumber: isNumber)
            all.append(meaning)
        }
        Self.literals(add)
        firstForeign = all.count
        Self.foreignLiterals(add)
        index.close()
        stream = index
        meanings = all
        context = ContextScanner.Index()
    }

    /// Where a line may tell of an error: every literal of every language.
    ///
    /// - Parameter body: answers where the search goes on.
    @inline(__always)
    func triggers(_ words: Span<UInt32>, _ range: Range<Int>, body: (Int) -> Int) {
        stream?.search(words, in: range) { _, at in body(at) }
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
        _kcfstreamerrorcodekey=
        """

    /// What stands before a number without the word errno: "connect to 10.0.0.3:80 failed (-111)".
    private static let returnLeads = """
        failed (-
        failed: -
        failed -
        failed with -
        failed, ret -
        error -
        error: -
        error (-
        error=-
        error = -
        code -
        code: -
        returned -
        returns -
        result -
        result: -
        status -
        status: -
        returned: -
        connect error:\u{20}
        connect error\u{20}
        connect failed:\u{20}
        connect failed with\u{20}
        connect failed (
        connect returned\u{20}
        connect_ex returned\u{20}
        connect() failed:\u{20}
        connect() failed with\u{20}
        connect() failed (
        bind failed:\u{20}
        bind failed (
        bind error\u{20}
        bind() failed (
        so_error\u{20}
        system error:\u{20}
        so_error=
        so_error:\u{20}
        failed with error\u{20}
        """

    static let leads = Set(numberLeads.split(separator: "\n").map(String.init))

    /// Calls `body` with every literal that an English text is searched for, and makes its meaning only when asked.
    @inline(__always)
    private static func literals(
        _ body: (_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: () -> Meaning?) -> Void
    ) {
        for text in PhraseTable.all {
            let table = text.utf8Span.span
            PhraseTable.forEach(table) { line, anchor in
                body(table, anchor) { Recogniser(TableReader.string(table, line)).map { .phrase($0) } }
            }
        }
        let codes = ErrorCode.table.utf8Span.span
        var name = 0..<0
        TableReader.lines(codes) { line, isIndented in
            if isIndented {
                body(codes, line) { [name] in
                    .words(code: TableReader.string(codes, name), count: line.count, isEnglish: true)
                }
                return
            }
            // NAME linux bsd windows symptom
            var starts = [line.lowerBound]
            for index in line where codes[index] == 0x20 { starts.append(index + 1) }
            guard starts.count == 5 else { return }
            name = starts[0]..<starts[1] - 1
            if name.count >= PhraseIndex.shortestLiteral {
                body(codes, name) { [name] in .symbol(code: TableReader.string(codes, name)) }
            }
            let number = starts[3]..<starts[4] - 1
            if number.count == 5 {
                body(codes, number) { [name] in .windows(code: TableReader.string(codes, name)) }
            }
        }
        let leads = numberLeads.utf8Span.span
        TableReader.lines(leads) { line, _ in body(leads, line) { .number } }
        let returns = returnLeads.utf8Span.span
        TableReader.lines(returns) { line, _ in body(returns, line) { .returned } }
    }

    /// The same without inlining, and with each meaning made.
    static func allLiterals(_ body: (_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: Meaning) -> Void) {
        literals { table, literal, meaning in
            if let meaning = meaning() { body(table, literal, meaning) }
        }
    }

    /// The same for the words of other languages; these are not folded yet.
    @inline(__always)
    static func foreignLiterals(
        _ body: (_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: () -> Meaning?) -> Void
    ) {
        for text in [LocalizedWords.table, WindowsWords.table] {
            let table = text.utf8Span.span
            TableReader.lines(table) { line, _ in
                var tab = line.lowerBound
                while tab < line.upperBound, table[tab] != 0x09 { tab += 1 }
                guard tab + 1 < line.upperBound else { return }
                let anchor = Phrase.anchor(table, tab + 1..<line.upperBound)
                body(table, anchor) {
                    .words(
                        code: TableReader.string(table, line.lowerBound..<tab), count: anchor.count, isEnglish: false)
                }
            }
        }
    }

    // MARK: A text

    /// What the text says; a text that is no socket error is said to be none.
    public func recognise(_ bytes: some Collection<UInt8>) -> Recognised { recognise(Array(bytes)) }

    /// What the text says; a text that is no socket error is said to be none.
    public func recognise(_ bytes: [UInt8]) -> Recognised {
        let text = ErrorText(bytes)
        if let stream {
            let count = text.folded.count
            let words = TextWords.pack(text.folded.span, count: count)
            let context = ContextScanner(text, words.span, context ?? ContextScanner.Index())
            var hits: [Hit] = []
            stream.search(words.span, in: 0..<count) { literal, at in
                if hits.count < 4000 { hits.append(Hit(literal: literal, meaning: meanings[literal], at: at)) }
                return nil
            }
            // As a text alone is read: one literal after the other.
            hits.sort { ($0.literal, $0.at) < ($1.literal, $1.at) }
            return conclude(text, evidence(text, hits, context), context)
        }
        let windows = TextWindows(text.folded)
        let context = ContextScanner(text, windows)
        var hits: [Hit] = []
        var number = 0
        func take(_ table: Span<UInt8>, _ literal: Range<Int>, _ meaning: () -> Meaning?) {
            number += 1
            guard windows.mayHold(table, literal) else { return }
            let needle = ErrorText(TableReader.bytes(table, literal)).folded
            // A log that is nothing but errors needs no more than this to be understood.
            guard let first = text.find(needle, from: 0, to: text.folded.count), let meaning = meaning() else { return }
            var found: Int? = first
            while hits.count < 4000, let at = found {
                hits.append(Hit(literal: number, meaning: meaning, at: at))
                found = text.find(needle, from: at + needle.count, to: text.folded.count)
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
        dropShorterWords(&found)
        // Words within a longer phrase are that phrase: "operation timed out after 1000 milliseconds" is curl's own timer.
        let phrases = found.filter { $0.isPhrase && $0.weight >= 2 && !($0.isOpen && $0.errno == nil) }
        found.removeAll { evidence in
            !evidence.isPhrase
                && phrases.contains {
                    $0.errno != evidence.errno && $0.line == evidence.line && $0.range.contains(evidence.offset)
                        && $0.range.upperBound >= evidence.range.upperBound
                }
        }
        found.sort { $0.offset < $1.offset }
        let lines = scope(found, text)
        let speaker = context.runtime(lines)
        var result = Recognised(
            symptom: .notASocketError, also: [], errno: found.first { $0.errno != nil }?.errno, runtime: speaker?.name,
            occurrences: [])
        guard let best = choose(found) else { return result }
        if best.symptom == .notASocketError { return result }
        result.symptom = best.symptom ?? .notASocketError
        let kin = found.filter { $0.symptom == best.symptom }
        result.errno =
            best.errno ?? kin.first { $0.errno != nil }?.errno
            ?? found.first { $0.errno != nil && ($0.line == best.line || $0.symptom.map(best.also.contains) == true) }?
            .errno ?? found.first { $0.errno != nil && $0.line > best.line && isMember($0, text) }?.errno
        result.runtime = speaker?.name ?? best.runtime
        // A traceback and a command's own prefix say more than the words that a library passes on.
        if let named = best.runtime, best.weight >= 3, !Self.isLanguage(named) || speaker == nil,
            (speaker?.rank ?? 0) < 7
        {
            result.runtime = named
        }
        // "connect: Connection refused" is what perror(3) prints.
        if result.runtime == nil, result.errno != nil { result.runtime = "c" }
        let scanner = HostScanner(text, lines: lines)
        (result.host, result.port) = place(best, kin, scanner)
        let isWithin = result.symptom == .connectionRefused && isWithinContainer(text, best.line, result.host)
        if isWithin { result.symptom = .containerUnreachableLocalhost }
        for symptom in best.also + found.filter({ $0.weight >= 2 }).compactMap(\.symptom)
        where symptom != result.symptom && !result.also.contains(symptom) && symptom != .notASocketError {
            result.also.append(symptom)
        }
        if best.also.contains(.notASocketError) { result.also.append(.notASocketError) }
        result.occurrences = occurrences(found, text, scanner)
        return result
    }

    /// "Too many open files in system" is not "Too many open files": of words that begin within others the longer count.
    private func dropShorterWords(_ found: inout [Evidence]) {
        var words: [Int] = []
        for (index, one) in found.enumerated() where !one.isPhrase && !one.range.isEmpty { words.append(index) }
        guard words.count > 1 else { return }
        words.sort {
            let (first, second) = (found[$0].range, found[$1].range)
            return first.lowerBound != second.lowerBound
                ? first.lowerBound < second.lowerBound : first.upperBound > second.upperBound
        }
        var end = 0
        var keeps = [Bool](repeating: true, count: found.count)
        for index in words {
            if found[index].range.upperBound <= end { keeps[index] = false }
            end = max(end, found[index].range.upperBound)
        }
        var kept: [Evidence] = []
        for (index, one) in found.enumerated() where keeps[index] { kept.append(one) }
        found = kept
    }

    /// `code: 'ECONNABORTED',` on a line of its own: Node prints an error's members below its message.
    private func isMember(_ evidence: Evidence, _ text: ErrorText) -> Bool {
        let start = text.range(ofLine: evidence.line).lowerBound
        return evidence.offset >= start + 7 && text.folded(evidence.offset - 7..<evidence.offset) == "code: '"
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
}
