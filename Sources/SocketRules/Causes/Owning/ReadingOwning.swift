public import SocketFacts

/// Who holds a port. Exactly one story is told, so that one holder gives one accusation.
enum HoldingStory {
    case free
    case container(SocketRecord?, ProcessFacts?, PortForward?)
    case service(SocketRecord, Supervisor, ProcessFacts?)
    case notVisible(SocketRecord?)
    case orphan(SocketRecord, ProcessFacts)
    case outgoing(SocketRecord, ProcessFacts)
    case previous(SocketRecord, ProcessFacts)
    case another(SocketRecord, ProcessFacts)
    case lingering([SocketRecord])
    case windows
}

extension Facts {
    /// `port`: the sockets that hold the port, of the transport in question and overlapping the asked address; with a
    /// descriptor first, then those that linger.
    public var portHolders: [SocketRecord] {
        guard let sockets = sockets.value else { return [] }
        let matching = sockets.filter { socket in
            socket.transport == question.transport && socket.local.port == question.port
                && (question.literal.map { socket.overlaps($0) } ?? true)
        }
        func rank(_ socket: SocketRecord) -> Int {
            if socket.isServer { return 0 }
            if socket.state == .boundInactive { return 1 }
            return socket.inode == 0 ? 3 : 2
        }
        return matching.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map(\.element)
    }

    /// Of these the ones that something alive keeps: listeners, bound sockets, and connections with a descriptor. UDP
    /// has no closing states, so every UDP socket is one.
    var liveHolders: [SocketRecord] {
        portHolders.filter { socket in
            socket.isServer || socket.state == .boundInactive || socket.inode != 0 || socket.transport == .udp
        }
    }

    /// What closed connections leave behind without a process.
    var lingeringHolders: [SocketRecord] {
        let closing: Set<SocketState> = [.timeWait, .finWait1, .finWait2, .lastAck, .closing, .closeWait]
        return portHolders.filter { $0.transport == .tcp && $0.inode == 0 && closing.contains($0.state) }
    }

    /// A bind without options fails with this somewhere.
    func bindFails(with error: SystemError) -> Bool { bindings.contains { $0.plain == error } }

    /// A bind without options was tried and works on every address; a family that the machine lacks is none.
    var bindsEverywhere: Bool {
        bindings.contains { $0.plain == nil }
            && bindings.allSatisfy { $0.plain == nil || $0.plain == .familyNotSupported }
    }

    func holdingStory() throws(Unobserved) -> HoldingStory {
        guard question.command == .port else { return .free }
        _ = try sockets.get()
        // Where bind() works the holder went between two looks; nobody is accused then.
        guard let holder = liveHolders.first, !bindsEverywhere else { return storyWithoutHolder() }
        let isServer = holder.isServer || holder.state == .boundInactive
        let owners = owners(of: holder)
        let owner = owner(of: holder)
        // The socket's own cgroup names the unit also where the process cannot be seen.
        let unit = owner == nil ? holder.cgroupPath.flatMap { Self.unit(cgroup: $0) } : nil
        if owner?.name == "docker-proxy" { return .container(holder, owner, nil) }
        if let supervisor = owner?.supervisor ?? unit {
            if supervisor.kind == .container || supervisor.kind == .dockerProxy {
                return .container(holder, owner, nil)
            }
            if supervisor.restarts { return .service(holder, supervisor, owner) }
        }
        guard let owner else { return .notVisible(holder) }
        if owners.allSatisfy(\.isOrphan) { return .orphan(holder, owner) }
        if !isServer, isOutgoing(holder) { return .outgoing(holder, owner) }
        return isPrevious(owner) ? .previous(holder, owner) : .another(holder, owner)
    }

    private func storyWithoutHolder() -> HoldingStory {
        if let forward = portForwards.value?.first { return .container(nil, nil, forward) }
        let inUse = bindFails(with: .addressInUse)
        let lingering = lingeringHolders
        if inUse, !lingering.isEmpty { return .lingering(lingering) }
        if observer.isWSL, isTakenByWindows || (inUse && asksWindows) { return .windows }
        return inUse ? .notVisible(nil) : .free
    }

    /// Windows is known to have the port, or to have set it aside.
    var isTakenByWindows: Bool {
        guard let windows = windows.value else { return false }
        return (windows.excludedRange.value ?? nil) != nil || (windows.owner.value ?? nil) != nil
    }

    /// A bind() in Linux may fail because of Windows: in mirrored networking it does, with NAT it never does.
    private var asksWindows: Bool {
        guard let mode = windows.value?.networkingMode.value, !mode.isEmpty else { return true }
        return mode == "mirrored"
    }

    /// A connection that this host opened: its local port was given by the kernel, or the far end is the service.
    private func isOutgoing(_ socket: SocketRecord) -> Bool {
        guard socket.remote.port != 0 else { return false }
        if let range = ephemeralPorts.value, range.contains(socket.local.port) { return true }
        return socket.remote.port < socket.local.port && socket.remote.port < 32768
    }

