public import SocketFacts
public import SocketWire

/// What a relay is asked to do.
public struct RelayOptions: Sendable {
    /// Where clients connect to; the first must be free, the others are taken where this host has the address.
    public var listen: [Endpoint]
    public var host: String
    /// Where the host is an address.
    public var literal: IPAddress?
    public var port: UInt16
    public var transport = Transport.tcp
    public var faults: [RelayDirection: StreamFaults] = [:]
    public var datagramFaults: [RelayDirection: DatagramFaults] = [:]
    /// The connections, counted from 1, that the faults are for; `nil`: all.
    public var connections: Set<Int>?
    public var seed: UInt64 = 0
    public var script: RelayScript?
    /// Where the conversations are written to, as pcapng.
    public var recordPath: String?
    /// Seconds after which a UDP client that is silent is forgotten.
    public var idleSeconds = 60.0
    /// Milliseconds between two calls of `tick`; `nil`: none.
    public var tickMilliseconds: Double?

    public init(listen: [Endpoint], host: String, literal: IPAddress?, port: UInt16) {
        self.listen = listen
        self.host = host
        self.literal = literal
        self.port = port
    }

    func faults(_ direction: RelayDirection, connection: Int) -> StreamFaults {
        guard connections?.contains(connection) ?? true else { return StreamFaults() }
        return faults[direction] ?? StreamFaults()
    }

    func datagramFaults(_ direction: RelayDirection, connection: Int) -> DatagramFaults {
        guard connections?.contains(connection) ?? true else { return DatagramFaults() }
        return datagramFaults[direction] ?? DatagramFaults()
    }

    /// Every connection goes the way on which bytes are looked at.
    var looksAtBytes: Bool { script != nil || recordPath != nil }
}

/// Why a relay cannot start.
public enum RelayProblem: Error, Hashable, Sendable {
    case portTaken(Endpoint)
    case cannotListen(Endpoint, SystemError)
    /// The name of the target leads nowhere; why.
    case nameUnknown(String)
    case cannotRecord(SystemError)
    case meetsItself(Endpoint)
    case system(String, SystemError)
}

/// One connection, or the datagrams of one client.
public struct RelayConnectionReport: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable {
        case open
        case closed
        case resetByClient = "reset-by-client"
        case resetByServer = "reset-by-server"
        /// By the relay, because it was asked to.
        case resetOnPurpose = "reset-on-purpose"
        case closedOnPurpose = "closed-on-purpose"
        case unreachable
        /// It was open when the relay ended.
        case cutShort = "cut-short"
    }
    public var number: Int
    public var client: Endpoint
    public var server: Endpoint?
    public var bytesToServer = 0
    public var bytesToClient = 0
    public var outcome = Outcome.open
    public var error: SystemError?
    public var milliseconds = 0.0
    public var faults: [RelayFault: Int] = [:]
}

/// What a relay has done so far.
public struct RelaySummary: Hashable, Sendable {
    public var connections = 0
    public var open = 0
    public var unreachable = 0
    public var bytesToServer = 0
    public var bytesToClient = 0
    public var faults: [RelayFault: Int] = [:]
    /// The first of them; all would grow without a bound.
    public var listed: [RelayConnectionReport] = []
    public var milliseconds = 0.0

    public static let listedAtMost = 1000

    mutating func take(_ report: RelayConnectionReport) {
        bytesToServer += report.bytesToServer
        bytesToClient += report.bytesToClient
        if report.outcome == .unreachable { unreachable += 1 }
        for (fault, count) in report.faults { faults[fault, default: 0] += count }
        if listed.count < Self.listedAtMost { listed.append(report) }
    }
}

/// What a relay tells while it runs.
public enum RelayEvent: Sendable {
    case listening([Endpoint], target: [Endpoint])
    case opened(Int, client: Endpoint)
    case closed(RelayConnectionReport)
    /// Something was done on purpose to a connection.
    case did(Int, RelayDirection?, String)
    /// A target that cannot be reached; told once for each reason and second.
    case unreachable(Endpoint, SystemError)
    case note(String)
}

/// Receives what a relay tells.
public protocol RelayObserver: AnyObject {
    func relay(_ event: RelayEvent)
    /// Called every so often with all that is known, for a view that is drawn anew.
    func tick(_ summary: RelaySummary, open: [RelayConnectionReport])
    /// Milliseconds of the monotonic clock at which ``flush(at:)`` wants to be called; infinity: never.
    var flushTime: Double { get }
    func flush(at now: Double)
}
