import ArgumentParser
import SocketDoctor
import SocketFacts
import SocketProbes
import SocketRules
import SocketWire

/// `sockdoctor proxy --listen [ADDRESS:]PORT --to HOST:PORT`: between any client and server, fast or faulty on purpose.
struct ProxyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy", abstract: "Stand between a client and a server: pass on, disturb, record, replay.",
        discussion: """
            Clients connect to --listen instead of the server; nothing else changes. Without a fault it is a plain fast \
            relay. Faults hold for each connection and direction on its own, and are the same for the same --seed. A bare \
            port listens on 127.0.0.1 and ::1. Ctrl+C ends with a summary and status 0.

            A script is a list of steps in YAML, done one after the other:

              - after connection 2: reset
              - after 3 s: stall 500 ms
              - after: 1000 bytes
                do: delay 50 ms
                direction: to-client
                connection: [3, 4]

            after takes connection N, a time, or a count of bytes since the step before. do takes reset, close, \
            half-close, stall, delay, jitter, merge, split, bandwidth, and pass, which ends all faults. With --udp a \
            connection is a client, after takes a count of datagrams too, and do takes drop, duplicate and reorder of \
            the next datagram, the next 3 (drop 3) or a share from now on (drop 30%), truncate, delay, jitter, and pass:

              - after 3 datagrams: drop 2
                direction: to-server
              - after 5 s: delay 200 ms

            --record writes what each end received as pcapng for Wireshark. --replay sends the clients' side of such a \
            file to --to again and compares the replies: 0 the same, 1 not.
            """)

    @Option(help: ArgumentHelp("Where clients connect to.", valueName: "[ADDRESS:]PORT"))
    var listen: String?

    @Option(help: ArgumentHelp("The server.", valueName: "HOST:PORT"))
    var to: String?

    @Flag(help: "UDP instead of TCP.")
    var udp = false

    @OptionGroup(title: "Faults") var stream: StreamFaultOptions

    @OptionGroup(title: "Faults of UDP") var datagrams: DatagramFaultOptions

    @Option(help: ArgumentHelp("Where faults are done: to-server, to-client or both.", valueName: "DIRECTION"))
    var direction = "both"

    @Option(help: ArgumentHelp("Only to these connections, counted from 1.", valueName: "N,M"))
    var connection: String?

    @Option(help: ArgumentHelp("The source of all that is random; told at the start when not given.", valueName: "N"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Do a sequence of steps.", valueName: "FILE"), completion: .file())
    var script: String?

    @Option(help: ArgumentHelp("Write the conversations as pcapng.", valueName: "FILE"), completion: .file())
    var record: String?

    @Option(
        help: ArgumentHelp("Send the clients' side of a record to --to again.", valueName: "FILE"), completion: .file())
    var replay: String?

    @Flag(help: "Print one JSON document at the end.")
    var json = false

    @Flag(name: .customLong("no-color"), help: "No colour (also NO_COLOR).")
    var noColor = false

    private static let nearest = "proxy --listen 9000 --to localhost:9090"

    func run() throws {
        try stream.check(nearest: Self.nearest)
        try datagrams.check(nearest: "\(Self.nearest) --udp")
        guard let to else { throw usageError("where to: --to HOST:PORT", nearest: Self.nearest) }
        let target = try parsed(to, option: "--to", default: "localhost")
        if let replay { return try ProxyReplay.run(replay, target, json: json) }
        guard let listen else { throw usageError("where clients connect to: --listen PORT", nearest: Self.nearest) }
        let options = try options(listen, target)
        let isLive = !json && Terminal.isTerminal(.output)
        let view = ProxyView(
            options, seedIsTold: usesChance, json: json,
            live: isLive ? ProxyView.Live(usesColor: Request.Output(noColor: noColor).usesColor) : nil)
        let summary: RelaySummary
        do throws(RelayProblem) {
            summary = try Relay.run(options, view)
        } catch {
            try Answering.complain(Self.sentence(error, options))
            throw ExitCode.undecided
        }
        view.end()
        try Answering.write(json ? ProxyReport.document(summary, options) : ProxyReport.text(summary))
    }

    private var usesChance: Bool {
        seed == nil
            && (stream.jitter != nil || datagrams.drop != nil || datagrams.duplicate != nil || datagrams.reorder != nil)
    }

    private func options(_ listen: String, _ target: TargetText) throws -> RelayOptions {
        let place = try parsed(listen, option: "--listen", default: "localhost")
        var addresses = place.literal.map { [$0] } ?? []
        if addresses.isEmpty {
            guard place.host == "localhost" else {
                throw usageError(
                    "--listen takes an address of this host, not the name \"\(Wording.escaped(place.host))\"",
                    nearest: "proxy --listen 0.0.0.0:\(place.port) --to \(target.host):\(target.port)")
            }
            addresses = [.loopbackIPv4, .loopbackIPv6]
        }
        var options = RelayOptions(
            listen: addresses.map { Endpoint($0, place.port) }, host: target.host, literal: target.literal,
            port: target.port)
        options.transport = udp || target.transport == .udp || place.transport == .udp ? .udp : .tcp
        options.seed = seed ?? Relay.freshSeed()
        options.recordPath = record
        try setFaults(&options)
        if let connection {
            let numbers = connection.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.allSatisfy({ $0 ?? 0 > 0 }) else {
                throw usageError("--connection takes numbers from 1 on", nearest: "\(Self.nearest) --connection 2,3")
            }
            options.connections = Set(numbers.compactMap { $0 })
        }
        if let script { options.script = try Self.script(script, options.transport) }
        if !json, Terminal.isTerminal(.output) { options.tickMilliseconds = 200 }
        return options
    }

    private func setFaults(_ options: inout RelayOptions) throws {
        let directions: [RelayDirection]
        if direction == "both" {
            directions = RelayDirection.allCases
        } else if let one = RelayDirection(rawValue: direction) {
            directions = [one]
        } else {
            throw usageError(
                "--direction takes to-server, to-client or both", nearest: "\(Self.nearest) --direction to-client")
        }
        let faults = stream.faults
        for (name, value) in [("--split", faults.split), ("--bandwidth", stream.bandwidth?.count)] where value == 0 {
            throw usageError("\(name) takes a count from 1 on", nearest: "\(Self.nearest) \(name) 1")
        }
        if options.transport == .udp {
            var rest = faults
            rest.delay = nil
            rest.jitter = nil
            guard rest.isEmpty else {
                throw usageError(
                    "with UDP there are --drop, --duplicate, --reorder, --truncate, --delay and --jitter",
                    nearest: "\(Self.nearest) --udp --drop 10")
            }
            for one in directions { options.datagramFaults[one] = datagrams.faults(stream) }
        } else {
            guard datagrams.isEmpty else {
                throw usageError(
                    "--drop, --duplicate, --reorder and --truncate are for UDP; TCP repairs them",
                    nearest: "\(Self.nearest) --udp --drop 10")
            }
            for one in directions { options.faults[one] = faults }
        }
    }

    private func parsed(_ text: String, option: String, default host: String) throws -> TargetText {
        do throws(TargetText.Problem) {
            return try TargetText(text, defaultHost: host)
        } catch {
            let other =
                option == "--to" ? "--listen \(listen ?? "9000") --to" : "--to \(to ?? "localhost:9090") --listen"
            throw usageError("\(option): \(error.message)", nearest: "proxy \(other) \(error.nearest)")
        }
    }

    private static func script(_ path: String, _ transport: Transport) throws -> RelayScript {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FactsFile.read(path)
        } catch {
            try Answering.complain("cannot read \(Wording.escaped(path)): \(error.message)")
            throw ExitCode.undecided
        }
        do throws(ScriptProblem) {
            return try RelayScript(parsing: String(decoding: bytes, as: UTF8.self), transport: transport)
        } catch {
            throw UsageError(text: "\(Wording.escaped(path)), line \(error.line): \(Wording.escaped(error.message))")
        }
    }

    private static func sentence(_ problem: RelayProblem, _ options: RelayOptions) -> String {
        switch problem {
        case .portTaken(let endpoint):
            let flag = options.transport == .udp ? " --udp" : ""
            return "\(endpoint) is taken: Address already in use; sockdoctor port \(endpoint.port)\(flag)"
        case .cannotListen(let endpoint, let error): return "cannot listen on \(endpoint): \(error.message)"
        case .nameUnknown(let reason):
            let host = Wording.escaped(options.host)
            return "\(host) leads to no address: \(reason); sockdoctor check \(host):\(options.port)"
        case .cannotRecord(let error):
            return "cannot write \(Wording.escaped(options.recordPath ?? "")): \(error.message)"
        case .meetsItself(let endpoint): return "--to leads to --listen, \(endpoint): every connection would come back"
        case .system(let what, let error): return "\(what): \(error.message)"
        }
    }
}
