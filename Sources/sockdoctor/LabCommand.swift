import ArgumentParser
import NIOCore
import SocketDoctor
import SocketFacts
import SocketLab
import SocketProbes
import SocketRules

/// `sockdoctor lab …`: servers and clients of the socket lab, so that there is something to diagnose.
struct LabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab", abstract: "Servers and clients of the socket lab.",
        subcommands: [LabServeCommand.self, LabSendCommand.self, LabLoadCommand.self, LabFaultCommand.self])
}

struct LabServeCommand: ParsableCommand {
    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case threaded
        case iterative
    }
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "TCP: answers `OK: ` and the text in capitals. UDP: ping, upper:, reverse:, echo:, time, help.")

    @Option(help: "Address and port of the TCP server; `off` for none.")
    var tcp = "0.0.0.0:9090"

    @Option(help: "Address and port of the UDP server; `off` for none.")
    var udp = "0.0.0.0:9091"

    @Option(help: "threaded: many clients at once. iterative: one after the other.")
    var mode = Mode.threaded

    @Option(help: "none, line, crlf, delimiter:HEX, length8, length16 or length32 (with be or le).")
    var frame = "none"

    @Option(help: "Seconds without a byte after which a client is let go.")
    var timeout = 30

    @Option(help: "Connections that may wait for accept().")
    var backlog: Int32 = 4096

    func run() throws {
        guard timeout > 0, timeout <= 86_400, backlog >= 0 else {
            throw usageError(
                "--timeout takes seconds from 1 on, --backlog a count from 0 on", nearest: "lab serve --timeout 30")
        }
        var configuration = LabServer.Configuration()
        configuration.frame = try SockdoctorLabParsing.frame(frame)
        configuration.isIterative = mode == .iterative
        configuration.timeoutSeconds = timeout
        configuration.backlog = backlog
        configuration.tcp = try address(tcp)
        configuration.udp = try address(udp)
        guard configuration.tcp != nil || configuration.udp != nil else {
            throw usageError("both servers are off", nearest: "lab serve")
        }
        let interrupts = Interrupts()
        let server = LabServer(configuration, now: { WallClock.text() }) { line in
            try? Terminal.write("\(WallClock.text()) \(line)\n")
        }
        let tally: LabServer.Tally
        do {
            tally = try server.run(
                started: { addresses in
                    let names = addresses.map { "\($0.ipAddress ?? "?") port \($0.port ?? 0)" }.joined(
                        separator: " and ")
                    try? Terminal.write("serving on \(names); Ctrl+C ends\n")
                }, untilEnd: { interrupts.wait() })
        } catch {
            try Answering.complain(Wording.escaped("\(error)", limit: 400))
            throw ExitCode.problem
        }
        try Answering.write("served \(tally.clients) TCP clients and \(tally.datagrams) datagrams\n")
    }

    private func address(_ text: String) throws -> NIOCore.SocketAddress? {
        if text.lowercased() == "off" { return nil }
        let parsed: TargetText
        do throws(TargetText.Problem) {
            parsed = try TargetText(text, defaultHost: "0.0.0.0")
        } catch {
            throw usageError(error.message, nearest: "lab serve --tcp 0.0.0.0:9090")
        }
        let host = parsed.host == "localhost" ? "127.0.0.1" : parsed.host
        guard let address = try? NIOCore.SocketAddress(ipAddress: host, port: Int(parsed.port)) else {
            throw usageError(
                "a server needs an address of this host, not \"\(host)\"", nearest: "lab serve --tcp 0.0.0.0:9090")
        }
        return address
    }
}

enum SockdoctorLabParsing {
    static func frame(_ text: String) throws -> Frame {
        do throws(Frame.Problem) {
            return try Frame(text)
        } catch {
            throw usageError(error.description, nearest: "lab serve --frame line")
        }
    }

    static func client(
        _ target: String, _ command: String, udp: Bool, frame: String, timeout: Double
    ) throws -> LabClient {
        guard timeout > 0, timeout <= 3600 else {
            throw usageError("--timeout takes seconds from 0.1 to 3600", nearest: "lab \(command) localhost:9090")
        }
        let parsed: TargetText
        do throws(TargetText.Problem) {
            parsed = try TargetText(target)
        } catch {
            throw usageError(error.message, nearest: "lab \(command) \(error.nearest)")
        }
        return LabClient(
            host: parsed.host, port: Int(parsed.port), isUDP: udp || parsed.transport == .udp,
            frame: try Self.frame(frame), timeoutSeconds: timeout)
    }
}

