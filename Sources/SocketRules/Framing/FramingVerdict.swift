public import SocketFacts

/// What is wrong, as far as the exchanges show it.
public struct FramingVerdict: Sendable {
    public var cause: any CausePage.Type
    public var confidence: Confidence
    /// One sentence without a full stop.
    public var summary: String
    /// What was seen.
    public var told: String

    /// The fault that the schedules show, or the honest exchange in another framing; `nil` where there is none.
    ///
    /// Whoever fails the honest exchange, too, fails it with the first messages up to one of them.
    public static func honestFailure(_ facts: FramingFacts) -> FramingSchedule? {
        guard let stream = FramingStream(facts.question.frame, facts.question.messages) else { return nil }
        var count = FramingJudge.obstacle(facts).map { FramingJudge.number($0, facts) } ?? 1
        // The reply to one message may show its fault only in front of the next.
        let frame = facts.question.frame
        let telling = facts.probes.firstIndex {
            FramingDialect.deviation(FramingDialect.bytes($0, frame), frame) != nil
        }
        count = max(1, count - (telling ?? 0))
        return FramingSchedule(messages: count, cut: stream.boundaries(count), isPaced: true)
    }

    public static func find(_ facts: FramingFacts) -> FramingVerdict? {
        switch FramingJudge.obstacle(facts) {
        case .none: break
        case .flood: return ending(facts)
        case .some: return dialect(facts) ?? ending(facts)
        }
        return schedule(facts) ?? ending(facts)
    }

    // MARK: Schedules

    /// Fails where messages arrive in parts, and where several arrive at once.
    static func failures(_ facts: FramingFacts) -> (splits: Bool, merges: Bool) {
        guard let stream = FramingStream(facts.question.frame, facts.question.messages) else { return (false, false) }
        var splits = false
        var merges = facts.twiceMerged == false
        for one in facts.cases + [facts.smallest].compactMap({ $0 }) where !one.passed && !one.schedule.isPaced {
            let cut = Set(one.schedule.cut)
            let boundaries = Set(stream.boundaries(one.schedule.messages))
            if cut.isSuperset(of: boundaries), cut.count > boundaries.count {
                // Segments that were not read one by one may have been merged on their way.
                if one.schedule.messages == 1 || one.outcome.delivery == .read { splits = true }
            } else if cut.isSubset(of: boundaries), cut != boundaries {
                merges = true
            }
        }
        if splits, !merges, let smallest = facts.smallest, isBlind(smallest, facts.narrowed) { merges = true }
        return (splits, merges)
    }

    /// Each part of a message got an answer of its own, and together they are the answer to the whole. Of such a program,
    /// one that turns letters into capitals for example, merged messages tell nothing: the bytes are the same either way.
    private static func isBlind(_ smallest: FramingCase, _ facts: FramingFacts) -> Bool {
        guard facts.question.subject == .server, smallest.schedule.messages == 1,
            let expected = FramingJudge.expected(facts, 1), smallest.outcome.replies.count > expected.count
        else { return false }
        return Array(smallest.outcome.replies.joined()) == Array(expected.joined())
    }

    private static func schedule(_ facts: FramingFacts) -> FramingVerdict? {
        guard let smallest = facts.smallest else { return nil }
        let confidence: Confidence = facts.failures == facts.runs ? .certain : .likely
        let who = facts.question.subject.rawValue
        let said = FramingText.comparison(smallest, facts.narrowed)
        let told = facts.alone.map { "Message \($0.index + 1) alone. \(said)" } ?? said
        if smallest.schedule.endsEarly {
            switch smallest.outcome.ending {
            case .closedEarly, .reset:
                return FramingVerdict(
                    cause: ConnectionClosedByServer.self, confidence: confidence,
                    summary: "the \(who) gives up an answer when the end of the stream comes behind the message",
                    told: told)
            default:
                return FramingVerdict(
                    cause: EndOfStreamIgnored.self, confidence: confidence,
                    summary: "the \(who) does not notice the end of the stream", told: told)
            }
        }
        let (splits, merges) = failures(facts)
        switch (splits, merges) {
        case (true, true):
            return FramingVerdict(
                cause: OneReceivePerMessage.self, confidence: confidence,
                summary: "the \(who) takes what one recv() returns for one message", told: told)
        case (true, false):
            return FramingVerdict(
                cause: MessageSplit.self, confidence: confidence,
                summary: "the \(who) fails when one message arrives in several parts", told: told)
        case (false, _):
            return FramingVerdict(
                cause: MessagesMerged.self, confidence: confidence,
                summary: "the \(who) fails when several messages arrive at once", told: told)
        }
    }

