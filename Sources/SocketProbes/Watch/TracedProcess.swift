import CSocketTrace
import Glibc
import SocketFacts
import SocketWire

/// A socket of traced processes; descriptors that were duplicated or inherited share it.
final class ProgramSocket {
    let family: AddressFamily
    let transport: Transport
    var isNonblocking = false
    var receivesWithTimeout = false
    var sendsWithTimeout = false
    /// Receives so far, and whether the last one filled its buffer.
    var receives = 0
    var hasFilledBuffer = false

    /// Asking for the size of the datagram that waits costs three system calls: always at first, then where a buffer was
    /// filled.
    var wantsSize: Bool { transport == .udp && (receives < 500 || hasFilledBuffer) }

    init(_ family: AddressFamily, _ transport: Transport) {
        self.family = family
        self.transport = transport
    }

    /// The arguments of socket(2): a TCP or UDP socket, or none of ours.
    convenience init?(domain: UInt64, type: UInt64) {
        let families: [UInt32: AddressFamily] = [2: .ipv4, 10: .ipv6]
        let transports: [UInt64: Transport] = [1: .tcp, 2: .udp]
        guard let family = families[UInt32(truncatingIfNeeded: domain)], let transport = transports[type & 0xf] else {
            return nil
        }
        self.init(family, transport)
        isNonblocking = type & UInt64(O_NONBLOCK) != 0
    }

    var inherited: WatchedCall.Flags { isNonblocking ? [.inherited, .nonblocking] : .inherited }
}

final class TracedProcess {
    let id: Int32
    var sockets: [Int32: ProgramSocket] = [:]
    /// Descriptors at whose calls the filters of the process stop it.
    var ranges: [ClosedRange<UInt32>] = []
    /// Filters cannot be added: it is stopped at every call instead.
    var stopsEverywhere = false
    /// It has set filters of its own, which may forbid the calls that would be made in its name.
    var hasOwnFilter = false
    /// Sockets that were there when the program began, to be covered as soon as that is possible.
    var uncovered: [Int32] = []
    /// The next exit of a call is that of execve(2), behind which there is no instruction that enters the kernel.
    var isFresh = false
    var hasStarted = false
    /// `nil` until it was asked or set.
    var ignoresPipeSignal: Bool?
    /// Where the stack of its first thread ends.
    var stackTop: UInt64 = 0
    var threads = 0
    /// Calls of the poll family that were told.
    var waits = 0
    private var pidfd: Int32 = -1

    init(_ id: Int32) { self.id = id }

    /// One that was forked off `parent`.
    init(_ id: Int32, from parent: TracedProcess) {
        self.id = id
        sockets = parent.sockets
        ranges = parent.ranges
        stopsEverywhere = parent.stopsEverywhere
        hasOwnFilter = parent.hasOwnFilter
        uncovered = parent.uncovered
        stackTop = parent.stackTop
        hasStarted = true
        ignoresPipeSignal = parent.ignoresPipeSignal
    }

    deinit { if pidfd >= 0 { _ = close(pidfd) } }

    func covers(_ descriptor: Int32) -> Bool {
        stopsEverywhere || ranges.contains { $0.contains(UInt32(bitPattern: descriptor)) }
    }

    /// The same socket in this process, for a moment: a duplicate that is kept would keep the connection open when the
    /// program closes it. `nil` where pidfd_getfd(2) is refused or missing (before Linux 5.6).
    func duplicate(_ descriptor: Int32) -> TracedDescriptor? {
        if pidfd < 0 { pidfd = cst_pidfd(id) }
        guard pidfd >= 0 else { return nil }
        let own = cst_duplicate(pidfd, descriptor)
        return own >= 0 ? TracedDescriptor(descriptor: Descriptor(owning: own)) : nil
    }
}

/// What the kernel says of a socket of a traced process.
struct TracedDescriptor: ~Copyable {
    let descriptor: Descriptor

    var local: Endpoint? { Endpoint.local(of: descriptor) }

    var peer: Endpoint? {
        var bytes = [UInt8](repeating: 0, count: 128)
        var size = socklen_t(bytes.count)
        let result = unsafe bytes.withUnsafeMutableBytes { raw in
            unsafe getpeername(descriptor.raw, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
        }
        return result == 0 ? Endpoint(socketAddress: bytes[..<Int(min(size, 128))]) : nil
    }

    /// Bytes that wait; of UDP the size of the next datagram.
    var unread: Int { max(0, Int(cst_unread(descriptor.raw))) }

    func option(_ level: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(4)
        return unsafe getsockopt(descriptor.raw, level, name, &value, &size) == 0 ? value : nil
    }

    /// Milliseconds since the last acknowledgement came in, and data segments so far (`struct tcp_info`, linux/tcp.h).
    var connection: (sinceAcknowledged: UInt32, segments: UInt32) {
        unsafe withUnsafeTemporaryAllocation(byteCount: 192, alignment: 8) { raw in
            var size = socklen_t(160)
            // TCP_INFO.
            let result = unsafe getsockopt(descriptor.raw, 6, 11, raw.baseAddress, &size)
            guard result == 0 else { return (0, 0) }
            let segments = size >= 156 ? unsafe raw.load(fromByteOffset: 152, as: UInt32.self) : 0
            return (unsafe raw.load(fromByteOffset: 56, as: UInt32.self), segments)
        }
    }

    /// A socket that was there before it was watched.
    var socket: ProgramSocket? {
        // SO_DOMAIN, SO_TYPE.
        guard let domain = option(SOL_SOCKET, 39), let type = option(SOL_SOCKET, 3),
            let socket = ProgramSocket(domain: UInt64(domain), type: UInt64(type))
        else { return nil }
        socket.isNonblocking = cst_is_nonblocking(descriptor.raw) == 1
        socket.receivesWithTimeout = hasTimeout(SO_RCVTIMEO)
        socket.sendsWithTimeout = hasTimeout(SO_SNDTIMEO)
        return socket
    }

    private func hasTimeout(_ name: Int32) -> Bool {
        var value = timeval()
        var size = socklen_t(MemoryLayout<timeval>.size)
        return unsafe getsockopt(descriptor.raw, SOL_SOCKET, name, &value, &size) == 0
            && (value.tv_sec != 0 || value.tv_usec != 0)
    }
}

final class TracedThread {
    let id: Int32
    let process: TracedProcess
    /// The call that it is in.
    var pending: PendingCall?
    /// A call that a signal broke off and that the kernel may make anew.
    var interrupted: PendingCall?
    var slot: Int?

    init(_ id: Int32, _ process: TracedProcess) {
        self.id = id
        self.process = process
    }
}

/// A call between its entry and its exit.
struct PendingCall {
    var call: TracedCall
    var arguments: CallArguments
    var begin: UInt64
    /// When a signal broke it off.
    var brokenAt: UInt64 = 0
    /// The one that it is about; -1 for none.
    var descriptor: Int32
    var kind: WatchedCall.Kind
    var flags: WatchedCall.Flags = []
    /// As in a record.
    var argument: UInt64 = 0
    /// UDP: the size of the datagram that waited when it began.
    var waiting = 0
    var site: UInt32 = 0
}
