import CSocketLinux
import Glibc
import SocketFacts
import SocketPackets
import SocketWire

/// Both directions of a connection whose bytes are looked at.
final class ShapedPair {
    let toServer: ShapedLane
    let toClient: ShapedLane
    /// The connection is being closed in the orderly way: when this time has come, whatever is still open is cut off.
    var closesAt = Double.infinity
    var outcome = RelayConnectionReport.Outcome.closed

    init(toServer: ShapedLane, toClient: ShapedLane) {
        self.toServer = toServer
        self.toClient = toClient
    }

    var faults: [RelayFault: Int] {
        var result = toServer.schedule.counts.merging(toClient.schedule.counts, uniquingKeysWith: +)
        let discarded = toServer.discarded + toClient.discarded
        if discarded > 0 { result[.discard] = discarded }
        return result
    }
}

/// One direction of such a connection.
final class ShapedLane {
    let direction: RelayDirection
    var schedule: StreamSchedule
    var source: Int32 = -1
    var sink: Int32 = -1
    var isReadable = false
    var isWritable = false
    var isSourceShut = false
    var hasEnded = false
    var isShut = false
    /// What comes from the source goes nowhere from now on.
    var isDiscarding = false
    /// Bytes that went nowhere.
    var discarded = 0
    /// Nothing goes out before the other end's kernel has acknowledged what went out, or before this time.
    var apartUntil: Double?
    /// The peer's program was seen to have read everything.
    var isTaken = false
    /// Where the peer's socket stands in the kernel's table.
    var peer: PeerQueue?
    /// When the connection will be looked at again on behalf of this lane.
    var wakesAt = -Double.infinity
    /// A reset that waits for the bytes in front of it.
    var isResetPending = false
    /// What the next recorded packet says beside its bytes.
    var notes: [String] = []
    private var buffer: [UInt8] = []
    private var head = 0

    init(_ direction: RelayDirection, _ schedule: StreamSchedule) {
        self.direction = direction
        self.schedule = schedule
    }

    var isDone: Bool { hasEnded && isShut }

    /// Bytes that may be held: enough for a second of delay at 4 MB/s, little where the rate is held down.
    var capacity: Int { schedule.faults.bandwidth == nil ? 4 << 20 : 1 << 16 }

    func append(_ bytes: some Collection<UInt8>) {
        if head > 0, head == buffer.count || head > 1 << 18 {
            buffer.removeFirst(head)
            head = 0
        }
        buffer += bytes
    }

    func withNext<R>(_ count: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        unsafe buffer.withUnsafeBytes { raw in
            unsafe body(UnsafeRawBufferPointer(rebasing: raw[head..<min(raw.count, head + count)]))
        }
    }

    func next(_ count: Int) -> ArraySlice<UInt8> { buffer[head..<min(buffer.count, head + count)] }

    func drop(_ count: Int) { head += count }

    func dropAll() {
        discarded += buffer.count - head
        buffer = []
        head = 0
    }
}

extension StreamRelay {
    /// Milliseconds that parts wait for their acknowledgement at most.
    private static let apartLimit = 200.0

    /// Reads, and sends what the schedule lets go.
    func pump(_ lane: ShapedLane, of connection: RelayConnection) -> Pumped {
        let now = milliseconds()
        if let failure = read(lane, at: now) { return .failed(failure, atSource: true) }
        while !lane.isShut {
            if let limit = lane.apartUntil, now < limit, !hasArrived(lane) {
                // No event tells of an acknowledgement or of a read; both come within microseconds or not soon.
                let waited = Self.apartLimit - (limit - now)
                wake(connection, lane, at: now + min(2, max(0.1, waited / 4)), now)
                return .waits
            }
            lane.apartUntil = nil
            if lane.isResetPending {
                resetBoth(connection, lane)
                return .done
            }
            switch lane.schedule.next(at: now) {
            case .send(let count, let isApart):
                guard lane.isWritable else { return .waits }
                if let failure = send(count, isApart, lane, connection, at: now) {
                    return .failed(failure, atSource: false)
                }
            case .wait(let time):
                wake(connection, lane, at: time, now)
                return .waits
            case .idle: return .waits
            case .end:
                record(connection, lane, "end of the stream") { $0.end(isFromClient: lane.direction == .toServer) }
                shut(lane)
            case .act(let fault): act(fault, lane, connection, at: now)
            }
        }
        return lane.isDone ? .done : .waits
    }

    /// Has the connection looked at again at `time`, unless it will be already.
    private func wake(_ connection: RelayConnection, _ lane: ShapedLane, at time: Double, _ now: Double) {
        if lane.wakesAt > now, lane.wakesAt <= time { return }
        lane.wakesAt = time
        wakes.add(time, connection.number)
    }

