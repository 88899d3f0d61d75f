public import SocketFacts

/// A small generator of numbers, the same for the same seed on every machine (SplitMix64, Steele and others 2014).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

/// Schedules in the order in which they are tried.
public struct FramingSchedules: Sendable {
    public struct Entry: Hashable, Sendable {
        public var name: String
        public var schedule: FramingSchedule

        init(_ name: String, _ schedule: FramingSchedule) {
            self.name = name
            self.schedule = schedule
        }
    }
    /// Those with a purpose of their own.
    public private(set) var named: [Entry] = []
    /// One cut each, ascending.
    public private(set) var singles: [Entry] = []

    private static let randomCount = 20
    /// Exchanges with a client whose runs somebody else starts.
    private static let fewSingles = 24

    public init(_ stream: FramingStream, seed: UInt64, isFew: Bool = false) {
        let count = stream.frames.count
        let boundaries = stream.boundaries(count)
        let positions = stream.positions(count)
        var seen: Set<FramingSchedule> = []
        func add(_ name: String, _ schedule: FramingSchedule, to list: inout [Entry]) {
            if seen.insert(schedule).inserted { list.append(Entry(name, schedule)) }
        }
        func plain(_ cut: [Int]) -> FramingSchedule { FramingSchedule(messages: count, cut: cut) }
        var tried = positions
        if isFew, positions.count > Self.fewSingles {
            let telling = positions.filter { stream.place(of: $0).place != .payload }.prefix(Self.fewSingles / 2)
            let step = max(1, positions.count / (Self.fewSingles / 2))
            tried = Set(telling + stride(from: 0, to: positions.count, by: step).map { positions[$0] }).sorted()
        }
        for position in tried {
            add("cut at \(position), \(stream.words(position))", plain([position]), to: &singles)
        }
        // A single message in one segment is the honest exchange.
        if count == 1 { seen.insert(plain([])) }
        add("all messages in one segment", plain([]), to: &named)
        if count > 1 { add("all messages, no waiting for replies", plain(boundaries), to: &named) }
        for index in boundaries.indices.prefix(8) where count > 2 {
            var cut = boundaries
            cut.remove(at: index)
            add("messages \(index + 1) and \(index + 2) in one segment", plain(cut), to: &named)
        }
        add("one byte at a time", plain(positions), to: &named)
        Self.addPauses(stream, boundaries) { add($0, $1, to: &named) }
        func all(_ places: Set<FramingStream.Place>) -> [Int] {
            Set(positions.filter { places.contains(stream.place(of: $0).place) } + boundaries).sorted()
        }
        for (name, place) in [
            ("every length cut", FramingStream.Place.length), ("every delimiter cut", .delimiter),
            ("every character cut", .character),
        ] where positions.contains(where: { stream.place(of: $0).place == place }) {
            add(name, plain(all([place])), to: &named)
        }
        add(
            "the last message, then a half-close",
            FramingSchedule(messages: count, cut: boundaries, isPaced: true, endsEarly: true), to: &named)
        var numbers = SeededNumbers(seed)
        for turn in 1...(isFew ? 4 : Self.randomCount) where positions.count > 1 {
            let wanted = Int.random(in: 1...min(12, positions.count), using: &numbers)
            let cut = Set((0..<wanted).map { _ in positions.randomElement(using: &numbers) ?? 1 }).sorted()
            add("random \(turn)", plain(cut), to: &named)
        }
    }

