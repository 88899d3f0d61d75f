public import SocketFacts

/// Whether an exchange went as it should. Pure; the probe only says what came.
public enum FramingJudge {
    /// Why the honest exchange cannot be the measure of the others.
    public enum Obstacle: Hashable, Sendable {
        case nameFailure(String)
        case notConnected(SystemError)
        case nobodyCame
        case cannotStart(SystemError)
        /// The connection ended before the reply to the message with this number, counted from 1.
        case closed(Int)
        case reset(Int)
        /// Nothing whole came in reply to this message.
        case silent(Int)
        case tooLong(limit: Int)
        case flood
        /// More or fewer messages than were sent.
        case otherCount(Int)
        /// Bytes behind the last reply that make no message.
        case leftOver
        /// Not what `--expect` says, for this message.
        case unexpected(Int)
        /// The two honest exchanges differ.
        case unsteady
    }

    /// What an exchange of the first `count` messages must bring, once the honest one has been carried out: what a server
    /// says before it is asked, its replies, and what it says to the end of the stream. Of a client everything.
    public static func expected(_ facts: FramingFacts, _ count: Int) -> [[UInt8]]? {
        guard let first = facts.honest.first else { return facts.question.expected.map { Array($0.prefix(count)) } }
        if facts.question.subject == .client { return first.replies }
        // Without framing nothing tells a farewell from the last message that was asked for.
        if facts.question.frame == .none, let given = facts.question.expected { return Array(given.prefix(count)) }
        let greeting = first.replies.prefix(first.greeting)
        let measure = facts.prefixes[count] ?? first
        let own = own(measure)
        let replies = facts.question.expected ?? own
        let farewell = farewell(measure)
        return Array(greeting) + Array(replies.prefix(count)) + Array(farewell)
    }

    /// What came in reply to messages.
    public static func own(_ outcome: FramingOutcome) -> [[UInt8]] {
        Array(outcome.replies.prefix(max(outcome.greeting, outcome.beforeEnd)).dropFirst(outcome.greeting))
    }

    /// What came to the end of the stream.
    public static func farewell(_ outcome: FramingOutcome) -> [[UInt8]] {
        Array(outcome.replies.dropFirst(max(outcome.greeting, outcome.beforeEnd)))
    }

    public static func obstacle(_ facts: FramingFacts) -> Obstacle? {
        if let failure = facts.nameFailure { return .nameFailure(failure) }
        for outcome in facts.honest {
            if let obstacle = obstacle(outcome, facts.question) { return obstacle }
        }
        guard let first = facts.honest.first else { return nil }
        for second in facts.honest.dropFirst() where !isSame(first, second, facts.question) { return .unsteady }
        return nil
    }

    private static func obstacle(_ outcome: FramingOutcome, _ question: FramingQuestion) -> Obstacle? {
        let count = question.messages.count
        let next = min(count, outcome.replies.count - outcome.greeting + 1)
        switch outcome.ending {
        case .notConnected(let error):
            return question.subject == .client ? .cannotStart(error) : .notConnected(error)
        case .nobodyCame: return .nobodyCame
        case .closedEarly: return .closed(next)
        case .reset where !outcome.sentAll: return .reset(next)
        case .timedOut where question.subject == .server || !outcome.sentAll: return .silent(next)
        case .tooLong(let limit): return .tooLong(limit: limit)
        case .flood: return .flood
        case .closedAfter, .leftOpen, .reset, .timedOut, .differs: break
        }
        let asked = outcome.replies.prefix(question.subject == .server ? outcome.beforeEnd : outcome.replies.count)
        let replies = Array(asked.dropFirst(outcome.greeting))
        if question.frame == .none {
            guard let given = question.expected else { return nil }
            return Array(outcome.replies.joined()) == Array(given.joined()) ? nil : .unexpected(1)
        }
        if let given = question.expected {
            for (index, wanted) in given.enumerated() where index >= replies.count || replies[index] != wanted {
                return .unexpected(index + 1)
            }
        }
        if !outcome.rest.isEmpty { return .leftOver }
        if question.subject == .server, replies.count != count { return .otherCount(replies.count) }
        return nil
    }

    /// - Parameter expected: what ``expected(_:)`` says; a server's replies to the first messages are its beginning.
    public static func passes(
        _ outcome: FramingOutcome, _ schedule: FramingSchedule, _ facts: FramingFacts
    ) -> Bool {
        guard let honest = facts.honest.first, let wanted = expected(facts, schedule.messages) else { return false }
        if facts.question.subject == .client { return isSame(outcome, honest, facts.question) }
        guard outcome.ending == .closedAfter || outcome.ending == .leftOpen, outcome.sentAll, outcome.rest.isEmpty
        else { return false }
        // Without framing nothing tells where one reply ends.
        if facts.question.frame == .none { return Array(outcome.replies.joined()) == Array(wanted.joined()) }
        return outcome.replies == wanted
    }

    /// The message at which the honest exchange came to its end, counted from 1.
    public static func number(_ obstacle: Obstacle, _ facts: FramingFacts) -> Int {
        let came = facts.honest.last.map { $0.replies.count - $0.greeting } ?? 0
        let count = facts.question.messages.count
        switch obstacle {
        case .closed(let number), .reset(let number), .silent(let number), .unexpected(let number): return number
        case .leftOver: return max(1, min(count, came))
        case .tooLong: return max(1, min(count, came + 1))
        default: return 1
        }
    }