    /// The same program as the asker would start: in the asker's directory, and an interpreter or a program from there.
    private func isPrevious(_ owner: ProcessFacts) -> Bool {
        if let program = question.program, owner.executable.value == program, owner.uid == observer.uid,
            !Self.isInterpreter(program.split(separator: "/").last.map(String.init) ?? program)
        {
            return true
        }
        guard owner.directory.value == observer.directory,
            observer.uid == 0 || owner.uid == observer.uid || owner.uid == observer.sudoUID
        else { return false }
        // A language server of an editor runs in the directory too; nobody starts it by hand.
        if owner.supervisor?.kind == .ide, !owner.hasTerminal { return false }
        let program = owner.executable.value ?? owner.arguments.first ?? owner.name
        let name = program.split(separator: "/").last.map(String.init) ?? program
        if Self.isInterpreter(name) { return !isOfAnotherInterpreter(name) }
        let isShell = ["sh", "bash", "dash", "zsh"].contains(name)
        if isShell { return owner.arguments.dropFirst().first.map { !$0.hasPrefix("-") } ?? false }
        // `go run` builds into a temporary directory.
        if program.contains("/go-build") { return true }
        return observer.directory != "/" && program.hasPrefix(observer.directory + "/")
    }

    /// The asker runs a program of one interpreter and the owner is one of another: a Java server is no earlier run of a
    /// Python one.
    private func isOfAnotherInterpreter(_ owner: String) -> Bool {
        guard let asker = question.program?.split(separator: "/").last.map(String.init),
            let one = Self.interpreter(asker), let other = Self.interpreter(owner)
        else { return false }
        return one != other && !(one.hasPrefix("node") && other.hasPrefix("node"))
    }

    /// `python3.12`, `node`, `ruby2.7`, `java`, but not `node_exporter`.
    static func isInterpreter(_ name: String) -> Bool { interpreter(name) != nil }

    /// The name without its version.
    private static func interpreter(_ name: String) -> String? {
        let interpreters = [
            "python", "pypy", "nodejs", "node", "java", "ruby", "perl", "php", "deno", "bun", "Rscript", "lua",
            "luajit", "dotnet", "tclsh", "guile", "elixir", "beam.smp", "erl",
        ]
        return interpreters.first { interpreter in
            name.hasPrefix(interpreter)
                && name.dropFirst(interpreter.count).unicodeScalars.allSatisfy {
                    "0123456789.-".unicodeScalars.contains($0)
                }
        }
    }

    /// Unit or container in a cgroup path, by the names systemd and the container engines give.
    static func unit(cgroup path: String) -> Supervisor? {
        let parts = path.split(separator: "/").map(String.init)
        for part in parts.reversed() {
            let bare = part.hasSuffix(".scope") ? String(part.dropLast(6)) : part
            let id = bare.split(separator: "-").last.map(String.init) ?? bare
            if id.utf8.count == 64, id.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) {
                return Supervisor(kind: .container, name: String(id.prefix(12)))
            }
        }
        guard let unit = parts.last(where: { $0.hasSuffix(".service") }), !unit.hasPrefix("user@") else { return nil }
        return Supervisor(kind: parts.contains("user.slice") ? .systemdUserService : .systemdService, name: unit)
    }

    /// What ends the process that holds the port, as this asker would type it.
    func fix(ending owner: ProcessFacts) -> Fix {
        let sudo = observer.uid == 0 || observer.uid == owner.uid ? "" : "sudo "
        let kill = "\(sudo)kill \(owner.pid)"
        if owner.isFrozen {
            return Fix("its control group is frozen: thaw that first (docker unpause, systemctl thaw)", command: kill)
        }
        if owner.state == .stopped {
            // A stopped process takes a SIGTERM only when it is continued.
            return Fix(
                "it is stopped (Ctrl+Z): continue it with fg and press Ctrl+C, or end it",
                command: "\(kill); \(sudo)kill -CONT \(owner.pid)")
        }
        return Fix(owner.hasTerminal ? "press Ctrl+C in its terminal, or end it" : "end it", command: kill)
    }
}

extension Wording {
    /// The text where it can stand in a command as one word that a shell leaves alone; `nil` otherwise. Units and
    /// containers are named by other programs, and a command is there to be copied.
    static func commandWord(_ text: String) -> String? {
        let allowed = "0123456789-_.@:"
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || allowed.unicodeScalars.contains(scalar))
        }
        return isPlain && !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 200 ? text : nil
    }
}

extension Evidence {
    /// Who has which socket on the port.
    static func holds(_ socket: SocketRecord, _ facts: Facts) -> Evidence {
        let what: String
        if socket.isServer {
            what = socket.transport == .tcp ? "listens on \(socket.local)" : "is bound to \(socket.local)"
        } else if socket.state == .boundInactive {
            what = "has bound \(socket.local), without listening"
        } else {
            what = "has a connection (\(socket.state.title)) from \(socket.local) to \(socket.remote)"
        }
        return Evidence(
            "\(Wording.owner(of: socket, in: facts)) \(what).",
            recheck: Wording.ss(socket.local.port, socket.transport, listening: false))
    }

    /// What the probe bind said; nothing where it worked everywhere.
    static func bind(_ facts: Facts) -> [Evidence] {
        guard let probe = facts.bindings.first(where: { $0.plain != nil }), let error = probe.plain else { return [] }
        let reuse = probe.withReuseAddress.map { "with SO_REUSEADDR \($0.name) too" } ?? "with SO_REUSEADDR it works"
        let type = facts.question.transport == .tcp ? "SOCK_STREAM" : "SOCK_DGRAM"
        let family = probe.address.family == .ipv4 ? "AF_INET" : "AF_INET6"
        return [
            Evidence(
                "A probe bind to \(Endpoint(probe.address, facts.question.port)) gives \(error.name); \(reuse).",
                recheck: "python3 -c 'from socket import *; socket(\(family), \(type)).bind((\"\(probe.address)\", "
                    + "\(facts.question.port)))'")
        ]
    }
}
