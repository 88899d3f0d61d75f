public import SocketFacts

/// What `sockdoctor explain "TEXT"` answers: the text's meaning, and what would settle it on this machine.
public struct TextReport: Sendable {
    public var recognised: Recognised
    /// What a check on this machine said; `nil` where none was asked for or none was possible.
    public var check: Report?
    /// Why no check was made though one was asked for.
    public var checkNeeds: String?
    public var elapsedMilliseconds: Double

    public init(
        _ recognised: Recognised, check: Report? = nil, checkNeeds: String? = nil, elapsedMilliseconds: Double = 0
    ) {
        self.recognised = recognised
        self.check = check
        self.checkNeeds = checkNeeds
        self.elapsedMilliseconds = elapsedMilliseconds
    }

    public var verdict: Report.Verdict {
        if let check { return check.verdict }
        if recognised.symptom == .notASocketError { return .healthy }
        return checkNeeds == nil ? .problem : .undecided
    }

    // MARK: From the text to the machine

    /// The question that would settle it: about the port where binding failed, about the way to the server elsewhere.
    public static func question(_ recognised: Recognised) -> (command: Question.Command, target: String)? {
        guard let number = recognised.port, let port = UInt16(exactly: number), port > 0 else { return nil }
        let host = recognised.host
        switch recognised.symptom {
        case .addressInUse, .permissionDeniedPrivilegedPort, .cannotAssignAddress, .dockerPortAllocated:
            guard let host, let address = IPAddress(host) else { return (.port, "\(port)") }
            return (.port, target(address.description, port))
        case .connectionRefused, .connectionTimedOut, .hostUnreachable, .networkUnreachable, .connectionReset,
            .brokenPipe, .connectionClosedByPeer, .nameResolution, .firewallBlocked, .addressFamilyMismatch, .noReply,
            .ephemeralPortsExhausted, .containerUnreachableLocalhost, .partialOrMergedData, .protocolMismatch,
            .wouldBlock, .notConnected, .alreadyConnected, .tooManyOpenFiles:
            let asked = host ?? "localhost"
            // What a server listens on is no address to dial.
            return (.check, target(asked == "0.0.0.0" || asked == "::" ? "localhost" : asked, port))
        default: return nil
        }
    }

    private static func target(_ host: String, _ port: UInt16) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// The command that makes the check.
    public static func command(_ recognised: Recognised) -> String? {
        question(recognised).map { "sockdoctor \($0.command.rawValue) \(Wording.shellWord($0.target))" }
    }

    // MARK: JSON

    public func json() -> String {
        let subject: JSONText = .object([
            ("host", .optional(recognised.host.map { Wording.escaped($0) })),
            ("address", .optional(check?.facts.connection?.address.description)),
            ("port", recognised.port.map { .integer($0) } ?? .null), ("transport", .null), ("from", .null),
        ])
        let checked: [(String, JSONText)] = check.map(JSONReport.pairs) ?? []
        func part(_ key: String, _ empty: JSONText) -> JSONText { checked.first { $0.0 == key }?.1 ?? empty }
        var undecided = part("undecided", .array([]))
        if let checkNeeds {
            undecided = .array([.object([("cause", .null), ("needs", .string(checkNeeds))])])
        }
        return JSONText.object([
            ("schema", .string("sockdoctor.report/1")),
            ("command", .string("explain")),
            ("subject", check == nil ? subject : part("subject", subject)),
            ("verdict", .string(verdict.rawValue)),
            ("symptom", recognised.symptom == .notASocketError ? .null : .string(recognised.symptom.rawValue)),
            ("findings", part("findings", .array([]))),
            ("undecided", undecided),
            ("steps", part("steps", .array([]))),
            ("notes", .array(([Self.comparison(self)].compactMap { $0 } + (check?.notes ?? [])).map { .string($0) })),
            ("elapsed_ms", .number(elapsedMilliseconds)),
            ("recognised", Self.json(recognised)),
            ("occurrences", .array(recognised.occurrences.map(Self.json))),
            ("causes", .array(Self.causes(recognised.symptom).map { .string($0) })),
            ("next", .optional(Self.command(recognised))),
        ]).rendered()
    }

