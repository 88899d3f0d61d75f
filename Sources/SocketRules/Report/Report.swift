public import SocketFacts

/// The answer to one question: what a person reads and what a script parses is rendered from this value alone.
public struct Report: Sendable {
    public enum Verdict: String, Codable, Hashable, Sendable {
        case healthy
        case problem
        case undecided
    }
    public var facts: Facts
    public var verdict: Verdict
    public var symptom: Symptom?
    public var findings: [Finding]
    public var undecided: [Diagnosis.Undecided]
    public var steps: [Step]
    /// Remarks that accuse nobody: which of several addresses did not work, what root would add.
    public var notes: [String]

    /// One question of the flowchart.
    public struct Step: Hashable, Codable, Sendable {
        public enum Answer: String, Codable, Hashable, Sendable {
            case yes
            case no
            case unknown
            case notAsked = "not-asked"
        }
        public var question: String
        public var answer: Answer
        public var detail: String
        /// The first broken box.
        public var stopsHere: Bool

        public init(_ question: String, _ answer: Answer, _ detail: String = "", stopsHere: Bool = false) {
            self.question = question
            self.answer = answer
            self.detail = detail
            self.stopsHere = stopsHere
        }
    }

    /// - Parameter afterStop: the holder was just stopped; what its connections leave behind for a minute is then a
    ///   remark and no problem.
    public init(_ facts: Facts, afterStop: Bool = false) {
        self.facts = facts
        let diagnosis = Diagnosis(facts)
        findings = diagnosis.findings
        undecided = diagnosis.undecided
        notes = []
        symptom = Self.symptom(facts)
        if !findings.isEmpty {
            verdict = .problem
            if symptom == nil { symptom = Catalog.cause(named: findings[0].cause)?.symptoms.first }
        } else if Self.isHealthy(facts) {
            verdict = .healthy
            symptom = nil
            undecided = []
        } else {
            verdict = .undecided
            // Of a program that could not be watched every rule says the same.
            if undecided.isEmpty || (facts.question.command == .run && facts.watch.value == nil) {
                undecided = [Self.whatWouldHelp(facts)]
            }
        }
        steps = Flowchart.steps(facts, findings: findings, verdict: verdict)
        notes = Self.notes(facts, verdict: verdict)
        if afterStop, verdict == .problem, findings.allSatisfy({ $0.cause == PortInTimeWait.name }) {
            notes += findings.flatMap { [$0.summary.capitalizedFirst + "."] + $0.evidence.suffix(1).map(\.text) }
            findings = []
            verdict = .healthy
            symptom = nil
        }
    }

    private static func isHealthy(_ facts: Facts) -> Bool {
        switch facts.question.command {
        case .check:
            if let connected = facts.connection {
                // Connected but not accepted would be a finding; where that could not be told, a handshake is enough.
                return connected.conversation?.wasReset != true
            }
            guard facts.question.transport == .udp else { return false }
            if facts.question.send != nil {
                // Read by the program, and no answer was announced: silence is no fault of a UDP server.
                return facts.question.expect == nil
                    && facts.silences.contains { $0.conversation?.bytesUnread == .seen(0) }
            }
            // A UDP server that is bound where the client sends is all that can be known without sending.
            return facts.attempts.contains { attempt in
                guard attempt.outcome == .notSent else { return false }
                if ((try? facts.servers(taking: attempt)) ?? []).isEmpty == false { return true }
                return facts.namespaces.value?.contains { space in
                    space.addresses.contains(attempt.address)
                        && space.sockets.contains { $0.transport == .udp && $0.takes(attempt.address) }
                } ?? false
            }
        case .port:
            return facts.sockets.value != nil && facts.bindsEverywhere && facts.liveHolders.isEmpty
        case .run: return facts.watch.value.map { $0.isWhole } ?? false
        }
    }

