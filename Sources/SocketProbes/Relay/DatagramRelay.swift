import CSocketLinux
import Glibc
import SocketFacts
import SocketPackets
import SocketWire

/// The relay for UDP: one socket to the target for each client address.
@safe
final class DatagramRelay {
    private struct Key: Hashable {
        var client: Endpoint
        var local: Endpoint
    }
    private static let bufferSize = 65_536
    /// Milliseconds for which a datagram waits for another to overtake it.
    private static let overtaking = 100.0

    private let options: RelayOptions
    let observer: any RelayObserver
    let loop: RelayLoop
    private let targets: RelayTargets
    private let recorder: RelayRecorder?
    private let messenger = ClosedPortMessenger()
    private let buffer = UnsafeMutableRawPointer.allocate(byteCount: DatagramRelay.bufferSize, alignment: 64)
    private var listeners: [Int32] = []
    private var flows: [Key: DatagramFlow] = [:]
    private var byDescriptor: [Int32: DatagramFlow] = [:]
    private var wakes = WakeQueue()
    private var waiting: [Int: () -> Void] = [:]
    private var nextWaiting = 0
    private var summary = RelaySummary()
    private let descriptorLimit: Int
    private var lastUnreachable = -Double.infinity
    private var silenceTold = false
    private var limitTold = false
    var wishes: Wishes?

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
        let now = loop.now
        wishes = options.script.map { Wishes(run: ScriptRun($0, at: now)) }
        listeners = try RelayLimits.listen(options, targets.endpoints)
        do throws(SystemError) {
            recorder = try options.recordPath.map { path throws(SystemError) in
                try RelayRecorder(path: path, description: "UDP relay to \(options.host) port \(options.port)")
            }
        } catch {
            throw .cannotRecord(error)
        }
    }

    deinit {
        for listener in listeners { _ = close(listener) }
        unsafe buffer.deallocate()
    }

    func run() throws(RelayProblem) -> RelaySummary {
        for listener in listeners {
            do throws(SystemError) {
                try loop.watch(listener, csl_in)
            } catch {
                throw .system("epoll", error)
            }
            let family = RelayLimits.endpoint(listener)?.address.family ?? .ipv4
            _ = csl_want_destination(listener, family.number)
            RelaySocket.set(listener, SOL_SOCKET, SO_RCVBUF, 1 << 21)
        }
        observer.relay(.listening(RelayLimits.endpoints(listeners), target: targets.endpoints))
        let start = loop.now
        var nextTick = options.tickMilliseconds == nil ? Double.infinity : 0
        var nextSweep = start + 500
        while true {
            let wake = min(
                min(wakes.first, nextTick), min(nextSweep, observer.flushTime), wishes?.run.wakeTime ?? .infinity)
            let goesOn = loop.turn(until: wake) { descriptor, _ in
                if let flow = byDescriptor[descriptor] {
                    receive(from: flow)
                } else if listeners.contains(descriptor) {
                    receive(at: descriptor)
                }
            }
            runScript()
            while let key = wakes.next(at: loop.now) { waiting.removeValue(forKey: key)?() }
            if loop.now >= nextSweep {
                nextSweep = loop.now + 500
                sweep()
                recorder?.flush()
            }
            if loop.now >= observer.flushTime { observer.flush(at: loop.now) }
            if loop.now >= nextTick, let interval = options.tickMilliseconds {
                nextTick = loop.now + interval
                observer.tick(current(since: start), open: flows.values.map { $0.report(.open, at: loop.now) })
            }
            if !goesOn { break }
        }
        for flow in flows.values.sorted(by: { $0.number < $1.number }) { finish(flow) }
        recorder?.flush()
        if let failure = recorder?.failure { observer.relay(.note("the record is incomplete: \(failure.message)")) }
        summary.milliseconds = loop.now - start
        return summary
    }

    var connectionCount: Int { summary.connections }
    var openFlows: [DatagramFlow] { flows.values.sorted { $0.number < $1.number } }
    var passedBytes: Int {
        flows.values.reduce(summary.bytesToServer + summary.bytesToClient) { $0 + $1.passed.values.reduce(0, +) }
    }

    private func current(since start: Double) -> RelaySummary {
        var result = summary
        result.open = flows.count
        result.milliseconds = loop.now - start
        for flow in flows.values {
            result.bytesToServer += flow.passed[.toServer] ?? 0
            result.bytesToClient += flow.passed[.toClient] ?? 0
            for (fault, count) in flow.faults { result.faults[fault, default: 0] += count }
        }
        return result
    }

    // MARK: Clients

    private func receive(at listener: Int32) {
        for _ in 0..<64 {
            var address = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            var local = csl_local()
            let count = unsafe csl_receive_datagram(
                listener, buffer, UInt(Self.bufferSize), &address, &size, &local)
            guard count >= 0 else { return }
            guard let client = RelaySocket.endpoint(&address, size) else { continue }
            let bytes = unsafe Array(UnsafeRawBufferPointer(start: buffer, count: count))
            guard let flow = flow(of: client, listener, local) else { continue }
            flow.lastSeen = loop.now
            pass(bytes, .toServer, flow)
        }
    }

    private func flow(of client: Endpoint, _ listener: Int32, _ local: csl_local) -> DatagramFlow? {
        var localEndpoint = RelayLimits.endpoint(listener) ?? Endpoint(.anyIPv4, 0)
        let bytes = unsafe withUnsafeBytes(of: local.address) { unsafe Array($0) }
        if local.family == AF_INET, let address = IPAddress(bytes: bytes.prefix(4)) { localEndpoint.address = address }
        if local.family == AF_INET6, let address = IPAddress(bytes: bytes) { localEndpoint.address = address }
        let key = Key(client: client, local: localEndpoint)
        if let known = flows[key] { return known }
        guard flows.count + 32 <= descriptorLimit else {
            if !limitTold {
                observer.relay(.note("\(flows.count) clients are known: no more descriptors for new ones"))
            }
            limitTold = true
            return nil
        }
        targets.refresh()
        summary.connections += 1
        let flow = DatagramFlow(
            number: summary.connections, client: Endpoint(client.address.unmapped, client.port), listener: listener,
            local: local, localEndpoint: Endpoint(localEndpoint.address.unmapped, localEndpoint.port), at: loop.now,
            options)
        for step in wishes?.lasting ?? [] { Self.apply(step, to: flow) }
        flows[key] = flow
        observer.relay(.opened(flow.number, client: flow.client))
        connect(flow)
        return flow
    }

    private func connect(_ flow: DatagramFlow) {
        if flow.upstream >= 0 {
            byDescriptor[flow.upstream] = nil
            _ = close(flow.upstream)
            flow.upstream = -1
        }
        while flow.candidate < targets.endpoints.count {
            let target = targets.endpoints[flow.candidate]
            let flags = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let upstream = socket(target.address.family.number, flags, 0)
            if upstream >= 0, unsafe target.withSocketAddress({ unsafe Glibc.connect(upstream, $0, $1) }) == 0,
                (try? loop.watch(upstream, csl_in)) != nil
            {
                RelaySocket.set(upstream, SOL_SOCKET, SO_RCVBUF, 1 << 21)
                flow.upstream = upstream
                flow.target = target
                byDescriptor[upstream] = flow
                return
            }
            let error = lastError
            if upstream >= 0 { _ = close(upstream) }
            flow.candidate += 1
            if flow.candidate == targets.endpoints.count { unreachable(flow, target, error) }
        }
    }

    private func receive(from flow: DatagramFlow) {
        for _ in 0..<64 {
            let count = unsafe recv(flow.upstream, buffer, Self.bufferSize, 0)
            if count < 0 {
                let error = lastError
                if error != .tryAgain, error != .interrupted { failed(flow, error) }
                return
            }
            flow.hasAnswer = true
            flow.lastSeen = loop.now
            targets.prefer(flow.candidate)
            flow.candidate = 0
            pass(unsafe Array(UnsafeRawBufferPointer(start: buffer, count: count)), .toClient, flow)
        }
    }

    /// An ICMP error came back.
    private func failed(_ flow: DatagramFlow, _ error: SystemError) {
        if !flow.hasAnswer, flow.candidate + 1 < targets.endpoints.count {
            flow.candidate += 1
            connect(flow)
            if flow.upstream >= 0 { transmit(flow.lastSent, .toServer, flow) }
            return
        }
        unreachable(flow, flow.target ?? Endpoint(.anyIPv4, options.port), error)
    }

    private func unreachable(_ flow: DatagramFlow, _ target: Endpoint, _ error: SystemError) {
        targets.failed(at: loop.now)
        summary.unreachable += 1
        if loop.now - lastUnreachable > 1000 {
            lastUnreachable = loop.now
            observer.relay(.unreachable(target, error))
        }
        let isTold = messenger.tell(flow.client, about: flow.localEndpoint, payload: flow.lastSent)
        if !isTold, !silenceTold {
            silenceTold = true
            observer.relay(.note("clients are not told of closed ports: sending ICMP needs CAP_NET_RAW"))
        }
    }

    // MARK: Datagrams

    private func pass(_ bytes: [UInt8], _ direction: RelayDirection, _ flow: DatagramFlow) {
        var forced: Set<RelayFault> = []
        if wishes != nil {
            runScript()
            wishes?.arrived += 1
            forced = wishes?.pending.take(direction, connection: flow.number) ?? []
        }
        guard let fate = flow.schedules[direction]?.next(size: bytes.count, forced: forced) else { return }
        guard fate.copies > 0 else { return drop(bytes, direction, flow) }
        var note: String?
        if fate.size < bytes.count {
            flow.faults[.truncate, default: 0] += 1
            note = "truncated from \(bytes.count) to \(fate.size) bytes"
            observer.relay(.did(flow.number, direction, note ?? ""))
        }
        let left = Array(bytes.prefix(fate.size))
        if fate.delay > 0 {
            flow.faults[.delay, default: 0] += 1
            note = (note.map { $0 + "; " } ?? "") + "delayed by \(Int(fate.delay)) ms"
        }
        if fate.copies > 1 { flow.faults[.duplicate, default: 0] += 1 }
        let body = { [self] in
            if fate.isHeld, flow.held[direction] == nil { return hold(left, direction, flow) }
            for copy in 0..<fate.copies {
                if copy > 0 { observer.relay(.did(flow.number, direction, "duplicated")) }
                transmit(left, direction, flow, copy > 0 ? "duplicate" : note)
            }
            if let overtaken = flow.held.removeValue(forKey: direction) {
                flow.faults[.reorder, default: 0] += 1
                observer.relay(.did(flow.number, direction, "overtaken by the next"))
                transmit(overtaken, direction, flow, "overtaken by the one before")
            }
        }
        if fate.delay > 0 { later(fate.delay, body) } else { body() }
    }

    private func drop(_ bytes: [UInt8], _ direction: RelayDirection, _ flow: DatagramFlow) {
        flow.faults[.drop, default: 0] += 1
        observer.relay(.did(flow.number, direction, "dropped, \(bytes.count) bytes"))
        record(bytes, direction, flow, "dropped: it was sent and did not arrive")
    }

    /// Keeps a datagram back until another has passed, or not much longer.
    private func hold(_ bytes: [UInt8], _ direction: RelayDirection, _ flow: DatagramFlow) {
        flow.held[direction] = bytes
        later(Self.overtaking) { [self] in
            guard let kept = flow.held[direction], kept == bytes else { return }
            flow.held[direction] = nil
            transmit(kept, direction, flow)
        }
    }

    private func later(_ time: Double, _ body: @escaping () -> Void) {
        nextWaiting += 1
        waiting[nextWaiting] = body
        wakes.add(loop.now + time, nextWaiting)
    }

    private func transmit(_ bytes: [UInt8], _ direction: RelayDirection, _ flow: DatagramFlow, _ note: String? = nil) {
        record(bytes, direction, flow, note)
        if direction == .toServer {
            // Whole only where it may have to be sent to another address.
            flow.lastSent = flow.hasAnswer || targets.endpoints.count == 1 ? Array(bytes.prefix(64)) : bytes
            guard flow.upstream >= 0 else { return }
            let sent = unsafe bytes.withUnsafeBytes { unsafe send(flow.upstream, $0.baseAddress, $0.count, 0) }
            if sent < 0 {
                let error = lastError
                // The error of the datagram before; this one was not sent.
                if error != .tryAgain { failed(flow, error) }
                if error == .connectionRefused, flow.upstream >= 0 {
                    _ = unsafe bytes.withUnsafeBytes { unsafe send(flow.upstream, $0.baseAddress, $0.count, 0) }
                }
                return
            }
        } else {
            var local = flow.local
            var address = flow.client
            // A dual-stack socket speaks to IPv4 clients in their mapped form.
            if local.family == AF_INET6, address.address.family == .ipv4 {
                address.address = IPAddress(family: .ipv6, high: 0, low: 0xffff << 32 | address.address.low)
            }
            let sent = unsafe bytes.withUnsafeBytes { raw in
                unsafe address.withSocketAddress { pointer, size in
                    unsafe csl_send_datagram(flow.listener, raw.baseAddress, UInt(raw.count), pointer, size, &local)
                }
            }
            if sent < 0 { return }
        }
        flow.passed[direction, default: 0] += bytes.count
    }

    private func record(_ bytes: [UInt8], _ direction: RelayDirection, _ flow: DatagramFlow, _ note: String?) {
        guard let recorder else { return }
        let (source, target) =
            direction == .toServer ? (flow.client, flow.localEndpoint) : (flow.localEndpoint, flow.client)
        guard source.address.family == target.address.family else { return }
        let comment = note.map { "client \(flow.number), \(direction.rawValue): \($0)" }
        recorder.write([FrameSynthesis.datagram(from: source, to: target, payload: bytes)], comment)
    }

    // MARK: Ending

    private func sweep() {
        for (key, flow) in flows where loop.now - flow.lastSeen > options.idleSeconds * 1000 {
            flows[key] = nil
            finish(flow)
        }
    }

    private func finish(_ flow: DatagramFlow) {
        if flow.upstream >= 0 {
            byDescriptor[flow.upstream] = nil
            _ = close(flow.upstream)
            flow.upstream = -1
        }
        let report = flow.report(.closed, at: loop.now)
        summary.take(report)
        observer.relay(.closed(report))
    }
}
