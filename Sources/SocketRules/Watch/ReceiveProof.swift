import SocketFacts

/// A receive whose bytes were taken for a message and were not one, or can be shown to be none.
struct ReceiveProof {
    var call: WatchedCall
    var confidence: Confidence
    var summary: String
    var told: [String]

    /// The strongest one of a connection; `nil` where the program may well be right.
    /// - Parameter lines: ports of listeners that answered single lines singly.
    static func find(_ exchange: Exchange, lines: Set<UInt16> = []) -> ReceiveProof? {
        guard let first = exchange.pieces.first, !Exchange.isTLS(first.call.head) else { return nil }
        if let proof = unfinishedFrame(exchange) ?? cutAtEnd(exchange) { return proof }
        let isHTTP = Exchange.isHTTP(first.call.head)
        if exchange.pieces.contains(where: { exchange.isBuffered($0.call) }) {
            return isHTTP || exchange.isEcho ? nil : cutLine(exchange) ?? cutObject(exchange)
        }
        if let proof = splitRecord(exchange) { return proof }
        if isHTTP { return halfMessage(exchange) ?? halfHead(exchange) }
        // What a piece is compared with shows what a message is, even to a program that only hands it on.
        if let proof = compared(exchange) { return proof }
        if exchange.isEcho { return nil }
        let proof =
            cutObject(exchange) ?? mergedObjects(exchange) ?? cutLine(exchange) ?? fullBuffer(exchange)
            ?? merged(exchange, lines) ?? parsedObjects(exchange) ?? printed(exchange) ?? successive(exchange)
            ?? repeated(exchange)
        return proof != nil && exchange.isRelay ? nil : proof
    }

    // MARK: Lengths

    /// A length, or the data that it announces, came in parts, and the program took the first part for all of it.
    private static func unfinishedFrame(_ exchange: Exchange) -> ReceiveProof? {
        let units = exchange.units
        for (index, unit) in units.enumerated() where !unit.isComplete && unit.got > 0 {
            // The stream had ended: there was nothing more to wait for.
            guard let call = unit.calls.last, call.bytes > 0, !call.flags.contains(.nonblocking) else { continue }
            if call.flags.contains(.waitAll) { continue }
            // It waits for the rest, alone or among other sockets, or tried and failed.
            if let tried = exchange.attempt(after: call), tried.hasFailed || tried.result == nil || tried.kind == .wait
            {
                continue
            }
            let next = index + 1 < units.count ? units[index + 1] : nil
            // The stream had ended: there was nothing more to wait for.
            if let next, next.got == 0 { continue }
            let wasInterrupted = exchange.watch.wasInterrupted
            let goesOn = unit.isAnswered || next != nil || exchange.socket.end == .closed && !wasInterrupted
            let diedOfIt =
                next == nil && !unit.isAnswered && !wasInterrupted && (exchange.watch.exitStatus ?? 0) != 0
            // The same size again and again is a buffer, whatever the number before it said.
            if unit.wanted > 8, next?.wanted == unit.wanted { continue }
            if index > 0, isPrefix(units[index - 1], of: unit), goesOn || diedOfIt {
                return ReceiveProof(
                    call: call, confidence: .certain,
                    summary:
                        "\(unit.got) of the \(unit.wanted) bytes that the length announced are taken for the whole message",
                    told: [
                        "The length before it said \(unit.wanted); recv(\(unit.wanted)) returned \(unit.got), and "
                            + "the program did not receive the other \(unit.wanted - unit.got)."
                    ])
            }
            let isNumber =
                exchange.watch.place(of: call).map { SourceReading.unpacksNumber($0) && !SourceReading.collects($0) }
                ?? false
            guard [2, 4, 8].contains(unit.wanted), usesPrefix(exchange, size: unit.wanted) || diedOfIt || isNumber,
                goesOn || diedOfIt
            else { continue }
            return ReceiveProof(
                call: call, confidence: .certain,
                summary: "\(unit.got) of the \(unit.wanted) bytes of a length are taken for the whole length",
                told: [
                    "recv(\(unit.wanted)) returned \(unit.got), and the program did not receive the other "
                        + "\(unit.wanted - unit.got)."
                ])
        }
        return nil
    }

