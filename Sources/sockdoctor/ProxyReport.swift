import SocketFacts
import SocketProbes
import SocketRules
import SocketWire

/// What a relay has done, as text and as JSON.
enum ProxyReport {
    static func text(_ summary: RelaySummary) -> String { totals(summary) + "\n" }

    static func totals(_ summary: RelaySummary) -> String {
        var text = "\(summary.connections) connection\(summary.connections == 1 ? "" : "s")"
        if summary.open > 0 { text += ", \(summary.open) open" }
        if summary.unreachable > 0 { text += ", \(summary.unreachable) could not reach the target" }
        text += ", \(size(summary.bytesToServer)) to the server, \(size(summary.bytesToClient)) to the client"
        let done = faults(summary.faults)
        return done.isEmpty ? text : text + "; " + done
    }

    /// `3 split, 1 reset`, in the order of ``RelayFault``.
    static func faults(_ counts: [RelayFault: Int]) -> String {
        RelayFault.allCases.compactMap { fault in
            guard let count = counts[fault], count > 0 else { return nil }
            return fault == .discard ? "\(count) bytes discarded" : "\(count) \(fault.rawValue)"
        }.joined(separator: ", ")
    }

    /// `999 bytes`, `1.2 MB`.
    static func size(_ count: Int) -> String {
        for (unit, factor) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)] where count >= factor {
            let tenths = count * 10 / factor
            return "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return count == 1 ? "1 byte" : "\(count) bytes"
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func document(_ summary: RelaySummary, _ options: RelayOptions) -> String {
        JSONText.object([
            ("schema", .string("sockdoctor.report/1")),
            ("command", .string("proxy")),
            ("subject", subject(options.host, options.literal, options.port, options.transport)),
            ("verdict", .string("healthy")),
            ("symptom", .null),
            ("findings", .array([])),
            ("undecided", .array([])),
            ("steps", .array([])),
            ("notes", .array([])),
            ("elapsed_ms", .number(summary.milliseconds)),
            ("listen", .array(options.listen.map { .string($0.description) })),
            ("seed", .integer(Int(clamping: options.seed))),
            ("connection_count", .integer(summary.connections)),
            ("unreachable", .integer(summary.unreachable)),
            ("bytes", bytes(summary.bytesToServer, summary.bytesToClient)),
            ("faults", faultObject(summary.faults)),
            ("connections", .array(summary.listed.map(connection))),
            ("record", .optional(options.recordPath.map { Wording.escaped($0, limit: 4096) })),
        ]).rendered()
    }

    static func subject(_ host: String, _ literal: IPAddress?, _ port: UInt16, _ transport: Transport) -> JSONText {
        .object([
            ("host", .string(Wording.escaped(host))),
            ("address", .optional(literal?.description)),
            ("port", .integer(Int(port))),
            ("transport", .string(transport.rawValue)),
            ("from", .null),
        ])
    }

    private static func faultObject(_ counts: [RelayFault: Int]) -> JSONText {
        .object(RelayFault.allCases.compactMap { fault in counts[fault].map { (fault.rawValue, .integer($0)) } })
    }

    private static func bytes(_ toServer: Int, _ toClient: Int) -> JSONText {
        .object([("to_server", .integer(toServer)), ("to_client", .integer(toClient))])
    }

    private static func connection(_ report: RelayConnectionReport) -> JSONText {
        .object([
            ("number", .integer(report.number)),
            ("client", .string(report.client.description)),
            ("server", .optional(report.server?.description)),
            ("outcome", .string(report.outcome.rawValue)),
            ("errno", .optional(report.error?.name)),
            ("bytes", bytes(report.bytesToServer, report.bytesToClient)),
            ("elapsed_ms", .number(report.milliseconds)),
            ("faults", faultObject(report.faults)),
        ])
    }
}
