import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// What a load test found. Latencies are whole exchanges, connection included, in milliseconds.
public struct LoadSummary: Hashable, Sendable {
    public var succeeded = 0
    /// How often each failure occurred, by its words.
    public var failures: [String: Int] = [:]
    public var durationMilliseconds = 0.0
    /// Sorted.
    public var latencies: [Double] = []

    public var failed: Int { failures.values.reduce(0, +) }
    public var perSecond: Double {
        durationMilliseconds > 0 ? Double(succeeded) / durationMilliseconds * 1000 : 0
    }

    /// The latency below which the given share of exchanges lies (nearest rank); `nil` without any.
    public func latency(_ share: Double) -> Double? {
        guard !latencies.isEmpty else { return nil }
        let rank = Int((share * Double(latencies.count)).rounded(.up))
        return latencies[max(0, min(latencies.count - 1, rank - 1))]
    }
}

/// Many clients at once.
public struct LabLoad: Sendable {
    public var client: LabClient
    public var clients: Int
    public var requestsPerClient: Int
    public var text: String

    public init(client: LabClient, clients: Int, requestsPerClient: Int, text: String) {
        self.client = client
        self.clients = clients
        self.requestsPerClient = requestsPerClient
        self.text = text
    }

    private struct State {
        var summary = LoadSummary()
        var done = 0
    }

    /// Runs all exchanges and waits for them; `progress` hears how many are done, about ten times a second.
    public func run(progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) -> LoadSummary {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        defer { try? group.syncShutdownGracefully() }
        let state = NIOLockedValueBox(State())
        let total = clients * requestsPerClient
        let message = Array(text.utf8)
        let start = NIODeadline.now()
        let ticker = group.next().scheduleRepeatedTask(initialDelay: .milliseconds(100), delay: .milliseconds(100)) {
            _ in
            progress(state.withLockedValue { $0.done }, total)
        }
        let load = self
        @Sendable func one(_ rest: Int, _ loop: any EventLoop) -> EventLoopFuture<Void> {
            guard rest > 0 else { return loop.makeSucceededVoidFuture() }
            let began = NIODeadline.now()
            return load.client.exchange([message], on: loop).map { _ in
                let milliseconds = Double((NIODeadline.now() - began).nanoseconds) / 1e6
                state.withLockedValue {
                    $0.summary.succeeded += 1
                    $0.summary.latencies.append(milliseconds)
                    $0.done += 1
                }
            }.flatMapErrorThrowing { error in
                state.withLockedValue {
                    $0.summary.failures[LabText.error(error), default: 0] += 1
                    $0.done += 1
                }
            }.flatMap { one(rest - 1, loop) }
        }
        let all = (0..<clients).map { _ in
            let loop = group.next()
            return loop.flatSubmit { one(load.requestsPerClient, loop) }
        }
        try? EventLoopFuture.andAllComplete(all, on: group.next()).wait()
        ticker.cancel()
        progress(total, total)
        var summary = state.withLockedValue { $0.summary }
        summary.durationMilliseconds = Double((NIODeadline.now() - start).nanoseconds) / 1e6
        summary.latencies.sort()
        return summary
    }
}
