import SocketFacts

/// First parts of a message that were answered although the part itself shows that more has to come.
extension ReceiveProof {
    // MARK: The end

    /// More of what the program had taken for the whole came when it had closed, or lay unread when it did.
    static func cutAtEnd(_ exchange: Exchange) -> ReceiveProof? {
        guard let last = exchange.pieces.last, last.isLast, last.gathered == 0 else { return nil }
        let asked = Int(truncatingIfNeeded: last.call.argument)
        let isBuffered = exchange.isBuffered(last.call)
        // After earlier messages only a full buffer with more behind it, answered, is proof.
        let isCut =
            last.isAnswered && last.call.bytes == asked && last.call.unread > 0 && !exchange.gathers
            && !exchange.isFixedSize && !exchange.isEcho
        guard asked >= 10 || last.call.bytes < asked, asked > 1, exchange.pieces.count == 1 || isCut else { return nil }
        let waiting = max(last.call.bytes == asked ? Int(last.call.unread) : 0, exchange.unreadAtClose)
        // Who stops at a line's end, or at the status of an HTTP message, wants no more; who says that it is too much knows.
        let isEnough =
            last.call.newlines > 0 && exchange.socket.role == .connecting || Exchange.isHTTP(last.call.head)
            || asked < 32 && exchange.socket.role == .accepted || last.answers.contains(where: isRefusal)
        if waiting > 0, !isBuffered, !isEnough,
            last.isAnswered ? last.call.bytes == asked : exchange.socket.role == .connecting
        {
            return ReceiveProof(
                call: last.call, confidence: .certain,
                summary: "the message is longer than what one recv() returned, and the rest is thrown away",
                told: [
                    "recv(\(asked)) returned \(last.call.bytes) bytes; \(waiting) more were waiting, and the program closed the "
                        + "connection without them."
                ])
        }
        guard !Exchange.isHTTP(last.call.head), exchange.pieces.count == 1 else { return nil }
        let cameLater = exchange.socket.look?.dataAfterClose == true
        if exchange.socket.role == .accepted {
            // A client may well say more than a server wants to hear, but a line that was answered was whole.
            guard isAnsweredUnasked(last, exchange), last.call.newlines == 0, !isEnough || last.call.bytes < asked,
                cameLater || waiting > 0
            else { return nil }
            return ReceiveProof(
                // It may have been another message.
                call: last.call, confidence: .likely,
                summary: "the first piece of the client's message is taken for all of it",
                told: [
                    "recv(\(asked)) returned \(last.call.bytes) bytes, \(last.call.quoted), without a mark of an end; the "
                        + "program answered and closed the connection. "
                        + (waiting > 0
                            ? "\(Wording.count(waiting, "byte")) more had come by then, and were thrown away."
                            : "More came behind it; the kernel answered that with a reset.")
                ])
        }
        guard cameLater, !last.isAnswered, !isBuffered, !mayWantOneLine(last.call, exchange) else { return nil }
        return ReceiveProof(
            call: last.call, confidence: .certain,
            summary: "the first piece of the reply is taken for all of it",
            told: [
                "recv(\(asked)) returned \(last.call.bytes) bytes, \(last.call.quoted), and the program closed the connection. "
                    + "More of the reply came behind it; the kernel answered that with a reset."
            ])
    }

    /// The answer came without another try to receive before it: who tried and gave up has not taken it for all.
    private static func isAnsweredUnasked(_ piece: Exchange.Piece, _ exchange: Exchange) -> Bool {
        guard let answer = piece.replies.first else { return false }
        return exchange.attempt(after: piece.call).map { $0.begin >= answer.begin } ?? true
    }

    /// A line came, and the source does not show that the program is after more than that: it reads by lines, or is not
    /// seen, as in Node.
    private static func mayWantOneLine(_ call: WatchedCall, _ exchange: Exchange) -> Bool {
        guard call.newlines > 0 else { return false }
        guard let place = exchange.watch.place(of: call), place.surroundings != nil else { return true }
        // `my $line = <$sock>;`
        if place.language == .perl, let text = place.text, text.contains("<$") || text.contains("getline") {
            return true
        }
        return SourceReading.looksForLineFeed(place)
    }

    private static func isRefusal(_ answer: WatchedCall) -> Bool {
        let text = String(decoding: answer.head, as: UTF8.self).lowercased()
        return ["too l", "too b", "refused", "rejected", "413", "exceed"].contains { text.contains($0) }
    }

