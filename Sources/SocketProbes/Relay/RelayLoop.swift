import CSocketLinux
import Glibc
import SocketFacts

/// What both relays wait with: an epoll instance, the signals that end them, and the time.
@safe
final class RelayLoop {
    /// Descriptors reported by one wait.
    static let batch = 256
    let epoll: Descriptor
    private let signals: Descriptor
    private let events = UnsafeMutablePointer<csl_event>.allocate(capacity: RelayLoop.batch)
    /// Milliseconds of the monotonic clock, read once a turn.
    var now = milliseconds()

    init() throws(SystemError) {
        epoll = Descriptor(owning: try call { csl_epoll() })
        signals = Descriptor(owning: try call { csl_signal_descriptor() })
        try watch(signals.raw, csl_in)
    }

    deinit { unsafe events.deallocate() }

    func watch(_ descriptor: Int32, _ wanted: UInt32) throws(SystemError) {
        _ = try call { csl_epoll_set(epoll.raw, descriptor, wanted, 0) }
    }

    func change(_ descriptor: Int32, _ wanted: UInt32) { _ = csl_epoll_set(epoll.raw, descriptor, wanted, 1) }

    /// Waits until something happens or until `time`, and hands out what happened.
    ///
    /// - Returns: false when the relay is to end.
    func turn(until time: Double, _ body: (Int32, UInt32) -> Void) -> Bool {
        let rest = time == .infinity ? -1 : max(0, Int64((time - milliseconds()) * 1_000_000))
        let count = unsafe csl_epoll_wait(epoll.raw, events, Int32(Self.batch), rest)
        now = milliseconds()
        var goesOn = true
        for index in 0..<max(0, Int(count)) {
            let event = unsafe events[index]
            if event.descriptor == signals.raw {
                goesOn = false
            } else {
                body(event.descriptor, event.events)
            }
        }
        if !goesOn { takeSignal() }
        return goesOn
    }

    /// Takes the signal that ends the relay, and lets the next one end the process: the summary may meet a reader that does
    /// not read.
    private func takeSignal() {
        var information = [UInt8](repeating: 0, count: 128)
        _ = unsafe information.withUnsafeMutableBytes { unsafe read(signals.raw, $0.baseAddress, $0.count) }
        var set = sigset_t()
        _ = unsafe sigemptyset(&set)
        _ = unsafe sigaddset(&set, SIGINT)
        _ = unsafe sigaddset(&set, SIGTERM)
        _ = unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}

/// Who is to be woken when: a heap in which an entry that came too early is simply looked at again.
struct WakeQueue {
    private var entries: [(time: Double, key: Int)] = []

    var first: Double { entries.first?.time ?? .infinity }

    mutating func add(_ time: Double, _ key: Int) {
        guard time < .infinity else { return }
        entries.append((time, key))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if entries[parent].time <= entries[child].time { break }
            entries.swapAt(parent, child)
            child = parent
        }
    }

    /// The key of the first entry whose time has come.
    mutating func next(at now: Double) -> Int? {
        guard let first = entries.first, first.time <= now else { return nil }
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < entries.count else { break }
            let right = left + 1
            let child = right < entries.count && entries[right].time < entries[left].time ? right : left
            if entries[parent].time <= entries[child].time { break }
            entries.swapAt(parent, child)
            parent = child
        }
        return first.key
    }
}

/// Pipes through which bytes pass from one socket to the other without being copied. They are lent while bytes flow; an
/// idle connection has none.
struct PipePool {
    struct Pipe {
        var readEnd: Int32 = -1
        var writeEnd: Int32 = -1
        var isThere: Bool { readEnd >= 0 }
    }
    /// 1 MiB is what an unprivileged user may ask for (pipe(7)). A pipe counts pages, and small segments take one each.
    private static let size = 1 << 20
    private static let keptAtMost = 64
    private var idle: [Pipe] = []
    /// Pipes that exist, lent or not.
    private(set) var count = 0

    /// - Returns: `nil` when no descriptors are left; bytes are then copied.
    mutating func take() -> Pipe? {
        if let pipe = idle.popLast() { return pipe }
        var ends: [Int32] = [-1, -1]
        guard unsafe csl_relay_pipe(&ends, Self.size) > 0 else { return nil }
        count += 1
        return Pipe(readEnd: ends[0], writeEnd: ends[1])
    }

    /// Takes an empty pipe back; one with bytes in it is closed.
    mutating func give(_ pipe: Pipe, isEmpty: Bool) {
        guard pipe.isThere else { return }
        if isEmpty, idle.count < Self.keptAtMost {
            idle.append(pipe)
        } else {
            _ = close(pipe.readEnd)
            _ = close(pipe.writeEnd)
            count -= 1
        }
    }

    mutating func closeAll() {
        for pipe in idle {
            _ = close(pipe.readEnd)
            _ = close(pipe.writeEnd)
        }
        count -= idle.count
        idle = []
    }
}

/// Socket options of the relay.
enum RelaySocket {
    /// The next close(2) sends a reset instead of the end of the stream.
    static func resetsOnClose(_ descriptor: Int32) {
        var value = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }

    static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// The pending error of a socket, which is thereby taken from it.
    static func error(_ descriptor: Int32) -> SystemError? {
        var number: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) == 0 else { return lastError }
        return number == 0 ? nil : SystemError(number)
    }

    /// A listener or a bound UDP socket.
    static func bound(_ endpoint: Endpoint, _ transport: Transport) throws(SystemError) -> Int32 {
        let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = try call { socket(endpoint.address.family.number, transport.socketType | flags, 0) }
        do {
            if transport == .tcp {
                set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
                // Accepted sockets inherit these: no call for each. A client that has vanished is noticed some day.
                set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
                set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
            }
            if endpoint.address == .anyIPv6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
            _ = try call { unsafe endpoint.withSocketAddress { unsafe bind(descriptor, $0, $1) } }
            if transport == .tcp { _ = try call { listen(descriptor, 4096) } }
        } catch {
            _ = close(descriptor)
            throw error
        }
        return descriptor
    }

    /// The address that a wait for a connection or datagram filled in.
    static func endpoint(_ address: inout sockaddr_storage, _ size: socklen_t) -> Endpoint? {
        unsafe withUnsafeBytes(of: &address) { unsafe Endpoint(socketAddress: $0.prefix(Int(size))) }
    }
}
