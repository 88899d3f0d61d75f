import SocketDoctor
import SocketFacts

/// What a command line asks of `check` or `port`, however it was read.
struct Request {
    var command: Question.Command
    var target: String?
    var udp = false
    var send: String?
    var expect: String?
    var from: String?
    var timeout = 5.0
    var output = Output()

    /// How the answer is printed.
    struct Output {
        var json = false
        var verbose = false
        var noColor = false
        var factsFile: String?
    }

    init(_ command: Question.Command) { self.command = command }

    init(_ command: Question.Command, _ options: CommonOptions) {
        self.command = command
        output = options.output
    }

    func answer() throws {
        guard let target else {
            guard let path = output.factsFile else {
                throw command == .check
                    ? usageError("which port or HOST:PORT", nearest: "localhost:9090")
                    : usageError("which port", nearest: "port 9090")
            }
            return try Answering.answer(fromFile: path, output)
        }
        try Answering.answer(try question(target), from: from, output)
    }

    func question(_ target: String) throws -> Question {
        command == .check ? try checkQuestion(target) : try portQuestion(target)
    }

    private func checkQuestion(_ target: String) throws -> Question {
        let parsed: TargetText
        do {
            parsed = try TargetText(target)
        } catch {
            throw usageError(error.message, nearest: error.nearest)
        }
        guard timeout >= 0.1, timeout <= 3600 else {
            throw usageError(
                "--timeout takes seconds from 0.1 to 3600", nearest: "check \(parsed.host):\(parsed.port) --timeout 5")
        }
        return Question(
            command: .check, host: parsed.host, literal: parsed.literal, port: parsed.port,
            transport: udp ? .udp : parsed.transport ?? .tcp, from: from,
            send: try send.map { try Escapes.bytes($0, option: "--send") },
            expect: try expect.map { try Escapes.bytes($0, option: "--expect") }, timeoutSeconds: timeout)
    }

    func portQuestion(_ target: String) throws -> Question {
        let parsed: TargetText
        do {
            // A bare port asks about every address; "localhost:9090" about 127.0.0.1.
            parsed = try TargetText(target, defaultHost: "")
        } catch {
            throw usageError(error.message, nearest: "port \(error.nearest)")
        }
        let literal = parsed.host == "localhost" ? IPAddress.loopbackIPv4 : parsed.literal
        if literal == nil, !parsed.host.isEmpty {
            throw usageError(
                "port takes an address of this host, not the name \"\(parsed.host)\"",
                nearest: "port 0.0.0.0:\(parsed.port)")
        }
        return Question(
            command: .port, host: parsed.host, literal: literal, port: parsed.port,
            transport: udp ? .udp : parsed.transport ?? .tcp, from: from)
    }

    /// The plain forms, `9090`, `check 9090 --json`, `port 9090`, read without the argument parser.
    ///
    /// Setting up the parser takes 4 ms, measured, which is more than the whole answer. Whatever is not of these forms,
    /// mistakes included, is the parser's: `nil`.
    init?(plain arguments: some Collection<String>) {
        var rest = Array(arguments)
        switch rest.first {
        case "port":
            command = .port
            rest.removeFirst()
        case "check":
            command = .check
            rest.removeFirst()
        default: command = .check
        }
        for argument in rest {
            switch argument {
            case "--json": output.json = true
            case "--verbose", "-v": output.verbose = true
            case "--no-color": output.noColor = true
            case "--udp": udp = true
            default:
                // Names without a colon might be commands, or slips of them.
                let isPlain = argument.utf8.contains { (48...57).contains($0) } && argument.first != "-"
                guard target == nil, isPlain else { return nil }
                target = argument
            }
        }
        guard target != nil else { return nil }
    }
}
