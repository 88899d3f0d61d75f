/// What surrounds an error in its text, and which program printed it: ``Markers`` found in a text.
struct ContextScanner {
    private struct Mark {
        var at: Int
        var surrounding: Surroundings
    }

    private let text: ErrorText
    private var marks: [Mark] = []
    private var runtimes: [(name: String, rank: Int, at: Int)] = []

    init(_ text: ErrorText, _ windows: TextWindows) {
        self.text = text
        Self.forEach(Markers.surroundings) { table, name, word in
            guard windows.mayHold(table, word) else { return }
            let surrounding = Surroundings(name: TableReader.string(table, name)) ?? []
            find(TableReader.bytes(table, word), .surrounding(surrounding))
        }
        Self.forEach(Markers.runtimes) { table, head, word in
            guard windows.mayHold(table, word) else { return }
            let fields = TableReader.string(table, head).split(separator: " ")
            guard fields.count == 2, let rank = Int(fields[1]) else { return }
            find(TableReader.bytes(table, word), .runtime(String(fields[0]), rank: rank))
        }
    }

    private mutating func find(_ word: [UInt8], _ meaning: Index.Meaning) {
        var from = 0
        while let at = text.find(word, from: from, to: text.folded.count) {
            note(meaning, at)
            from = at + word.count
        }
    }

    /// The markers in one index, for texts that come by the thousand.
    struct Index: Sendable {
        enum Meaning: Sendable {
            case surrounding(Surroundings)
            case runtime(String, rank: Int)
        }
        var index = PhraseIndex(capacity: 900)
        var meanings: [Meaning] = []
        /// Words too short for the index.
        var short: [(word: [UInt8], meaning: Meaning)] = []

        init() {
            ContextScanner.forEach(Markers.surroundings) { table, name, word in
                add(table, word, .surrounding(Surroundings(name: TableReader.string(table, name)) ?? []))
            }
            ContextScanner.forEach(Markers.runtimes) { table, head, word in
                let fields = TableReader.string(table, head).split(separator: " ")
                guard fields.count == 2, let rank = Int(fields[1]) else { return }
                add(table, word, .runtime(String(fields[0]), rank: rank))
            }
        }

        private mutating func add(_ table: Span<UInt8>, _ word: Range<Int>, _ meaning: Meaning) {
            if word.count < PhraseIndex.shortestLiteral {
                short.append((TableReader.bytes(table, word), meaning))
            } else {
                index.add(TableReader.bytes(table, word))
                meanings.append(meaning)
            }
        }
    }

    /// - Parameter words: the folded text.
    init(_ text: ErrorText, _ words: Span<UInt32>, _ index: Index) {
        self.text = text
        var hits: [(literal: Int, at: Int)] = []
        index.index.search(words, in: 0..<text.folded.count) { literal, at in
            hits.append((literal, at))
            return nil
        }
        // As a text alone is read: one marker after the other.
        hits.sort { $0 < $1 }
        for (literal, at) in hits { note(index.meanings[literal], at) }
        for (word, meaning) in index.short {
            if let at = text.find(word, from: 0, to: text.folded.count) { note(meaning, at) }
        }
    }

    private mutating func note(_ meaning: Index.Meaning, _ at: Int) {
        guard marks.count < 20_000, runtimes.count < 20_000 else { return }
        switch meaning {
        case .surrounding(let surrounding): marks.append(Mark(at: at, surrounding: surrounding))
        case .runtime(let name, let rank):
            // A tool's name counts where a word begins.
            if rank < 6 || at == 0 || !ErrorRecogniser.isWordByte(text.folded[at - 1]) {
                runtimes.append((name, rank, at))
            }
        }
    }

    /// Calls `body` with each word between backticks and the head of its entry.
    @inline(__always)
    private static func forEach(
        _ text: String, body: (_ table: Span<UInt8>, _ head: Range<Int>, _ word: Range<Int>) -> Void
    ) {
        let table = text.utf8Span.span
        var head = 0..<0
        TableReader.lines(table) { line, isIndented in
            var at = line.lowerBound
            if !isIndented {
                while at < line.upperBound, table[at] != 0x60 { at += 1 }
                head = line.lowerBound..<max(line.lowerBound, at - 1)
            }
            while at < line.upperBound {
                guard table[at] == 0x60 else {
                    at += 1
                    continue
                }
                var end = at + 1
                while end < line.upperBound, table[end] != 0x60 { end += 1 }
                body(table, head, at + 1..<end)
                at = end + 1
            }
        }
    }

    func surroundings(_ lines: ClosedRange<Int>) -> Surroundings {
        let start = text.range(ofLine: lines.lowerBound).lowerBound
        let end = text.range(ofLine: lines.upperBound).upperBound
        var result: Surroundings = []
        for mark in marks where mark.at >= start && mark.at <= end { result.insert(mark.surrounding) }
        return result
    }

    /// Which program speaks, and how surely: the rank of ``Markers/runtimes``.
    func runtime(_ lines: Range<Int>) -> (name: String, rank: Int)? {
        guard !lines.isEmpty else { return nil }
        let start = text.range(ofLine: lines.lowerBound).lowerBound
        let end = text.range(ofLine: lines.upperBound - 1).upperBound
        var best: (name: String, rank: Int, at: Int)?
        for one in runtimes where one.at >= start && one.at <= end {
            if best.map({ one.rank > $0.rank || one.rank == $0.rank && one.at < $0.at }) ?? true { best = one }
        }
        return best.map { ($0.name, $0.rank) }
    }
}
