import ArgumentParser
import NIOCore
import SocketFacts
import SocketLab
import SocketProbes
import SocketRules

/// `sockdoctor lab fault NAME`: a server with one mistake, to practise on.
struct LabFaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault", abstract: "Serve TCP with one mistake, made on purpose.",
        discussion: LabFault.allCases.map { "\($0.rawValue) (\($0.frame)): \($0.abstract)" }.joined(separator: "\n"))

    @Argument(help: "The mistake.", completion: .list(LabFault.allCases.map(\.rawValue)))
    var name: String

    @Option(help: "Port on 127.0.0.1; 0 for any free one.")
    var port: UInt16 = 9090

    func run() throws {
        guard let fault = LabFault(rawValue: name.lowercased()) else {
            let names = LabFault.allCases.map(\.rawValue)
            throw usageError(
                "there is no fault \"\(Wording.escaped(name, limit: 60))\"",
                nearest: "lab fault \(Catalog.nearestName(to: name, among: names))")
        }
        let interrupts = Interrupts()
        do {
            try LabFaultServer(fault).run(
                port: Int(port),
                started: { address in
                    let port = address.port ?? 0
                    try? Terminal.write(
                        """
                        serving \(fault.rawValue) on 127.0.0.1 port \(port); Ctrl+C ends
                        try: sockdoctor framing \(port) --frame \(fault.frame) --message Hello --message 'Bună ziua'\n
                        """)
                }, untilEnd: { interrupts.wait() })
        } catch {
            try Answering.complain(
                "cannot serve on port \(port): \(Wording.escaped(LabServer.words(error), limit: 200)); see why with: "
                    + "sockdoctor port \(port)")
            throw ExitCode.problem
        }
    }
}
