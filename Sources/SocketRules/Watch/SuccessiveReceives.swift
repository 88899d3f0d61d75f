import SocketFacts

/// Two receives that stand in different lines, each for a message of its own, of which the first got both messages.
extension ReceiveProof {
    /// The calls show a receive that returned several segments, and the next receive, at another place of the program,
    /// for the next message. The source shows that the two fill different variables: that the second gathers the rest
    /// of the first message is so excluded.
    static func successive(_ exchange: Exchange) -> ReceiveProof? {
        for piece in exchange.pieces where isMerge(piece, exchange) && !piece.isAnswered {
            if piece.call.isWhole, Exchange.frames(piece.call.head) != nil { continue }
            guard let second = second(after: piece.call, exchange), second.place != piece.call.place,
                let here = exchange.watch.place(of: piece.call), let there = exchange.watch.place(of: second),
                here.file == there.file, here.function == there.function, here.line < there.line,
                let name = SourceReading.target(here), let other = SourceReading.target(there), name != other,
                !SourceReading.collects(here), !SourceReading.collects(there),
                !SourceReading.handsOn(here, before: there.line)
            else { continue }
            let what =
                second.bytes > 0
                ? "got \(second.quoted)"
                : second.result == 0
                    ? "found the end of the stream" : "has waited \(WatchFacts.seconds(second.milliseconds)) for more"
            return ReceiveProof(
                call: piece.call, confidence: .likely,
                summary: "one recv() is taken for one message: it returned several sends as one",
                told: [
                    told(piece),
                    "The receive for the next message\(exchange.watch.at(second)), into \(Wording.escaped(other, limit: 40)), "
                        + "\(what): what it is for lies in \(Wording.escaped(name, limit: 40)) already.",
                ])
        }
        return nil
    }

    /// The next receive: it got the message after that, met the end of the stream, or still waited at the end.
    private static func second(after call: WatchedCall, _ exchange: Exchange) -> WatchedCall? {
        let socket = exchange.socket
        if let next = socket.calls.first(where: { $0.kind == .receive && $0.begin > call.begin }), next.error == nil {
            return next
        }
        guard let last = socket.lastWait(exchange.watch), last.begin > call.begin else { return nil }
        return last
    }
}
