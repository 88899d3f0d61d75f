/// One socket's life, in one program or handed on among several.
public struct WatchedSocket: Hashable, Codable, Sendable {
    public enum Role: String, Codable, Hashable, Sendable {
        /// `listen()` worked, or `accept()` was tried.
        case listener
        /// Came out of `accept()`.
        case accepted
        /// `connect()` was called on a TCP socket.
        case connecting
        case datagram
        /// Neither of these so far.
        case unused
    }
    public enum End: String, Codable, Hashable, Sendable {
        /// The program closed it.
        case closed
        /// It ended with the last process that had it.
        case exit
        /// It is open still.
        case open
    }
    public var id: Int
    /// The process that made it.
    public var process: Int32
    public var transport: Transport
    public var family: AddressFamily
    public var role: Role
    public var local: Endpoint?
    public var peer: Endpoint?
    /// Of an accepted one: the listener.
    public var listener: Int?
    /// The other end, where the same run watched it.
    public var partner: Int?
    /// Nanoseconds of CLOCK_MONOTONIC.
    public var openedAt: UInt64
    public var endedAt: UInt64?
    public var end: End
    /// Its calls in order; of a busy socket the first and the last ones.
    public var calls: [WatchedCall]
    /// Calls that were left out of the middle of `calls`.
    public var omitted: Int
    public var sends: Int
    public var receives: Int
    public var bytesSent: Int
    public var bytesReceived: Int
    /// The longest row of receives that returned 0, the end of the stream.
    public var emptyReceives: Int
    /// Of a busy socket, whose calls are not all kept: the first send that was cut and whose rest was given up. At most one;
    /// an array, because sockets are moved at every call and have to stay small.
    public var lostRests: [UnfinishedSend] = []
    /// The call that has not returned.
    public var hanging: WatchedCall?
    /// What the kernel showed of it while it hung, or at the end.
    public var look: SocketLook?

    public init(
        id: Int = 1, process: Int32 = 100, transport: Transport = .tcp, family: AddressFamily = .ipv4,
        role: Role = .unused, local: Endpoint? = nil, peer: Endpoint? = nil, listener: Int? = nil, partner: Int? = nil,
        openedAt: UInt64 = 0, endedAt: UInt64? = nil, end: End = .closed, calls: [WatchedCall] = [], omitted: Int = 0,
        sends: Int = 0, receives: Int = 0, bytesSent: Int = 0, bytesReceived: Int = 0, emptyReceives: Int = 0,
        hanging: WatchedCall? = nil, look: SocketLook? = nil
    ) {
        self.id = id
        self.process = process
        self.transport = transport
        self.family = family
        self.role = role
        self.local = local
        self.peer = peer
        self.listener = listener
        self.partner = partner
        self.openedAt = openedAt
        self.endedAt = endedAt
        self.end = end
        self.calls = calls
        self.omitted = omitted
        self.sends = sends
        self.receives = receives
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
        self.emptyReceives = emptyReceives
        self.hanging = hanging
        self.look = look
    }

    public func first(_ kind: WatchedCall.Kind) -> WatchedCall? { calls.first { $0.kind == kind } }
}

/// What the kernel's tables showed of a watched socket at one moment.
public struct SocketLook: Hashable, Codable, Sendable {
    /// Nanoseconds of CLOCK_MONOTONIC.
    public var at: UInt64
    public var state: SocketState?
    /// Unread bytes; of a listener, connections that wait to be accepted.
    public var receiveQueue: Int
    /// Unacknowledged bytes; of a listener, the backlog in force.
    public var sendQueue: Int
    /// Of a listener: connections refused because its queue was full. Of a UDP socket: datagrams thrown away.
    public var drops: Int
    /// Of a listener that dropped something: how often any accept queue of this network namespace was found full since the
    /// program began.
    public var overflows: Int
    /// Milliseconds for which a listener's queue has held a connection without a break.
    public var queuedMilliseconds: Double
    /// The moment at which that was seen; nanoseconds of CLOCK_MONOTONIC.
    public var queuedAt: UInt64
    /// Sockets of this listener in CLOSE_WAIT: their clients have gone, the program has not closed.
    public var closeWaits: Int
    /// The process at the other end, where it is on this host and visible.
    public var peerProcess: Observed<String>
    /// The system call that it waits in, in the words of ``ProcessFacts/waitsIn``.
    public var peerWaitsIn: Observed<String>
    /// Bytes that wait unread at the other end.
    public var peerUnread: Observed<Int>
    /// UDP: whether a socket of this host has the port that was sent to; only for addresses of this host.
    public var destinationIsOpen: Observed<Bool>
    /// Data came in for it after the program had closed it, and was answered with a reset.
    public var dataAfterClose: Bool
    /// Whether a thread at the other end waits in a receive on this very connection.
    public var peerReceives: Observed<Bool>
    /// Whether a further thread at either end waits for something that may make it send: input, a time, other sockets.
    public var mayGoOn: Observed<Bool>
    /// Milliseconds for which the connection was seen in CLOSE_WAIT: the peer has gone, the program has not closed.
    public var closeWaitMilliseconds: Double

