import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules

/// `sockdoctor framing HOST:PORT` and `framing --listen PORT`: does a program keep its messages apart, however the
/// stream is cut?
struct FramingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "framing",
        abstract:
            "Send the same messages in other segments, and find the smallest cut that breaks a server or a client.",
        discussion: """
            First each message alone, waiting for its reply: the honest exchange. Then the same bytes merged, cut at every \
            position, byte by byte, and in random segments; each must get the same replies.

            With --listen a client is tested: --message is what it gets in reply, --expect what it must send. It has to \
            connect once for each schedule; CLIENT after -- is started for each, and its output must stay the same.
            """)

    @Argument(help: "HOST:PORT of the server, or with --listen the client's command after --.")
    var words: [String] = []

    @Option(help: "Wait for a client on [ADDRESS:]PORT and test it.")
    var listen: String?

    @Option(help: "line, crlf, delimiter:HEX, length8, length16 or length32 (with be or le), or none.")
    var frame: String?

    @Option(
        name: .customLong("message"), help: "A message; repeat it for several. Understands \\n \\r \\t \\0 \\xHH \\\\.")
    var messages: [String] = []

    @Option(name: .customLong("expect"), help: "The other side's message for each --message (same escapes).")
    var expected: [String] = []

    @Option(help: "Seed of the random schedules.")
    var seed: UInt64 = 1

    @Option(help: "Seconds for one exchange.")
    var timeout: Double = 5

    @Flag(help: "Find out the server's framing first.")
    var detect = false

    @Option(help: .hidden)
    var cut: String?

    @Flag(help: .hidden)
    var halfClose = false

    @Option(help: .hidden)
    var pause: Double = 0

    @Flag(help: .hidden)
    var paced = false

    @OptionGroup var common: CommonOptions

    private static let example = "framing localhost:9090 --frame line --message Hello --message World"

    func run() throws {
        let output = common.output
        if let path = output.factsFile, words.isEmpty, listen == nil {
            return try show(try Answering.facts(FramingFacts.self, fromFile: path), output)
        }
        let question = try question()
        let progress = Progress()
        defer { progress.end() }
        let facts: FramingFacts
        do throws(SystemError) {
            facts = try Doctor.framing(
                question,
                listening: { address, runs in
                    guard question.client.isEmpty else { return }
                    try? Terminal.write(
                        "waiting for a client on \(address), one connection for each schedule; about \(runs) runs\n",
                        to: .error)
                }, progress: { progress.say($0) })
        } catch {
            try Answering.complain(
                "cannot listen on port \(question.port): \(error.name), \(error.message); see why with: "
                    + "sockdoctor port \(question.port)")
            throw ExitCode.undecided
        }
        progress.end()
        if let path = output.factsFile { try Answering.save(facts, to: path) }
        try show(facts, output)
    }

    private func show(_ facts: FramingFacts, _ output: Request.Output) throws {
        let report = FramingReport(facts)
        if output.json {
            try Answering.write(report.json())
        } else {
            try Answering.write(
                report.terminal(
                    style: TerminalReport.Style(
                        width: Terminal.width(), usesColor: output.usesColor, isVerbose: output.verbose)))
        }
        throw Answering.status(report.verdict)
    }

    // MARK: What is asked

    private func question() throws -> FramingQuestion {
        let text: String
        if let listen {
            text = listen
        } else {
            guard let first = words.first else { throw usageError("which server", nearest: Self.example) }
            guard words.count == 1 else {
                throw usageError("one server at a time; a client's command goes with --listen", nearest: Self.example)
            }
            text = first
        }
        let parsed: TargetText
        do throws(TargetText.Problem) {
            parsed = try TargetText(text, defaultHost: listen == nil ? "localhost" : "")
        } catch {
            throw usageError(error.message, nearest: "framing \(error.nearest) --frame line --message Hello")
        }
        guard parsed.transport != .udp else {
            throw usageError("UDP keeps its messages apart by itself; framing is for TCP", nearest: Self.example)
        }
        guard timeout >= 0.1, timeout <= 3600 else {
            throw usageError("--timeout takes seconds from 0.1 to 3600", nearest: Self.example + " --timeout 5")
        }
        let texts = messages.isEmpty && detect ? ["hello"] : messages
        guard !texts.isEmpty else { throw usageError("which messages", nearest: Self.example) }
        guard texts.count <= 1000 else {
            throw usageError("--message is taken up to 1000 times", nearest: Self.example)
        }
        guard expected.isEmpty || expected.count == texts.count else {
            throw usageError(
                "--expect is given once for each --message: \(texts.count) and not \(expected.count) times",
                nearest: Self.example + " --expect A --expect B")
        }
        if detect, listen != nil { throw usageError("--detect asks a server", nearest: "framing 9090 --detect") }
        var question = FramingQuestion(
            subject: listen == nil ? .server : .client, host: parsed.host,
            literal: listen != nil && parsed.host == "localhost" ? .loopbackIPv4 : parsed.literal, port: parsed.port,
            frame: try chosenFrame(),
            messages: try texts.map {
                try Escapes.bytes($0, option: "--message", nearest: "framing 9090 --frame line")
            },
            expected: expected.isEmpty
                ? nil : try expected.map { try Escapes.bytes($0, option: "--expect", nearest: Self.example) },
            seed: seed, timeoutSeconds: timeout, detects: detect, client: listen == nil ? [] : words)
        if listen != nil, question.literal == nil, !parsed.host.isEmpty {
            throw usageError(
                "--listen takes an address of this host, not \"\(parsed.host)\"",
                nearest: "framing --listen 127.0.0.1:\(parsed.port) --frame line --message Hello")
        }
        try check(question)
        question.replay = try schedule(question)
        return question
    }

    private func chosenFrame() throws -> Frame {
        guard let frame else {
            guard detect else { throw usageError("which framing; --detect finds it out", nearest: Self.example) }
            return .none
        }
        if detect { throw usageError("--detect finds the framing out, --frame says it", nearest: Self.example) }
        do throws(Frame.Problem) {
            return try Frame(frame)
        } catch {
            throw usageError(error.description, nearest: Self.example)
        }
    }

    /// Every message must fit the framing, and the whole stream the memory.
    private func check(_ question: FramingQuestion) throws {
        for (index, message) in question.messages.enumerated() where question.frame.encode(message) == nil {
            let why: String
            if question.frame.headerCount > 0 {
                why = "has \(message.count) bytes, more than \(question.frame) can say"
            } else {
                why = "holds the delimiter itself"
            }
            throw usageError("message \(index + 1) \(why)", nearest: Self.example)
        }
        guard question.messages.contains(where: { !$0.isEmpty }) || question.frame != .none else {
            throw usageError("an empty message without framing is nothing to send", nearest: Self.example)
        }
        guard question.messages.reduce(0, { $0 + $1.count }) <= 16 << 20 else {
            throw usageError("the messages are longer than 16 MiB", nearest: Self.example)
        }
    }

    private func schedule(_ question: FramingQuestion) throws -> FramingSchedule? {
        guard let cut else {
            if halfClose || paced || pause != 0 {
                throw usageError("--half-close goes with --cut", nearest: Self.example)
            }
            return nil
        }
        guard let stream = FramingStream(question.frame, question.messages) else { return nil }
        var offsets: [Int] = []
        for part in cut == "none" ? [] : cut.split(separator: ",", omittingEmptySubsequences: true) {
            guard let offset = Int(part), offset > offsets.last ?? 0, offset < stream.bytes.count else {
                throw usageError(
                    "--cut takes ascending offsets from 1 to \(max(1, stream.bytes.count - 1)), or none",
                    nearest: Self.example + " --cut 3,7")
            }
            offsets.append(offset)
        }
        // What comes whole and alone behind the last cut of a client's replies is not part of the failure.
        var count = question.messages.count
        while question.subject == .client, count > 1, offsets.last == stream.length(count - 1) {
            offsets.removeLast()
            count -= 1
        }
        return FramingSchedule(
            messages: count, cut: offsets, isPaced: paced, endsEarly: halfClose,
            pause: max(0, min(1000, pause)))
    }
}
