/// What surrounds an error in its text: the same number means another thing under bind() than under connect().
struct Surroundings: OptionSet, Sendable {
    let rawValue: UInt32

    static let bind = Surroundings(rawValue: 1 << 0)
    static let connect = Surroundings(rawValue: 1 << 1)
    static let send = Surroundings(rawValue: 1 << 2)
    static let receive = Surroundings(rawValue: 1 << 3)
    static let listen = Surroundings(rawValue: 1 << 4)
    static let socket = Surroundings(rawValue: 1 << 5)
    static let docker = Surroundings(rawValue: 1 << 6)
    static let dockerSocket = Surroundings(rawValue: 1 << 7)
    static let container = Surroundings(rawValue: 1 << 8)
    static let capture = Surroundings(rawValue: 1 << 9)
    static let file = Surroundings(rawValue: 1 << 10)
    static let raw = Surroundings(rawValue: 1 << 11)
    static let unixSocket = Surroundings(rawValue: 1 << 12)
    static let loopback = Surroundings(rawValue: 1 << 13)
    static let portZero = Surroundings(rawValue: 1 << 14)
    static let jsonFile = Surroundings(rawValue: 1 << 15)
    static let tls = Surroundings(rawValue: 1 << 16)
    static let account = Surroundings(rawValue: 1 << 17)
    static let compose = Surroundings(rawValue: 1 << 18)
    static let interface = Surroundings(rawValue: 1 << 19)
    static let http = Surroundings(rawValue: 1 << 20)
    static let pool = Surroundings(rawValue: 1 << 21)
    static let accept = Surroundings(rawValue: 1 << 22)
    static let healthy = Surroundings(rawValue: 1 << 23)
    static let buffer = Surroundings(rawValue: 1 << 24)
    static let containerHost = Surroundings(rawValue: 1 << 25)
    static let pipe = Surroundings(rawValue: 1 << 26)
    static let broadcast = Surroundings(rawValue: 1 << 27)
    static let url = Surroundings(rawValue: 1 << 28)
    static let login = Surroundings(rawValue: 1 << 29)

    /// Anything that shows that a socket is meant.
    static let anySocket: Surroundings = [.bind, .connect, .send, .receive, .listen, .socket, .accept]
}

extension Surroundings {
    init?(name: String) {
        if name == "anySocket" {
            self = .anySocket
            return
        }
        guard let bit = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: 1 << UInt32(bit))
    }

    /// By the number of the bit.
    static let names = [
        "bind", "connect", "send", "receive", "listen", "socket",
        "docker", "dockerSocket", "container", "capture", "file", "raw",
        "unixSocket", "loopback", "portZero", "jsonFile", "tls", "account",
        "compose", "interface", "http", "pool", "accept", "healthy",
        "buffer", "containerHost", "pipe", "broadcast", "url", "login",
    ]
}

/// One way in which some program says what went wrong: one entry of ``PhraseTable``.
struct Phrase: Sendable {
    /// ASCII in lower case, as it stands in one line. `{host}` and `{port}` are read out, `{n}` is a number, `{scheme}` a
    /// URL's beginning if there is one, and `{*}` anything.
    var template: String
    var symptom: Symptom
    var also: [Symptom] = []
    /// The name of the error number where the words are those of strerror(3) or the like.
    var errno: String?
    var runtime: String?
    /// How much it says: 1 vague words, 2 the words of an error number, 3 a program's own message about just this.
    var weight = 3
    /// One of these must be near; empty: none need be.
    var needs: Surroundings = []
    /// None of these may be near.
    var unless: Surroundings = []
    /// `{host}` must be an address, a name with a dot or localhost: people fail to connect to many things.
    var wantsPlace = false

