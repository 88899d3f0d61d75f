import ArgumentParser
import SocketDoctor
import SocketFacts

/// `sockdoctor port [ADDRESS:]PORT`: who holds the port, and may a server start on it now?
struct PortCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "port", abstract: "Say who holds a port, and whether a server could bind it now.")

    @Argument(help: "PORT or ADDRESS:PORT.")
    var target: String?

    @OptionGroup var transport: TransportOption

    @Flag(help: "Stop the server that holds the port, after showing the plan and asking.")
    var stop = false

    @Flag(help: "With --stop: do not ask.")
    var yes = false

    @Option(help: "Ask from inside a network namespace: netns:NAME or pid:N.")
    var from: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let target else {
            guard let path = common.factsFile, !stop else { throw usageError("which port", nearest: "port 9090") }
            return try Answering.answer(fromFile: path, common)
        }
        let question = try question(target)
        if stop {
            try Stopping.stop(question, from: from, common, withoutAsking: yes)
        } else if yes {
            throw usageError("--yes goes with --stop", nearest: "port \(question.port) --stop --yes")
        } else {
            try Answering.answer(question, from: from, common)
        }
    }

    private func question(_ target: String) throws -> Question {
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
            transport: transport.udp ? .udp : parsed.transport ?? .tcp, from: from)
    }
}
