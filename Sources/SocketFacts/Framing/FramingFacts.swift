/// What `framing` was asked.
public struct FramingQuestion: Hashable, Codable, Sendable {
    public enum Subject: String, Codable, Hashable, Sendable {
        /// We connect and send messages.
        case server
        /// We wait for connections and send the replies.
        case client
    }
    public var subject: Subject
    /// As it was typed; for a client the address to listen on, or an empty string.
    public var host: String
    public var literal: IPAddress?
    public var port: UInt16
    public var frame: Frame
    /// What we send, in order: to a server its requests, to a client its replies.
    public var messages: [[UInt8]]
    /// What the other side must send, one for each of `messages`; `nil` to take it from the honest exchange.
    public var expected: [[UInt8]]?
    /// Of the random schedules.
    public var seed: UInt64
    /// For one exchange.
    public var timeoutSeconds: Double
    /// The framing is to be found out first.
    public var detects: Bool
    /// Exactly this schedule, and no other.
    public var replay: FramingSchedule?
    /// The client's command line, started once for each connection; empty where somebody else starts it.
    public var client: [String]

    public init(
        subject: Subject = .server, host: String = "127.0.0.1", literal: IPAddress? = .loopbackIPv4, port: UInt16,
        frame: Frame, messages: [[UInt8]], expected: [[UInt8]]? = nil, seed: UInt64 = 1, timeoutSeconds: Double = 5,
        detects: Bool = false, replay: FramingSchedule? = nil, client: [String] = []
    ) {
        self.subject = subject
        self.host = host
        self.literal = literal
        self.port = port
        self.frame = frame
        self.messages = messages
        self.expected = expected
        self.seed = seed
        self.timeoutSeconds = timeoutSeconds
        self.detects = detects
        self.replay = replay
        self.client = client
    }
}

/// In which segments the bytes go out.
public struct FramingSchedule: Hashable, Codable, Sendable {
    /// How many of the messages are sent, from the first one on.
    public var messages: Int
    /// Byte offsets into the stream (all frames joined) at which a new segment starts, ascending.
    public var cut: [Int]
    /// Each message waits for the reply to the one before it.
    public var isPaced: Bool
    /// The sending side is shut down right behind the last byte, before the reply.
    public var endsEarly: Bool
    /// A pause in milliseconds behind each segment, besides waiting until it was read.
    public var pause: Double

    public init(messages: Int, cut: [Int], isPaced: Bool = false, endsEarly: Bool = false, pause: Double = 0) {
        self.messages = messages
        self.cut = cut
        self.isPaced = isPaced
        self.endsEarly = endsEarly
        self.pause = pause
    }
}

/// One exchange, as it is carried out.
public struct FramingPlan: Sendable {
    public struct Segment: Sendable {
        public var range: Range<Int>
        /// Messages that must have come from the other side before this one goes out.
        public var gate: Int

        public init(_ range: Range<Int>, gate: Int) {
            self.range = range
            self.gate = gate
        }
    }
    public var frame: Frame
    public var bytes: [UInt8]
    public var segments: [Segment]
    /// Messages to wait for.
    public var count: Int
    /// What they must be; the exchange ends at the first that differs.
    public var expected: [[UInt8]]?
    public var endsEarly: Bool
    public var pause: Double
    /// Milliseconds for all of it.
    public var timeout: Double
    /// Milliseconds that the other side has for closing when all is said.
    public var endWait: Double
    /// Milliseconds that the other side's program has for reading a segment before the next one goes out all the same.
    public var readWait: Double
    /// Milliseconds between segments where the other side's program cannot be seen.
    public var blindWait: Double
    /// Milliseconds to wait for a greeting before anything is sent.
    public var greetWait: Double
    /// Reads until the other side closes, and not only until `count` messages have come.
    public var readsToEnd: Bool

    public init(
        frame: Frame, bytes: [UInt8], segments: [Segment], count: Int, expected: [[UInt8]]? = nil,
        endsEarly: Bool = false, pause: Double = 0, timeout: Double, endWait: Double = 300, readWait: Double = 50,
        blindWait: Double = 5, greetWait: Double = 0, readsToEnd: Bool = false
    ) {
        self.blindWait = blindWait
        self.greetWait = greetWait
        self.readsToEnd = readsToEnd
        self.frame = frame
        self.bytes = bytes
        self.segments = segments
        self.count = count
        self.expected = expected
        self.endsEarly = endsEarly
        self.pause = pause
        self.timeout = timeout
        self.endWait = endWait
        self.readWait = readWait
    }
}

/// What came of one exchange.
public struct FramingOutcome: Hashable, Codable, Sendable {
    public enum Ending: Hashable, Codable, Sendable {
        /// All that was waited for has come, and the other side closed.
        case closedAfter
        /// All that was waited for has come; the other side has not closed yet.
        case leftOpen
        /// Closed before all had come.
        case closedEarly
        case reset
        case timedOut
        /// Something else came than was expected.
        case differs
        /// More came than anybody asked for; the rest was not read.
        case flood
        /// A message, or the length announced for it, exceeds the limit in bytes.
        case tooLong(limit: Int)
        /// No connection.
        case notConnected(SystemError)
        /// No client came.
        case nobodyCame
    }
    /// How sure it is that the segments arrived apart.
    public enum Delivery: Int, Codable, Hashable, Sendable, Comparable {
        /// The other side's kernel had acknowledged each segment before the next one went out.
        case taken
        /// The other side's program had read each segment before the next one went out.
        case read

