import NIOConcurrencyHelpers
import NIOCore

/// Who is being served, counted across threads.
final class Clients: Sendable {
    /// Told to a connection when the server ends.
    enum Ending: Sendable {
        /// Finish the exchange in hand, take no other.
        case leave
        /// The time to finish is over.
        case cutOff
    }

    private struct State {
        var tally = LabServer.Tally()
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isLeaving = false
    }
    private let state = NIOLockedValueBox(State())
    /// How many are connected. A condition can be waited for, the box above cannot.
    private let present = ConditionLock(value: 0)

    var tally: LabServer.Tally { state.withLockedValue { $0.tally } }
    var isLeaving: Bool { state.withLockedValue { $0.isLeaving } }

    func came(_ channel: any Channel) {
        let isLeaving = state.withLockedValue { state in
            state.channels[ObjectIdentifier(channel)] = channel
            state.tally.clients += 1
            return state.isLeaving
        }
        announce()
        // Accepted while the listener was being closed.
        if isLeaving { channel.pipeline.fireUserInboundEventTriggered(Ending.leave) }
    }

    func went(_ channel: any Channel) {
        _ = state.withLockedValue { $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
        announce()
    }

    func datagram() { state.withLockedValue { $0.tally.datagrams += 1 } }

    /// From now on nobody new is served.
    func leave() { state.withLockedValue { $0.isLeaving = true } }

    /// Lets those who have nothing in hand go at once, waits for the others, and cuts off who is left after that.
    func finish(withinSeconds limit: Double) {
        for channel in state.withLockedValue({ $0.channels }).values {
            channel.pipeline.fireUserInboundEventTriggered(Ending.leave)
        }
        if isEmpty(afterSeconds: limit) { return }
        for channel in state.withLockedValue({ $0.channels }).values {
            channel.pipeline.fireUserInboundEventTriggered(Ending.cutOff)
        }
        // Only so that each of them still gets its line in the log.
        _ = isEmpty(afterSeconds: 0.2)
    }

    private func isEmpty(afterSeconds limit: Double) -> Bool {
        guard present.lock(whenValue: 0, timeoutSeconds: limit) else { return false }
        present.unlock()
        return true
    }

    /// The count is read inside the lock: two threads may come here in either order, the later one sees the truth.
    private func announce() {
        present.lock()
        present.unlock(withValue: state.withLockedValue { $0.channels.count })
    }
}
