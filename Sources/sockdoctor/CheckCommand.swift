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
        var request = Request(.check, common)
        request.target = target
        request.udp = transport.udp
        request.send = send
        request.expect = expect
        request.from = from
        request.timeout = timeout
        try request.answer()
    }
}

/// The escapes of `--send` and `--expect`.
enum Escapes {
    /// - Parameter nearest: the command line to which the option can be added.
    static func bytes(_ text: String, option: String, nearest: String = "check 9090") throws -> [UInt8] {
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
                        "\(option): \\x takes two hexadecimal digits", nearest: "\(nearest) \(option) '\\x0a'")
                }
                result.append(value)
                rest = rest.dropFirst(2)
            default:
                throw usageError(
                    "\(option) knows \\n \\r \\t \\0 \\xHH and \\\\ only", nearest: "\(nearest) \(option) 'hello\\n'")
            }
        }
        return result
    }
}
