import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules

/// `proxy --replay FILE --to HOST:PORT`.
enum ProxyReplay {
    static func run(_ path: String, _ target: TargetText, json: Bool) throws {
        let start = MonotonicClock.milliseconds()
        var results: [RelayReplay.Result] = []
        let brokenAt: Int?
        do throws(RelayReplay.Problem) {
            brokenAt = try RelayReplay.run(path: path, host: target.host, literal: target.literal, port: target.port) {
                result in
                results.append(result)
                if !json { try? Terminal.write(line(result) + "\n") }
            }
        } catch {
            try Answering.complain(sentence(error, path, target))
            throw ExitCode.undecided
        }
        let isSame = results.allSatisfy(\.isSame)
        let note = brokenAt.map {
            "\(Wording.escaped(path)) breaks off in the block at byte \($0); only what stands before was said again"
        }
        if json {
            let elapsed = MonotonicClock.milliseconds() - start
            try Answering.write(document(results, target, isSame, note, elapsed: elapsed))
        } else if let note {
            try Answering.complain(note)
        }
        // Where nothing could be said again, nothing was found either.
        if results.allSatisfy({ $0.error != nil && $0.sentBytes == 0 }) { throw ExitCode.undecided }
        if isSame, note != nil { throw ExitCode.undecided }
        throw isSame ? ExitCode.healthy : ExitCode.problem
    }

    private static func line(_ result: RelayReplay.Result) -> String {
        var line = "conversation \(result.number): \(ProxyReport.size(result.sentBytes)) sent"
        if let error = result.error {
            return line + "; \(result.target): \(error.message); sockdoctor check \(result.target)"
        }
        line += ", \(ProxyReport.size(result.reply.count)) came back, "
        guard let difference = result.firstDifference else { return line + "as recorded" }
        if difference == min(result.reply.count, result.recordedReply.count) {
            return line + "recorded were \(ProxyReport.size(result.recordedReply.count))"
        }
        return line + "different from byte \(difference) on"
    }

    private static func document(
        _ results: [RelayReplay.Result], _ target: TargetText, _ isSame: Bool, _ note: String?, elapsed: Double
    ) -> String {
        JSONText.object([
            ("schema", .string("sockdoctor.report/1")),
            ("command", .string("proxy")),
            (
                "subject",
                ProxyReport.subject(target.host, target.literal, target.port, results.first?.transport ?? .tcp)
            ),
            ("verdict", .string(!isSame ? "problem" : note == nil ? "healthy" : "undecided")),
            ("symptom", .null),
            ("findings", .array([])),
            ("undecided", .array([])),
            ("steps", .array([])),
            ("notes", .array([note].compactMap { $0 }.map { .string($0) })),
            ("elapsed_ms", .number(elapsed)),
            (
                "replayed",
                .array(
                    results.map { result in
                        .object([
                            ("number", .integer(result.number)),
                            ("transport", .string(result.transport.rawValue)),
                            ("bytes_sent", .integer(result.sentBytes)),
                            ("bytes_recorded", .integer(result.recordedReply.count)),
                            ("bytes_received", .integer(result.reply.count)),
                            ("first_difference", result.firstDifference.map { .integer($0) } ?? .null),
                            ("errno", .optional(result.error?.name)),
                        ])
                    })
            ),
        ]).rendered()
    }

    private static func sentence(_ problem: RelayReplay.Problem, _ path: String, _ target: TargetText) -> String {
        let name = Wording.escaped(path)
        switch problem {
        case .cannotRead(let error): return "cannot read \(name): \(error.message)"
        case .notPcapng: return "\(name) is no pcapng file"
        case .damaged(let offset): return "\(name) is damaged at byte \(offset)"
        case .noConversation: return "\(name) holds no conversation from its beginning on"
        case .nameUnknown(let reason): return "\(Wording.escaped(target.host)) leads to no address: \(reason)"
        }
    }
}