    static func json(_ recognised: Recognised) -> JSONText {
        .object([
            ("symptom", .string(recognised.symptom.rawValue)),
            ("also", .array(recognised.also.map { .string($0.rawValue) })),
            ("errno", .optional(recognised.errno)),
            ("host", .optional(recognised.host.map { Wording.escaped($0) })),
            ("port", recognised.port.map { .integer($0) } ?? .null),
            ("runtime", .optional(recognised.runtime)),
        ])
    }

    private static func json(_ occurrence: Recognised.Occurrence) -> JSONText {
        .object([
            ("line", .integer(occurrence.line)), ("symptom", .string(occurrence.symptom.rawValue)),
            ("errno", .optional(occurrence.errno)), ("host", .optional(occurrence.host.map { Wording.escaped($0) })),
            ("port", occurrence.port.map { .integer($0) } ?? .null), ("count", .integer(occurrence.count)),
            ("text", .string(Wording.escaped(occurrence.text, limit: 400))),
        ])
    }

    /// One line of a stream as one JSON object.
    public static func json(_ mark: ErrorStream.Mark) -> String {
        let text = Wording.escaped(String(decoding: mark.bytes, as: UTF8.self), limit: 400)
        let document = JSONText.object([
            ("line", .integer(mark.line)), ("symptom", .string(mark.recognised.symptom.rawValue)),
            ("errno", .optional(mark.recognised.errno)),
            ("host", .optional(mark.recognised.host.map { Wording.escaped($0) })),
            ("port", mark.recognised.port.map { .integer($0) } ?? .null), ("text", .string(text)),
        ]).rendered()
        // Strings hold no line feed of their own: JSONText escapes them.
        return document.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ") + "\n"
    }

    /// One line of a stream for a person: where, what, and the line itself.
    ///
    /// - Parameter width: columns; 0 leaves the line itself and its number out.
    public static func line(_ mark: ErrorStream.Mark, width: Int) -> String {
        let place = Self.place(mark.recognised.host, mark.recognised.port).map { " \($0)" } ?? ""
        let what = mark.recognised.symptom.rawValue + place
        guard width > 0 else { return what }
        let text = Wording.escaped(String(decoding: mark.bytes, as: UTF8.self), limit: 400)
        let room = max(20, width - what.utf8.count - String(mark.line).utf8.count - 4)
        let shown = text.count > room ? text.prefix(room - 1) + "…" : Substring(text)
        return "\(mark.line): \(what)  \(shown)"
    }

    /// What a stream held in all.
    public static func summary(_ stream: ErrorStream, json: Bool) -> String {
        let counts = stream.counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        if json {
            return JSONText.object([
                ("schema", .string("sockdoctor.report/1")), ("command", .string("explain")),
                ("verdict", .string(counts.isEmpty ? "healthy" : "problem")), ("lines", .integer(stream.lines)),
                ("counts", .object(counts.map { ($0.key.rawValue, .integer($0.value)) })),
            ]).rendered()
        }
        guard !counts.isEmpty else { return "No socket error in \(stream.lines) lines\n" }
        let total = counts.reduce(0) { $0 + $1.value }
        var text = "\n\(total) of \(stream.lines) lines tell of a socket error\n"
        for (symptom, count) in counts { text += "  \(count)  \(symptom.rawValue)  (\(symptom.title))\n" }
        return text
    }

    // MARK: A person

    /// The causes that show in this way, most usual first.
    static func causes(_ symptom: Symptom) -> [String] {
        Catalog.pages.filter { $0.symptoms.contains(symptom) }.map { $0.name }
    }

    /// What the text and the machine say together.
    static func comparison(_ report: TextReport) -> String? {
        guard let check = report.check else { return nil }
        let said = report.recognised.symptom
        switch check.verdict {
        case .healthy:
            return check.facts.question.command == .port
                ? "The text says \"\(said.title)\"; the port is free now."
                : "The text says \"\(said.title)\"; it works now."
        case .undecided: return "The text says \"\(said.title)\"; how it is now could not be decided."
        case .problem:
            return check.symptom == said
                ? "The text says \"\(said.title)\"; it is still so now."
                : "The text says \"\(said.title)\"; now it is \"\(check.symptom?.title ?? "another trouble")\"."
        }
    }