    public init(
        at: UInt64 = 0, state: SocketState? = nil, receiveQueue: Int = 0, sendQueue: Int = 0, drops: Int = 0,
        overflows: Int = 0, queuedMilliseconds: Double = 0, queuedAt: UInt64 = 0, closeWaits: Int = 0,
        peerProcess: Observed<String> = .unseen(.notAsked),
        peerWaitsIn: Observed<String> = .unseen(.notAsked), peerUnread: Observed<Int> = .unseen(.notAsked),
        dataAfterClose: Bool = false,
        destinationIsOpen: Observed<Bool> = .unseen(.notAsked), peerReceives: Observed<Bool> = .unseen(.notAsked),
        mayGoOn: Observed<Bool> = .unseen(.notAsked), closeWaitMilliseconds: Double = 0
    ) {
        self.at = at
        self.state = state
        self.receiveQueue = receiveQueue
        self.sendQueue = sendQueue
        self.drops = drops
        self.overflows = overflows
        self.queuedMilliseconds = queuedMilliseconds
        self.queuedAt = queuedAt
        self.closeWaits = closeWaits
        self.peerProcess = peerProcess
        self.peerWaitsIn = peerWaitsIn
        self.peerUnread = peerUnread
        self.destinationIsOpen = destinationIsOpen
        self.dataAfterClose = dataAfterClose
        self.peerReceives = peerReceives
        self.mayGoOn = mayGoOn
        self.closeWaitMilliseconds = closeWaitMilliseconds
    }
}

/// A process of the run.
public struct WatchedProcess: Hashable, Codable, Sendable {
    public var pid: Int32
    public var parent: Int32
    /// Path of the program and its arguments.
    public var arguments: [String]
    /// Nanoseconds of CLOCK_MONOTONIC.
    public var startedAt: UInt64
    public var endedAt: UInt64?
    /// Why its calls could not be recorded, where that is so: a static program, a setuid one.
    public var unwatched: String?
    /// SIGPIPE is ignored or handled, so that writing to a closed connection gives EPIPE.
    public var handlesPipeSignal: Bool

    public init(
        pid: Int32, parent: Int32 = 1, arguments: [String] = [], startedAt: UInt64 = 0, endedAt: UInt64? = nil,
        unwatched: String? = nil, handlesPipeSignal: Bool = false
    ) {
        self.pid = pid
        self.parent = parent
        self.arguments = arguments
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.unwatched = unwatched
        self.handlesPipeSignal = handlesPipeSignal
    }
}

