import ArgumentParser
import SocketProbes

/// The doctor for socket programs.
struct SockdoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sockdoctor",
        abstract: "Names the cause when sockets do not work, shows the evidence, and gives the fix.",
        discussion: """
            sockdoctor 9090 asks why nothing answers on localhost:9090. Exit status: 0 nothing is wrong, 1 a problem \
            was found, 2 could not decide, 64 wrong usage. Nothing is changed on the machine without a flag that says so.
            """,
        version: Version.text,
        subcommands: [
            CheckCommand.self, PortCommand.self, ExplainCommand.self, RunCommand.self, GuideCommand.self,
            FramingCommand.self, ProxyCommand.self, LabCommand.self,
        ],
        defaultSubcommand: CheckCommand.self)
}

/// The version that `--version` prints.
enum Version {
    static let text = "0.1.0"
}

@main
enum Main {
    static func main() {
        do {
            if let request = Request(plain: CommandLine.arguments.dropFirst()) {
                try request.answer()
            } else if let request = TextRequest(plain: CommandLine.arguments.dropFirst()) {
                try request.answer()
            } else {
                var command = try SockdoctorCommand.parseAsRoot()
                try command.run()
            }
        } catch let code as ExitCode {
            ProcessExit.exit(code.rawValue)
        } catch let error as UsageError {
            try? Terminal.write("sockdoctor: \(error.text)\n", to: .error)
            ProcessExit.exit(64)
        } catch {
            SockdoctorCommand.exit(withError: error)
        }
    }
}