    public func terminal(style: TerminalReport.Style) -> String {
        var page = Page(style: style)
        let symptom = recognised.symptom
        guard symptom != .notASocketError else {
            page.headline("–", .bold, "This is not a socket error")
            page.blank()
            page.paragraph(
                "Nothing in the text tells of trouble with a socket, a port, a name, a capture or Docker's network."
                    + (recognised.errno.map { " The error number in it is \($0)." } ?? ""))
            return finished(page)
        }
        page.headline("✗", .red, headline)
        page.blank()
        if let text = recognised.occurrences.first?.text {
            page.paragraph(Wording.escaped(Self.words(text), limit: 240))
            page.blank()
        }
        if let section = Catalog.symptoms.first(where: { $0.symptom == symptom }) {
            for paragraph in Self.paragraphs(section.meaning).prefix(style.isVerbose ? 9 : 1) {
                page.paragraph(paragraph)
                page.blank()
            }
        }
        others(&page)
        if let check {
            if let sentence = Self.comparison(self) { page.paragraph(sentence) }
            page.blank()
            return finished(page) + TerminalReport.render(check, style: style)
        }
        if let checkNeeds { page.paragraph("Could not check it: \(checkNeeds).") }
        page.blank()
        ending(&page)
        return finished(page)
    }

    /// A text without surplus spaces.
    private static func words(_ text: String) -> String {
        list(TerminalText.pieces(text, at: 0x20).filter { !$0.isEmpty }, " ")
    }

    /// The paragraphs of a text, each in one line.
    private static func paragraphs(_ text: String) -> [String] {
        var result: [String] = []
        var paragraph = ""
        for line in TerminalText.pieces(text, at: 0x0a) {
            if line.isEmpty {
                if !paragraph.isEmpty { result.append(paragraph) }
                paragraph = ""
            } else {
                paragraph += (paragraph.isEmpty ? "" : " ") + line
            }
        }
        if !paragraph.isEmpty { result.append(paragraph) }
        return result
    }

    private func finished(_ page: Page) -> String {
        page.style.usesUnicode ? page.text : TerminalReport.ascii(page.text)
    }

    private var headline: String {
        var sentence = recognised.symptom.title
        if let place = Self.place(recognised.host, recognised.port) { sentence += ": \(place)" }
        var details: [String] = []
        if let errno = recognised.errno { details.append(errno) }
        if let runtime = recognised.runtime { details.append("said by \(runtime)") }
        if !details.isEmpty { sentence += " (\(Self.list(details)))" }
        return sentence
    }

    /// What `joined` does, without the time that it takes at its first use (see ``TerminalText/pieces(_:at:)``).
    private static func list(_ words: [String], _ separator: String = ", ") -> String {
        var result = ""
        for word in words { result += (result.isEmpty ? "" : separator) + word }
        return result
    }

    static func place(_ host: String?, _ port: Int?) -> String? {
        switch (host.map { Wording.escaped($0, limit: 100) }, port) {
        case (let host?, let port?): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case (let host?, nil): host
        case (nil, let port?): "port \(port)"
        case (nil, nil): nil
        }
    }

    /// The other errors of a log.
    private func others(_ page: inout Page) {
        let rest = recognised.occurrences
        guard rest.contains(where: { $0.symptom != rest[0].symptom }) || rest.count > 2 else { return }
        page.paragraph("In the order of the text:")
        page.table(
            rest.prefix(20).map { one in
                let place = Self.place(one.host, one.port).map { " \($0)" } ?? ""
                let times = one.count > 1 ? ", on \(one.count) lines" : ""
                return ["line \(one.line)", one.symptom.rawValue + place + times]
            })
        page.blank()
    }

    private func ending(_ page: inout Page) {
        let symptom = recognised.symptom
        if let command = Self.command(recognised) {
            page.labelled("Look", "\(command)   (or --check here)")
        } else if let look = Catalog.symptoms.first(where: { $0.symptom == symptom })?.firstLooks.first {
            page.labelled("Look", look.command)
        }
        let causes = Self.causes(symptom)
        if !causes.isEmpty {
            let shown = Self.list(Array(causes.prefix(style(page) ? causes.count : 6)))
            page.labelled("Cause", "mostly one of " + shown + (causes.count > 6 && !style(page) ? " …" : ""))
        }
        for (index, remedy) in (Catalog.symptoms.first { $0.symptom == symptom }?.remedies ?? []).prefix(2).enumerated()
        {
            page.labelled(index == 0 ? "Fix" : "or", remedy)
        }
        page.labelled("Why", "sockdoctor explain \(symptom.rawValue)")
    }

    private func style(_ page: Page) -> Bool { page.style.isVerbose }
}
