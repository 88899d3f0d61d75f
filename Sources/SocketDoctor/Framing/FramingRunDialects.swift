import SocketFacts
import SocketProbes
import SocketRules

extension FramingExamination {
    // MARK: Other framings

    /// The message that failed, alone and then framed in other ways: the replies tell which one the server means.
    mutating func tryVariants(_ stream: FramingStream) {
        guard question.subject == .server, let obstacle = FramingJudge.obstacle(facts) else { return }
        switch obstacle {
        case .notConnected, .nameFailure, .cannotStart, .nobodyCame, .flood, .unsteady, .otherCount: return
        default: break
        }
        let number = FramingJudge.number(obstacle, facts) - 1
        // Nothing that is worth waiting for takes longer than the second.
        var times = FramingSchedules.Times(timeout: min(question.timeoutSeconds * 1000, 1000))
        times.end = 200
        let whole = FramingSchedule(messages: 1, cut: [])
        // Bytes that the reply before has left behind spoil this one.
        for index in [number, number - 1] where index >= 0 {
            guard let alone = FramingStream(stream.frame, [question.messages[index]]) else { continue }
            let probe = peers.run(FramingSchedules.plan(whole, alone, .server, expected: nil, times))
            facts.probes.append(probe)
            if FramingDialect.deviation(FramingDialect.bytes(probe, stream.frame), stream.frame) != nil { return }
        }
        // A server that answered a message before this one understands the framing. What it does to a later one, closing
        // the connection for example, is no sign of another delimiter or another byte order; only a count of characters
        // shows no earlier than with the first message that has others than ASCII.
        let kinds = FramingDialect.variants(question.messages[number], stream.frame).filter {
            number == 0 || $0.kind == .countsCharacters
        }
        // The same framing, answered on a connection of its own, shows the same.
        if number > 0, let alone = facts.probes.first, alone.ending == .closedAfter || alone.ending == .leftOpen,
            alone.rest.isEmpty, !alone.replies.isEmpty
        {
            return
        }
        for (kind, name, bytes) in kinds {
            guard let raw = FramingStream(.none, [bytes]) else { continue }
            let outcome = peers.run(FramingSchedules.plan(whole, raw, .server, expected: nil, times))
            facts.variants.append(
                FramingVariant(kind: kind, message: number, name: name, sent: bytes, outcome: outcome))
            if FramingDialect.isUnderstood(outcome, kind, facts.question, number) { return }
        }
    }

    mutating func detect() {
        let order: [Frame] = [
            .line, .crlf, .delimiter([0]), .length(.one, isBigEndian: true), .length(.two, isBigEndian: true),
            .length(.two, isBigEndian: false), .length(.four, isBigEndian: true), .length(.four, isBigEndian: false),
        ]
        var times = FramingSchedules.Times(timeout: min(question.timeoutSeconds * 1000, 700))
        times.end = 100
        times.greet = 40
        for frame in order {
            guard let stream = FramingStream(frame, [question.messages[0]]) else { continue }
            let schedule = FramingSchedule(messages: 1, cut: [])
            let outcome = peers.run(FramingSchedules.plan(schedule, stream, .server, expected: nil, times))
            if case .notConnected = outcome.ending {
                facts.honest = [outcome]
                return
            }
            let isWhole = outcome.ending == .closedAfter || outcome.ending == .leftOpen
            guard isWhole, outcome.beforeEnd - outcome.greeting == 1, outcome.rest.isEmpty,
                Self.isLikely(outcome.replies, frame)
            else { continue }
            // A line that ends in a carriage return may be one of a server that asks for both.
            if frame == .line, outcome.replies[outcome.greeting].last == 0x0d, answers(.crlf, times) {
                facts.detected.append(.crlf)
                return
            }
            facts.detected.append(frame)
            // The first one it is: a line with a carriage return is a line, too, and a long length in front of a short text
            // begins with zeros, which are empty messages to whoever reads a short one.
            return
        }
    }
    private mutating func answers(_ frame: Frame, _ times: FramingSchedules.Times) -> Bool {
        guard let stream = FramingStream(frame, [question.messages[0]]) else { return false }
        let schedule = FramingSchedule(messages: 1, cut: [])
        let outcome = peers.run(FramingSchedules.plan(schedule, stream, .server, expected: nil, times))
        return (outcome.ending == .closedAfter || outcome.ending == .leftOpen) && outcome.rest.isEmpty
            && outcome.beforeEnd - outcome.greeting == 1
    }

    /// Bytes of a binary length are no text that happens to end with a delimiter.
    private static func isLikely(_ replies: [[UInt8]], _ frame: Frame) -> Bool {
        guard case .delimiter = frame else { return true }
        return replies.allSatisfy { reply in
            reply.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0d || $0 == 0x0a || $0 == 0x1b }
        }
    }
}