    /// What went out before has been taken: by the kernel at the other end, and by its program where its socket can be seen.
    ///
    /// The program's read is looked for twice, a tenth of a millisecond apart: its kernel counts the bytes as read a moment
    /// before the call ends, and what came in that moment would end up in the same read.
    private func hasArrived(_ lane: ShapedLane) -> Bool {
        guard csl_unacknowledged(lane.sink) == 0 else { return false }
        // In front of a reset the kernel's word is enough: its receiver reads what came before it.
        if lane.isResetPending { return true }
        if lane.peer == nil { lane.peer = PeerQueue(of: lane.sink) }
        guard let unread = lane.peer?.unread(peers) else { return true }
        defer { lane.isTaken = unread == 0 }
        return unread == 0 && lane.isTaken
    }

    private func read(_ lane: ShapedLane, at now: Double) -> SystemError? {
        while lane.isReadable, lane.isDiscarding || lane.schedule.held < lane.capacity {
            let count = unsafe recv(lane.source, scratch, Self.scratchSize, 0)
            if count < 0 {
                let error = lastError
                if error == .interrupted { continue }
                lane.isReadable = false
                return error == .tryAgain ? nil : error
            }
            if count == 0 {
                lane.hasEnded = true
                lane.isReadable = false
                if !lane.isDiscarding { lane.schedule.finish(at: now) }
                return nil
            }
            if lane.isDiscarding {
                lane.discarded += count
            } else {
                unsafe lane.append(UnsafeRawBufferPointer(start: scratch, count: count))
                lane.schedule.arrive(count, at: now)
            }
        }
        return nil
    }

    private func send(
        _ count: Int, _ isApart: Bool, _ lane: ShapedLane, _ connection: RelayConnection, at now: Double
    ) -> SystemError? {
        let sent = unsafe lane.withNext(count) { raw in
            unsafe Glibc.send(lane.sink, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
        }
        if sent < 0 {
            let error = lastError
            if error == .tryAgain { lane.isWritable = false }
            return error == .tryAgain || error == .interrupted ? nil : error
        }
        let offset = lane.schedule.passed
        lane.schedule.sent(sent, at: now)
        if recorder != nil {
            if isApart { lane.notes.append("bytes \(offset) to \(offset + sent), apart from what follows") }
            if lane.schedule.lastHeld >= 1 { lane.notes.append("held for \(Int(lane.schedule.lastHeld)) ms") }
            let bytes = lane.next(sent)
            record(connection, lane, nil) { $0.data(isFromClient: lane.direction == .toServer, bytes) }
        }
        lane.drop(sent)
        if isApart {
            lane.apartUntil = now + Self.apartLimit
            lane.isTaken = false
        }
        return nil
    }

    private func shut(_ lane: ShapedLane) {
        lane.isShut = true
        lane.dropAll()
        _ = shutdown(lane.sink, Int32(SHUT_WR))
    }

    private func act(_ fault: RelayFault, _ lane: ShapedLane, _ connection: RelayConnection, at now: Double) {
        let after = "after \(lane.schedule.passed) bytes"
        switch fault {
        case .stall:
            let duration = lane.schedule.faults.stall.map { "for \(Int($0)) ms" } ?? "for ever"
            lane.notes.append("stalled \(duration) \(after)")
            tell(.did(connection.number, lane.direction, "stalled \(duration) \(after)"))
        case .reset:
            tell(.did(connection.number, lane.direction, "reset \(after)"))
            lane.isResetPending = true
            lane.apartUntil = now + Self.apartLimit
        case .halfClose:
            tell(.did(connection.number, lane.direction, "half-closed \(after)"))
            record(connection, lane, "half-closed \(after)") { $0.end(isFromClient: lane.direction == .toServer) }
            lane.isDiscarding = true
            shut(lane)
        case .limit:
            tell(.did(connection.number, lane.direction, "closed \(after)"))
            closeBoth(connection, "closed \(after)", at: now)
        default: break
        }
    }

    /// Both ends get a reset, at once.
    func resetBoth(_ connection: RelayConnection, _ lane: ShapedLane?) {
        if let lane {
            record(connection, lane, "reset after \(lane.schedule.passed) bytes") { talk in
                [talk.reset(isFromClient: lane.direction == .toServer)]
            }
        }
        if connection.server >= 0 { RelaySocket.resetsOnClose(connection.server) }
        RelaySocket.resetsOnClose(connection.client)
        finish(connection, .resetOnPurpose)
    }

    /// Both ends see the end of the stream. What they still send is read and thrown away for a second: closing with unread
    /// bytes would send a reset.
    func closeBoth(_ connection: RelayConnection, _ reason: String, at now: Double) {
        guard let shaped = connection.shaped else { return }
        shaped.closesAt = now + 1000
        shaped.outcome = .closedOnPurpose
        wakes.add(shaped.closesAt, connection.number)
        for lane in [shaped.toServer, shaped.toClient] where !lane.isShut {
            record(connection, lane, reason) { $0.end(isFromClient: lane.direction == .toServer) }
            shut(lane)
        }
        for lane in [shaped.toServer, shaped.toClient] {
            lane.isDiscarding = true
            lane.isReadable = true
        }
    }
}
