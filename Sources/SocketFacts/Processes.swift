/// The scheduler state of a process (proc(5), field 3 of /proc/PID/stat).
public enum ProcessState: String, Codable, Hashable, Sendable {
    case running = "R"
    case sleeping = "S"
    case diskSleep = "D"
    /// Stopped by a signal: Ctrl+Z, SIGSTOP.
    case stopped = "T"
    /// Stopped by a debugger or tracer.
    case traced = "t"
    case zombie = "Z"
    case dead = "X"
    case idle = "I"
    case unknown = "?"
}

/// What keeps a process alive, or started it.
public struct Supervisor: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable {
        case systemdService = "systemd-service"
        case systemdSocket = "systemd-socket"
        case systemdUserService = "systemd-user-service"
        case cron
        case pm2
        case supervisord
        case runit
        case openrc
        case nodemon
        case container
        case dockerProxy = "docker-proxy"
        case tmux
        case screen
        case ssh
        case ide
        case shell
    }
    public var kind: Kind
    /// The unit's, container's or session's name: `nginx.service`, a container id, `pm2`.
    public var name: String
    /// The supervisor's own process, where it is one.
    public var pid: Int32?

    public init(kind: Kind, name: String, pid: Int32? = nil) {
        self.kind = kind
        self.name = name
        self.pid = pid
    }

    /// True when a killed process is started again by it (or would be on the next connection).
    public var restarts: Bool {
        switch kind {
        case .systemdService, .systemdSocket, .systemdUserService, .pm2, .supervisord, .runit, .openrc, .nodemon,
            .container, .cron, .dockerProxy:
            true
        case .tmux, .screen, .ssh, .ide, .shell: false
        }
    }
}

/// One process above another.
public struct Ancestor: Hashable, Codable, Sendable {
    public var pid: Int32
    public var name: String

    public init(pid: Int32, name: String) {
        self.pid = pid
        self.name = name
    }
}

/// A process that holds a socket in question.
///
/// Text that comes from the process (arguments, names, paths) is untrusted; it is escaped where it is printed.
public struct ProcessFacts: Hashable, Codable, Sendable {
    public var pid: Int32
    public var parentPID: Int32
    public var processGroup: Int32
    public var session: Int32
    public var name: String
    /// The command line; empty when unreadable or a kernel thread.
    public var arguments: [String]
    /// What /proc/PID/exe points to.
    public var executable: Observed<String>
    public var directory: Observed<String>
    public var uid: UInt32
    public var user: String?
    /// Seconds since it was started.
    public var ageSeconds: Double
    /// When it was started, in seconds since 1970-01-01 UTC.
    public var startedAt: Double
    public var state: ProcessState
    /// Its cgroup is frozen (`docker pause`, `systemctl freeze`).
    public var isFrozen: Bool
    public var hasTerminal: Bool
    public var openFiles: Observed<Int>
    /// The soft limit of open files (`ulimit -n`).
    public var openFileLimit: Observed<Int>
    /// The system call in which its main thread waits, in words: "recv", "accept", "nothing, it computes".
    public var waitsIn: Observed<String>
    public var supervisor: Supervisor?
    /// From the parent upwards to process 1.
    public var ancestry: [Ancestor]
    /// Path in the cgroup2 tree, `/` when it is in the root group.
    public var cgroup: String?
    /// The leader of its process group and its real parent are gone, and it was adopted.
    public var isOrphan: Bool
    /// The command that, as far as can be told, starts it again.
    public var containerName: String?

    public init(
        pid: Int32, parentPID: Int32 = 1, processGroup: Int32? = nil, session: Int32? = nil, name: String,
        arguments: [String] = [], executable: Observed<String> = .unseen(.notAsked),
        directory: Observed<String> = .unseen(.notAsked), uid: UInt32 = 1000, user: String? = nil,
        ageSeconds: Double = 0, startedAt: Double = 0, state: ProcessState = .sleeping, isFrozen: Bool = false,
        hasTerminal: Bool = false, openFiles: Observed<Int> = .unseen(.notAsked),
        openFileLimit: Observed<Int> = .unseen(.notAsked), waitsIn: Observed<String> = .unseen(.notAsked),
        supervisor: Supervisor? = nil, ancestry: [Ancestor] = [], cgroup: String? = nil, isOrphan: Bool = false,
        containerName: String? = nil
    ) {
        self.pid = pid
        self.parentPID = parentPID
        self.processGroup = processGroup ?? pid
        self.session = session ?? pid
        self.name = name
        self.arguments = arguments
        self.executable = executable
        self.directory = directory
        self.uid = uid
        self.user = user
        self.ageSeconds = ageSeconds
        self.startedAt = startedAt
        self.state = state
        self.isFrozen = isFrozen
        self.hasTerminal = hasTerminal
        self.openFiles = openFiles
        self.openFileLimit = openFileLimit
        self.waitsIn = waitsIn
        self.supervisor = supervisor
        self.ancestry = ancestry
        self.cgroup = cgroup
        self.isOrphan = isOrphan
        self.containerName = containerName
    }

    /// Stopped by a signal or frozen with its cgroup: it runs no instruction until somebody continues it.
    public var isSuspended: Bool { state == .stopped || isFrozen }

    /// The command as a person would type it, arguments joined by spaces; the name in brackets when there is none.
    public var command: String {
        arguments.isEmpty ? "[\(name)]" : arguments.joined(separator: " ")
    }
}