    /// Reads `SYMPTOM key=value … | TEMPLATE`.
    init?(_ line: String) {
        guard let bar = line.utf8.firstIndex(of: 0x7c) else { return nil }
        template = String(line[line.utf8.index(bar, offsetBy: 2)...])
        let words = line[..<bar].split(separator: " ")
        guard let first = words.first, let symptom = Symptom(named: String(first)) else { return nil }
        self.symptom = symptom
        for word in words.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let value = String(parts[1])
            let values = value.split(separator: ",").map(String.init)
            switch parts[0] {
            case "by": runtime = value
            case "errno": errno = value
            case "weight": weight = Int(value) ?? 0
            case "also": also = values.compactMap { Symptom(named: $0) }
            case "place": wantsPlace = value == "sure"
            case "near": needs = Surroundings(values.compactMap { Surroundings(name: $0) })
            case "unless": unless = Surroundings(values.compactMap { Surroundings(name: $0) })
            default: return nil
            }
        }
    }

    /// The longest part without a place holder or a quote: what a text is searched for. Quotes are left out because raw
    /// text may have typographic ones.
    static func anchor(_ table: Span<UInt8>, _ template: Range<Int>) -> Range<Int> {
        var best = 0..<0
        var start = template.lowerBound
        while start < template.upperBound {
            var end = start
            while end < template.upperBound, !isLimit(table[end]) { end += 1 }
            if end - start > best.count { best = start..<end }
            if end < template.upperBound, table[end] == 0x7b {
                while end < template.upperBound, table[end] != 0x7d { end += 1 }
            }
            start = end + 1
        }
        return best
    }

    /// A brace or a quote.
    @inline(__always)
    private static func isLimit(_ byte: UInt8) -> Bool {
        byte == 0x7b || byte == 0x7d || byte == 0x27 || byte == 0x22
    }
}

/// The recognisers: one entry is the meaning, a bar and the template, with a text in which it stands below it.
///
/// `weight` (3 where it is not given) decides between entries that fit the same text, see ``Phrase``. Text and not Swift
/// values: a thousand values would be made at each start, and most texts need three of them.
enum PhraseTable {
    static let all = [
        connecting, python, node, otherLanguages, browsers, docker, capturing, wrongData, harmless, libraries, tools,
        standardLibraries, foreign, services, clients, otherServices, generic,
    ]

    /// Calls `body` with each entry: its whole line, its template and the template's anchor.
    @inline(__always)
    static func forEach(
        _ table: Span<UInt8>, body: (_ line: Range<Int>, _ anchor: Range<Int>) -> Void
    ) {
        TableReader.lines(table) { line, isIndented in
            guard !isIndented, table[line.lowerBound] != 0x23 else { return }
            var bar = line.lowerBound
            while bar < line.upperBound, table[bar] != 0x7c { bar += 1 }
            guard bar + 2 < line.upperBound else { return }
            body(line, Phrase.anchor(table, bar + 2..<line.upperBound))
        }
    }
}

/// Matches a template within a line.
struct TemplateMatcher {
    private enum Part {
        case literal([UInt8])
        case host
        case port
        case number
        case anything
        case scheme
    }
    private var parts: [Part] = []

