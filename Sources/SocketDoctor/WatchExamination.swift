public import SocketFacts
public import SocketProbes

extension Doctor {
    /// Runs the program to its end and watches it, then asks the machine about calls that failed.
    ///
    /// - Parameter live: told about once a second what was seen so far.
    public static func watch(
        _ watch: ProgramWatch, observer: Observer, live: ((Facts) -> Void)? = nil
    ) -> Facts {
        var facts = Facts(question: Question(command: .run, host: "", port: 0), observer: observer)
        let started = MonotonicClock.milliseconds()
        // What held the port may be gone when the program has ended: it is looked at when the call fails.
        var fresh: [Facts] = []
        watch.whenCalled = { call, transport in
            guard fresh.count < mostDestinations, let question = question(call, transport),
                !fresh.contains(where: { $0.question == question })
            else { return }
            fresh.append(examine(question))
        }
        if let live {
            let blank = facts
            watch.whenLooked = { seen in
                var facts = blank
                facts.watch = .seen(seen)
                live(facts)
            }
        }
        facts.watch = watch.run()
        if case .seen(var seen) = facts.watch {
            seen.followUps = followUps(seen, observer, fresh)
            facts.watch = .seen(seen)
        }
        facts.elapsedMilliseconds = MonotonicClock.milliseconds() - started
        return facts
    }

    /// More failed destinations than these are a program that tries many on purpose.
    private static let mostDestinations = 3

    /// What is asked at once about a call that has just failed.
    private static func question(_ call: WatchedCall, _ transport: Transport) -> Question? {
        guard let error = call.error, let endpoint = call.address, endpoint.port != 0 else { return nil }
        switch call.kind {
        case .bind where isTelling(error, .bind): return portQuestion(endpoint, transport)
        case .connect where error == .connectionRefused: return checkQuestion(endpoint, transport)
        default: return nil
        }
    }

    private static func checkQuestion(_ endpoint: Endpoint, _ transport: Transport) -> Question {
        Question(
            command: .check, host: endpoint.address.description, literal: endpoint.address, port: endpoint.port,
            transport: transport, timeoutSeconds: 2)
    }

    private static func portQuestion(_ endpoint: Endpoint, _ transport: Transport) -> Question {
        // A bare port asks about every address, as a server on the wildcard wants it.
        let literal = endpoint.address.isUnspecified ? nil : endpoint.address
        return Question(
            command: .port, host: literal?.description ?? "", literal: literal, port: endpoint.port,
            transport: transport)
    }

    private static func followUps(_ watch: WatchFacts, _ observer: Observer, _ fresh: [Facts]) -> [WatchFacts.FollowUp]
    {
        var result: [WatchFacts.FollowUp] = []
        let refused = failures(watch, .connect)
        // It tried several servers, reached one and ended well: a refusal was an answer to it.
        let reached = watch.sockets.contains { socket in
            if socket.transport == .udp { return socket.peer != nil && socket.bytesReceived > 0 }
            return socket.calls.enumerated().contains { index, call in
                call.kind == .connect && outcome(call, socket.calls.dropFirst(index + 1)) == nil
            }
        }
        if !(reached && watch.exitStatus == 0), Set(refused.map(\.endpoint)).count <= mostDestinations {
            for failure in refused {
                add(checkQuestion(failure.endpoint, failure.transport), failure.call, fresh, to: &result)
            }
        }
        for failure in failures(watch, .bind).prefix(mostDestinations) {
            add(portQuestion(failure.endpoint, failure.transport), failure.call, fresh, to: &result)
        }
        for call in watch.failedNames.prefix(2) {
            let name = String(decoding: call.head, as: UTF8.self)
            // Only whether the name resolves is asked; what it was wanted for is not known, so nothing is dialled.
            let question = Question(command: .check, host: name, port: 0)
            guard !result.contains(where: { $0.facts.question.host == name }) else { continue }
            let facts = Facts(
                question: question, observer: observer, resolution: NameProbe.resolve(name, wait: 2000))
            if facts.resolution.value?.addresses.isEmpty == true {
                result.append(WatchFacts.FollowUp(facts: facts, call: call))
            }
        }
        return result
    }

