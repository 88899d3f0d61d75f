import SocketFacts

/// Why nothing could be decided, in one sentence each.
enum FramingObstacle {
    static func undecided(_ obstacle: FramingJudge.Obstacle, _ facts: FramingFacts) -> Diagnosis.Undecided {
        let (cause, needs) = words(obstacle, facts)
        return .init(cause: cause, needs: needs)
    }

    private static func words(_ obstacle: FramingJudge.Obstacle, _ facts: FramingFacts) -> (String, String) {
        let question = facts.question
        let who = question.subject.rawValue
        let target =
            facts.address.map { Endpoint($0, question.port).description } ?? "\(question.host):\(question.port)"
        let check = "sockdoctor check \(Wording.shellWord(target)) says why"
        let time = FramingText.tenths(question.timeoutSeconds)
        func message(_ number: Int) -> String {
            question.messages.count == 1 ? "the message" : "message \(number)"
        }
        switch obstacle {
        case .nameFailure(let failure):
            return (NameNotFound.name, "an address for \(Wording.escaped(question.host)): \(failure); \(check)")
        case .notConnected(let error):
            return (ServerNotRunning.name, "a connection to \(target): \(error.name), \(error.message); \(check)")
        case .cannotStart(let error):
            let name = Wording.escaped(question.client.first ?? "the client")
            return (OneReceivePerMessage.name, "\(name) to start: \(error.name), \(error.message)")
        case .nobodyCame: return (OneReceivePerMessage.name, "a client that connects to port \(question.port)")
        case .closed(let number):
            if question.subject == .client {
                return (
                    OneReceivePerMessage.name,
                    "as many replies as the client asks for: it closed before its request \(number) was complete; give one "
                        + "--message for each"
                )
            }
            return (
                ConnectionClosedByServer.name,
                "a reply: the server closed the connection without a whole reply to \(message(number))"
                    + hint(number, facts) + "; see its output"
            )
        case .reset(let number):
            let more = question.subject == .server ? hint(number, facts) : ""
            return (
                ConnectionResetByServer.name, "a reply: the \(who) reset the connection at \(message(number))\(more)"
            )
        case .silent(let number): return silent(number, facts, who, time)
        case .tooLong(let limit):
            let bytes = FramingText.quoted((facts.honest.last?.rest ?? []).prefix(24).map { $0 })
            return (
                UnexpectedReply.name,
                "a \(who) that frames with \(question.frame): what it sent (\(bytes)) announces a message of more than "
                    + "\(limit >> 20) MiB"
            )
        case .flood:
            return (
                UnexpectedReply.name, "a \(who) that stops: it sends without end after the last message was answered"
            )
        case .otherCount(let count):
            return (
                UnexpectedReply.name,
                count == 0
                    ? "a reply that comes before the end of the stream: the server sent none for "
                        + Wording.count(question.messages.count, "message")
                    : "one reply for each message: the server sent \(count) for \(question.messages.count)"
            )
        case .leftOver:
            return (
                UnexpectedReply.name,
                "replies in the framing \(question.frame): behind the last one came "
                    + FramingText.quoted(facts.honest.last?.rest ?? [])
            )
        case .unexpected(let number):
            let replies = facts.honest.last.map { Array($0.replies.dropFirst($0.greeting)) } ?? []
            let came = number <= replies.count ? FramingText.quoted(replies[number - 1]) : "nothing"
            let wanted = question.expected.map { FramingText.quoted($0[number - 1]) } ?? ""
            return (
                UnexpectedReply.name,
                "what --expect says: even alone and whole, \(message(number)) got \(came) and not \(wanted)"
            )
        case .unsteady:
            return (
                UnexpectedReply.name,
                "replies that are the same each time, or --expect: two honest exchanges in a row differ, "
                    + "\(FramingText.got(facts.honest[0])) and \(FramingText.got(facts.honest[1]))"
            )
        }
    }

    /// The server's program may take one message a connection.
    private static func hint(_ number: Int, _ facts: FramingFacts) -> String {
        number > 1
            ? " (it answered \(number - 1); if it takes one message for each connection, give one --message)" : ""
    }

    private static func silent(
        _ number: Int, _ facts: FramingFacts, _ who: String, _ time: String
    ) -> (String, String) {
        let question = facts.question
        let which = question.messages.count == 1 ? "the message" : "message \(number)"
        let rest = facts.honest.last?.rest ?? []
        if question.subject == .client {
            let came = rest.isEmpty ? "nothing" : FramingText.quoted(rest)
            return (
                DelimiterMissing.name,
                "a whole message from the client in the framing \(question.frame): \(came) came within \(time)"
            )
        }
        if !rest.isEmpty {
            return (
                UnexpectedReply.name,
                "a reply in the framing \(question.frame): to \(which) came \(FramingText.quoted(rest)), and no end of it "
                    + "within \(time)"
            )
        }
        let again =
            facts.honest.count > 1 ? "; the exchange before was answered, perhaps it serves a single client" : ""
        return (
            ServerNotReplying.name,
            "a reply: the server did not answer \(which) within \(time), in this framing or the ones next to it\(again)"
        )
    }
}

/// What mends a fault that `framing` found.
enum FramingFixes {
    static func fixes(_ cause: String, _ facts: FramingFacts) -> [Fix] {
        let frame = facts.question.frame
        let size = frame.headerCount
        let loop: String
        if size > 0 {
            loop = "receive in a loop until \(size) bytes of the length are there, then until the text is"
        } else if frame == .none {
            loop = "agree on a length or a delimiter, and receive in a loop until the message is whole"
        } else {
            loop = "collect what recv() returns until the delimiter has come"
        }
        let keep = "keep the bytes behind the message for the next one, before recv() is called again"
        switch cause {
        case OneReceivePerMessage.name: return [Fix("\(loop); \(keep)")]
        case MessageSplit.name:
            let decode = Fix("decode text only when the message is whole")
            guard let cut = facts.smallest?.schedule.cut, cut.count == 1,
                let stream = FramingStream(frame, facts.narrowed.question.messages),
                stream.place(of: cut[0]).place == .character
            else { return [Fix(loop), decode] }
            return [decode, Fix(loop)]
        case MessagesMerged.name: return [Fix(keep)]
        case LengthByteOrder.name:
            return [
                Fix("read and write the length in one order, network byte order: struct.unpack(\">I\", …), ntohl()")
            ]
        case LengthIncludesHeader.name: return [Fix("let the length count the text alone, on both sides")]
        case LengthCountsCharacters.name: return [Fix("encode first, then count the bytes")]
        case DelimiterMissing.name:
            return [Fix("send and expect the same delimiter on both sides, behind every message")]
        case EndOfStreamIgnored.name: return [Fix("leave the loop and close the socket when recv() returns 0 bytes")]
        default: return [Fix("answer what was read before the end of the stream, then close")]
        }
    }
}
