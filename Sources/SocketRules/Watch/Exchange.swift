import SocketFacts

/// What went over one TCP connection as the program saw it: pieces that came in, and what it did with each.
struct Exchange {
    /// Data that one receive returned, and what followed before the next one.
    struct Piece {
        var call: WatchedCall
        /// Receives of data before this one without an answer between: the program was gathering.
        var gathered: Int
        /// What the program sent on this connection before it received again.
        var answers: [WatchedCall]
        /// What the same thread sent on other connections meanwhile: a chat hands on what it gets.
        var handedOn: [WatchedCall]
        /// The next receive of data, if there was one.
        var next: WatchedCall?
        /// Data segments that had come in since the receive before; 0 unknown.
        var segments: Int
        /// Nothing more was received, and the program closed the connection itself.
        var isLast: Bool

        /// The answer came at once and is no echo: what a timer sends, or a terminal's echo, is no answer to it.
        var isAnsweredAtOnce: Bool {
            guard let first = replies.first, first.begin &- call.end < Self.atOnce else { return false }
            return !(replies.reduce(0) { $0 + $1.bytes } == call.bytes && call.head.starts(with: first.head.prefix(96)))
        }
        /// Nanoseconds, with room for a busy machine.
        private static let atOnce: UInt64 = 60_000_000

        var isAnswered: Bool { !answers.isEmpty || !handedOn.isEmpty }
        var replies: [WatchedCall] { answers.isEmpty ? handedOn : answers }
    }

    let socket: WatchedSocket
    let watch: WatchFacts
    private(set) var pieces: [Piece] = []
    private(set) var units: [Unit] = []

    /// Receives that together asked for a fixed number of bytes: `recv(n)` and, in a loop, `recv(n - got)`.
    struct Unit {
        var wanted: Int
        var calls: [WatchedCall]
        var got: Int { calls.reduce(0) { $0 + $1.bytes } }
        var isComplete: Bool { got >= wanted }
        var wasLooped: Bool { calls.count > 1 }
        /// The first bytes, as far as they were kept.
        var bytes: [UInt8] { Array(calls.flatMap(\.head).prefix(wanted)) }
        /// An answer came before the next receive.
        var isAnswered = false
    }

    /// - Parameters:
    ///   - sent: what each thread of the run sent, on every connection.
    ///   - got: when each thread received data, on whatever connection; in order.
    init?(
        _ socket: WatchedSocket, _ watch: WatchFacts, sent: [Int32: [WatchedCall]] = [:], got: [Int32: [UInt64]] = [:]
    ) {
        guard socket.transport == .tcp, socket.role == .accepted || socket.role == .connecting,
            // Of an endless loop at the end of the stream nothing is missing.
            socket.omitted == 0 || socket.emptyReceives > socket.omitted,
            !socket.calls.contains(where: { $0.flags.contains(.stdio) })
        else { return nil }
        self.socket = socket
        self.watch = watch
        let events = socket.calls.filter { $0.movesData && !$0.hasFailed && !$0.flags.contains(.peek) }
        findPieces(events, sent, got)
        findUnits(events)
    }

    private mutating func findPieces(
        _ events: [WatchedCall], _ sent: [Int32: [WatchedCall]], _ got: [Int32: [UInt64]]
    ) {
        var gathered = 0
        var lastSegments = 0
        for (index, call) in events.enumerated() {
            guard call.kind == .receive, call.bytes > 0 else {
                gathered = 0
                continue
            }
            let rest = events[(index + 1)...]
            // Another thread that sends on this connection does so for its own reasons, and so does a loop over many
            // connections after it has received from another one.
            let turn = Self.first(after: call.end, got[call.thread] ?? [])
            let answers = rest.prefix { $0.kind != .receive }.filter { $0.thread == call.thread && $0.begin < turn }
            let next = rest.first { $0.kind == .receive }
            let until = next?.begin ?? socket.endedAt ?? watch.endedAt
            let handedOn = (sent[call.thread] ?? []).filter {
                $0.begin >= call.end && $0.begin < min(until, turn) && $0.descriptor != call.descriptor
            }
            let segments = call.segments > 0 ? Int(call.segments) - lastSegments : 0
            if call.segments > 0 { lastSegments = Int(call.segments) }
            pieces.append(
                Piece(
                    call: call, gathered: gathered, answers: Array(answers), handedOn: handedOn,
                    next: next.flatMap { $0.bytes > 0 ? $0 : nil }, segments: segments,
                    isLast: next == nil && socket.end == .closed && socket.hanging?.kind != .receive))
            gathered = answers.isEmpty && handedOn.isEmpty ? gathered + 1 : 0
        }
    }

