import CSocketLinux
import Glibc
public import SocketFacts

/// Makes fresh connections to one server, an exchange each.
public struct FramingConnector: ~Copyable {
    public let target: Endpoint
    private var table: SocketTable?
    /// Our end of the last connection.
    private var lastLocal: Endpoint?
    /// See ``FramingExchange/crowded``.
    private var crowded = 0

    public init(_ target: Endpoint) {
        self.target = target
        table = try? SocketTable()
        csl_sleep_precisely()
    }

    public mutating func run(_ plan: FramingPlan) -> FramingOutcome {
        let start = milliseconds()
        lastLocal = nil
        guard case .success(let socket) = OpenSocket.make(target.address.family, .tcp) else {
            return FramingOutcome(ending: .notConnected(lastError), sentAll: false)
        }
        let result = unsafe target.withSocketAddress { unsafe connect(socket.descriptor.raw, $0, $1) }
        var error: SystemError? = result == 0 ? nil : lastError
        if error == .inProgress {
            error = nil
            if wait(for: socket.descriptor, POLLOUT, milliseconds: plan.timeout) == 0 {
                error = .timedOut
            } else {
                var number: Int32 = 0
                var size = socklen_t(MemoryLayout<Int32>.size)
                _ = unsafe getsockopt(socket.descriptor.raw, SOL_SOCKET, SO_ERROR, &number, &size)
                if number != 0 { error = SystemError(number) }
            }
        }
        let local = Endpoint.local(of: socket.descriptor)
        // A free port in the ephemeral range can meet itself.
        if error == nil, local == target { error = .connectionRefused }
        if let error {
            return FramingOutcome(
                ending: .notConnected(error), milliseconds: milliseconds() - start, sentAll: false)
        }
        lastLocal = local
        var exchange = FramingExchange(
            socket, plan, ends: local.map { (target.unspecifiedResolved(like: $0), $0) })
        exchange.crowded = crowded
        defer { crowded = max(0, exchange.crowded - 1) }
        return exchange.run(&table)
    }

    /// What the server did with its end of the last connection, which is closed on our side.
    ///
    /// A program that has met the end of the stream either closes or leaves the socket alone. One that keeps a processor
    /// busy meanwhile, without a byte to read, reads the end over and over.
    public mutating func aftermath() -> FramingFacts.Aftermath {
        guard let local = lastLocal else { return .notVisible }
        func side() -> SocketRecord? {
            table?.exact(local: target.unspecifiedResolved(like: local), remote: local)
        }
        // Orphaned by our close, the kernel's own end may be gone while the program still has its descriptor.
        let end = milliseconds() + 500
        while let record = side(), record.state == .closeWait, milliseconds() < end { pause(milliseconds: 10) }
        guard let record = side(), record.state == .closeWait, record.inode != 0 else {
            return table == nil ? .notVisible : .closed
        }
        let owners = OwnerProbe().owners([record.inode], effort: .bounded(milliseconds: 200))
        guard let pid = owners.first?.pids.first else { return .leftOpen }
        for _ in 0..<2 {
            guard let before = Self.ticks(pid) else { return .leftOpen }
            pause(milliseconds: 250)
            guard let after = Self.ticks(pid) else { return .leftOpen }
            // A tick is 10 ms (USER_HZ is 100 on every Linux of today); 250 ms alone on a processor are 25 ticks. The rest
            // of the machine may take half of them, and another half.
            if after - before < 6 { return .leftOpen }
        }
        return .busy
    }

    /// utime and stime of /proc/PID/stat (proc(5), fields 14 and 15).
    private static func ticks(_ pid: Int32) -> Int? {
        guard let text = try? Files.text("/proc/\(pid)/stat", limit: 4096), let end = text.lastIndex(of: ")") else {
            return nil
        }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
        return user + system
    }
}
