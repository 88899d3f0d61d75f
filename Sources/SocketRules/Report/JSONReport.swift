import SocketFacts

/// The report as the JSON document of the command-line contract. Keys are always printed and never change their order.
public enum JSONReport {
    public static func render(_ report: Report) -> String { document(report).rendered() }

    static func document(_ report: Report) -> JSONText { .object(pairs(report)) }

    static func pairs(_ report: Report) -> [(String, JSONText)] {
        let facts = report.facts
        let question = facts.question
        var pairs: [(String, JSONText)] = [
            ("schema", .string("sockdoctor.report/1")),
            ("command", .string(question.command.rawValue)),
            ("subject", question.command == .run ? .null : subject(facts)),
            ("verdict", .string(report.verdict.rawValue)),
            ("symptom", .optional(report.symptom?.rawValue)),
            ("findings", .array(report.findings.map(finding))),
            (
                "undecided",
                .array(report.undecided.map { .object([("cause", .string($0.cause)), ("needs", .string($0.needs))]) })
            ),
            (
                "steps",
                .array(
                    report.steps.map { step in
                        .object([
                            ("question", .string(step.question)), ("answer", .string(step.answer.rawValue)),
                            ("detail", .string(step.detail)),
                        ])
                    })
            ),
            ("notes", .array(report.notes.map { .string($0) })),
            ("elapsed_ms", .number(facts.elapsedMilliseconds)),
        ]
        switch question.command {
        case .run: pairs += WatchJSON.pairs(facts)
        case .check: pairs.append(("attempts", .array(facts.attempts.map(attempt))))
        case .port:
            pairs.append(("owners", .array(owners(facts))))
            pairs.append(
                (
                    "bindable",
                    .object([
                        ("plain", bindable(facts) { $0.plain }),
                        ("with_reuse_address", bindable(facts) { $0.withReuseAddress }),
                    ])
                ))
        }
        return pairs
    }

    private static func bindable(_ facts: Facts, _ error: (BindProbe) -> SystemError?) -> JSONText {
        facts.bindings.isEmpty ? .null : .bool(facts.bindings.allSatisfy { error($0) == nil })
    }

    private static func subject(_ facts: Facts) -> JSONText {
        let question = facts.question
        let address =
            question.literal ?? facts.connection?.address ?? facts.attempts.first?.address
            ?? facts.resolution.value?.addresses.first
        return .object([
            ("host", question.host.isEmpty ? .null : .string(Wording.escaped(question.host))),
            ("address", .optional(address?.description)),
            ("port", .integer(Int(question.port))),
            ("transport", .string(question.transport.rawValue)),
            ("from", .optional(question.from.map { Wording.escaped($0) })),
        ])
    }

    static func finding(_ finding: Finding) -> JSONText {
        var pairs: [(String, JSONText)] = [
            ("cause", .string(finding.cause)),
            ("confidence", .string(finding.confidence.rawValue)),
            ("summary", .string(finding.summary)),
        ]
        if let location = finding.location {
            let file = Wording.escaped(location.file, limit: 4096)
            pairs.append(("location", .object([("file", .string(file)), ("line", .integer(location.line))])))
        }
        pairs.append(
            (
                "evidence",
                .array(
                    finding.evidence.map { .object([("text", .string($0.text)), ("recheck", .string($0.recheck))]) })
            ))
        pairs.append(
            (
                "fixes",
                .array(finding.fixes.map { .object([("text", .string($0.text)), ("command", .optional($0.command))]) })
            ))
        return .object(pairs)
    }

    private static func attempt(_ attempt: Attempt) -> JSONText {
        let outcome: String
        switch attempt.outcome {
        case .connected: outcome = "connected"
        case .failed(.connectionRefused): outcome = "refused"
        case .failed(.timedOut), .silent: outcome = "silent"
        case .failed: outcome = "failed"
        case .notSent: outcome = "not-sent"
        }
        return .object([
            ("address", .string(attempt.address.description)),
            ("outcome", .string(outcome)),
            ("errno", .optional((attempt.error ?? attempt.sendError)?.name)),
            ("elapsed_ms", .number(attempt.elapsedMilliseconds)),
        ])
    }

    private static func owners(_ facts: Facts) -> [JSONText] {
        facts.portHolders.map { socket in
            let process = facts.owner(of: socket)
            let started = process.map { Timestamp.text($0.startedAt) }
            let container = process?.containerName ?? containerName(process?.supervisor)
            return .object([
                ("address", .string(socket.local.address.description)),
                ("port", .integer(Int(socket.local.port))),
                ("transport", .string(socket.transport.rawValue)),
                ("state", .string(socket.state.title)),
                ("pid", process.map { .integer(Int($0.pid)) } ?? .null),
                ("command", .optional(process.map { Wording.escaped($0.command) })),
                ("directory", .optional(process?.directory.value.map { Wording.escaped($0) })),
                ("user", .optional(process?.user.map { Wording.escaped($0) } ?? Wording.user(socket.uid, in: facts))),
                ("started", .optional(started)),
                (
                    "supervisor",
                    .optional(process?.supervisor.map { Wording.escaped("\($0.kind.rawValue) \($0.name)") })
                ),
                ("container", .optional(container)),
                (
                    "ancestry",
                    .array(
                        (process?.ancestry ?? []).map { .string(Wording.escaped("\($0.name) (\($0.pid))")) })
                ),
            ])
        }
    }

    private static func containerName(_ supervisor: Supervisor?) -> String? {
        guard let supervisor, supervisor.kind == .container else { return nil }
        return Wording.escaped(supervisor.name)
    }
}
