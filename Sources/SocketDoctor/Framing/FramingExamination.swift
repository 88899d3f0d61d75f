public import SocketFacts
import SocketProbes
import SocketRules

extension Doctor {
    /// Tries the framing of a server, or of the clients that come.
    ///
    /// - Parameters:
    ///   - listening: told the address when a client may come, and about how many runs it takes.
    ///   - progress: told what is being done.
    /// - Throws: the error of bind(2) where a client is to be waited for and the address cannot be had.
    public static func framing(
        _ question: FramingQuestion, listening: (Endpoint, Int) -> Void = { _, _ in },
        progress: @escaping (String) -> Void = { _ in }
    ) throws(SystemError) -> FramingFacts {
        let started = MonotonicClock.milliseconds()
        var facts: FramingFacts
        switch question.subject {
        case .server:
            let peers = FramingServers(question)
            var examination = FramingExamination(question, peers, progress)
            facts = examination.run()
            facts.address = peers.address
            facts.nameFailure = peers.nameFailure
        case .client:
            let peers = try FramingClients(question)
            if let stream = FramingStream(question.frame, question.messages) {
                let isFew = question.client.isEmpty
                let schedules = FramingSchedules(stream, seed: question.seed, isFew: isFew)
                listening(peers.address, schedules.named.count + schedules.singles.count + 2)
            }
            var examination = FramingExamination(question, peers, progress)
            facts = examination.run()
            facts.address = peers.address.address
        }
        facts.elapsedMilliseconds = MonotonicClock.milliseconds() - started
        return facts
    }
}

/// Where exchanges are carried out.
protocol FramingPeers: AnyObject {
    func run(_ plan: FramingPlan) -> FramingOutcome
    /// What the other side did with its end of the last connection.
    func aftermath() -> FramingFacts.Aftermath
}

/// A server, dialled afresh for each exchange.
private final class FramingServers: FramingPeers {
    private(set) var address: IPAddress?
    private(set) var nameFailure: String?
    private let question: FramingQuestion
    private var connector: FramingConnector?

    init(_ question: FramingQuestion) { self.question = question }

    func run(_ plan: FramingPlan) -> FramingOutcome {
        if connector != nil { return connector?.run(plan) ?? FramingOutcome(ending: .timedOut) }
        var last = FramingOutcome(ending: .notConnected(.addressNotAvailable), sentAll: false)
        // A client tries every address that the name has.
        for candidate in addresses() {
            address = candidate
            var connector = FramingConnector(Endpoint(candidate, question.port))
            last = connector.run(plan)
            if case .notConnected = last.ending { continue }
            self.connector = consume connector
            break
        }
        return last
    }

    func aftermath() -> FramingFacts.Aftermath { connector?.aftermath() ?? .notVisible }

    private func addresses() -> [IPAddress] {
        if let literal = question.literal { return [literal] }
        let limit = question.timeoutSeconds * 1000
        guard case .seen(let resolution) = NameProbe.resolve(question.host, wait: limit) else { return [] }
        if resolution.addresses.isEmpty { nameFailure = resolution.failure ?? "it has no address" }
        return resolution.addresses
    }
}

/// The clients that connect to us.
private final class FramingClients: FramingPeers {
    let address: Endpoint
    private let question: FramingQuestion
    private var listener: FramingListener
    private var runs = 0

    init(_ question: FramingQuestion) throws(SystemError) {
        self.question = question
        let wanted = question.literal ?? .anyIPv4
        listener = try FramingListener(Endpoint(wanted, question.port))
        address = listener.address
    }

    func run(_ plan: FramingPlan) -> FramingOutcome {
        runs += 1
        // Whoever starts clients by hand needs time for the first one.
        // A client that was started may take its time before it connects; the plan's time is that of the exchange.
        let patience =
            question.client.isEmpty
            ? (runs == 1 ? 60_000 : 30_000) : max(plan.timeout, question.timeoutSeconds * 1000)
        return listener.run(plan, command: question.client, patience: patience)
    }

    func aftermath() -> FramingFacts.Aftermath { .notVisible }
}
