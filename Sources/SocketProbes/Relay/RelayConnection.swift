import CSocketLinux
import Glibc
import SocketFacts
import SocketWire

/// One client and its connection to the target.
final class RelayConnection {
    enum State {
        case connecting
        case open
        case closed
    }

    let number: Int
    let peer: Endpoint
    var client: Int32
    var server: Int32 = -1
    var state = State.connecting
    /// Which of the target's addresses is tried.
    var candidate = 0
    var lastFailure: (Endpoint, SystemError)?
    var target: Endpoint?
    let openedAt: Double
    var toServer = RelayLane()
    var toClient = RelayLane()
    /// Where bytes are looked at; without, they only pass.
    var shaped: ShapedPair?
    var hasError = false
    var isQueued = false

    init(number: Int, client: Int32, peer: Endpoint, at now: Double) {
        self.number = number
        self.client = client
        self.peer = peer
        openedAt = now
    }

    func report(_ outcome: RelayConnectionReport.Outcome, at now: Double, error: SystemError? = nil)
        -> RelayConnectionReport
    {
        var report = RelayConnectionReport(number: number, client: peer, server: target)
        report.bytesToServer = shaped?.toServer.schedule.passed ?? toServer.passed
        report.bytesToClient = shaped?.toClient.schedule.passed ?? toClient.passed
        report.outcome = outcome
        report.error = error
        report.milliseconds = now - openedAt
        if let shaped { report.faults = shaped.faults }
        return report
    }
}

/// One direction of a connection on which bytes only pass.
struct RelayLane {
    var source: Int32 = -1
    var sink: Int32 = -1
    var isReadable = false
    var isWritable = false
    /// The source has shut its side: reading goes on until the end is seen.
    var isSourceShut = false
    var hasEnded = false
    var isShut = false
    /// Bytes come in bulk: they go through a pipe. A few bytes are cheaper to copy.
    var isBusy = false
    /// The source is on this host: its receive buffer is kept small once bytes come in bulk.
    var isLocal = false
    var pipe = PipePool.Pipe()
    var inPipe = 0
    /// What was read and did not fit into the sink.
    var leftover: [UInt8] = []
    var passed = 0

    var isDone: Bool { hasEnded && isShut }
}

extension StreamRelay {
    enum Pumped {
        case waits
        /// Its turn is over, not its bytes.
        case more
        case done
        case failed(SystemError, atSource: Bool)
    }

    /// Bytes of one connection before the others have their turn.
    private static let turnBytes = 4 << 20
    static let scratchSize = 1 << 16
    /// Receive buffer of a busy source on this host. The kernel lets it grow to 6 MB, which a path over loopback does not need
    /// and the caches do not hold: with 256 KiB the throughput was 1.5 times as high, measured.
    private static let localBuffer: Int32 = 1 << 18

    /// Bytes for one filling of a pipe. From 256 KiB to 1 MiB the throughput is the same; 128 KiB cost a tenth, measured.
    private static let pieceSize: UInt = 1 << 19

    /// Moves what can be moved now. Memory is bounded: nothing is read that the sink does not take, but for one piece.
    func pump(_ lane: inout RelayLane) -> Pumped {
        var moved = 0
        while true {
            if !lane.leftover.isEmpty {
                guard lane.isWritable else { return .waits }
                let count = lane.leftover.count
                let sent = unsafe lane.leftover.withUnsafeBytes {
                    unsafe send(lane.sink, $0.baseAddress, count, Int32(MSG_NOSIGNAL))
                }
                if sent < 0 {
                    if let failure = blocked(&lane.isWritable) { return .failed(failure, atSource: false) }
                    continue
                }
                lane.passed += sent
                if sent == count { lane.leftover = [] } else { lane.leftover.removeFirst(sent) }
                continue
            }
            if lane.inPipe > 0 {
                guard lane.isWritable else { return .waits }
                let sent = csl_splice(lane.pipe.readEnd, lane.sink, UInt(lane.inPipe))
                if sent < 0 {
                    if let failure = blocked(&lane.isWritable) { return .failed(failure, atSource: false) }
                    continue
                }
                lane.inPipe -= sent
                lane.passed += sent
                moved += sent
                continue
            }
            if lane.hasEnded {
                release(&lane)
                return .done
            }
            guard lane.isReadable, lane.isWritable else {
                release(&lane)
                return .waits
            }
            if moved > Self.turnBytes { return .more }
            if let failure = lane.isBusy ? fillPipe(&lane) : copy(&lane) {
                return .failed(failure.0, atSource: failure.atSource)
            }
        }
    }

    /// EAGAIN clears the flag; any other error is returned.
    private func blocked(_ flag: inout Bool) -> SystemError? {
        let error = lastError
        if error == .tryAgain {
            flag = false
            return nil
        }
        return error == .interrupted ? nil : error
    }

    private func release(_ lane: inout RelayLane) {
        guard lane.pipe.isThere else { return }
        pipes.give(lane.pipe, isEmpty: lane.inPipe == 0)
        lane.pipe = PipePool.Pipe()
        lane.inPipe = 0
    }

    func discard(_ lane: inout RelayLane) {
        release(&lane)
        lane.leftover = []
    }

    private func copy(_ lane: inout RelayLane) -> (SystemError, atSource: Bool)? {
        let count = unsafe recv(lane.source, scratch, Self.scratchSize, 0)
        if count == 0 {
            lane.hasEnded = true
            return nil
        }
        if count < 0 { return blocked(&lane.isReadable).map { ($0, true) } }
        if count == Self.scratchSize {
            lane.isBusy = true
            if lane.isLocal {
                lane.isLocal = false
                RelaySocket.set(lane.source, SOL_SOCKET, SO_RCVBUF, Self.localBuffer)
            }
        } else if !lane.isSourceShut {
            // A short read of a stream has emptied it; epoll(7) tells of what comes later. Spares a second call.
            lane.isReadable = false
        }
        var sent = unsafe send(lane.sink, scratch, count, Int32(MSG_NOSIGNAL))
        if sent < 0 {
            if let failure = blocked(&lane.isWritable) { return (failure, false) }
            sent = 0
        }
        lane.passed += sent
        if sent < count {
            lane.leftover = unsafe Array(UnsafeRawBufferPointer(start: scratch + sent, count: count - sent))
        }
        return nil
    }

    private func fillPipe(_ lane: inout RelayLane) -> (SystemError, atSource: Bool)? {
        if !lane.pipe.isThere {
            guard let pipe = pipes.take() else {
                lane.isBusy = false
                return copy(&lane)
            }
            lane.pipe = pipe
        }
        let count = csl_splice(lane.source, lane.pipe.writeEnd, Self.pieceSize)
        if count == 0 {
            lane.hasEnded = true
            return nil
        }
        // The pipe is empty here, so it is the source that has nothing.
        if count < 0 { return blocked(&lane.isReadable).map { ($0, true) } }
        lane.inPipe = count
        // Back to copying when it was a trickle.
        if count < Self.scratchSize / 4 { lane.isBusy = false }
        return nil
    }
}