    init(_ template: String) {
        var literal: [UInt8] = []
        var name: [UInt8]?
        for byte in template.utf8 {
            if byte == 0x7b {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                (literal, name) = ([], [])
            } else if byte == 0x7d, let found = name {
                switch found.first {
                case 0x68: parts.append(.host)
                case 0x70: parts.append(.port)
                case 0x6e: parts.append(.number)
                case 0x73: parts.append(.scheme)
                default: parts.append(.anything)
                }
                name = nil
            } else if name != nil {
                name?.append(byte)
            } else {
                literal.append(byte)
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    /// The first place in `line` at which the template fits, with what it captured.
    func match(_ text: ErrorText, in line: Range<Int>) -> (range: Range<Int>, host: Range<Int>?, port: Int?)? {
        for part in parts {
            if case .literal(let literal) = part, !text.mayHold(literal) { return nil }
        }
        guard case .literal(let first)? = parts.first else {
            // Before the template is tried from each word on: most lines lack one of its parts.
            for part in parts {
                if case .literal(let literal) = part,
                    text.find(literal, from: line.lowerBound, to: line.upperBound) == nil
                {
                    return nil
                }
            }
            var state = State()
            var at = line.lowerBound
            while at < line.upperBound {
                state = State()
                if let end = fit(0, text, at, line.upperBound, &state) { return (at..<end, state.host, state.port) }
                while at < line.upperBound, !Self.isSpace(text.folded[at]) { at += 1 }
                while at < line.upperBound, Self.isSpace(text.folded[at]) { at += 1 }
            }
            return nil
        }
        var from = line.lowerBound
        while let start = text.find(first, from: from, to: line.upperBound) {
            var state = State()
            if let end = fit(1, text, start + first.count, line.upperBound, &state) {
                return (start..<end, state.host, state.port)
            }
            from = start + 1
        }
        return nil
    }

    private struct State {
        var host: Range<Int>?
        var port: Int?
        var steps = 0
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Fits the parts from `index` on at `at`; answers where the match ends.
    private func fit(_ index: Int, _ text: ErrorText, _ at: Int, _ end: Int, _ state: inout State) -> Int? {
        guard index < parts.count else { return at }
        state.steps += 1
        // A hostile line could make a template with several place holders try very many ways.
        guard state.steps < 400 else { return nil }
        switch parts[index] {
        case .literal(let literal):
            guard text.find(literal, from: at, to: min(end, at + literal.count)) == at else { return nil }
            return fit(index + 1, text, at + literal.count, end, &state)
        case .number, .port:
            var stop = at
            var value = 0
            while stop < end, stop - at < 10, (48...57).contains(text.folded[stop]) {
                value = value * 10 + Int(text.folded[stop] - 48)
                stop += 1
            }
            guard stop > at, let result = fit(index + 1, text, stop, end, &state) else { return nil }
            if case .port = parts[index] { state.port = value }
            return result
        case .host:
            let stop = Self.hostEnd(text, at, end)
            // The longest first; then shorter, for a colon that belongs to what follows.
            var cut = stop
            while cut > at {
                if let result = fit(index + 1, text, cut, end, &state) {
                    state.host = at..<cut
                    return result
                }
                cut -= 1
            }
            return nil
        case .scheme:
            return fit(index + 1, text, Self.schemeEnd(text, at, end), end, &state)
        case .anything:
            guard index + 1 < parts.count else { return at }
            guard case .literal(let next) = parts[index + 1] else {
                var stop = at
                while stop < min(end, at + 200) {
                    if let result = fit(index + 1, text, stop, end, &state) { return result }
                    stop += 1
                }
                return nil
            }
            var from = at
            while let found = text.find(next, from: from, to: min(end, at + 600)) {
                if let result = fit(index + 1, text, found, end, &state) { return result }
                from = found + 1
            }
            return nil
        }
    }

    /// Behind `amqp://user:password@`; where no scheme stands, nothing is passed over.
    private static func schemeEnd(_ text: ErrorText, _ at: Int, _ end: Int) -> Int {
        var stop = at
        while stop < end, stop - at < 24, (97...122).contains(text.folded[stop]) || text.folded[stop] == 0x2b {
            stop += 1
        }
        guard stop > at, stop + 3 < end, text.folded[stop] == 0x3a, text.folded[stop + 1] == 0x2f,
            text.folded[stop + 2] == 0x2f
        else { return at }
        stop += 3
        var user = stop
        while user < end, user - stop < 100, text.folded[user] > 0x20, text.folded[user] != 0x2f {
            if text.folded[user] == 0x40 { return user + 1 }
            user += 1
        }
        return stop
    }

    private static func hostEnd(_ text: ErrorText, _ at: Int, _ end: Int) -> Int {
        var stop = at
        while stop < end, stop - at < 255, isHostByte(text.folded[stop]) { stop += 1 }
        return stop
    }

    /// Letters, digits, and what stands in addresses, zone ids and internationalised names.
    static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 97...122, 0x2d, 0x2e, 0x3a, 0x5f, 0x25, 0x5b, 0x5d: true
        default: byte >= 0x80
        }
    }
}