    private static func isSame(_ a: FramingOutcome, _ b: FramingOutcome, _ question: FramingQuestion) -> Bool {
        let replies =
            question.frame == .none
            ? Array(a.replies.joined()) == Array(b.replies.joined()) : a.replies == b.replies
        guard replies, a.rest == b.rest else { return false }
        if question.subject == .server { return true }
        return a.ending == b.ending && a.output == b.output && a.status == b.status
    }
}

/// What the bytes of a reply tell about how the other side frames.
public enum FramingDialect {
    /// All bytes of an exchange, as they came.
    public static func bytes(_ outcome: FramingOutcome, _ frame: Frame) -> [UInt8] {
        Array(outcome.replies.compactMap { frame.encode($0) }.joined()) + outcome.rest
    }

    /// One whole message of the framing and nothing behind it; the payload.
    public static func payload(_ bytes: [UInt8], _ frame: Frame) -> [UInt8]? {
        var decoder = FrameDecoder(frame, limit: 1 << 24)
        decoder.append(bytes)
        if frame == .none { return bytes.isEmpty ? nil : bytes }
        guard case .some(.some(let message)) = try? decoder.next(), decoder.pending.isEmpty else { return nil }
        return message
    }

    /// How the bytes of one reply deviate from the framing; `nil` where they do not, or in a way that has no name.
    public static func deviation(
        _ bytes: [UInt8], _ frame: Frame
    ) -> (kind: FramingVariant.Kind, payload: [UInt8])? {
        switch frame {
        case .none: return nil
        case .delimiter(let end):
            // Only a text has an end that could be missing.
            guard !bytes.isEmpty, payload(bytes, frame) == nil, !holds(bytes, end),
                let text = String(validating: bytes, as: UTF8.self),
                text.unicodeScalars.dropLast().allSatisfy({ $0.value >= 0x20 || $0 == "\t" || $0 == "\r" || $0 == "\n" }
                )
            else { return nil }
            return (.delimiter, bytes)
        case .length(let field, _):
            let size = field.rawValue
            guard bytes.count > size, let number = frame.number(bytes) else { return nil }
            let payload = Array(bytes.dropFirst(size))
            if number == payload.count { return nil }
            if frame.swapped?.number(bytes) == payload.count { return (.byteOrder, payload) }
            if number == bytes.count { return (.includesHeader, payload) }
            if let counts = characterCounts(payload), counts.contains(number) { return (.countsCharacters, payload) }
            return nil
        }
    }

    /// Code points and UTF-16 units of a text that has more bytes than either.
    static func characterCounts(_ bytes: [UInt8]) -> [Int]? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let counts = Set([text.unicodeScalars.count, text.utf16.count]).subtracting([bytes.count])
        return counts.isEmpty ? nil : counts.sorted()
    }

    private static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0..<($0 + part.count)].elementsEqual(part) }
    }

    /// The first message in other framings than the one that was given, likeliest first.
    public static func variants(
        _ message: [UInt8], _ frame: Frame
    ) -> [(kind: FramingVariant.Kind, name: String, bytes: [UInt8])] {
        var result: [(kind: FramingVariant.Kind, name: String, bytes: [UInt8])] = []
        switch frame {
        case .none: break
        case .delimiter(let end):
            for (name, other) in [("crlf", Frame.crlf), ("line", .line), ("delimiter:00", .delimiter([0]))]
            where other != .delimiter(end) {
                if let bytes = other.encode(message) { result.append((.delimiter, name, bytes)) }
            }
        case .length(let field, _):
            let size = field.rawValue
            if let other = frame.swapped, let bytes = other.encode(message), bytes != frame.encode(message) {
                result.append((.byteOrder, other.description, bytes))
            }
            for count in characterCounts(message) ?? [] {
                if let header = frame.header(count) {
                    result.append((.countsCharacters, "\(frame) that counts characters", header + message))
                }
            }
            if let header = frame.header(message.count + size) {
                result.append((.includesHeader, "\(frame) that counts its own \(size) bytes", header + message))
            }
        }
        return result
    }

    /// The variant that got a proper reply where the framing that was given got none.
    public static func understood(_ facts: FramingFacts) -> FramingVariant? {
        facts.variants.first { isUnderstood($0.outcome, $0.kind, facts.question, $0.message) }
    }

    /// - Parameters:
    ///   - outcome: of an exchange whose reply was taken as it came, without framing.
    ///   - index: of the message that was sent.
    public static func isUnderstood(
        _ outcome: FramingOutcome, _ kind: FramingVariant.Kind, _ question: FramingQuestion, _ index: Int
    ) -> Bool {
        let bytes = Array(outcome.replies.joined())
        guard !bytes.isEmpty else { return false }
        let payload: [UInt8]?
        if let whole = Self.payload(bytes, question.frame) {
            payload = whole
        } else if let (found, inside) = deviation(bytes, question.frame) {
            payload = found == kind ? inside : nil
        } else {
            payload = nil
        }
        guard let payload else { return false }
        guard let wanted = question.expected?[index] else { return true }
        if kind == .delimiter { return payload.starts(with: wanted) }
        return payload == wanted
    }
}
