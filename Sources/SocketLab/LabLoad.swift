import SocketFacts
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// What a load test found.
public struct LoadSummary: Hashable, Sendable {
    /// Exchanges that brought a reply.
    public var succeeded = 0
    /// How often each failure occurred, by its words.
    public var failures: [String: Int] = [:]
    /// UDP messages sent again because no reply came: each stands for a request or a reply that was lost, or late.
    public var resent = 0
    public var durationMilliseconds = 0.0
    /// Of the exchanges that succeeded, in milliseconds, sorted. Without a frame an exchange includes its connection;
    /// with one, only the first exchange of a client does.
    public var latencies: [Double] = []

    public init() {}

    public var failed: Int { failures.values.reduce(0, +) }
    public var perSecond: Double {
        durationMilliseconds > 0 ? Double(succeeded) / durationMilliseconds * 1000 : 0
    }

    /// The latency below which the given share of exchanges lies (nearest rank); `nil` without any.
    public func latency(_ share: Double) -> Double? {
        guard !latencies.isEmpty, share.isFinite else { return nil }
        let rank = (max(0, min(1, share)) * Double(latencies.count)).rounded(.up)
        return latencies[max(0, Int(rank) - 1)]
    }
}

/// Many clients at once.
///
/// A client needs a file descriptor: the caller raises RLIMIT_NOFILE before, else EMFILE is among the failures.
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

    /// Runs all exchanges and waits for them. With a frame a client has one connection for all of its exchanges, as
    /// long as it lasts; without, one for each. Over UDP each exchange has its own socket, and repeats its request
    /// while no reply comes, as a datagram may be lost even on loopback (a full receive buffer is enough).
    ///
    /// - Parameter progress: hears how many are done, about ten times a second, from one thread at a time.
    public func run(progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) -> LoadSummary {
        let clients = max(0, clients)
        let requests = max(0, requestsPerClient)
        let total = clients * requests
        guard total > 0 else { return LoadSummary() }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        defer { try? group.syncShutdownGracefully() }
        let results = LoadResults()
        let start = NIODeadline.now()
        let ticker = group.next().scheduleRepeatedTask(
            initialDelay: .milliseconds(100), delay: .milliseconds(100)
        ) {
            _ in
            progress(results.done, total)
        }
        let target = group.next().makePromise(of: LabClient.Target.self)
        let first = LoadClient(self, results, requests, group.next(), target: nil)
        var all = [first.start(tellingTarget: target)]
        do {
            let target = try target.futureResult.wait()
            for _ in 1..<clients {
                let loop = group.next()
                all.append(
                    LoadClient(self, results, requests, loop, target: target).start(tellingTarget: nil))
            }
        } catch {
            // The name does not resolve: that is so for everybody.
            results.failed(LabText.kind(error), (clients - 1) * requests)
        }
        try? EventLoopFuture.andAllComplete(all, on: group.next()).wait()
        let tickerEnd = group.next().makePromise(of: Void.self)
        ticker.cancel(promise: tickerEnd)
        try? tickerEnd.futureResult.wait()
        progress(total, total)
        return results.summary(milliseconds: Double((NIODeadline.now() - start).nanoseconds) / 1e6)
    }
}

/// Counts, from all event loops.
private final class LoadResults: Sendable {
    private struct State {
        var summary = LoadSummary()
        var done = 0
    }
    private let state = NIOLockedValueBox(State())

    var done: Int { state.withLockedValue { $0.done } }

    func heard(_ result: Result<[UInt8], any Error>, _ time: TimeAmount) {
        switch result {
        case .success:
            state.withLockedValue { state in
                state.summary.succeeded += 1
                state.summary.latencies.append(Double(time.nanoseconds) / 1e6)
                state.done += 1
            }
        case .failure(let error): failed(LabText.kind(error), 1)
        }
    }