    // MARK: Texts that are not complete

    /// The head of an HTTP request ends with an empty line (RFC 9112 section 2.1); the program answered before it came.
    static func halfHead(_ exchange: Exchange) -> ReceiveProof? {
        guard exchange.socket.role == .accepted, let piece = exchange.pieces.first(where: \.isAnswered),
            piece.isAnsweredAtOnce, piece.gathered == 0, piece.call.isWhole,
            piece.call.bytes < Int(truncatingIfNeeded: piece.call.argument)
        else { return nil }
        let text = String(decoding: piece.call.head, as: UTF8.self)
        guard text.firstRange(of: "\r\n\r\n") == nil, text.firstRange(of: "\n\n") == nil else { return nil }
        guard piece.next != nil || exchange.restCameLate else { return nil }
        // Java's line readers ask for 8192 bytes, too, and the first line is all that many a small server wants.
        let hasLine = piece.call.newlines > 0
        if hasLine, exchange.watch.place(of: piece.call)?.language == .java { return nil }
        return ReceiveProof(
            call: piece.call, confidence: piece.next != nil || !hasLine ? .certain : .likely,
            summary: "one recv() is taken for the whole HTTP request: its head had not ended",
            told: [
                "recv(\(piece.call.argument)) returned \(piece.call.quoted), which has no empty line at its end, and the program "
                    + "answered. "
                    + (piece.next.map { "The next recv() returned \($0.quoted)." }
                        ?? "The rest came when the program had done with the connection.")
            ])
    }

    /// A JSON text whose brackets are still open was answered, or the program gave up on it, and the rest came later.
    static func cutObject(_ exchange: Exchange) -> ReceiveProof? {
        guard !exchange.gathers else { return nil }
        let cameLater = exchange.restCameLate
        for piece in exchange.pieces where piece.gathered == 0 {
            // A reader of lines behind a buffer of its own may be answering an earlier line.
            if piece.call.newlines > 0, exchange.isBuffered(piece.call) { return nil }
            let isFull = piece.call.bytes == Int(truncatingIfNeeded: piece.call.argument)
            guard !isFull || piece.call.unread > 0, isOpenObject(piece.call.head) else {
                continue
            }
            // Of a long piece only the beginning was kept: then the bytes that wait are the proof.
            guard piece.call.isWhole || isFull else { continue }
            let completes = piece.next.map { $0.isWhole && closes(piece.call.head, $0.head) } ?? false
            let diedOfIt =
                piece.next == nil && exchange.attempt(after: piece.call) == nil && !piece.isAnswered
                && !exchange.watch.wasInterrupted
                && (exchange.watch.exitStatus ?? 0) != 0
            let isRestLost = piece.isLast && (cameLater || isFull)
            guard piece.isAnswered ? piece.isAnsweredAtOnce && (completes || isRestLost) : isRestLost || diedOfIt else {
                continue
            }
            return ReceiveProof(
                call: piece.call, confidence: diedOfIt ? .likely : .certain,
                summary: "one recv() is taken for one message: \(piece.call.quoted) is not all of it",
                told: [
                    "recv(\(piece.call.argument)) returned \(piece.call.quoted), whose brackets are still open, and the program "
                        + (piece.isAnswered
                            ? "answered. " : diedOfIt ? "ended with an error. " : "closed the connection. ")
                        + (completes
                            ? "The next recv() returned the rest, \(piece.next?.quoted ?? "")."
                            : cameLater ? "More came behind it." : "It did not receive again.")
                ])
        }
        return nil
    }

    /// Two JSON texts came as one, and the program ended with an error instead of an answer: no parser takes them as one.
    static func mergedObjects(_ exchange: Exchange) -> ReceiveProof? {
        guard !exchange.gathers, let piece = exchange.pieces.last, isMerge(piece, exchange), !piece.isAnswered,
            piece.call.isWhole, piece.call.newlines == 0, objects(piece.call.head) > 1,
            exchange.attempt(after: piece.call) == nil, !exchange.watch.wasInterrupted,
            let status = exchange.watch.exitStatus, status != 0,
            exchange.watch.endedAt >= piece.call.end, exchange.watch.endedAt - piece.call.end < 1_000_000_000
        else { return nil }
        return ReceiveProof(
            call: piece.call, confidence: .likely,
            summary: "one recv() is taken for one message: it returned several JSON texts as one",
            told: [told(piece), "The program did not receive again and ended with exit status \(status)."])
    }