    // MARK: The honest exchange

    private static func dialect(_ facts: FramingFacts) -> FramingVerdict? {
        let question = facts.question
        let who = question.subject.rawValue
        for probe in facts.probes.isEmpty ? Array(facts.honest.prefix(1)) : facts.probes {
            let bytes = FramingDialect.bytes(probe, question.frame)
            guard let (kind, payload) = FramingDialect.deviation(bytes, question.frame) else { continue }
            // A text that breaks off is no proof that its end is missing: the other side may have died in the middle.
            if kind == .delimiter, probe.ending != .timedOut { continue }
            let endsOtherwise = [0x0a, 0x0d, 0x00].contains(bytes.last ?? 1)
            return FramingVerdict(
                cause: page(kind), confidence: kind != .delimiter || endsOtherwise ? .certain : .likely,
                summary: "the \(who) frames otherwise: \(words(kind, bytes, payload, question.frame))",
                told: "It sent \(FramingText.shown(bytes, cut: [])).")
        }
        if let variant = FramingDialect.understood(facts) {
            let name = question.frame.description
            let told =
                "Framed as \(name), \(FramingText.quoted(question.messages[variant.message])) got no proper reply; framed as \(variant.name) "
                + "(\(FramingText.shown(variant.sent, cut: []))) it got "
                + "\(FramingText.quoted(Array(variant.outcome.replies.joined())))."
            return FramingVerdict(
                cause: page(variant.kind), confidence: .certain,
                summary: "the \(who) understands \(variant.name), not \(name)", told: told)
        }
        return nil
    }

    private static func page(_ kind: FramingVariant.Kind) -> any CausePage.Type {
        switch kind {
        case .byteOrder: LengthByteOrder.self
        case .includesHeader: LengthIncludesHeader.self
        case .countsCharacters: LengthCountsCharacters.self
        case .delimiter: DelimiterMissing.self
        }
    }

    private static func words(
        _ kind: FramingVariant.Kind, _ bytes: [UInt8], _ payload: [UInt8], _ frame: Frame
    ) -> String {
        let number = frame.number(bytes) ?? 0
        let size = frame.headerCount
        switch kind {
        case .byteOrder: return "its length has the bytes of \(payload.count) in the other order and reads \(number)"
        case .includesHeader:
            return "its length \(number) counts its own \(size) bytes beside the \(payload.count) of the text"
        case .countsCharacters:
            return "its length says \(number), which are characters; the text has \(payload.count) bytes"
        case .delimiter:
            let end = frame.delimiterBytes.map { FramingText.hex($0) }.joined(separator: " ")
            return "what it sends does not end with the delimiter \(end)"
        }
    }

    private static func ending(_ facts: FramingFacts) -> FramingVerdict? {
        if let first = facts.honest.first, first.ending == .flood,
            first.beforeEnd - first.greeting == facts.question.messages.count
        {
            return FramingVerdict(
                cause: EndOfStreamIgnored.self, confidence: .certain,
                summary: "the server answers the end of the stream, over and over",
                told: "All messages were answered. Then the client shut down its sending side, and "
                    + "\(first.replies.count - first.beforeEnd) messages and more came that nobody had asked for.")
        }
        guard facts.aftermath == .busy else { return nil }
        return FramingVerdict(
            cause: EndOfStreamIgnored.self, confidence: .certain,
            summary: "the server goes on reading after the client has closed",
            told: "The exchange was over and closed; the server's end stays in CLOSE_WAIT, and its process keeps a "
                + "processor busy with nothing to read.")
    }
}