    private mutating func findUnits(_ events: [WatchedCall]) {
        var open: Unit?
        for call in events {
            guard call.kind == .receive else {
                open?.isAnswered = true
                // Another thread, or a timer, may send in the middle of a message.
                if let unit = open, unit.isComplete {
                    units.append(unit)
                    open = nil
                }
                continue
            }
            let asked = Int(truncatingIfNeeded: call.argument)
            if var unit = open, !unit.isComplete, asked == unit.wanted - unit.got {
                unit.calls.append(call)
                unit.isAnswered = false
                open = unit
            } else {
                if let unit = open { units.append(unit) }
                open = Unit(wanted: asked, calls: [call])
            }
        }
        if let unit = open { units.append(unit) }
    }

    // MARK: Readings

    /// Bytes that lay unread when the program closed the connection.
    var unreadAtClose: Int { Int(socket.calls.last { $0.kind == .close }?.unread ?? 0) }

    /// More came than the program had received when it closed the connection.
    var restCameLate: Bool { unreadAtClose > 0 || socket.look?.dataAfterClose == true }

    /// The next time that the program tried to receive, or waited for this socket, whatever came of it.
    func attempt(after call: WatchedCall) -> WatchedCall? {
        socket.allCalls.first { ($0.kind == .receive || $0.kind == .wait) && $0.begin > call.begin }
    }

    /// Every piece came back as it was: such a program has no messages, so that any cut is right.
    var isEcho: Bool {
        let answered = pieces.filter(\.isAnswered)
        guard !answered.isEmpty else { return false }
        return answered.allSatisfy { piece in
            let replies = piece.replies
            return replies.reduce(0) { $0 + $1.bytes } == piece.call.bytes
                && replies.first.map { piece.call.head.starts(with: $0.head.prefix(96)) } ?? false
        }
    }

    /// The program itself waits for more where a piece is not enough.
    var gathers: Bool { pieces.contains { $0.gathered > 0 && $0.isAnswered } || units.contains { $0.wasLooped } }

    /// Each receive got as much as it asked for: messages of fixed size.
    var isFixedSize: Bool { !pieces.isEmpty && pieces.allSatisfy { fills($0.call) } }

    /// The receive got all that it asked for, so that there may have been more, and it did not ask for what was there:
    /// Java's available() tells that number, and a receive of so many bytes takes what has come, as any large one does.
    func fills(_ call: WatchedCall) -> Bool {
        guard call.bytes == Int(truncatingIfNeeded: call.argument) else { return false }
        let asked = socket.calls.last {
            $0.kind == .askUnread && $0.thread == call.thread && $0.end <= call.begin && !$0.hasFailed
        }
        guard let asked, asked.bytes == call.bytes else { return true }
        return socket.calls.contains { $0.kind == .receive && $0.begin >= asked.end && $0.begin < call.begin }
    }

    /// A library with a buffer of its own made the receive: what it gave the program, and when, is not seen.
    func isBuffered(_ call: WatchedCall) -> Bool { watch.place(of: call)?.via != nil }

