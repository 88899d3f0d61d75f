import Glibc
public import SocketFacts

/// One TCP connection attempt and, when it succeeds, what follows: accepted, read, answered, closed, reset.
public struct ConnectProbe {
    /// What the caller wants to be asked while nothing has come back yet.
    public enum Patience: Sendable {
        case goOn
        /// Whatever comes now changes nothing: the cause of the silence is known.
        case enough
    }

    private let target: Endpoint
    private let socket: OpenSocket
    private let started = milliseconds()

    private init(target: Endpoint, socket: OpenSocket) {
        self.target = target
        self.socket = socket
    }

    /// Connects, and talks where that was asked for.
    ///
    /// - Parameters:
    ///   - wait: milliseconds to wait for the handshake.
    ///   - conversation: what to send and expect; its deadline in milliseconds of the monotonic clock.
    ///   - whileSilent: asked after 60 ms of silence and then about twice a second.
    public static func attempt(
        _ target: Endpoint, wait limit: Double, conversation: ConversationPlan,
        whileSilent: () -> Patience = { .goOn }
    ) -> Attempt {
        let before = Counters()
        let start = milliseconds()
        func failed(_ error: SystemError) -> Attempt {
            Attempt(
                address: target.address, port: target.port, outcome: .failed(error),
                elapsedMilliseconds: milliseconds() - start)
        }
        let made: Result<OpenSocket, SystemError> = OpenSocket.make(target.address.family, .tcp)
        let probe: ConnectProbe
        switch made {
        case .failure(let error): return failed(error)
        case .success(let socket): probe = ConnectProbe(target: target, socket: socket)
        }
        ErrorQueue.enable(probe.socket.descriptor, target.address.family)
        let result = unsafe target.withSocketAddress { unsafe connect(probe.socket.descriptor.raw, $0, $1) }
        let immediate = result == 0 ? nil : lastError
        if let immediate, immediate != .inProgress { return failed(immediate) }
        var attempt = probe.finish(limit: limit, whileSilent: whileSilent)
        if attempt.outcome == .silent || attempt.error == .timedOut {
            let after = Counters()
            attempt.localSendFailures = after.sendFailures(since: before)
            attempt.listenDrops = after.listenDrops(since: before)
        }
        if attempt.outcome == .connected, attempt.conversation == nil {
            if let local = attempt.local, local == target {
                // Both ends are the same socket: a free port in the ephemeral range can meet itself (facts.md C.1).
                // No server is there.
                attempt.outcome = .failed(.connectionRefused)
                return attempt
            }
            var talk = ConversationProbe(target: target, local: attempt.local, plan: conversation)
            attempt.conversation = talk.run(probe.socket.descriptor)
        }
        return attempt
    }

    /// Waits for the handshake, an error or the end of patience.
    private func finish(limit: Double, whileSilent: () -> Patience) -> Attempt {
        var attempt = Attempt(address: target.address, port: target.port, outcome: .silent)
        var nextQuestion = 60.0
        while true {
            let elapsed = milliseconds() - started
            attempt.elapsedMilliseconds = elapsed
            let rest = min(limit, nextQuestion) - elapsed
            let events = rest > 0 ? SocketProbes.wait(for: socket.descriptor, POLLOUT, milliseconds: rest) : 0
            attempt.elapsedMilliseconds = milliseconds() - started
            if events != 0 {
                while let entry = ErrorQueue.next(socket.descriptor) {
                    // "Fragmentation needed" and the like do not end an attempt (facts.md C.1).
                    if entry.icmp?.isFatal != false {
                        attempt.icmp = entry.icmp
                        attempt.outcome = .failed(entry.error)
                    }
                }
                if attempt.outcome != .silent { return attempt }
                var number: Int32 = 0
                var size = socklen_t(MemoryLayout<Int32>.size)
                _ = unsafe getsockopt(socket.descriptor.raw, SOL_SOCKET, SO_ERROR, &number, &size)
                let error = SystemError(number)
                if error == .connectionReset || error == .brokenPipe {
                    // A SYN that is refused gives ECONNREFUSED; this one was answered, and reset before we looked.
                    attempt.outcome = .connected
                    attempt.conversation = Conversation(
                        accepted: .unseen(.notAsked), wasReset: true, endedAfterMilliseconds: 0)
                    return attempt
                }
                if number != 0 {
                    attempt.outcome = .failed(error)
                    return attempt
                }
                if Int32(events) & POLLOUT != 0 {
                    attempt.outcome = .connected
                    attempt.local = Endpoint.local(of: socket.descriptor)
                    return attempt
                }
                // Only a soft ICMP error: go on, but not in a busy loop.
                pause(milliseconds: 1)
            }
            if milliseconds() - started >= limit { return attempt }
            if milliseconds() - started >= nextQuestion {
                if whileSilent() == .enough { return attempt }
                nextQuestion += nextQuestion < 100 ? 500 : 450
            }
        }
    }
}

extension ICMPError {
    /// Ends a connection attempt, rather than being noted and waited out.
    var isFatal: Bool {
        switch (family, type) {
        case (.ipv4, 3): ![4, 5, 6, 7].contains(code)
        case (.ipv4, 11): code == 0
        case (.ipv6, 1): true
        case (.ipv6, 3): true
        default: false
        }
    }
}