struct LabSendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send texts to a server and print its replies.")

    @Argument(help: "HOST:PORT")
    var target: String

    @Argument(help: "The texts, one message each.")
    var texts: [String]

    @Flag(help: "UDP instead of TCP.")
    var udp = false

    @Option(help: "none, line, crlf, delimiter:HEX, length8, length16 or length32 (with be or le).")
    var frame = "none"

    @Option(help: "Seconds to wait for a reply.")
    var timeout: Double = 5

    func run() throws {
        let client = try SockdoctorLabParsing.client(target, "send", udp: udp, frame: frame, timeout: timeout)
        let isComplete = client.send(texts) { result in
            switch result {
            case .success(let reply):
                try? Terminal.write(Wording.escaped(String(decoding: reply, as: UTF8.self), limit: 1 << 16) + "\n")
            case .failure(let error): try? Answering.complain("\(target): \(Wording.escaped(error.text))")
            }
        }
        if !isComplete { throw ExitCode.problem }
    }
}

struct LabLoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Many clients at once, and a summary of their latencies.")

    @Argument(help: "HOST:PORT")
    var target: String

    @Option(help: "Clients at once, at most 20000.")
    var clients = 100

    @Option(help: "Exchanges per client.")
    var requests = 1

    @Option(help: "What each exchange sends.")
    var text = "hello"

    @Flag(help: "UDP instead of TCP.")
    var udp = false

    @Option(help: "none, line, crlf, delimiter:HEX, length8, length16 or length32 (with be or le).")
    var frame = "none"

    @Option(help: "Seconds for one exchange.")
    var timeout: Double = 10

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() throws {
        guard (1...20_000).contains(clients), (1...1_000_000).contains(requests), clients * requests <= 10_000_000
        else {
            throw usageError(
                "--clients takes 1 to 20000, --requests 1 to 1000000", nearest: "lab load localhost:9090 --clients 100")
        }
        let client = try SockdoctorLabParsing.client(target, "load", udp: udp, frame: frame, timeout: timeout)
        OpenFiles.raiseLimit(to: clients + 64)
        let shows = Terminal.isTerminal(.error)
        let summary = LabLoad(client: client, clients: clients, requestsPerClient: requests, text: text).run {
            done, total in
            guard shows else { return }
            let filled = total == 0 ? 30 : done * 30 / total
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
            try? Terminal.write("\r[\(bar)] \(done)/\(total)", to: .error)
        }
        if shows { try? Terminal.write("\r\u{1b}[K", to: .error) }
        try Answering.write(json ? document(summary) : words(summary))
        if summary.failed > 0 { throw ExitCode.problem }
    }

    private static let shares: [(String, Double)] = [("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)]

    private func words(_ summary: LoadSummary) -> String {
        func number(_ value: Double) -> String {
            let hundredths = Int((value * 100).rounded())
            let rest = hundredths % 100
            return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
        }
        var text = "\(summary.succeeded) exchanges in \(number(summary.durationMilliseconds / 1000)) s"
        text += ", \(number(summary.perSecond)) per second, \(summary.failed) failed"
        text += summary.resent > 0 ? ", \(summary.resent) sent again\n" : "\n"
        if let least = summary.latencies.first {
            text += "latency in ms: min \(number(least))"
            for (name, share) in Self.shares { text += ", \(name) \(number(summary.latency(share) ?? 0))" }
            text += "\n"
        }
        for (reason, count) in summary.failures.sorted(by: { $0.value > $1.value }) {
            text += "\(count) × \(Wording.escaped(reason))\n"
        }
        return text
    }

    private func document(_ summary: LoadSummary) -> String {
        func latency(_ share: Double) -> JSONText { summary.latency(share).map { .number($0) } ?? .null }
        return JSONText.object([
            ("schema", .string("sockdoctor.load/1")),
            ("exchanges", .integer(summary.succeeded + summary.failed)),
            ("succeeded", .integer(summary.succeeded)),
            ("failed", .integer(summary.failed)), ("resent", .integer(summary.resent)),
            (
                "failures",
                .object(
                    summary.failures.sorted { $0.key < $1.key }.map { (Wording.escaped($0.key), .integer($0.value)) })
            ),
            ("duration_ms", .number(summary.durationMilliseconds)),
            ("per_second", .number(summary.perSecond)),
            (
                "latency_ms",
                .object(
                    [("min", summary.latencies.first.map { .number($0) } ?? .null)]
                        + Self.shares.map { ($0.0, latency($0.1)) })
            ),
        ]).rendered()
    }
}
