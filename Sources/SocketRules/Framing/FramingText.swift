public import SocketFacts

/// Bytes, schedules and outcomes in words.
public enum FramingText {
    static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    /// `00 00 00 | 05 H e l l o`: printable ASCII as it is, other bytes in hexadecimal, each cut as a bar. Of many bytes
    /// only those around the cuts.
    public static func shown(_ bytes: [UInt8], cut: [Int], around: Int = 12) -> String {
        let cuts = Set(cut)
        let isLong = bytes.count > 4 * around
        // Every cut of one byte at a time would show everything again.
        let edges = isLong ? [0, bytes.count] + cut.prefix(6) : []
        var parts: [String] = []
        var isGap = false
        for (index, byte) in bytes.enumerated() {
            if isLong, !edges.contains(where: { abs($0 - index) <= around }) {
                if !isGap { parts.append("…") }
                isGap = true
                continue
            }
            isGap = false
            if cuts.contains(index) { parts.append("|") }
            parts.append((0x21...0x7e).contains(byte) ? String(UnicodeScalar(byte)) : byte == 0x20 ? "␠" : hex(byte))
        }
        return parts.joined(separator: " ")
    }

    /// A text in quotes; bytes that are no text in hexadecimal.
    static func quoted(_ bytes: [UInt8], limit: Int = 60) -> String {
        // What a cut at the limit leaves of a character is no reason to call the text none.
        let isText = String(validating: bytes, as: UTF8.self) != nil
        return isText
            ? Wording.quoted(bytes, limit: limit)
            : shown(Array(bytes.prefix(limit / 3)), cut: []) + (bytes.count > limit / 3 ? " …" : "")
    }

    /// What came, in one line.
    public static func got(_ outcome: FramingOutcome, seconds: Double? = nil) -> String {
        var parts = outcome.replies.prefix(8).map { quoted($0, limit: 60) }
        if outcome.replies.count > 8 { parts.append("and \(outcome.replies.count - 8) more") }
        if !outcome.rest.isEmpty {
            parts.append("and \(quoted(outcome.rest, limit: 40)), which is no whole message")
        }
        if parts.isEmpty { parts.append("nothing") }
        let ending: String?
        switch outcome.ending {
        case .closedAfter, .leftOpen, .differs: ending = nil
        case .closedEarly: ending = "then it closed"
        case .reset: ending = "then it reset the connection"
        case .timedOut:
            let time = seconds.map { " for \(tenths($0))" } ?? ""
            ending = "then nothing\(time)"
        case .flood: ending = "and no end of it"
        case .tooLong(let limit): ending = "then a message of more than \(limit >> 20) MiB"
        case .notConnected(let error): ending = "no connection (\(error.name))"
        case .nobodyCame: ending = "nobody came"
        }
        var text = parts.joined(separator: ", ")
        if let ending { text += (text == "nothing" && outcome.ending == .timedOut) ? "" : "; \(ending)" }
        if let status = outcome.status, status != 0 { text += "; its exit status was \(status)" }
        return text
    }

    static func tenths(_ seconds: Double) -> String {
        let tenths = Int((max(0, min(seconds, 1e9)) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }

    /// The sentence that sets what was expected against what came.
    static func comparison(_ one: FramingCase, _ facts: FramingFacts) -> String {
        if facts.question.subject == .client { return clientComparison(one, facts) }
        let wanted = FramingJudge.expected(facts, one.schedule.messages) ?? []
        let expected = wanted.prefix(8).map { quoted($0) }.joined(separator: ", ")
        if !one.outcome.sentAll, one.outcome.ending == .closedEarly, one.outcome.replies == wanted {
            return "The reply \(expected) came, and the server closed, before the message had been sent to its end."
        }
        return "Expected \(expected); got \(got(one.outcome, seconds: one.outcome.milliseconds / 1000))."
    }

    private static func clientComparison(_ one: FramingCase, _ facts: FramingFacts) -> String {
        guard let honest = facts.honest.first else { return "" }
        let outcome = one.outcome
        if outcome.replies == honest.replies, outcome.ending == honest.ending {
            if outcome.status != honest.status {
                return "The client's exit status was \(honest.status.map(String.init) ?? "none"), and is now "
                    + "\(outcome.status.map(String.init) ?? "none")."
            }
            let before = quoted(honest.output ?? [], limit: 120)
            return "The client printed \(before), and now \(quoted(outcome.output ?? [], limit: 120))."
        }
        let how = outcome.ending == .reset ? " It closed with bytes of the reply unread or still to come." : ""
        return "The client sent \(got(honest)) when each reply came whole; now \(got(outcome)).\(how)"
    }

    // MARK: The command that does it again

    public static func command(_ schedule: FramingSchedule, _ facts: FramingFacts) -> String {
        let question = facts.question
        var words = ["sockdoctor", "framing"]
        switch question.subject {
        case .server:
            let host = question.literal.map { Endpoint($0, question.port).description }
            words.append(host ?? "\(Wording.shellWord(question.host)):\(question.port)")
        case .client:
            words.append("--listen")
            words.append(question.literal.map { Endpoint($0, question.port).description } ?? "\(question.port)")
        }
        words += ["--frame", question.frame.description]
        // A client needs all its replies to come to its end.
        let isWhole = question.subject == .client
        let count = isWhole ? question.messages.count : schedule.messages
        var cut = schedule.cut
        if isWhole, let stream = FramingStream(question.frame, question.messages) {
            cut += stream.boundaries(count).dropFirst(schedule.messages - 1)
        }
        for message in question.messages.prefix(count) {
            words += ["--message", word(escaped(message))]
        }
        for message in (question.expected ?? []).prefix(count) {
            words += ["--expect", word(escaped(message))]
        }
        // The honest exchange is what comes first anyway.
        if !schedule.isPaced || schedule.endsEarly {
            words += ["--cut", cut.isEmpty ? "none" : cut.map(String.init).joined(separator: ",")]
            if schedule.endsEarly { words += ["--half-close", "--paced"] }
            if schedule.pause > 0 { words += ["--pause", "\(Int(schedule.pause))"] }
        }
        if !question.client.isEmpty { words += ["--"] + question.client.map { word($0) } }
        return words.joined(separator: " ")
    }

    /// A word of a shell's command line, in single quotes where it needs them.
    private static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
                    || [0x2d, 0x2e, 0x2f, 0x3a, 0x5f].contains($0)
            }
        if isPlain { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// A message as the options take it.
    static func escaped(_ bytes: [UInt8]) -> String {
        func plain(_ bytes: [UInt8]) -> String {
            var result = ""
            for byte in bytes {
                switch byte {
                case 0x0a: result += "\\n"
                case 0x0d: result += "\\r"
                case 0x09: result += "\\t"
                case 0x5c: result += "\\\\"
                // Nothing else ends a word in single quotes.
                case 0x27: result += "\\x27"
                case 0x20..<0x7f: result.unicodeScalars.append(UnicodeScalar(byte))
                default: result += "\\x" + hex(byte)
                }
            }
            return result
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return plain(bytes) }
        return text.unicodeScalars.map { scalar in
            // Letters of other alphabets stay readable, what is invisible does not stay.
            let isVisible = scalar.value > 0xa0 && Wording.escaped(String(scalar)) == String(scalar)
            return isVisible ? String(scalar) : plain(Array(String(scalar).utf8))
        }.joined()
    }
}