    private static func symptom(_ facts: Facts) -> Symptom? {
        switch facts.question.command {
        case .check:
            if let resolution = facts.resolution.value, resolution.addresses.isEmpty { return .nameResolution }
            if let conversation = facts.connection?.conversation {
                if conversation.wasReset { return .connectionReset }
                if conversation.wasClosed, conversation.reply.isEmpty { return .connectionClosedByPeer }
                return nil
            }
            guard let attempt = facts.failures.first else { return nil }
            return symptom(of: attempt)
        case .run: return nil
        case .port:
            let errors = facts.bindings.compactMap(\.plain)
            if errors.contains(.addressInUse) { return .addressInUse }
            if errors.contains(.permissionDenied) { return .permissionDeniedPrivilegedPort }
            if errors.contains(.addressNotAvailable) { return .cannotAssignAddress }
            if errors.contains(.notPermitted) { return .firewallBlocked }
            return errors.contains(.invalidArgument) ? .invalidArgument : nil
        }
    }

    private static func symptom(of attempt: Attempt) -> Symptom {
        guard let error = attempt.sendError ?? attempt.error else {
            return attempt.outcome == .silent && attempt.conversation != nil ? .noReply : .connectionTimedOut
        }
        switch error {
        case .connectionRefused: return .connectionRefused
        case .hostUnreachable: return .hostUnreachable
        case .networkUnreachable, .networkDown: return .networkUnreachable
        case .timedOut: return .connectionTimedOut
        case .connectionReset, .brokenPipe: return .connectionReset
        case .addressNotAvailable, .tryAgain: return .ephemeralPortsExhausted
        case .notPermitted, .permissionDenied: return .firewallBlocked
        case .tooManyOpenFiles: return .tooManyOpenFiles
        default: return .invalidArgument
        }
    }

    private static func whatWouldHelp(_ facts: Facts) -> Diagnosis.Undecided {
        switch facts.question.command {
        case .check:
            if facts.question.transport == .udp {
                if facts.question.send == nil {
                    return .init(
                        cause: "udp-port-closed",
                        needs: "a datagram to be sent, which could disturb the server: add --send TEXT")
                }
                return .init(
                    cause: "server-not-replying",
                    needs: "a reply; silence alone is no fault of a UDP server (add --expect TEXT where one is due)")
            }
            if let reason = facts.sockets.reason, reason != .notAsked {
                return .init(cause: "server-not-running", needs: reason.phrase)
            }
            let error = facts.failures.first?.error.map { "\($0.name), " } ?? ""
            return .init(cause: "no-answer-from-host", needs: "\(error)no explanation was found on this host")
        case .run: return WatchReport.whatWouldHelp(facts)
        case .port:
            if facts.bindsEverywhere, !facts.liveHolders.isEmpty {
                return .init(
                    cause: "owner-not-visible",
                    needs: "a second look: bind() works, and a socket was on the port a moment before or after")
            }
            if facts.question.literal?.isLinkLocal == true, facts.bindFails(with: .invalidArgument) {
                return .init(
                    cause: "address-not-on-this-host",
                    needs: "the interface of this link-local address, as in [fe80::1%2]:\(facts.question.port)")
            }
            let errors = facts.bindings.compactMap(\.plain).map(\.name)
            let said = errors.first.map { "bind says \($0); " } ?? ""
            return .init(
                cause: "owner-not-visible",
                needs: said + (facts.sockets.reason?.phrase ?? "nothing in the socket table explains it"))
        }
    }

    private static func notes(_ facts: Facts, verdict: Verdict) -> [String] {
        var notes: [String] = []
        if facts.connection != nil {
            for attempt in facts.attempts {
                guard let error = attempt.error else { continue }
                notes.append("\(attempt.endpoint) did not answer (\(error.name)); clients that try only it fail.")
            }
        }
        if facts.observer.isWSL, verdict == .healthy, let reason = facts.windows.reason, reason != .notAsked {
            notes.append("Free in Linux; whether Windows has the port could not be seen: \(reason.phrase).")
        }
        return notes
    }
}