    private static func add(
        _ question: Question, _ call: WatchedCall, _ fresh: [Facts], to result: inout [WatchFacts.FollowUp]
    ) {
        guard !result.contains(where: { $0.facts.question == question }) else { return }
        var facts = fresh.first { $0.question == question } ?? examine(question)
        // The program may have fewer rights than the one who asks: after setuid(2), or in a user namespace.
        if question.command == .port, call.error == .permissionDenied, let start = facts.unprivilegedPortStart.value,
            question.port < start
        {
            for index in facts.bindings.indices where facts.bindings[index].plain == nil {
                facts.bindings[index].plain = .permissionDenied
            }
        }
        result.append(WatchFacts.FollowUp(facts: facts, call: call))
    }

    private struct Failure {
        var endpoint: Endpoint
        var transport: Transport
        var call: WatchedCall
    }

    /// Calls of the kind that failed and were not made good by a later one to the same port.
    private static func failures(_ watch: WatchFacts, _ kind: WatchedCall.Kind) -> [Failure] {
        var failures: [Failure] = []
        var successes: [(port: UInt16, at: UInt64)] = []
        for socket in watch.sockets {
            for (index, call) in socket.calls.enumerated() where call.kind == kind {
                guard let endpoint = call.address, endpoint.port != 0 else { continue }
                switch outcome(call, socket.calls.dropFirst(index + 1)) {
                case .none: successes.append((endpoint.port, call.begin))
                case .some(let error) where isTelling(error, kind):
                    failures.append(Failure(endpoint: endpoint, transport: socket.transport, call: call))
                case .some: continue
                }
            }
            // A connected UDP socket learns of a closed port from a later call.
            if kind == .connect, socket.transport == .udp, let peer = socket.peer,
                let call = socket.calls.first(where: { $0.movesBytes && $0.error == .connectionRefused }),
                // It asked again until the server was there.
                !socket.calls.contains(where: { $0.kind == .receive && !$0.hasFailed && $0.begin > call.begin })
            {
                failures.append(Failure(endpoint: peer, transport: .udp, call: call))
                successes.removeAll { $0.port == peer.port }
            }
        }
        return failures.filter { failure in
            // A server that finds its port taken and takes the next one has helped itself.
            !successes.contains {
                ($0.port == failure.endpoint.port || kind == .bind) && $0.at >= failure.call.begin
            }
        }
    }

    /// The error of a call that may have been completed later: a connection of a non-blocking socket.
    private static func outcome(_ call: WatchedCall, _ later: ArraySlice<WatchedCall>) -> SystemError? {
        guard let error = call.error else { return nil }
        guard error == .inProgress || error == .tryAgain else { return error }
        for next in later {
            // SO_ERROR of SOL_SOCKET (asm-generic/socket.h).
            if next.kind == .getOption, next.argument == 1 << 32 | 4, let number = next.head.first {
                return number == 0 ? nil : SystemError(Int32(number))
            }
            if next.kind == .connect { return outcome(next, []) }
            if next.movesBytes { return nil }
        }
        return error
    }

    private static func isTelling(_ error: SystemError, _ kind: WatchedCall.Kind) -> Bool {
        let telling: [SystemError] =
            kind == .bind
            ? [.addressInUse, .addressNotAvailable, .permissionDenied]
            : [
                .connectionRefused, .timedOut, .hostUnreachable, .networkUnreachable, .permissionDenied, .notPermitted,
                .addressNotAvailable, .networkDown, .inProgress,
            ]
        return telling.contains(error)
    }
}

extension WatchedCall {
    fileprivate var movesBytes: Bool { kind == .send || kind == .receive }
}
