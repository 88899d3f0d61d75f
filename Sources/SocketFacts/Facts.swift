/// What was asked.
public struct Question: Hashable, Codable, Sendable {
    public enum Command: String, Codable, Hashable, Sendable {
        case check
        case port
        case run
    }
    public var command: Command
    /// The host as it was typed; for `port` the address, or an empty string.
    public var host: String
    /// The address, where `host` is one and not a name.
    public var literal: IPAddress?
    public var port: UInt16
    public var transport: Transport
    /// From where it is asked: `netns:NAME`, `pid:N`; `nil` for here.
    public var from: String?
    /// What to send after connecting.
    public var send: [UInt8]?
    /// What the reply must contain.
    public var expect: [UInt8]?
    public var timeoutSeconds: Double
    /// Where a watched program asks: its path. Another process of the same one is an earlier run of it.
    public var program: String?

    public init(
        command: Command, host: String, literal: IPAddress? = nil, port: UInt16, transport: Transport = .tcp,
        from: String? = nil, send: [UInt8]? = nil, expect: [UInt8]? = nil, timeoutSeconds: Double = 5
    ) {
        self.command = command
        self.host = host
        self.literal = literal
        self.port = port
        self.transport = transport
        self.from = from
        self.send = send
        self.expect = expect
        self.timeoutSeconds = timeoutSeconds
    }
}

/// Who asks, and on what kind of machine.
public struct Observer: Hashable, Codable, Sendable {
    public var uid: UInt32
    /// The user behind `sudo`, where there is one.
    public var sudoUID: UInt32?
    public var directory: String
    /// CAP_NET_ADMIN in the namespace of the question: may read the firewall.
    public var mayReadFirewall: Bool
    /// CAP_SYS_PTRACE: may see every process' descriptors.
    public var maySeeAllProcesses: Bool
    public var isWSL: Bool
    /// The name of this machine (gethostname(2)).
    public var hostName: String

    public init(
        uid: UInt32 = 1000, sudoUID: UInt32? = nil, directory: String = "/home/student/lab",
        mayReadFirewall: Bool = false, maySeeAllProcesses: Bool = false, isWSL: Bool = false,
        hostName: String = "lab"
    ) {
        self.uid = uid
        self.sudoUID = sudoUID
        self.directory = directory
        self.mayReadFirewall = mayReadFirewall
        self.maySeeAllProcesses = maySeeAllProcesses
        self.isWSL = isWSL
        self.hostName = hostName
    }
}

/// How a host name was turned into addresses.
public struct Resolution: Hashable, Codable, Sendable {
    public enum Source: Hashable, Codable, Sendable {
        /// The host was an address already.
        case literal
        /// /etc/hosts, with the line number.
        case hostsFile(line: Int)
        /// Name servers of /etc/resolv.conf, or whatever else the system's resolver asked.
        case resolver(servers: [String])
    }
    /// In the order in which a client tries them.
    public var addresses: [IPAddress]
    public var source: Source
    /// The resolver's error, `gai_strerror` and symbol, where there are no addresses.
    public var failure: String?
    /// The resolver did not answer in the time given to it.
    public var timedOut: Bool

    public init(addresses: [IPAddress], source: Source, failure: String? = nil, timedOut: Bool = false) {
        self.addresses = addresses
        self.source = source
        self.failure = failure
        self.timedOut = timedOut
    }
}

/// What happened after a connection was made or a datagram was sent.
public struct Conversation: Hashable, Codable, Sendable {
    /// The server's program has taken the connection out of the accept queue. Unseen where its side is not visible.
    public var accepted: Observed<Bool>
    /// Bytes that were sent.
    public var bytesSent: Int
    /// Of these, bytes that the server's program has not read yet. Unseen where its side is not visible.
    public var bytesUnread: Observed<Int>
    /// What came back, at most 4096 bytes.
    public var reply: [UInt8]
    /// The server closed its side.
    public var wasClosed: Bool
    /// The connection was reset.
    public var wasReset: Bool
    /// Milliseconds from the connection to the close or reset.
    public var endedAfterMilliseconds: Double?

