import SocketFacts

/// Failed calls whose reason lies in the same run: what the machine says of the port is then not the answer.
extension WatchFacts {
    /// The socket of this run that held the port when bind() failed with EADDRINUSE.
    func ownHolder(of followUp: FollowUp) -> WatchedSocket? {
        guard followUp.facts.question.command == .port, followUp.call.error == .addressInUse else { return nil }
        let question = followUp.facts.question
        let failed = sockets.first { $0.calls.contains(followUp.call) }
        let holders = sockets.filter { socket in
            socket.id != failed?.id && socket.transport == question.transport
                && socket.local?.port == question.port && socket.role != .connecting
                && socket.openedAt < followUp.call.begin && socket.end(self) > followUp.call.begin
        }
        return holders.first { $0.role == .listener } ?? holders.first
    }

    /// bind() failed because the program itself has the port.
    func ownsThePort(_ followUp: FollowUp, _ holder: WatchedSocket) -> Finding {
        let port = followUp.facts.question.port
        let isClient = holder.role == .accepted
        let made = holder.first(.bind) ?? holder.calls.first
        let what =
            isClient
            ? "the connection with \(holder.title), accepted\(at(made)),"
            : "the \(holder.role == .listener ? "listener" : "socket") bound\(at(made))"
        return Finding(
            PreviousInstanceRunning.self, .certain,
            "the program itself has port \(port) already: \(what) was still open",
            evidence: Evidence(
                "\(followUp.call.told)\(at(followUp.call)) failed with EADDRINUSE, \(WatchFacts.seconds(age(holder, followUp.call)))"
                    + " after \(what) was made by process \(holder.process) of the same run.",
                recheck: Wording.ss(port, holder.transport)),
            fixes: [
                Fix("bind once, before the loop, and accept() on that one listener as often as clients come"),
                Fix("close the old socket before the port is bound again, with SO_REUSEADDR set on the new one"),
            ], location: location(followUp.call))
    }

    private func age(_ holder: WatchedSocket, _ call: WatchedCall) -> Double {
        Double(call.begin &- holder.openedAt) / 1_000_000
    }

    /// The facts of a refused connect() without the listeners of this run that had served clients by then: a relay's own
    /// port is no mistaken form of the port that it dials.
    func withoutOwnListeners(_ followUp: FollowUp) -> Facts {
        var facts = followUp.facts
        guard facts.question.command == .check, case .seen(var records) = facts.sockets else { return facts }
        var ports = Set(
            sockets.compactMap { socket -> UInt16? in
                let hasServed = socket.calls.contains {
                    $0.kind == .accept && !$0.hasFailed && $0.end < followUp.call.begin
                }
                return socket.role == .listener && hasServed ? socket.local?.port : nil
            })
        // And a server that the program has reached on its own port is not the one that is meant here.
        let reached = sockets.compactMap { socket -> UInt16? in
            socket.attempts.first { $0.error == nil }?.call.address?.port
        }
        ports.formUnion(reached)
        guard !ports.isEmpty else { return facts }
        records.removeAll {
            $0.state == .listening && ports.contains($0.local.port) && $0.local.port != facts.question.port
        }
        facts.sockets = .seen(records)
        return facts
    }
}
