import SocketFacts

/// A server on another port that is plausibly the one that was meant.
struct NearMiss {
    /// Strongest first.
    enum Kind: Int, Comparable, CaseIterable {
        case swappedDigits
        case swappedBytes
        case offByOne
        case digitMissing
        // From here on a resemblance may be chance: it counts only for what the asker runs.
        case distantSwap
        case offByTwo
        case oneDigit
        case round
        case lately

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }

        /// So close that it hardly can be chance.
        var isStrong: Bool { self <= .digitMissing }

        var words: String {
            switch self {
            case .swappedDigits, .distantSwap: "two digits are swapped"
            case .swappedBytes: "its two bytes are swapped, as without htons()"
            case .offByOne: "it is the port next to it"
            case .offByTwo: "it is two ports away"
            case .digitMissing: "a digit is missing or typed twice"
            case .oneDigit: "one digit differs"
            case .round: "it differs by a round number"
            case .lately: "no other server was started lately"
            }
        }
    }
    var kind: Kind
    var socket: SocketRecord
    var owner: ProcessFacts?
    /// The asker's own user runs it, and no supervisor does.
    var isOwn: Bool

    /// How two port numbers resemble each other; `nil` when they do not.
    static func kind(_ wanted: UInt16, _ other: UInt16) -> Kind? {
        guard wanted != other else { return nil }
        let a = Array(String(wanted).utf8)
        let b = Array(String(other).utf8)
        if a.count == b.count {
            let differing = a.indices.filter { a[$0] != b[$0] }
            if differing.count == 2, a[differing[0]] == b[differing[1]], a[differing[1]] == b[differing[0]] {
                return differing[1] - differing[0] == 1 ? .swappedDigits : .distantSwap
            }
        }
        if wanted.byteSwapped == other, other >= 256 { return .swappedBytes }
        let distance = abs(Int(wanted) - Int(other))
        if distance == 1 { return .offByOne }
        if abs(a.count - b.count) == 1 {
            let (long, short) = a.count > b.count ? (a, b) : (b, a)
            if short.count >= 3, long.indices.contains(where: { Array(long[..<$0] + long[($0 + 1)...]) == short }) {
                return .digitMissing
            }
        }
        if distance == 2 { return .offByTwo }
        if distance == 10 || distance == 100 || distance == 1000 { return .round }
        if a.count == b.count, a.count >= 4, a.indices.filter({ a[$0] != b[$0] }).count == 1 { return .oneDigit }
        return nil
    }

    /// Ports that usually belong to a service of the machine.
    private static let wellKnown: Set<UInt16> = [
        1433, 1521, 2049, 2375, 2376, 3128, 3306, 3389, 4369, 5353, 5355, 5432, 5671, 5672, 5900, 5985, 6000, 6010,
        6379, 6443, 8086, 8125, 9042, 9092, 9100, 9200, 9229, 9418, 10250, 11211, 11434, 15672, 27017, 33060,
    ]
    /// Ports of tools that run beside a student's program.
    private static let toolPorts: Set<UInt16> = [9229, 9222, 5678, 5858, 8888, 6010, 6011, 6012]
    /// Programs of the system or of an editor, by the name of their executable.
    private static let services: Set<String> = [
        "code", "codium", "cursor", "docker-proxy", "dockerd", "containerd", "sshd", "cupsd", "systemd", "wslrelay",
        "rpcbind", "postgres", "mysqld", "mariadbd", "redis-server", "mongod", "nginx", "apache2",
    ]
    /// Helpers of editors and notebooks, which run as scripts of an interpreter.
    private static let helpers = [
        "vscode", "jupyter", "ipykernel", "pylsp", "pyright", "language-server", "languageserver", "tsserver",
        "debugpy", "copilot", "pydevd",
    ]

    /// The one server that explains the refusal best; `nil` when none is plausible.
    static func best(for addresses: [IPAddress], in facts: Facts) throws(Unobserved) -> NearMiss? {
        let sockets = try facts.sockets.get()
        var found: [NearMiss] = []
        var lately: [NearMiss] = []
        var isSure = true
        let port = facts.question.port
        for socket in sockets
        where socket.isServer && socket.transport == facts.question.transport
            && addresses.contains(where: { socket.takes($0) })
        {
            let owner = facts.owner(of: socket)
            if isSystem(socket, owner, facts) { continue }
            let isOwn = isAskers(socket, owner, facts)
            // The time for the search was over: this may be a second server that was started lately.
            if isOwn, owner == nil, case .timedOut = facts.reasonOwnerUnknown(socket) { isSure = false }
            // A UDP client's own port resembles another as chance wills.
            let isClient = socket.transport == .udp && socket.local.port >= 32768
            if let kind = kind(port, socket.local.port), kind.isStrong || isClose(socket, owner, facts) {
                if isClient, owner == nil { continue }
                found.append(NearMiss(kind: kind, socket: socket, owner: owner, isOwn: isOwn))
            } else if isOwn, !isClient, let owner, isStudentProgram(owner), owner.ageSeconds < 900,
                !toolPorts.contains(socket.local.port), hasOnePort(owner, sockets, facts)
            {
                lately.append(NearMiss(kind: .lately, socket: socket, owner: owner, isOwn: true))
            }
        }
        if let best = found.min(by: { a, b in
            a.kind != b.kind ? a.kind < b.kind : (a.owner?.ageSeconds ?? 1e9) < (b.owner?.ageSeconds ?? 1e9)
        }) {
            return best
        }
        // Two candidates are none: which one was meant cannot be known.
        return isSure && Set(lately.compactMap(\.owner?.pid)).count == 1 ? lately.first : nil
    }

    /// A program with many ports is no server of which one was mistyped.
    private static func hasOnePort(_ owner: ProcessFacts, _ sockets: [SocketRecord], _ facts: Facts) -> Bool {
        let own = sockets.filter { socket in
            socket.isServer && socket.transport == facts.question.transport
                && facts.owners(of: socket).contains { $0.pid == owner.pid }
        }
        return Set(own.map(\.local.port)).count == 1
    }

    private static func isAskers(_ socket: SocketRecord, _ owner: ProcessFacts?, _ facts: Facts) -> Bool {
        let uid = owner?.uid ?? socket.uid
        guard uid == facts.observer.uid || uid == facts.observer.sudoUID else { return false }
        return owner?.supervisor?.restarts != true
    }

    /// Near enough to the asker that a weak resemblance counts. Root may mean anybody's program, if it is known.
    private static func isClose(_ socket: SocketRecord, _ owner: ProcessFacts?, _ facts: Facts) -> Bool {
        if owner == nil { return isAskers(socket, nil, facts) && socket.uid >= 1000 }
        return isAskers(socket, owner, facts) || (facts.observer.uid == 0 && owner?.supervisor?.restarts != true)
    }

    /// A service of the machine is what nobody meant by a mistyped port of a lab.
    private static func isSystem(_ socket: SocketRecord, _ owner: ProcessFacts?, _ facts: Facts) -> Bool {
        let port = socket.local.port
        let isStudents = owner.map { isStudentProgram($0) } ?? false
        if port < 1024 && !(isStudents && isAskers(socket, owner, facts) && facts.question.port < 1024) { return true }
        if wellKnown.contains(port), !isStudents { return true }
        // The control group names the unit even where the process cannot be seen.
        let unit = owner?.supervisor ?? socket.cgroupPath.flatMap { Facts.unit(cgroup: $0) }
        if let unit, unit.restarts, ![.container, .nodemon].contains(unit.kind) { return true }
        guard let owner else { return false }
        return owner.pid == 1 || services.contains(program(owner).name) || isHelper(owner)
    }

    private static func program(_ process: ProcessFacts) -> (path: String, name: String) {
        let path = process.executable.value ?? process.arguments.first ?? process.name
        return (path, path.split(separator: "/").last.map(String.init) ?? path)
    }

    private static func isHelper(_ process: ProcessFacts) -> Bool {
        let command = process.command.lowercased()
        return helpers.contains { command.contains($0) }
    }

    /// An interpreter with a script, or a program, outside the system's directories.
    static func isStudentProgram(_ process: ProcessFacts) -> Bool {
        let (path, name) = program(process)
        let system = ["/usr/", "/bin/", "/sbin/", "/opt/", "/snap/", "/lib"]
        func isInstalled(_ path: String) -> Bool { system.contains { path.hasPrefix($0) } }
        if Facts.isInterpreter(name) {
            guard process.arguments.count > 1, !isHelper(process) else { return false }
            let script = process.arguments.dropFirst().first { !$0.hasPrefix("-") }
            return script.map { !isInstalled($0) } ?? true
        }
        return path.hasPrefix("/") && !isInstalled(path) && !isHelper(process)
    }
}
