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
        var request = Request(.port, common)
        request.target = target
        request.udp = transport.udp
        request.from = from
        guard stop else {
            if yes { throw usageError("--yes goes with --stop", nearest: "port 9090 --stop --yes") }
            return try request.answer()
        }
        guard let target else { throw usageError("which port", nearest: "port 9090 --stop") }
        try Stopping.stop(try request.portQuestion(target), from: from, common, withoutAsking: yes)
    }
}