        public static func < (a: Delivery, b: Delivery) -> Bool { a.rawValue < b.rawValue }
    }
    /// Whole messages from the other side. Without framing: what came, in one piece for each wait.
    public var replies: [[UInt8]]
    /// Bytes behind them that make no message, at most 4096.
    public var rest: [UInt8]
    public var ending: Ending
    public var delivery: Delivery
    /// The other side's program could be seen, and had not read a segment when the next one went out all the same.
    public var wasUnread: Bool
    /// Until the last reply had come.
    public var milliseconds: Double
    /// All segments went out; without it the other side ended the exchange before.
    public var sentAll: Bool
    /// How many of the replies came before anything was sent.
    public var greeting: Int
    /// How many of the replies came before our side was shut down.
    public var beforeEnd: Int
    /// What the client's command printed, and its exit status or 128 plus the signal's number.
    public var output: [UInt8]?
    public var status: Int32?

    public init(
        replies: [[UInt8]] = [], rest: [UInt8] = [], ending: Ending, delivery: Delivery = .read,
        wasUnread: Bool = false, milliseconds: Double = 0, sentAll: Bool = true, greeting: Int = 0, beforeEnd: Int = 0,
        output: [UInt8]? = nil, status: Int32? = nil
    ) {
        self.replies = replies
        self.rest = rest
        self.ending = ending
        self.delivery = delivery
        self.wasUnread = wasUnread
        self.milliseconds = milliseconds
        self.sentAll = sentAll
        self.greeting = greeting
        self.beforeEnd = beforeEnd
        self.output = output
        self.status = status
    }
}

/// One schedule that was tried.
public struct FramingCase: Hashable, Codable, Sendable {
    public var name: String
    public var schedule: FramingSchedule
    public var outcome: FramingOutcome
    public var passed: Bool

    public init(name: String, schedule: FramingSchedule, outcome: FramingOutcome, passed: Bool) {
        self.name = name
        self.schedule = schedule
        self.outcome = outcome
        self.passed = passed
    }
}

/// A message, framed in another way, after the framing that was given got no proper reply.
public struct FramingVariant: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable {
        case byteOrder = "length-byte-order"
        case includesHeader = "length-includes-header"
        case countsCharacters = "length-counts-characters"
        case delimiter = "delimiter-missing"
    }
    public var kind: Kind
    /// Which of the messages.
    public var message: Int
    /// The framing in words: "line", "length32le".
    public var name: String
    /// What was sent.
    public var sent: [UInt8]
    public var outcome: FramingOutcome

    public init(kind: Kind, message: Int = 0, name: String, sent: [UInt8], outcome: FramingOutcome) {
        self.kind = kind
        self.message = message
        self.name = name
        self.sent = sent
        self.outcome = outcome
    }
}

/// Everything that was seen for one `framing`.
public struct FramingFacts: Hashable, Codable, Sendable {
    /// What happened to a server's end of a connection that we had closed.
    public enum Aftermath: String, Codable, Hashable, Sendable {
        case closed
        case leftOpen
        /// Left open, and the server's process used the processor without a byte to read.
        case busy
        case notVisible
    }
    /// One message that is not the first, sent as the only one.
    public struct Alone: Hashable, Codable, Sendable {
        /// Of the message, counted from 0.
        public var index: Int
        /// Its own honest exchanges.
        public var honest: [FramingOutcome]

        public init(index: Int, honest: [FramingOutcome]) {
            self.index = index
            self.honest = honest
        }
    }
    public var question: FramingQuestion
    /// Why there is no address to try.
    public var nameFailure: String?
    public var address: IPAddress?
    /// The honest exchange, up to two times.
    public var honest: [FramingOutcome]
    /// The honest exchange of only the first messages, by their number, where it ends otherwise than the whole one lets
    /// expect: a farewell may count.
    public var prefixes: [Int: FramingOutcome]
    /// The message at which the honest exchange failed, alone; then the one before it, as long as the replies fit the
    /// framing.
    public var probes: [FramingOutcome]
    public var variants: [FramingVariant]
    /// With `detects`: the framings that got a well-framed reply.
    public var detected: [Frame]
    public var cases: [FramingCase]
    /// The smallest schedule that fails.
    public var smallest: FramingCase?
    /// Set where `smallest` sends a later message alone.
    public var alone: Alone?
    /// How often the smallest was run, and failed.
    public var runs: Int
    public var failures: Int
    /// Where only one message was given: whether the same message twice in one segment got both replies; `nil` where that
    /// was not tried, or the message cannot be sent twice even with a pause.
    public var twiceMerged: Bool?
    /// Schedules that were left out because a failure was found before their turn, or time was over.
    public var omitted: Int
    public var ranOutOfTime: Bool
    /// After a schedule failed the server did not serve an honest exchange any more.
    public var brokeDown: Bool
    public var aftermath: Aftermath
    public var elapsedMilliseconds: Double

    public init(question: FramingQuestion) {
        self.question = question
        nameFailure = nil
        address = nil
        honest = []
        prefixes = [:]
        alone = nil
        probes = []
        variants = []
        detected = []
        cases = []
        smallest = nil
        runs = 0
        failures = 0
        twiceMerged = nil
        omitted = 0
        ranOutOfTime = false
        brokeDown = false
        aftermath = .notVisible
        elapsedMilliseconds = 0
    }
    /// The facts that `smallest` is to be measured by: those of one message where it sends that one alone.
    public var narrowed: FramingFacts {
        guard let alone else { return self }
        return narrowed(to: alone)
    }

    public func narrowed(to alone: Alone) -> FramingFacts {
        var facts = self
        facts.question.messages = [question.messages[alone.index]]
        facts.question.expected = question.expected.map { [$0[alone.index]] }
        facts.honest = alone.honest
        facts.prefixes = [:]
        facts.alone = nil
        return facts
    }
}