    /// A length before the data, where the bytes of a piece are made of such frames and nothing else: how many they are.
    static func frames(_ bytes: [UInt8]) -> Int? {
        for size in [4, 2, 8, 1] {
            for isLittle in [false, true] where size > 1 || !isLittle {
                // One byte that happens to fit proves nothing.
                if let count = frames(bytes, size: size, isLittle: isLittle), size > 1 || count > 1 { return count }
            }
        }
        return nil
    }

    /// How many frames with such a length the bytes are; `nil` where they do not end with the end of one.
    static func frames(_ bytes: [UInt8], size: Int, isLittle: Bool, countsItself: Bool = false) -> Int? {
        var at = 0
        var count = 0
        while at + size <= bytes.count {
            let number = number(bytes[at..<at + size], isLittle: isLittle)
            let length = countsItself ? number - size : number
            guard length > 0, length <= bytes.count - at - size else { return nil }
            at += size + length
            count += 1
        }
        return at == bytes.count && count > 0 ? count : nil
    }

    static func number(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> Int {
        let value = (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value) ?? Int.max
    }

    /// The beginning of an HTTP message, whose end is found by its own rules.
    static func isHTTP(_ bytes: [UInt8]) -> Bool {
        let starts = ["GET ", "POST ", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "HTTP/"]
        guard starts.contains(where: { bytes.starts(with: Array($0.utf8)) }) else { return false }
        // "GET name" is a command of many a small protocol, too.
        guard let end = bytes.firstIndex(of: 0x0a), !bytes.starts(with: Array("HTTP/".utf8)) else { return true }
        return String(decoding: bytes[..<end], as: UTF8.self).contains(" HTTP/")
    }

    /// A TLS record (RFC 8446 section 5.1), which a library takes apart.
    static func isTLS(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 3 && (20...23).contains(bytes[0]) && bytes[1] == 3 && bytes[2] <= 4
    }

    /// The first of these moments that is later.
    private static func first(after time: UInt64, _ moments: [UInt64]) -> UInt64 {
        var low = 0
        var high = moments.count
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] > time { high = middle } else { low = middle + 1 }
        }
        return low < moments.count ? moments[low] : .max
    }

    /// When every thread received data on whatever connection, in order.
    static func receptions(_ watch: WatchFacts) -> [Int32: [UInt64]] {
        var result: [Int32: [UInt64]] = [:]
        for socket in watch.sockets {
            for call in socket.calls where call.kind == .receive && call.bytes > 0 {
                result[call.thread, default: []].append(call.end)
            }
        }
        return result.mapValues { $0.sorted() }
    }

    /// All that comes in on one connection goes out on another one, and back: such a program has no messages either.
    var isRelay: Bool {
        guard let first = socket.received.first, socket.bytesReceived > 0 else { return false }
        return watch.sockets.contains { other in
            guard other.id != socket.id, other.role != socket.role, other.process == socket.process,
                other.bytesSent > 0,
                other.bytesSent <= socket.bytesReceived, socket.bytesSent <= other.bytesReceived,
                other.openedAt < socket.end(watch), socket.openedAt < other.end(watch),
                let sent = other.calls.first(where: { $0.kind == .send && !$0.hasFailed }), Self.agree(first, sent)
            else { return false }
            guard let back = socket.calls.first(where: { $0.kind == .send && !$0.hasFailed }) else { return true }
            return other.received.first.map { Self.agree($0, back) } ?? false
        }
    }

    private static func agree(_ a: WatchedCall, _ b: WatchedCall) -> Bool {
        let length = min(a.head.count, b.head.count)
        return length > 0 && a.head.prefix(length) == b.head.prefix(length)
    }

    /// What every thread sent on whatever connection, in the order of time.
    static func sends(_ watch: WatchFacts) -> [Int32: [WatchedCall]] {
        var result: [Int32: [WatchedCall]] = [:]
        for socket in watch.sockets {
            for call in socket.calls where call.kind == .send && !call.hasFailed {
                result[call.thread, default: []].append(call)
            }
        }
        return result.mapValues { $0.sorted { $0.begin < $1.begin } }
    }
}
