import SocketFacts
import SocketProbes
import SocketRules
import SocketWire

/// What a relay shows while it runs: a table that is drawn anew on a terminal, plain lines elsewhere.
final class ProxyView: RelayObserver {
    struct Live {
        var usesColor: Bool
    }

    /// Connections told in one second; the others are counted, so that a busy relay does not spend its time on telling.
    private static let toldPerSecond = 200
    private static let shownRows = 8
    private static let shownEvents = 5

    private let options: RelayOptions
    private let seedIsTold: Bool
    private let isQuiet: Bool
    private let live: Live?
    private let output = LineOutput()
    private var heading = ""
    private var events: [String] = []
    private var second = 0
    private var toldInSecond = 0
    private var untold = 0
    private var drawnLines = 0
    private(set) var flushTime = Double.infinity

    init(_ options: RelayOptions, seedIsTold: Bool, json: Bool, live: Live?) {
        self.options = options
        self.seedIsTold = seedIsTold
        isQuiet = json
        self.live = live
    }

    func relay(_ event: RelayEvent) {
        switch event {
        case .listening(let endpoints, let targets):
            let places = endpoints.map(\.description).joined(separator: " and ")
            let target = targets.first.map { " (\($0))" } ?? ""
            let name = options.literal == nil ? "\(Wording.escaped(options.host)):\(options.port)\(target)" : ""
            heading = "\(places) → \(name.isEmpty ? targets.first?.description ?? "" : name)"
            if options.transport == .udp { heading += ", UDP" }
            if seedIsTold { heading += ", --seed \(options.seed)" }
            say("\(heading); Ctrl+C ends")
        case .opened(let number, let client):
            guard live == nil, !isQuiet, mayTell() else { return }
            say("connection \(number) from \(client)")
        case .closed(let report):
            guard report.outcome != .unreachable, !isQuiet, mayTell() else { return }
            say(Self.line(report))
        case .did(let number, let direction, let what):
            guard !isQuiet, mayTell() else { return }
            let way = direction.map { " \($0.rawValue)" } ?? ""
            say("connection \(number)\(way): \(what)")
        case .unreachable(let target, let error):
            let flag = options.transport == .udp ? " --udp" : ""
            say("cannot reach \(target): \(error.message); sockdoctor check \(target)\(flag)", isProblem: true)
        case .note(let text): say(text, isProblem: true)
        }
    }

    /// True as long as this second has room for another line.
    private func mayTell() -> Bool {
        let now = Int(MonotonicClock.milliseconds() / 1000)
        if now != second {
            second = now
            toldInSecond = 0
            if untold > 0 { say("\(untold) more lines in the second before") }
            untold = 0
        }
        toldInSecond += 1
        if toldInSecond > Self.toldPerSecond { untold += 1 }
        return toldInSecond <= Self.toldPerSecond
    }

    private func say(_ line: String, isProblem: Bool = false) {
        if live != nil {
            if line.hasPrefix(heading) { return }
            events.append(line)
            if events.count > Self.shownEvents { events.removeFirst() }
        } else if isProblem {
            try? Terminal.write("sockdoctor: \(line)\n", to: .error)
        } else if !isQuiet {
            output.add(line)
            if flushTime == .infinity { flushTime = MonotonicClock.milliseconds() + 20 }
        }
    }

    func flush(at now: Double) {
        output.flush()
        flushTime = output.isEmpty ? .infinity : now + 20
    }

    // MARK: The table

    func tick(_ summary: RelaySummary, open: [RelayConnectionReport]) {
        guard let live else { return }
        var lines = ["\(heading); Ctrl+C ends", ProxyReport.totals(summary), ""]
        lines.append("    #  client                   to server     to client  what was done")
        let shown = open.sorted { $0.number < $1.number }.suffix(Self.shownRows)
        for report in shown {
            var row = ProxyReport.right(String(report.number), 5) + "  "
            row += ProxyReport.left(report.client.description, 22)
            row += ProxyReport.right(ProxyReport.size(report.bytesToServer), 12)
            row += ProxyReport.right(ProxyReport.size(report.bytesToClient), 14)
            row += "  " + ProxyReport.faults(report.faults)
            lines.append(row)
        }
        if open.count > shown.count { lines.append("       and \(open.count - shown.count) more") }
        if !events.isEmpty { lines += [""] + events }
        let width = Terminal.width()
        var text = drawnLines > 0 ? "\u{1b}[\(drawnLines)A" : ""
        for (index, line) in lines.enumerated() {
            let cut = String(line.prefix(max(20, width - 1)))
            text += "\r\u{1b}[K" + (index == 0 && live.usesColor ? "\u{1b}[1m\(cut)\u{1b}[0m" : cut) + "\n"
        }
        text += "\u{1b}[J"
        drawnLines = lines.count
        try? Terminal.write(text)
    }

    func end() {
        if untold > 0 { say("\(untold) more lines in the second before") }
        // A reader that is merely slow gets its lines; one that has gone does not hold us up.
        for _ in 0..<50 where !output.isEmpty {
            guard output.flush(), !output.isEmpty else { break }
            MonotonicClock.sleep(milliseconds: 20)
        }
    }

    private static func line(_ report: RelayConnectionReport) -> String {
        let what: String
        switch report.outcome {
        case .open: what = "open"
        case .closed: what = "closed"
        case .resetByClient: what = "reset by the client"
        case .resetByServer: what = "reset by the server"
        case .resetOnPurpose: what = "reset on purpose"
        case .closedOnPurpose: what = "closed on purpose"
        case .unreachable: what = "not connected"
        case .cutShort: what = "cut short by the end"
        }
        var line = "connection \(report.number) \(what): "
        line += "\(report.bytesToServer) bytes to the server, \(report.bytesToClient) to the client, "
        line += "\(Int(report.milliseconds.rounded())) ms"
        let faults = ProxyReport.faults(report.faults)
        return faults.isEmpty ? line : line + "; " + faults
    }
}