    /// The first unit is a length, and the second one asked for that many bytes.
    static func isPrefix(_ first: Exchange.Unit, of second: Exchange.Unit) -> Bool {
        guard first.isComplete, !first.isAnswered, second.wanted > 0 else { return false }
        // A length in digits, filled up to its size with blanks.
        if (2...64).contains(first.wanted), first.bytes.contains(where: { (48...57).contains($0) }),
            first.bytes.allSatisfy({ (48...57).contains($0) || $0 == 0x20 || $0 == 0 }),
            Int(String(decoding: first.bytes.filter { (48...57).contains($0) }, as: UTF8.self)) == second.wanted
        {
            return true
        }
        let bytes = first.bytes[...]
        // A length among other fields of a header.
        if (4...32).contains(first.wanted), second.wanted > 2, second.wanted & (second.wanted - 1) != 0 {
            for size in [2, 4] {
                for at in stride(from: 0, through: bytes.count - size, by: size)
                where [true, false].contains(where: {
                    Exchange.number(bytes[at..<at + size], isLittle: $0) == second.wanted
                }) { return true }
            }
        }
        guard [1, 2, 4, 8].contains(first.wanted) else { return false }
        return [true, false].contains { Exchange.number(bytes, isLittle: $0) == second.wanted }
    }

    private static func usesPrefix(_ exchange: Exchange, size: Int) -> Bool {
        zip(exchange.units, exchange.units.dropFirst()).contains { $0.wanted == size && isPrefix($0, of: $1) }
    }

    // MARK: Records

    /// Sizes that people give to buffers, not to records.
    private static func isBufferSize(_ size: Int) -> Bool { size >= 64 && size & (size - 1) == 0 || size % 100 == 0 }

    /// A record of fixed size came in two parts, and each part was taken for a record.
    private static func splitRecord(_ exchange: Exchange) -> ReceiveProof? {
        let units = exchange.units
        for (first, second) in zip(units, units.dropFirst()) {
            // Together they are exactly one record, as others were that came whole.
            guard first.wanted == second.wanted, (9...4096).contains(first.wanted),
                first.got > 0, second.got > 0, first.got + second.got == first.wanted,
                units.contains(where: { $0.wanted == first.wanted && $0.isComplete }),
                let call = first.calls.last,
                !isBufferSize(first.wanted)
                    || exchange.watch.place(of: call).map(SourceReading.fillsStructure) ?? false
            else { continue }
            return ReceiveProof(
                call: call, confidence: .certain,
                summary: "\(first.got) of the \(first.wanted) bytes of a record are taken for the whole record",
                told: [
                    "recv(\(first.wanted)) returned \(first.got) bytes, and the next recv(\(second.wanted)) the other "
                        + "\(second.got)."
                ])
        }
        return nil
    }

    // MARK: HTTP

