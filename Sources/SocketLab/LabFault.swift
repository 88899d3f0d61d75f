public import SocketFacts

/// A mistake that a server of the lab makes on purpose. Names of causes are those of the causes.
public enum LabFault: String, CaseIterable, Sendable {
    case oneReceivePerMessage = "one-receive-per-message"
    case messagesMerged = "messages-merged"
    case messageSplit = "message-split"
    case shortPrefix = "short-prefix"
    case lengthByteOrder = "length-byte-order"
    case lengthIncludesHeader = "length-includes-header"
    case lengthCountsCharacters = "length-counts-characters"
    case delimiterMissing = "delimiter-missing"
    case endOfStreamIgnored = "end-of-stream-ignored"
    case closesEarly = "closes-early"
    case neverAnswers = "never-answers"
    case garbage

    /// The framing that a client of it takes it to have.
    public var frame: Frame {
        switch self {
        case .messageSplit, .shortPrefix, .lengthByteOrder, .lengthIncludesHeader, .lengthCountsCharacters:
            .length(.four, isBigEndian: true)
        default: .line
        }
    }

    /// What it does wrong, without a full stop.
    public var abstract: String {
        switch self {
        case .oneReceivePerMessage: "what one recv() returns is a message"
        case .messagesMerged: "collects until a line ends, then forgets what lies behind the first line"
        case .messageSplit: "reads the length in a loop, the text with one recv()"
        case .shortPrefix: "reads the length with one recv(4), and gives up when it is short"
        case .lengthByteOrder: "reads and writes the length with the low byte first"
        case .lengthIncludesHeader: "its length counts its own four bytes"
        case .lengthCountsCharacters: "its length counts characters"
        case .delimiterMissing: "waits for CR LF"
        case .endOfStreamIgnored: "takes recv() = 0 for an empty message and answers it, over and over"
        case .closesEarly: "closes after the first line, without an answer"
        case .neverAnswers: "reads and says nothing"
        case .garbage: "answers with bytes that are no text and end nowhere"
        }
    }
}

/// One connection of a wrong server: what recv() would return goes in, what it sends comes out.
struct LabFaultMind {
    enum Action: Equatable {
        case send([UInt8])
        case close
    }
    private let fault: LabFault
    /// Received by the kernel, not yet by the program.
    private var queue: [UInt8] = []
    /// What the program holds of the message in hand.
    private var held: [UInt8] = []
    private var length: Int?
    private var isOver = false
    private var turn: UInt64 = 0

    init(_ fault: LabFault) { self.fault = fault }

    /// - Parameter bytes: of one segment that arrived while the program waited in recv().
    mutating func arrived(_ bytes: [UInt8]) -> [Action] {
        guard !isOver else { return [] }
        queue += bytes
        var actions: [Action] = []
        while !queue.isEmpty, !isOver {
            guard let action = step() else { continue }
            actions.append(action)
            if action == .close { isOver = true }
        }
        return actions
    }

    /// recv(n): at most so many of the bytes that are there.
    private mutating func receive(_ count: Int) -> [UInt8] {
        let part = Array(queue.prefix(count))
        queue.removeFirst(part.count)
        return part
    }

    private mutating func step() -> Action? {
        switch fault {
        case .oneReceivePerMessage: return .send(line(Replies.tcp(receive(1024))))
        case .messagesMerged, .closesEarly, .endOfStreamIgnored, .delimiterMissing: return lines()
        case .messageSplit, .shortPrefix: return prefixed()
        case .lengthByteOrder, .lengthIncludesHeader, .lengthCountsCharacters: return dialect()
        case .neverAnswers:
            queue = []
            return nil
        case .garbage:
            queue = []
            turn += 1
            // Bytes from 80 to ff: neither ASCII nor a line end, and no UTF-8 in this order.
            return .send((0..<64).map { UInt8(truncatingIfNeeded: 0x80 | ($0 &* 37 &+ turn &* 11)) })
        }
    }

    private func line(_ text: [UInt8]) -> [UInt8] { text + [0x0a] }

    private mutating func lines() -> Action? {
        let end: [UInt8] = fault == .delimiterMissing ? [0x0d, 0x0a] : [0x0a]
        held += receive(1024)
        var decoder = FrameDecoder(.delimiter(end))
        decoder.append(held)
        // A line of more than a mebibyte is nobody's here.
        guard case .some(.some(let message)) = try? decoder.next() else { return nil }
        held = fault == .messagesMerged ? [] : Array(decoder.pending)
        if fault == .closesEarly { return .close }
        // Several lines in one receive are answered in one send: what is left has no second receive to wait for.
        var reply = Replies.tcp(message) + end
        while fault != .messagesMerged, case .some(.some(let next)) = try? decoder.next() {
            reply += Replies.tcp(next) + end
            held = Array(decoder.pending)
        }
        return .send(reply)
    }

    private mutating func prefixed() -> Action? {
        let frame = fault.frame
        guard let wanted = length else {
            held += receive(4 - held.count)
            if held.count < 4 { return fault == .shortPrefix ? .close : nil }
            length = frame.number(held)
            held = []
            guard length == 0 else { return nil }
            length = nil
            return frame.encode(Replies.tcp([])).map { .send($0) }
        }
        held += receive(wanted - held.count)
        if fault == .shortPrefix, held.count < wanted { return nil }
        defer {
            held = []
            length = nil
        }
        return frame.encode(Replies.tcp(held)).map { .send($0) }
    }

    private mutating func dialect() -> Action? {
        held += receive(queue.count)
        let frame: Frame = .length(.four, isBigEndian: fault != .lengthByteOrder)
        guard held.count >= 4, let number = frame.number(held) else { return nil }
        let rest = Array(held.dropFirst(4))
        let count: Int
        switch fault {
        case .lengthIncludesHeader: count = max(0, number - 4)
        case .lengthCountsCharacters:
            guard let bytes = Self.bytes(ofCharacters: number, in: rest) else { return nil }
            count = bytes
        default: count = number
        }
        guard rest.count >= count else { return nil }
        let reply = Replies.tcp(rest.prefix(count))
        // What lies behind the message waits for the next turn of the loop.
        queue = Array(rest.dropFirst(count)) + queue
        held = []
        let says: Int
        switch fault {
        case .lengthIncludesHeader: says = reply.count + 4
        case .lengthCountsCharacters: says = String(decoding: reply, as: UTF8.self).unicodeScalars.count
        default: says = reply.count
        }
        return .send((frame.header(says) ?? []) + reply)
    }

    /// How many bytes the first `count` characters take; `nil` where there are not so many yet.
    private static func bytes(ofCharacters count: Int, in bytes: [UInt8]) -> Int? {
        var characters = 0
        for (index, byte) in bytes.enumerated() where byte & 0xc0 != 0x80 {
            if characters == count { return index }
            characters += 1
        }
        return characters == count ? bytes.count : nil
    }
}