/// Why a program did not start, as far as its file tells (execve(2)).
public struct ProgramFile: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable {
        case missing
        case directory
        case script
        case elf
        case empty
        case other
    }
    public var path: String
    public var kind: Kind
    /// The error of execve(2), or of the search in PATH.
    public var error: SystemError?
    public var isExecutable: Bool
    /// The file system is mounted with noexec.
    public var isOnNoexecMount: Bool
    public var mountPoint: String?
    /// What stands behind `#!`, split at the first blank.
    public var interpreter: String?
    public var interpreterArgument: String?
    public var interpreterIsThere: Bool
    /// A carriage return ends the `#!` line.
    public var hasCarriageReturn: Bool
    /// The file begins with the bytes EF BB BF.
    public var hasByteOrderMark: Bool
    /// Of an ELF file: the processor it is for, and this machine's.
    public var architecture: String?
    public var machine: String?
    /// An ending that tells the language: "py", "sh".
    public var suffix: String

    public init(
        path: String, kind: Kind, error: SystemError? = nil, isExecutable: Bool = true, isOnNoexecMount: Bool = false,
        mountPoint: String? = nil, interpreter: String? = nil, interpreterArgument: String? = nil,
        interpreterIsThere: Bool = true, hasCarriageReturn: Bool = false, hasByteOrderMark: Bool = false,
        architecture: String? = nil, machine: String? = nil, suffix: String = ""
    ) {
        self.path = path
        self.kind = kind
        self.error = error
        self.isExecutable = isExecutable
        self.isOnNoexecMount = isOnNoexecMount
        self.mountPoint = mountPoint
        self.interpreter = interpreter
        self.interpreterArgument = interpreterArgument
        self.interpreterIsThere = interpreterIsThere
        self.hasCarriageReturn = hasCarriageReturn
        self.hasByteOrderMark = hasByteOrderMark
        self.architecture = architecture
        self.machine = machine
        self.suffix = suffix
    }
}

/// What was seen of a program while it ran.
public struct WatchFacts: Hashable, Codable, Sendable {
    public enum Means: String, Codable, Hashable, Sendable {
        /// A library within the program notes its calls.
        case preload
        /// The kernel stops the program at its calls.
        case ptrace
        case none
    }
    /// As it was typed.
    public var arguments: [String]
    public var pid: Int32?
    public var exitStatus: Int32?
    /// The signal that ended it, `SIGPIPE`.
    public var signal: String?
    /// It was going on when the watching ended.
    public var isRunning: Bool
    /// Somebody asked it to end: Ctrl+C, SIGTERM.
    public var wasInterrupted: Bool
    /// Nanoseconds of CLOCK_MONOTONIC.
    public var startedAt: UInt64
    public var endedAt: UInt64
    public var means: Means
    /// Why it was watched with ptrace: "it is a static program".
    public var whyTraced: String?
    /// Programs that it executes cannot gain rights (sudo, su): the price of ptrace without CAP_SYS_ADMIN.
    public var keepsRights: Bool?
    /// Where it did not start.
    public var file: ProgramFile?
    public var processes: [WatchedProcess]
    /// In the order in which they were made; those on which something was seen come before quiet ones when there are many.
    public var sockets: [WatchedSocket]
    /// Sockets that are counted only.
    public var socketsOmitted: Int
    public var places: [SourcePlace]
    /// Look-ups of names that failed.
    public var failedNames: [WatchedCall]
    /// All socket calls.
    public var calls: Int
    /// Calls that found no room in the record: then nothing is certain.
    public var lost: Int
    /// What a look at the machine said about a bind or connect that failed, with the place of the call.
    public var followUps: [FollowUp]

    /// A question that a failed call raised, answered on the machine.
    public struct FollowUp: Hashable, Codable, Sendable {
        public var facts: Facts
        public var call: WatchedCall

        public init(facts: Facts, call: WatchedCall) {
            self.facts = facts
            self.call = call
        }
    }

    public init(
        arguments: [String] = ["python3", "server.py"], pid: Int32? = 100, exitStatus: Int32? = 0,
        signal: String? = nil, isRunning: Bool = false, wasInterrupted: Bool = false, startedAt: UInt64 = 0,
        endedAt: UInt64 = 0, means: Means = .preload, file: ProgramFile? = nil, processes: [WatchedProcess] = [],
        sockets: [WatchedSocket] = [], socketsOmitted: Int = 0, places: [SourcePlace] = [],
        failedNames: [WatchedCall] = [], calls: Int = 0,
        lost: Int = 0, followUps: [FollowUp] = []
    ) {
        self.arguments = arguments
        self.pid = pid
        self.exitStatus = exitStatus
        self.signal = signal
        self.isRunning = isRunning
        self.wasInterrupted = wasInterrupted
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.means = means
        self.file = file
        self.processes = processes
        self.sockets = sockets
        self.socketsOmitted = socketsOmitted
        self.places = places
        self.failedNames = failedNames
        self.calls = calls
        self.lost = lost
        self.followUps = followUps
    }

    public func place(of call: WatchedCall?) -> SourcePlace? {
        guard let index = call?.place, places.indices.contains(index) else { return nil }
        return places[index]
    }
}