    /// Begins as a JSON object or array and does not end it. Behind one that has ended the rest may lie in a buffer.
    private static func isOpenObject(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first(where: { $0 > 0x20 }), first == 0x7b || first == 0x5b, bytes.count > 1 else {
            return false
        }
        return depth(bytes, stopsAtEnd: true) > 0
    }

    private static func closes(_ first: [UInt8], _ second: [UInt8]) -> Bool { depth(first + second) == 0 }

    /// Whole JSON objects and arrays, one behind the other; 0 where there is anything else.
    private static func objects(_ bytes: [UInt8]) -> Int {
        var rest = bytes
        var count = 0
        while let start = rest.firstIndex(where: { $0 > 0x20 }) {
            rest.removeFirst(start)
            guard rest[0] == 0x7b || rest[0] == 0x5b else { return 0 }
            let (depth, length) = scan(rest, stopsAtEnd: true)
            guard depth == 0, length > 1 else { return 0 }
            rest.removeFirst(length)
            count += 1
        }
        return count
    }

    /// Brackets that are open at the end; those inside of strings do not count. -1 where more are closed than opened.
    private static func depth(_ bytes: [UInt8], stopsAtEnd: Bool = false) -> Int {
        scan(bytes, stopsAtEnd: stopsAtEnd).depth
    }

    /// The same, and how many bytes were looked at.
    private static func scan(_ bytes: [UInt8], stopsAtEnd: Bool) -> (depth: Int, length: Int) {
        var depth = 0
        var isString = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5c {
                    isEscaped = true
                } else if byte == 0x22 {
                    isString = false
                }
                continue
            }
            switch byte {
            case 0x22: isString = true
            case 0x7b, 0x5b: depth += 1
            case 0x7d, 0x5d:
                depth -= 1
                if depth < 0 { return (-1, index + 1) }
                if depth == 0, stopsAtEnd { return (0, index + 1) }
            default: break
            }
        }
        return (isString ? max(depth, 1) : depth, bytes.count)
    }

    /// Two JSON texts came in one piece, and the source takes the piece for one.
    static func parsedObjects(_ exchange: Exchange) -> ReceiveProof? {
        for piece in exchange.pieces where piece.gathered == 0 && piece.call.isWhole {
            let count = objects(piece.call.head)
            guard count > 1, piece.replies.count < count, let place = exchange.watch.place(of: piece.call),
                SourceReading.parsesAsJSON(place)
            else { continue }
            return ReceiveProof(
                call: piece.call, confidence: .certain,
                summary: "one recv() is taken for one message: it returned \(count) JSON texts as one",
                told: [
                    "recv(\(piece.call.argument)) returned \(piece.call.quoted), which is \(count) JSON texts, and the lines "
                        + "behind it parse what came as one."
                ])
        }
        return nil
    }

    // MARK: Lines

    /// A line came in two parts, and the first part was answered as if it were whole.
    static func cutLine(_ exchange: Exchange) -> ReceiveProof? {
        // A client may well answer a prompt, which has no line feed.
        guard exchange.socket.role == .accepted else { return nil }
        var lines = 0
        // Pieces that were answered.
        var answers = 0
        for (piece, after) in zip(exchange.pieces, exchange.pieces.dropFirst()) {
            lines += piece.call.newlines
            answers += piece.isAnswered ? 1 : 0
            guard piece.isAnsweredAtOnce, piece.gathered == 0, piece.call.newlines == 0, piece.call.isWhole,
                after.call.newlines > 0, !exchange.fills(piece.call)
            else { continue }
            // Behind a buffer of its own the program may be answering an earlier line.
            if exchange.isBuffered(piece.call) {
                guard answers > lines, after.isAnswered, let answer = piece.answers.first,
                    answer.begin &- piece.call.end < 5_000_000
                else { continue }
            }
            return ReceiveProof(
                call: piece.call, confidence: .certain,
                summary: "one recv() is taken for one message: \(piece.call.quoted) was answered before its line ended",
                told: [
                    "recv(\(piece.call.argument)) returned \(piece.call.quoted), which has no line feed, and the program "
                        + "answered; the next recv() returned \(after.call.quoted)."
                ])
        }
        return nil
    }
}
