import CSocketLinux
import Glibc
import SocketFacts
import SocketWire

/// The relay for TCP: one thread, one epoll instance, and no copy of bytes that nobody wants to look at.
@safe
final class StreamRelay {
    let options: RelayOptions
    let loop: RelayLoop
    let observer: any RelayObserver
    let recorder: RelayRecorder?
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: StreamRelay.scratchSize, alignment: 64)
    var pipes = PipePool()
    /// Shaped connections that want to be looked at at a certain time, by number.
    var wakes = WakeQueue()
    var summary = RelaySummary()
    var script: ScriptRun?
    /// Opened when a part is first to be delivered apart.
    lazy var peers = SocketLookup()
    private let targets: RelayTargets
    private var listeners: [Int32] = []
    /// Connections by the number of either descriptor.
    private var table: ContiguousArray<RelayConnection?> = []
    private(set) var shaped: [Int: RelayConnection] = [:]
    var queue: [RelayConnection] = []
    private var openCount = 0
    private let descriptorLimit: Int
    private var resumesAt = Double.infinity
    private var limitTold = -Double.infinity
    private var lastUnreachable: (text: Endpoint, SystemError, at: Double)?
    private let mayMeetItself: Bool

    init(_ options: RelayOptions, _ observer: any RelayObserver) throws(RelayProblem) {
        self.options = options
        self.observer = observer
        targets = try RelayTargets(options)
        descriptorLimit = RelayLimits.raise()
        do throws(SystemError) {
            loop = try RelayLoop()
        } catch {
            throw .system("epoll", error)
        }
        listeners = try RelayLimits.listen(options, targets.endpoints)
        do throws(SystemError) {
            recorder = try options.recordPath.map { path throws(SystemError) in
                try RelayRecorder(path: path, description: "relay to \(options.host) port \(options.port)")
            }
        } catch {
            throw .cannotRecord(error)
        }
        // A free port in the range of outgoing ones can meet itself: the connection's two ends are then one socket.
        mayMeetItself = KernelSettings.localPortRange()?.contains(options.port) ?? true
        script = options.script.map { ScriptRun($0, at: loop.now) }
    }

    deinit {
        for listener in listeners { _ = close(listener) }
        unsafe scratch.deallocate()
    }

    func tell(_ event: RelayEvent) { observer.relay(event) }

    // MARK: The loop

    func run() throws(RelayProblem) -> RelaySummary {
        for listener in listeners {
            do throws(SystemError) {
                try loop.watch(listener, csl_in)
            } catch {
                throw .system("epoll", error)
            }
        }
        tell(.listening(RelayLimits.endpoints(listeners), target: targets.endpoints))
        let start = loop.now
        var nextTick = options.tickMilliseconds == nil ? Double.infinity : 0
        var nextFlush = Double.infinity
        while true {
            let wake = min(min(wakes.first, nextTick), min(resumesAt, nextFlush), script?.wakeTime ?? .infinity)
            let goesOn = loop.turn(until: queue.isEmpty ? min(wake, observer.flushTime) : 0) { descriptor, events in
                handle(descriptor, events)
            }
            takeTurns()
            runScript()
            while let number = wakes.next(at: loop.now) {
                if let connection = shaped[number] { advance(connection) }
            }
            if loop.now >= resumesAt { resume() }
            if recorder != nil {
                if loop.now >= nextFlush {
                    recorder?.flush()
                    nextFlush = .infinity
                } else if nextFlush == .infinity, !shaped.isEmpty {
                    nextFlush = loop.now + 200
                }
            }
            if loop.now >= observer.flushTime { observer.flush(at: loop.now) }
            if loop.now >= nextTick, let interval = options.tickMilliseconds {
                nextTick = loop.now + interval
                observer.tick(current(since: start), open: openReports())
            }
            if !goesOn { break }
        }
        return end(since: start)
    }

    private func handle(_ descriptor: Int32, _ events: UInt32) {
        if Int(descriptor) < table.count, let connection = table[Int(descriptor)] {
            happened(connection, isClient: descriptor == connection.client, events)
        } else if listeners.contains(descriptor) {
            accept(from: descriptor)
        }
    }

    private func takeTurns() {
        guard !queue.isEmpty else { return }
        let turn = queue
        queue = []
        for connection in turn {
            connection.isQueued = false
            if connection.state != .closed { advance(connection) }
        }
    }

    private func end(since start: Double) -> RelaySummary {
        for connection in openConnections() { finish(connection, .cutShort) }
        pipes.closeAll()
        recorder?.flush()
        if let failure = recorder?.failure { tell(.note("the record is incomplete: \(failure.message)")) }
        summary.open = 0
        summary.milliseconds = loop.now - start
        return summary
    }

    private func openConnections() -> [RelayConnection] {
        table.indices.compactMap { index in
            guard let connection = table[index], Int(connection.client) == index else { return nil }
            return connection
        }.sorted { $0.number < $1.number }
    }

    private func openReports() -> [RelayConnectionReport] { openConnections().map { $0.report(.open, at: loop.now) } }

    /// With the bytes of those that are still open.
    private func current(since start: Double) -> RelaySummary {
        var result = summary
        result.open = openCount
        result.milliseconds = loop.now - start
        for report in openReports() {
            result.bytesToServer += report.bytesToServer
            result.bytesToClient += report.bytesToClient
            for (fault, count) in report.faults { result.faults[fault, default: 0] += count }
        }
        return result
    }

    // MARK: Beginning

    private func accept(from listener: Int32) {
        for _ in 0..<64 {
            // Two for the connection, and some for what the process needs besides.
            guard 2 * (openCount + pipes.count + 1) + 24 <= descriptorLimit else { return pause() }
            var address = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let client = unsafe csl_accept(listener, &address, &size)
            if client < 0 {
                let error = lastError
                if error == .tryAgain { return }
                // ECONNABORTED: the client has gone again. The others are shortages that pass.
                if error.number == 103 || error == .interrupted { continue }
                return pause()
            }
            begin(client, RelaySocket.endpoint(&address, size) ?? Endpoint(.anyIPv4, 0))
        }
    }

    private func begin(_ client: Int32, _ peer: Endpoint) {
        summary.connections += 1
        openCount += 1
        targets.refresh()
        var plain = peer
        plain.address = peer.address.unmapped
        let connection = RelayConnection(number: summary.connections, client: client, peer: plain, at: loop.now)
        enter(connection, client)
        do throws(SystemError) {
            try loop.watch(client, csl_in | csl_out | csl_peer_shut | csl_edge)
        } catch {
            return finish(connection, .unreachable, error)
        }
        tell(.opened(connection.number, client: plain))
        shape(connection)
        connect(connection)
        for step in script?.takeLater(connection.number) ?? [] { apply(step, to: connection) }
    }

    private func enter(_ connection: RelayConnection, _ descriptor: Int32) {
        while table.count <= Int(descriptor) { table.append(contentsOf: repeatElement(nil, count: 256)) }
        table[Int(descriptor)] = connection
    }

    private func shape(_ connection: RelayConnection) {
        func lane(_ direction: RelayDirection) -> ShapedLane {
            var faults = options.faults(direction, connection: connection.number)
            if let script { faults = script.faults(direction, over: faults) }
            let random = SeededRandom(seed: options.seed, connection: connection.number, direction: direction)
            return ShapedLane(direction, StreamSchedule(faults, random: random))
        }
        let pair = ShapedPair(toServer: lane(.toServer), toClient: lane(.toClient))
        let isPlain = pair.toServer.schedule.faults.isEmpty && pair.toClient.schedule.faults.isEmpty
        guard options.looksAtBytes || !isPlain else { return }
        connection.shaped = pair
        shaped[connection.number] = connection
        if let recorder {
            let local = RelayLimits.endpoint(connection.client) ?? Endpoint(.anyIPv4, 0)
            recorder.open(
                connection.number, client: connection.peer,
                server: Endpoint(local.address.unmapped, local.port),
                comment: "connection \(connection.number), relayed to \(options.host) port \(options.port)")
        }
    }

    private func connect(_ connection: RelayConnection) {
        while connection.candidate < targets.endpoints.count {
            let target = targets.endpoints[connection.candidate]
            let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let server = socket(target.address.family.number, flags, 0)
            var failure = server < 0 ? lastError : nil
            if server >= 0 {
                RelaySocket.set(server, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
                if unsafe target.withSocketAddress({ unsafe Glibc.connect(server, $0, $1) }) != 0 {
                    failure = lastError
                }
                if failure == nil || failure == .inProgress {
                    do throws(SystemError) {
                        try loop.watch(server, csl_in | csl_out | csl_peer_shut | csl_edge)
                        connection.server = server
                        connection.target = target
                        enter(connection, server)
                        return
                    } catch {
                        failure = error
                    }
                }
                _ = close(server)
            }
            connection.lastFailure = failure.map { (target, $0) }
            connection.candidate += 1
        }
        refuse(connection)
    }

    /// No address of the target can be reached: the client is told the way a closed port would.
    private func refuse(_ connection: RelayConnection) {
        targets.failed(at: loop.now)
        let failure = connection.lastFailure ?? (Endpoint(.anyIPv4, options.port), .hostUnreachable)
        let isSame = lastUnreachable.map { $0.text == failure.0 && $0.1 == failure.1 } ?? false
        if !isSame || loop.now - (lastUnreachable?.at ?? 0) > 1000 {
            lastUnreachable = (failure.0, failure.1, loop.now)
            tell(.unreachable(failure.0, failure.1))
        }
        RelaySocket.resetsOnClose(connection.client)
        finish(connection, .unreachable, failure.1)
    }

    func connected(_ connection: RelayConnection, _ events: UInt32) {
        if events & (csl_error | csl_hang_up) != 0 || mayMeetItself && meetsItself(connection) {
            let error = RelaySocket.error(connection.server) ?? .connectionRefused
            connection.lastFailure = connection.target.map { ($0, error) }
            table[Int(connection.server)] = nil
            _ = close(connection.server)
            connection.server = -1
            connection.candidate += 1
            return connect(connection)
        }
        guard events & csl_out != 0 else { return }
        targets.prefer(connection.candidate)
        connection.state = .open
        if let shaped = connection.shaped {
            (shaped.toServer.source, shaped.toServer.sink) = (connection.client, connection.server)
            (shaped.toClient.source, shaped.toClient.sink) = (connection.server, connection.client)
            shaped.toServer.isWritable = true
            shaped.toServer.isReadable = true
            shaped.toClient.isWritable = true
        } else {
            (connection.toServer.source, connection.toServer.sink) = (connection.client, connection.server)
            (connection.toClient.source, connection.toClient.sink) = (connection.server, connection.client)
            connection.toServer.isWritable = true
            connection.toClient.isWritable = true
            connection.toServer.isLocal = connection.peer.address.isLoopback
            connection.toClient.isLocal = connection.target?.address.isLoopback ?? false
        }
    }

    private func meetsItself(_ connection: RelayConnection) -> Bool {
        guard let target = connection.target, target.address.isLoopback else { return false }
        return RelayLimits.endpoint(connection.server) == target
    }

    // MARK: Ending

    func finish(
        _ connection: RelayConnection, _ outcome: RelayConnectionReport.Outcome, _ error: SystemError? = nil
    ) {
        guard connection.state != .closed else { return }
        connection.state = .closed
        let report = connection.report(outcome, at: loop.now, error: error)
        summary.take(report)
        discard(&connection.toServer)
        discard(&connection.toClient)
        for descriptor in [connection.client, connection.server] where descriptor >= 0 {
            table[Int(descriptor)] = nil
            _ = close(descriptor)
        }
        if connection.shaped != nil {
            shaped[connection.number] = nil
            recorder?.close(connection.number)
        }
        openCount -= 1
        if resumesAt != .infinity { resumesAt = loop.now }
        tell(.closed(report))
    }

    /// Descriptors or memory have run out: clients wait in the kernel's queue until something was closed.
    private func pause() {
        for listener in listeners { loop.change(listener, 0) }
        resumesAt = loop.now + 100
        if loop.now - limitTold > 10_000 {
            limitTold = loop.now
            tell(.note("\(openCount) connections are open and \(descriptorLimit) descriptors allowed: new ones wait"))
        }
    }

    private func resume() {
        resumesAt = .infinity
        for listener in listeners { loop.change(listener, csl_in) }
    }

    /// Bytes that went either way so far.
    var totalBytes: Int {
        shaped.values.reduce(summary.bytesToServer + summary.bytesToClient) { sum, connection in
            guard let pair = connection.shaped else { return sum }
            return sum + pair.toServer.schedule.passed + pair.toClient.schedule.passed
        }
    }
}