    public init(
        accepted: Observed<Bool> = .unseen(.notAsked), bytesSent: Int = 0,
        bytesUnread: Observed<Int> = .unseen(.notAsked), reply: [UInt8] = [], wasClosed: Bool = false,
        wasReset: Bool = false, endedAfterMilliseconds: Double? = nil
    ) {
        self.accepted = accepted
        self.bytesSent = bytesSent
        self.bytesUnread = bytesUnread
        self.reply = reply
        self.wasClosed = wasClosed
        self.wasReset = wasReset
        self.endedAfterMilliseconds = endedAfterMilliseconds
    }
}

/// One try to reach one address.
public struct Attempt: Hashable, Codable, Sendable {
    public enum Outcome: Hashable, Codable, Sendable {
        /// TCP: the handshake was completed. UDP: a reply came, or the datagram was taken without an error.
        case connected
        /// The kernel gave this error.
        case failed(SystemError)
        /// Nothing came back in the time given.
        case silent
        /// UDP: nothing was sent, because an unasked datagram could do harm, or need not be.
        case notSent
    }
    public var address: IPAddress
    public var port: UInt16
    public var local: Endpoint?
    public var outcome: Outcome
    /// UDP: `send` itself failed with this, before any answer.
    public var sendError: SystemError?
    public var icmp: ICMPError?
    public var elapsedMilliseconds: Double
    public var conversation: Conversation?
    /// TcpExt `TCPRetransFail` grew during the attempt: this host's own kernel refused to send a repeated SYN, which
    /// an OUTPUT rule that drops does. Readable without privilege.
    public var localSendFailures: Int
    /// TcpExt `ListenDrops` or `ListenOverflows` grew during the attempt.
    public var listenDrops: Int

    public init(
        address: IPAddress, port: UInt16, local: Endpoint? = nil, outcome: Outcome, sendError: SystemError? = nil,
        icmp: ICMPError? = nil, elapsedMilliseconds: Double = 0.1, conversation: Conversation? = nil,
        localSendFailures: Int = 0, listenDrops: Int = 0
    ) {
        self.address = address
        self.port = port
        self.local = local
        self.outcome = outcome
        self.sendError = sendError
        self.icmp = icmp
        self.elapsedMilliseconds = elapsedMilliseconds
        self.conversation = conversation
        self.localSendFailures = localSendFailures
        self.listenDrops = listenDrops
    }

    /// The error, where the kernel gave one.
    public var error: SystemError? {
        if case .failed(let error) = outcome { return error }
        return nil
    }

    public var endpoint: Endpoint { Endpoint(address, port) }
}

/// What a probe `bind` said, in the namespace of the question (`port`). `nil` error means that it worked.
public struct BindProbe: Hashable, Codable, Sendable {
    public var address: IPAddress
    public var plain: SystemError?
    public var withReuseAddress: SystemError?

    public init(address: IPAddress, plain: SystemError?, withReuseAddress: SystemError?) {
        self.address = address
        self.plain = plain
        self.withReuseAddress = withReuseAddress
    }
}

/// What the Windows side of a WSL machine says about a port.
public struct WindowsFacts: Hashable, Codable, Sendable {
    /// The networking mode as `wslinfo --networking-mode` prints it.
    public var networkingMode: Observed<String>
    /// The reserved range the port lies in (`netsh interface ipv4 show excludedportrange`).
    public var excludedRange: Observed<ClosedRange<UInt16>?>
    /// The Windows process that owns the port, `name (pid)`.
    public var owner: Observed<String?>

    public init(
        networkingMode: Observed<String> = .unseen(.notAsked),
        excludedRange: Observed<ClosedRange<UInt16>?> = .unseen(.notAsked),
        owner: Observed<String?> = .unseen(.notAsked)
    ) {
        self.networkingMode = networkingMode
        self.excludedRange = excludedRange
        self.owner = owner
    }
}

/// What the firewall of this host does to the packets in question.
public struct FirewallFacts: Hashable, Codable, Sendable {
    /// To the client's packet, on every hook it passes on this host.
    public var request: FirewallVerdict
    /// To the answer, where the client is here and the server is not. `nil` when it need not be asked.
    public var reply: FirewallVerdict?

    public init(request: FirewallVerdict, reply: FirewallVerdict? = nil) {
        self.request = request
        self.reply = reply
    }
}