    /// The head of an HTTP message announces data (RFC 9112 section 6.2) that the program did not receive.
    private static func halfMessage(_ exchange: Exchange) -> ReceiveProof? {
        guard exchange.pieces.count == 1, let piece = exchange.pieces.first, piece.isAnswered || piece.isLast,
            piece.call.isWhole
        else { return nil }
        let text = String(decoding: piece.call.head, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let length = text[..<end.lowerBound].split(whereSeparator: \.isNewline).compactMap { line -> Int? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
            return Int(parts[1].filter { $0 != " " })
        }.first
        let there = text[end.upperBound...].utf8.count
        // Who refuses needs no body, and a status without one announces its length all the same (RFC 9110 section 8.6).
        let refuses = piece.answers.contains {
            $0.head.starts(with: Array("HTTP/1.".utf8)) && $0.head.dropFirst(9).first == 0x34
        }
        // A head alone is all that an answer to HEAD has.
        guard piece.call.unread > 0 || exchange.restCameLate, !refuses, let length, length > there,
            !exchange.socket.calls.contains(where: { $0.head.starts(with: Array("HEAD ".utf8)) })
        else { return nil }
        return ReceiveProof(
            call: piece.call, confidence: .certain,
            summary: "one recv() is taken for the whole HTTP message: \(there) of its \(length) bytes had come",
            told: [
                "recv(\(piece.call.argument)) returned the head, which says Content-Length: \(length), and \(there) bytes of "
                    + "data; the program received nothing further."
            ])
    }

    // MARK: Sizes

    /// A message was longer than the buffer, and its parts were answered one by one.
    private static func fullBuffer(_ exchange: Exchange) -> ReceiveProof? {
        guard !exchange.isFixedSize, !exchange.gathers else { return nil }
        for (piece, after) in zip(exchange.pieces, exchange.pieces.dropFirst()) {
            let asked = Int(truncatingIfNeeded: piece.call.argument)
            // No segment came in between: the second part was there when the first was taken.
            guard asked >= 8, piece.call.newlines == 0, piece.call.bytes == asked, piece.call.unread > 0,
                piece.isAnswered,
                after.call.segments > 0, after.call.segments == piece.call.segments, after.isAnswered || after.isLast
            else { continue }
            return ReceiveProof(
                call: piece.call, confidence: .certain,
                summary: "one recv() is taken for one message: a longer one is answered in parts",
                told: [
                    "recv(\(asked)) filled its buffer while \(piece.call.unread) more bytes were waiting, and the "
                        + "program answered before it received the rest, \(after.call.quoted)."
                ])
        }
        return nil
    }

    // MARK: Merges

    /// Bytes up to which one send is one segment: the kernel's loopback carries 64 KiB, other links 1,460 bytes or more.
    private static func oneSegment(_ exchange: Exchange) -> Int {
        exchange.socket.local?.address.isLoopback == true ? 32_000 : 1400
    }

    /// Several sends came in as one piece, and the program answered as if it were one message.
    private static func merged(_ exchange: Exchange, _ linePorts: Set<UInt16>) -> ReceiveProof? {
        guard !exchange.gathers, !exchange.isFixedSize else { return nil }
        for piece in exchange.pieces where isMerge(piece, exchange) {
            let replies = piece.replies
            let last = piece.call.tail.last ?? piece.call.head.last ?? 0
            // A mark behind each message, or as many answers as sends: the program may well have cut them apart.
            if piece.call.newlines == 0 {
                if last < 0x20 || hasControls(piece.call.head) || replies.count >= piece.segments { continue }
                if exchange.watch.place(of: piece.call).map(SourceReading.keeps) ?? false { continue }
            }
            guard !replies.isEmpty || piece.isLast && exchange.socket.role == .connecting else { continue }
            if piece.call.isWhole, let frames = Exchange.frames(piece.call.head) {
                if frames < 2 || replies.count >= frames { continue }
            }
            let lines = piece.call.newlines
            if lines > 0 {
                // A client's multi-line reply, one message in two sends, or as many answers as lines: all right.
                let answered = max(replies.count, replies.reduce(0) { $0 + $1.newlines })
                guard exchange.socket.role == .accepted, lines > 1, endsLine(piece.call), answered < lines,
                    isLineByLine(exchange) || exchange.socket.local.map({ linePorts.contains($0.port) }) ?? false
                else { continue }
            }
            return ReceiveProof(
                call: piece.call, confidence: .certain,
                summary: "one recv() is taken for one message: it returned several sends as one",
                told: [
                    told(piece),
                    replies.isEmpty
                        ? "The program received nothing further and closed the connection."
                        : "The program answered with \(Wording.count(replies.count, "send")): "
                            + replies.prefix(2).map(\.quoted).joined(separator: ", ") + ".",
                ])
        }
        return nil
    }

    static func isMerge(_ piece: Exchange.Piece, _ exchange: Exchange) -> Bool {
        piece.gathered == 0 && piece.segments >= 2 && piece.call.bytes <= oneSegment(exchange)
            && !exchange.fills(piece.call)
    }

    static func told(_ piece: Exchange.Piece) -> String {
        "recv(\(piece.call.argument)) returned \(piece.call.bytes) bytes, \(piece.call.quoted), that had come in "
            // The last one is sent again, and counts again, where its acknowledgement is late (tail loss probe).
            + "\(piece.segments) segments; one send() of that size makes one."
    }

    private static func hasControls(_ bytes: [UInt8]) -> Bool {
        bytes.contains { $0 < 0x20 && $0 != 0x0a && $0 != 0x0d && $0 != 9 }
    }

    private static func endsLine(_ call: WatchedCall) -> Bool {
        (call.tail.isEmpty ? call.head.last : call.tail.last) == 0x0a
    }

    /// Single lines have been answered singly, so that a line is a message here.
    static func isLineByLine(_ exchange: Exchange) -> Bool {
        exchange.pieces.contains { $0.call.newlines == 1 && endsLine($0.call) && $0.replies.count == 1 }
    }

    /// Several sends came in as one piece, and the source shows that the piece is printed as it is.
    private static func printed(_ exchange: Exchange) -> ReceiveProof? {
        guard !exchange.gathers, !exchange.isFixedSize else { return nil }
        for piece in exchange.pieces where isMerge(piece, exchange) && !piece.isAnswered && piece.call.newlines == 0 {
            if piece.call.isWhole, Exchange.frames(piece.call.head) != nil { continue }
            guard let place = exchange.watch.place(of: piece.call), SourceReading.printsWhatItReceives(place) else {
                continue
            }
            return ReceiveProof(
                call: piece.call, confidence: .certain,
                summary: "one recv() is taken for one message: it returned several sends as one",
                told: [
                    told(piece),
                    "The lines behind it print what came, and collect nothing.",
                ])
        }
        return nil
    }

    /// Several sends came in as one piece, and the source compares what comes with a word that is only a part of it.
    private static func compared(_ exchange: Exchange) -> ReceiveProof? {
        guard !exchange.gathers, !exchange.isFixedSize else { return nil }
        for piece in exchange.pieces where isMerge(piece, exchange) && piece.call.isWhole && piece.call.newlines == 0 {
            guard let place = exchange.watch.place(of: piece.call), !SourceReading.collects(place),
                let word = SourceReading.comparedWords(place).first(where: { isPart($0, of: piece.call.head) })
            else { continue }
            return ReceiveProof(
                call: piece.call, confidence: .certain,
                summary: "one recv() is taken for one message: it returned several sends as one",
                told: [
                    told(piece),
                    "The lines behind it compare what came with \"\(Wording.escaped(word, limit: 40))\", which is only a part "
                        + "of it.",
                ])
        }
        return nil
    }

    private static func isPart(_ word: String, of bytes: [UInt8]) -> Bool {
        let word = Array(word.utf8)
        guard word.count > 2, word.count < bytes.count else { return false }
        return bytes.starts(with: word) || bytes.suffix(word.count).elementsEqual(word)
    }

    /// Each piece ends with the same sign, or closes a bracket: that may be the mark of its end.
    private static func endAlike(_ calls: [WatchedCall]) -> Bool {
        let ends = Set(calls.map { $0.tail.last ?? $0.head.last ?? 0 })
        if ends.isSubset(of: [0x7d, 0x5d, 0x3e]) { return true }
        // Sentences end alike, too.
        guard ends.count == 1, let end = ends.first, ![0x2e, 0x21, 0x3f, 0x20].contains(end) else { return false }
        let isWord = (48...57).contains(end) || (65...90).contains(end) || (97...122).contains(end)
        return end < 0x80 && end > 0x20 && !isWord
    }

    /// A client that is told what to do: its server speaks first, and asks without a prompt.
    private static func servesItsServer(_ exchange: Exchange) -> Bool {
        let prompts: [UInt8] = [0x20, 0x3a, 0x3e, 0x3f, 0x24, 0x23]
        return exchange.socket.calls.first(where: \.movesData)?.kind == .receive
            && exchange.pieces.allSatisfy { !prompts.contains($0.call.tail.last ?? $0.call.head.last ?? 0x20) }
    }

    /// Nothing was merged or split this time, but three times a piece without any mark of an end was answered.
    private static func repeated(_ exchange: Exchange) -> ReceiveProof? {
        guard exchange.socket.role == .accepted || servesItsServer(exchange), !exchange.gathers, !exchange.isFixedSize
        else { return nil }
        let answered = exchange.pieces.filter(\.isAnswered)
        guard answered.count >= 3 else { return nil }
        let areUnmarked = answered.allSatisfy { piece in
            let last = piece.call.tail.last ?? piece.call.head.last
            // Control bytes are a header's, whose lengths may stand anywhere.
            return !hasControls(piece.call.head)
                && last != 0x0a && last != 0x0d && piece.call.isWhole
                && Exchange.frames(piece.call.head) == nil
                && !exchange.fills(piece.call)
        }
        guard areUnmarked, !endAlike(answered.map(\.call)),
            !answered.contains(where: { exchange.watch.place(of: $0.call).map(SourceReading.collects) ?? false })
        else { return nil }
        let shown = answered.prefix(3).map(\.call.quoted).joined(separator: ", ")
        return ReceiveProof(
            call: answered[0].call, confidence: .likely,
            summary: "one recv() is taken for one message: nothing marks where a message ends",
            told: [
                "\(answered.count) times recv(\(answered[0].call.argument)) returned a piece and the program answered it as a "
                    + "whole: \(shown). None of them has a length or a delimiter, so two of them can arrive as one."
            ])
    }
}