    func failed(_ kind: String, _ count: Int) {
        guard count > 0 else { return }
        state.withLockedValue { state in
            state.summary.failures[kind, default: 0] += count
            state.done += count
        }
    }

    func resent(_ count: Int) {
        if count > 0 { state.withLockedValue { $0.summary.resent += count } }
    }

    func summary(milliseconds: Double) -> LoadSummary {
        state.withLockedValue { state in
            state.summary.durationMilliseconds = milliseconds
            state.summary.latencies.sort()
            return state.summary
        }
    }
}

/// One client of the load: its exchanges one after the other.
private final class LoadClient: Sendable {
    private struct State {
        var rest: Int
        var target: LabClient.Target?
    }
    private let load: LabLoad
    private let results: LoadResults
    private let message: [UInt8]
    private let loop: any EventLoop
    private let isDone: EventLoopPromise<Void>
    private let state: NIOLockedValueBox<State>

    init(
        _ load: LabLoad, _ results: LoadResults, _ requests: Int, _ loop: any EventLoop,
        target: LabClient.Target?
    ) {
        self.load = load
        self.results = results
        self.loop = loop
        message = Array(load.text.utf8)
        isDone = loop.makePromise(of: Void.self)
        state = NIOLockedValueBox(State(rest: requests, target: target))
    }

    /// - Parameter tellingTarget: gets what this client connected to: thousands of clients that each look up the same
    /// name
    ///   would measure the resolver.
    func start(tellingTarget promise: EventLoopPromise<LabClient.Target>?) -> EventLoopFuture<Void> {
        do {
            let target = try state.withLockedValue { $0.target } ?? load.client.target()
            state.withLockedValue { $0.target = target }
            if let promise { tell(promise, target) } else { loop.execute { self.next() } }
        } catch {
            promise?.fail(error)
            results.failed(LabText.kind(error), state.withLockedValue { $0.rest })
            isDone.succeed()
        }
        return isDone.futureResult
    }

    private func tell(_ promise: EventLoopPromise<LabClient.Target>, _ target: LabClient.Target) {
        switch target {
        case .addresses(let addresses) where addresses.count == 1:
            promise.succeed(target)
            loop.execute { self.next() }
        case .addresses:
            // Which of them answers is known after an exchange.
            loop.execute {
                self.next(finished: { promise.succeed($0.map { .addresses([$0]) } ?? target) })
            }
        case .name:
            loop.execute {
                self.next(connected: { result in
                    switch result {
                    case .success(let address): promise.succeed(address.map { .addresses([$0]) } ?? target)
                    case .failure(let error as NIOConnectionError):
                        // An address that refuses one client is tried by the others, too; a name without any by none.
                        guard let tried = error.connectionErrors.first?.target else { return promise.fail(error) }
                        promise.succeed(.addresses([tried]))
                    case .failure: promise.succeed(target)
                    }
                })
            }
        }
    }

    private func next(
        connected: @escaping Conversation.Connected = { _ in },
        finished: @escaping @Sendable (SocketAddress?) -> Void = { _ in }
    ) {
        let (rest, target) = state.withLockedValue { ($0.rest, $0.target) }
        guard rest > 0 else { return isDone.succeed() }
        let isOneConnection = !load.client.isUDP && load.client.frame != .none
        let conversation = Conversation(
            client: load.client, messages: [message], exchanges: isOneConnection ? rest : 1,
            isResending: load.client.isUDP)
        let results = results
        conversation.run(on: loop, to: target, connected: connected) { _, result, time in
            results.heard(result, time)
        }.whenSuccess { [self] outcome in
            results.resent(outcome.resent)
            finished(outcome.address)
            state.withLockedValue { state in
                state.rest -= max(1, outcome.exchangesBegun)
                if let address = outcome.address { state.target = .addresses([address]) }
            }
            // Not a call: one that fails at once, a million times, would be a stack a million deep.
            loop.execute { self.next() }
        }
    }
}