    /// The messages one after the other, each with cuts in the newest of them, before all positions of the whole stream are
    /// tried. A long text is cut near its ends and at every eighth byte here: the whole stream is cut everywhere.
    public func leading(_ stream: FramingStream) -> [Entry] {
        var result: [Entry] = []
        for count in 1..<max(1, stream.frames.count) {
            if count > 1 {
                result.append(
                    Entry("the first \(count) messages in one segment", FramingSchedule(messages: count, cut: [])))
            }
            let positions = stream.positions(count).filter { $0 > stream.start(count - 1) }
            for position in positions {
                let isTelling =
                    stream.place(of: position).place != .payload || position - stream.start(count - 1) < 64
                    || stream.ends[count - 1] - position < 16 || position % 8 == 0
                guard isTelling else { continue }
                result.append(
                    Entry(
                        "the first \(count == 1 ? "message" : "\(count) messages"), cut at \(position), "
                            + stream.words(position), FramingSchedule(messages: count, cut: [position])))
            }
        }
        let all = FramingSchedule(messages: stream.frames.count, cut: [])
        if stream.frames.count > 1 { result.append(Entry("all messages in one segment", all)) }
        return result
    }

    private static func addPauses(
        _ stream: FramingStream, _ boundaries: [Int], _ add: (String, FramingSchedule) -> Void
    ) {
        // A server that gives up half a message after 20 or 50 ms shows it with the first one that has a text.
        guard let index = stream.messages.firstIndex(where: { !$0.isEmpty }) else { return }
        let place: Int
        let name: String
        switch stream.frame {
        case .none: return
        case .length(let field, _):
            place = stream.start(index) + field.rawValue
            name = "the length alone, a pause, then the text"
        case .delimiter(let end):
            place = stream.ends[index] - end.count
            name = "the text, a pause, then the delimiter"
        }
        let cut = boundaries.prefix(index) + [place]
        add(name, FramingSchedule(messages: index + 1, cut: Array(cut), pause: pause))
    }

    /// Milliseconds, a clear multiple of the receive time-outs with which servers give up half a message.
    public static let pause = 150.0

    /// How long the parts of an exchange may take, in milliseconds; see ``FramingPlan``.
    public struct Times: Sendable {
        public var timeout: Double
        public var end = 300.0
        public var read = 50.0
        public var blind = 5.0
        public var greet = 0.0

        public init(timeout: Double) { self.timeout = timeout }
    }

    /// The exchange of the schedule. A client gets the part of a reply only after it has asked for it; a server's
    /// segments do not wait for replies unless the schedule is paced.
    ///
    /// - Parameter greeting: messages that the other side sends before it is spoken to; they stand first in `expected`.
    public static func plan(
        _ schedule: FramingSchedule, _ stream: FramingStream, _ subject: FramingQuestion.Subject,
        expected: [[UInt8]]?, greeting: Int = 0, _ times: Times
    ) -> FramingPlan {
        // A client needs all its replies to come to its end; those behind the first ones come whole, one by one.
        let messages = subject == .client ? stream.frames.count : schedule.messages
        let total = stream.length(messages)
        let behind = subject == .client ? stream.boundaries(messages).dropFirst(schedule.messages - 1) : []
        var segments: [FramingPlan.Segment] = []
        let edges = [0] + schedule.cut.filter { $0 > 0 && $0 < stream.length(schedule.messages) } + behind + [total]
        var gate = 0
        for (start, end) in zip(edges, edges.dropFirst()) {
            if subject == .client {
                // The reply with which the segment begins was asked for. What stands behind it in the same segment comes
                // early: the client could not ask for it before this one is whole.
                gate = stream.index(of: start) + 1
            } else if schedule.isPaced {
                gate = stream.index(of: start)
            }
            segments.append(FramingPlan.Segment(start..<end, gate: gate + greeting))
        }
        // A client goes on with what it has to say; a server answers what it was asked.
        let count = subject == .client ? messages : messages + greeting
        return FramingPlan(
            frame: stream.frame, bytes: Array(stream.bytes.prefix(total)), segments: segments, count: count,
            expected: expected,
            endsEarly: schedule.endsEarly, pause: schedule.pause, timeout: times.timeout, endWait: times.end,
            readWait: times.read, blindWait: times.blind, greetWait: times.greet, readsToEnd: subject == .client)
    }

    /// Each message alone, after the reply to the one before it.
    public static func honest(_ stream: FramingStream) -> FramingSchedule {
        let count = stream.frames.count
        return FramingSchedule(messages: count, cut: stream.boundaries(count), isPaced: true)
    }
}
