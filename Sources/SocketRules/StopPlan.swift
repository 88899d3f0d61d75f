public import SocketFacts

/// What would have to be stopped to free a port: the supervisor first, because it would start the server again; then
/// the holders of the listener, and nobody who is merely connected to it.
public struct StopPlan: Sendable {
    public enum Step: Hashable, Sendable {
        /// A supervisor's own command, as arguments.
        case command([String])
        case terminate(ProcessFacts)
    }
    public var steps: [Step] = []
    /// Why there is nothing to stop although the port is held.
    public var obstacle: String?

    public init(_ facts: Facts) {
        guard case .seen(let sockets) = facts.sockets else {
            obstacle = "the socket table could not be read"
            return
        }
        let holders = sockets.filter { socket in
            socket.transport == facts.question.transport && socket.local.port == facts.question.port
                && socket.inode != 0 && (socket.isServer || socket.state == .boundInactive)
                && (facts.question.literal.map { socket.overlaps($0) } ?? true)
        }
        guard !holders.isEmpty else {
            obstacle = "no server holds the port; a connection that uses it is not stopped"
            return
        }
        let owners = holders.flatMap { facts.owners(of: $0) }
        guard !owners.isEmpty else {
            obstacle = "the process that holds the port cannot be seen; ask with sudo"
            return
        }
        var seen: Set<Int32> = []
        for owner in owners where seen.insert(owner.pid).inserted {
            switch Self.command(for: owner) {
            case .some(let command):
                if !steps.contains(.command(command)) { steps.append(.command(command)) }
            case nil:
                if owner.pid == 1 || owner.supervisor?.restarts == true {
                    obstacle =
                        "\(Wording.brief(owner)) is kept alive by \(owner.supervisor?.name ?? "the system")"
                        + "; stop it there"
                } else {
                    steps.append(.terminate(owner))
                }
            }
        }
    }

    /// The supervisor's command that stops the server for good; `nil` where the process itself is to be ended.
    private static func command(for owner: ProcessFacts) -> [String]? {
        guard let supervisor = owner.supervisor else { return nil }
        // Names reach a command only when they look like names.
        let isPlain =
            !supervisor.name.isEmpty && supervisor.name.first != "-"
            && supervisor.name.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0123456789-_.@:\\".unicodeScalars.contains(scalar))
            }
        guard isPlain else { return nil }
        switch supervisor.kind {
        case .systemdService, .systemdSocket:
            guard supervisor.name.hasSuffix(".service") || supervisor.name.hasSuffix(".socket") else { return nil }
            let socket = String(supervisor.name.dropLast(8)) + ".socket"
            // A socket unit would start the service again with the next connection: both go, the socket first.
            return supervisor.kind == .systemdSocket && supervisor.name.hasSuffix(".service")
                ? ["systemctl", "stop", socket, supervisor.name] : ["systemctl", "stop", supervisor.name]
        case .systemdUserService: return ["systemctl", "--user", "stop", supervisor.name]
        case .pm2: return ["pm2", "stop", supervisor.name]
        case .container: return supervisor.pid == nil ? ["docker", "stop", supervisor.name] : nil
        default: return nil
        }
    }

    /// The plan in words, one line a step.
    public var text: String {
        var lines = ["To free the port:"]
        for step in steps {
            switch step {
            case .command(let command): lines.append("  run   \(Wording.escaped(command.joined(separator: " ")))")
            case .terminate(let process):
                lines.append("  stop  \(Wording.process(process)): SIGTERM, after 3 s SIGKILL")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
