import SocketFacts

/// A server on another port that is plausibly the one that was meant.
struct NearMiss {
    enum Kind: Int, Comparable {
        case swappedDigits
        case swappedBytes
        case offByOne
        case digitMissing
        case oneDigit
        case round
        case lately

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }

        /// So close that it hardly can be chance.
        var isStrong: Bool { self <= .digitMissing }

        var words: String {
            switch self {
            case .swappedDigits: "two digits are swapped"
            case .swappedBytes: "its two bytes are swapped, as without htons()"
            case .offByOne: "it is the port next to it"
            case .digitMissing: "a digit is missing or doubled"
            case .oneDigit: "one digit differs"
            case .round: "it differs by a round number"
            case .lately: "it is the one server started lately"
            }
        }
    }
    var kind: Kind
    var socket: SocketRecord
    var owner: ProcessFacts?
    /// The asker runs it, from a shell.
    var isOwn: Bool

    /// How two port numbers resemble each other; `nil` when they do not.
    static func kind(_ wanted: UInt16, _ other: UInt16) -> Kind? {
        guard wanted != other else { return nil }
        let a = Array(String(wanted).utf8)
        let b = Array(String(other).utf8)
        if a.count == b.count {
            let differing = a.indices.filter { a[$0] != b[$0] }
            if differing.count == 2, a[differing[0]] == b[differing[1]], a[differing[1]] == b[differing[0]] {
                return .swappedDigits
            }
            // 9090 for 0909 and the like: the halves changed places (5432 → 3254).
            if a.count == 4, Array(a[2...] + a[..<2]) == b { return .swappedDigits }
        }
        if wanted.byteSwapped == other, other >= 256 { return .swappedBytes }
        let distance = abs(Int(wanted) - Int(other))
        if distance <= 2 { return .offByOne }
        if abs(a.count - b.count) == 1 {
            let (long, short) = a.count > b.count ? (a, b) : (b, a)
            if long.indices.contains(where: { Array(long[..<$0] + long[($0 + 1)...]) == short }), short.count >= 3 {
                return .digitMissing
            }
        }
        if a.count == b.count, a.count >= 4, a.indices.filter({ a[$0] != b[$0] }).count == 1 {
            return distance == 10 || distance == 100 || distance == 1000 ? .round : .oneDigit
        }
        return nil
    }

    /// Ports that usually belong to a service of the machine.
    private static let wellKnown: Set<UInt16> = [
        1433, 1521, 2049, 2375, 2376, 3128, 3306, 3389, 4369, 5353, 5355, 5432, 5671, 5672, 5900, 5985, 6000, 6010,
        6379,
        6443, 8086, 8125, 9042, 9092, 9100, 9200, 9229, 9418, 10250, 11211, 11434, 15672, 27017, 33060,
    ]
    /// Ports of tools that run beside a student's program.
    private static let toolPorts: Set<UInt16> = [9229, 9222, 5678, 5858, 8888, 6010, 6011, 6012]
    private static let tools = [
        "code", "codium", "cursor", "jupyter", "ipykernel", "pylsp", "language-server", "languageserver", "tsserver",
        "vscode", "docker-proxy", "sshd", "cupsd", "dockerd", "containerd", "systemd", "wslrelay", "debugpy", "rpcbind",
    ]

    /// The one server that explains the refusal best; `nil` when none is plausible.
    static func best(for attempt: Attempt, in facts: Facts) throws(Unobserved) -> NearMiss? {
        let sockets = try facts.sockets.get()
        var found: [NearMiss] = []
        var lately: [NearMiss] = []
        for socket in sockets
        where socket.isServer && socket.transport == facts.question.transport && socket.takes(attempt.address) {
            let owner = facts.owner(of: socket)
            let isOwn = isAskers(socket, owner, facts)
            if isSystem(socket, owner, facts) { continue }
            if let kind = kind(attempt.port, socket.local.port), kind.isStrong || isOwn {
                // A UDP client's own port is as near as chance wills.
                if socket.transport == .udp, socket.local.port >= 32768, owner == nil { continue }
                found.append(NearMiss(kind: kind, socket: socket, owner: owner, isOwn: isOwn))
            } else if isOwn, let owner, isStudentProgram(owner), owner.ageSeconds < 900,
                !toolPorts.contains(socket.local.port),
                owner.uid == facts.observer.uid || owner.uid == facts.observer.sudoUID,
                hasOnePort(owner, sockets, facts)
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
        return Set(lately.compactMap(\.owner?.pid)).count == 1 ? lately.first : nil
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
        let asker = facts.observer
        guard uid == asker.uid || uid == asker.sudoUID || asker.uid == 0 else { return false }
        return owner?.supervisor?.restarts != true
    }

    /// A service of the machine is what nobody meant by a mistyped port of a lab.
    private static func isSystem(_ socket: SocketRecord, _ owner: ProcessFacts?, _ facts: Facts) -> Bool {
        let port = socket.local.port
        if port < 1024 && facts.question.port >= 1024 { return true }
        if wellKnown.contains(port), owner.map({ !isStudentProgram($0) }) ?? true { return true }
        if let owner {
            if let supervisor = owner.supervisor, supervisor.restarts,
                ![.container, .nodemon].contains(supervisor.kind)
            {
                return true
            }
            let command = owner.command.lowercased()
            if tools.contains(where: { command.contains($0) }) && !isStudentProgram(owner) { return true }
            if owner.pid == 1 { return true }
        }
        return false
    }

    /// An interpreter with a script, or a program outside the system's directories.
    static func isStudentProgram(_ process: ProcessFacts) -> Bool {
        let program = process.executable.value ?? process.arguments.first ?? process.name
        let name = program.split(separator: "/").last.map(String.init) ?? program
        let interpreters = ["python", "node", "java", "ruby", "perl", "php", "deno", "bun", "pypy"]
        if interpreters.contains(where: { name.hasPrefix($0) }) {
            let script = process.arguments.dropFirst().joined(separator: " ").lowercased()
            return !tools.contains { script.contains($0) }
        }
        let system = ["/usr/", "/bin/", "/sbin/", "/opt/", "/snap/", "/lib"]
        return program.hasPrefix("/") && !system.contains { program.hasPrefix($0) }
    }
}