/// A redirection of a local port into a container or to another host, found in the firewall.
public struct PortForward: Hashable, Codable, Sendable {
    /// Where it leads.
    public var destination: String
    /// The rule as a person would recognise it.
    public var rule: String

    public init(destination: String, rule: String) {
        self.destination = destination
        self.rule = rule
    }
}

/// Everything that was seen, or could not be seen, for one question.
///
/// Saved to a file it is the bug report, the regression test and the teaching example: answering from it gives the
/// same report as answering live.
public struct Facts: Hashable, Codable, Sendable {
    public var question: Question
    public var observer: Observer
    /// Only for `check`.
    public var resolution: Observed<Resolution>
    /// In the order in which they were made; the last one is the one that counts when one worked.
    public var attempts: [Attempt]
    /// In the namespace of the question: all TCP listeners and UDP servers, and every socket on the port in question.
    public var sockets: Observed<[SocketRecord]>
    public var owners: [SocketOwner]
    /// The processes that `owners` names.
    public var processes: [ProcessFacts]
    /// Where the server's process cannot be seen: processes of its user in this namespace that are stopped or have no
    /// descriptor left, which may be it.
    public var suspects: [ProcessFacts]
    public var namespaces: Observed<[NamespaceFacts]>
    public var interfaces: Observed<[InterfaceFacts]>
    /// One for each address that was tried.
    public var routes: Observed<[RouteFacts]>
    /// One for each next hop of a failed attempt.
    public var neighbours: Observed<[NeighbourFacts]>
    public var firewall: Observed<FirewallFacts>
    /// `port`: rules that lead the port elsewhere.
    public var portForwards: Observed<[PortForward]>
    public var path: Observed<PathTrace>
    public var ephemeralPorts: Observed<EphemeralPorts>
    /// `port`: one for each address a server would bind.
    public var bindings: [BindProbe]
    /// `net.ipv4.ip_unprivileged_port_start`.
    public var unprivilegedPortStart: Observed<UInt16>
    public var windows: Observed<WindowsFacts>
    /// Only for `run`: the program that was watched.
    public var watch: Observed<WatchFacts>
    /// From the first look to the last, in milliseconds.
    public var elapsedMilliseconds: Double

    public init(
        question: Question, observer: Observer = Observer(), resolution: Observed<Resolution> = .unseen(.notAsked),
        attempts: [Attempt] = [], sockets: Observed<[SocketRecord]> = .unseen(.notAsked), owners: [SocketOwner] = [],
        processes: [ProcessFacts] = [], suspects: [ProcessFacts] = [],
        namespaces: Observed<[NamespaceFacts]> = .unseen(.notAsked),
        interfaces: Observed<[InterfaceFacts]> = .unseen(.notAsked),
        routes: Observed<[RouteFacts]> = .unseen(.notAsked),
        neighbours: Observed<[NeighbourFacts]> = .unseen(.notAsked),
        firewall: Observed<FirewallFacts> = .unseen(.notAsked),
        portForwards: Observed<[PortForward]> = .unseen(.notAsked), path: Observed<PathTrace> = .unseen(.notAsked),
        ephemeralPorts: Observed<EphemeralPorts> = .unseen(.notAsked), bindings: [BindProbe] = [],
        unprivilegedPortStart: Observed<UInt16> = .unseen(.notAsked),
        windows: Observed<WindowsFacts> = .unseen(.notAsked), watch: Observed<WatchFacts> = .unseen(.notAsked),
        elapsedMilliseconds: Double = 0
    ) {
        self.question = question
        self.observer = observer
        self.resolution = resolution
        self.attempts = attempts
        self.sockets = sockets
        self.owners = owners
        self.processes = processes
        self.suspects = suspects
        self.namespaces = namespaces
        self.interfaces = interfaces
        self.routes = routes
        self.neighbours = neighbours
        self.firewall = firewall
        self.portForwards = portForwards
        self.path = path
        self.ephemeralPorts = ephemeralPorts
        self.bindings = bindings
        self.unprivilegedPortStart = unprivilegedPortStart
        self.windows = windows
        self.watch = watch
        self.elapsedMilliseconds = elapsedMilliseconds
    }
}
