/// The transport a question is about.
public enum Transport: String, Codable, Hashable, Sendable, CaseIterable {
    case tcp
    case udp

    /// The other one, for "the port is open, but for the other transport".
    public var other: Transport { self == .tcp ? .udp : .tcp }
    /// The name people use.
    public var title: String { self == .tcp ? "TCP" : "UDP" }
    /// The letter that selects it in `ss`.
    public var ssFlag: String { self == .tcp ? "t" : "u" }
}

/// An address with a port.
public struct Endpoint: Hashable, Codable, Sendable, CustomStringConvertible {
    public var address: IPAddress
    public var port: UInt16

    public init(_ address: IPAddress, _ port: UInt16) {
        self.address = address
        self.port = port
    }

    /// `1.2.3.4:80` or `[::1]:80`.
    public var description: String {
        address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
    }
}

/// The state of a socket as the kernel counts them (`include/net/tcp_states.h`). An unconnected UDP socket is `closed`.
public enum SocketState: UInt8, Codable, Hashable, Sendable, CaseIterable {
    case established = 1
    case synSent = 2
    case synReceived = 3
    case finWait1 = 4
    case finWait2 = 5
    case timeWait = 6
    case closed = 7
    case closeWait = 8
    case lastAck = 9
    case listening = 10
    case closing = 11
    case newSynReceived = 12
    /// Bound, neither listening nor connected; shown by kernels from 6.8 on.
    case boundInactive = 13

    /// The name that `ss` prints.
    public var title: String {
        switch self {
        case .established: "ESTAB"
        case .synSent: "SYN-SENT"
        case .synReceived, .newSynReceived: "SYN-RECV"
        case .finWait1: "FIN-WAIT-1"
        case .finWait2: "FIN-WAIT-2"
        case .timeWait: "TIME-WAIT"
        case .closed: "UNCONN"
        case .closeWait: "CLOSE-WAIT"
        case .lastAck: "LAST-ACK"
        case .listening: "LISTEN"
        case .closing: "CLOSING"
        case .boundInactive: "BOUND"
        }
    }
}

/// Receive memory of a socket (`SK_MEMINFO_*`, linux/sock_diag.h). Bytes, counted with the kernel's own overhead.
public struct SocketMemory: Hashable, Codable, Sendable {
    /// Bytes of queued, unread datagrams or segments, overhead included.
    public var receiveAllocated: UInt32
    /// The limit of the above (`SO_RCVBUF` as the kernel doubled it).
    public var receiveLimit: UInt32
    /// Datagrams thrown away since the socket was created because the limit was reached.
    public var drops: UInt32

    public init(receiveAllocated: UInt32, receiveLimit: UInt32, drops: UInt32) {
        self.receiveAllocated = receiveAllocated
        self.receiveLimit = receiveLimit
        self.drops = drops
    }
}

/// One socket as the kernel's socket table shows it.
public struct SocketRecord: Hashable, Codable, Sendable {
    public var transport: Transport
    /// The family of the socket itself: a dual-stack IPv6 socket that talks IPv4 is `.ipv6`.
    public var family: AddressFamily
    public var state: SocketState
    public var local: Endpoint
    public var remote: Endpoint
    /// The interface it is bound to (`SO_BINDTODEVICE`), 0 for any.
    public var interface: UInt32
    /// `IPV6_V6ONLY`. `nil` where the kernel does not say; then an IPv6 wildcard is taken to be dual-stack.
    public var isIPv6Only: Bool?
    /// A listener's accept queue length in connections; else unread bytes.
    public var receiveQueue: UInt32
    /// A listener's backlog limit in connections; else unacknowledged bytes.
    public var sendQueue: UInt32
    /// Owner of the socket. 0 for TIME-WAIT and not yet accepted sockets, which have none.
    public var uid: UInt32
    /// 0 when no descriptor refers to it: TIME-WAIT, orphaned by close, or not yet accepted.
    public var inode: UInt32
    /// Id of the cgroup that created it (its inode in the cgroup2 tree).
    public var cgroupID: UInt64?
    /// Path of that cgroup, where it was looked up: names the unit or container without any permission.
    public var cgroupPath: String?
    /// Milliseconds until a TIME-WAIT or FIN-WAIT-2 socket is gone; `nil` without such a timer.
    public var expiresMilliseconds: UInt32?
    public var memory: SocketMemory?
    /// Bytes that came in on a TCP connection so far; only where it was asked for.
    public var bytesReceived: UInt64?

    public init(
        transport: Transport, family: AddressFamily, state: SocketState, local: Endpoint,
        remote: Endpoint? = nil, interface: UInt32 = 0, isIPv6Only: Bool? = nil, receiveQueue: UInt32 = 0,
        sendQueue: UInt32 = 0, uid: UInt32 = 0, inode: UInt32 = 0, cgroupID: UInt64? = nil,
        cgroupPath: String? = nil, expiresMilliseconds: UInt32? = nil, memory: SocketMemory? = nil
    ) {
        self.transport = transport
        self.family = family
        self.state = state
        self.local = local
        self.remote = remote ?? Endpoint(family == .ipv4 ? .anyIPv4 : .anyIPv6, 0)
        self.interface = interface
        self.isIPv6Only = isIPv6Only
        self.receiveQueue = receiveQueue
        self.sendQueue = sendQueue
        self.uid = uid
        self.inode = inode
        self.cgroupID = cgroupID
        self.cgroupPath = cgroupPath
        self.expiresMilliseconds = expiresMilliseconds
        self.memory = memory
    }

    /// True for a socket that takes in new clients: a TCP listener, or an unconnected UDP socket.
    public var isServer: Bool {
        transport == .tcp ? state == .listening : state == .closed && remote.port == 0 && local.port != 0
    }

    /// Bound to every address of its family.
    public var isWildcard: Bool { local.address.isUnspecified }

    /// An IPv6 wildcard that also takes IPv4 clients.
    public var isDualStack: Bool { family == .ipv6 && isWildcard && isIPv6Only != true }

    /// True when a client that dials `address` meets this socket, if it is on the right port.
    public func takes(_ address: IPAddress) -> Bool {
        let wanted = address.unmapped
        if isWildcard { return family == wanted.family || (isDualStack && wanted.family == .ipv4) }
        return local.address.unmapped.withoutZone == wanted.withoutZone
    }

    /// True when two sockets cannot both own the port without options: same or overlapping addresses (facts.md C.3).
    public func overlaps(_ address: IPAddress, dualStack: Bool = true) -> Bool {
        let wanted = address.unmapped
        if wanted.isUnspecified {
            if wanted.family == .ipv6 && dualStack { return true }
            return local.address.unmapped.family == wanted.family || isDualStack
        }
        return takes(wanted)
    }
}

extension IPAddress {
    /// The address alone, for comparing a link-local address whose zone only one side shows.
    public var withoutZone: IPAddress { IPAddress(family: family, high: high, low: low) }

    /// How `ss` and this product print a bound address with its port.
    public func listening(on port: UInt16) -> String { Endpoint(self, port).description }
}

/// Who holds a socket.
public struct SocketOwner: Hashable, Codable, Sendable {
    public var inode: UInt32
    /// Processes that have the socket open, in ascending order; empty when none could be found.
    public var pids: [Int32]
    /// Why none could be found, where that is so.
    public var reason: Unobserved?

    public init(inode: UInt32, pids: [Int32], reason: Unobserved? = nil) {
        self.inode = inode
        self.pids = pids
        self.reason = reason
    }
}
