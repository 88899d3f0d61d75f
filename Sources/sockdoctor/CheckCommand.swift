import ArgumentParser
import SocketDoctor
import SocketFacts

/// `sockdoctor check HOST:PORT`: can a client reach the server, and if not, which box of the flowchart is broken?
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say why a server cannot be reached, or that it can.",
        discussion: "TARGET is a port, HOST:PORT, [IPV6]:PORT or a URL; a bare port means localhost.")

    @Argument(help: "HOST:PORT, PORT, [::1]:PORT or a URL.")
    var target: String?

    @OptionGroup var transport: TransportOption

    @Option(help: "Send TEXT after connecting; understands \\n \\r \\t \\0 \\xHH \\\\ and adds nothing.")
    var send: String?

    @Option(help: "The reply must contain TEXT (same escapes).")
    var expect: String?

    @Option(help: "Ask from inside a network namespace: netns:NAME or pid:N.")
    var from: String?

    @Option(help: "Seconds for the whole question.")
    var timeout: Double = 5

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let target else {
            guard let path = common.factsFile else {
                throw usageError("which port or HOST:PORT", nearest: "localhost:9090")
            }
            return try Answering.answer(fromFile: path, common)
        }
        try Answering.answer(try question(target), from: from, common)
    }

    private func question(_ target: String) throws -> Question {
        let parsed: TargetText
        do {
            parsed = try TargetText(target)
        } catch {
            throw usageError(error.message, nearest: error.nearest)
        }
        guard timeout > 0, timeout <= 3600 else {
            throw usageError("--timeout takes seconds from 0.1 to 3600", nearest: "check \(target) --timeout 5")
        }
        let chosen: Transport = transport.udp ? .udp : parsed.transport ?? .tcp
        return Question(
            command: .check, host: parsed.host, literal: parsed.literal, port: parsed.port, transport: chosen,
            from: from, send: try send.map { try Escapes.bytes($0, option: "--send") },
            expect: try expect.map { try Escapes.bytes($0, option: "--expect") }, timeoutSeconds: max(0.1, timeout))
    }
}

/// The escapes of `--send` and `--expect`.
enum Escapes {
    static func bytes(_ text: String, option: String) throws -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "n"): result.append(10)
            case UInt8(ascii: "r"): result.append(13)
            case UInt8(ascii: "t"): result.append(9)
            case UInt8(ascii: "0"): result.append(0)
            case UInt8(ascii: "\\"): result.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.utf8.count == 2, digits.first != "+", digits.first != "-",
                    let value = UInt8(digits, radix: 16)
                else {
                    throw usageError(
                        "\(option): \\x takes two hexadecimal digits", nearest: "check 9090 \(option) '\\x0a'")
                }
                result.append(value)
                rest = rest.dropFirst(2)
            default:
                throw usageError(
                    "\(option) knows \\n \\r \\t \\0 \\xHH and \\\\ only", nearest: "check 9090 \(option) 'hello\\n'")
            }
        }
        return result
    }
}
