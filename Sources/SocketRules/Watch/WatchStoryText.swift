public import SocketFacts

/// The calls of a watched program as a sequence diagram, one connection after the other.
public enum WatchStoryText {
    /// Calls of one socket that are shown; a busy one has many.
    private static let shown = 40

    public static func render(_ watch: WatchFacts, style: TerminalReport.Style) -> String {
        var text = ""
        for socket in watch.sockets where !socket.calls.isEmpty {
            if !text.isEmpty { text += "\n" }
            text += self.socket(socket, watch, style)
        }
        if watch.socketsOmitted > 0 {
            text +=
                "\n\(Wording.count(watch.socketsOmitted, "socket")) more, all of them ended without anything remarkable\n"
        }
        return style.usesUnicode ? text : TerminalReport.ascii(text)
    }

    private static func socket(_ socket: WatchedSocket, _ watch: WatchFacts, _ style: TerminalReport.Style) -> String {
        let process = watch.processes.first { $0.pid == socket.process }
        let name = process?.arguments.first.map { Wording.file($0) } ?? "the program"
        var title = "socket \(socket.id), \(socket.transport.title), of \(name) (pid \(socket.process))"
        switch socket.role {
        case .listener: title += ": listener on \(socket.local.map { "\($0)" } ?? "?")"
        case .accepted: title += ": connection from \(socket.peer.map { "\($0)" } ?? "?")"
        case .connecting: title += ": connection to \(socket.peer.map { "\($0)" } ?? "?")"
        case .datagram, .unused: title += socket.local.map { " on \($0)" } ?? ""
        }
        if let partner = socket.partner { title += "; the other end is socket \(partner)" }
        var text = TerminalText.paint(title, .bold, style.usesColor) + "\n"
        let calls = socket.calls.filter { isTold($0) }
        let hidden = max(0, calls.count - shown)
        let first = hidden > 0 ? shown - 10 : calls.count
        for call in calls.prefix(first) { text += line(call, watch, style) }
        if hidden + socket.omitted > 0 {
            text += "             … \(Wording.count(hidden + socket.omitted, "call")) more …\n"
        }
        if hidden > 0 { for call in calls.suffix(10) { text += line(call, watch, style) } }
        if let hanging = socket.hanging { text += line(hanging, watch, style) }
        return text
    }

    private static func isTold(_ call: WatchedCall) -> Bool {
        switch call.kind {
        case .setOption, .getOption, .setNonblocking, .wait, .duplicate, .setSignal: false
        default: true
        }
    }

    /// `   12.3 ms  <── recv(1024) = 5 "Hello"                     server.py:31`.
    private static func line(_ call: WatchedCall, _ watch: WatchFacts, _ style: TerminalReport.Style) -> String {
        let tenths = Int((max(0, watch.offset(call.begin)) * 10).rounded())
        let time = "\(tenths / 10).\(tenths % 10) ms"
        let start = String(repeating: " ", count: max(0, 11 - time.utf8.count)) + time + "  "
        let site = watch.site(call) ?? ""
        let arrow =
            switch call.kind {
            case .receive: "<── "
            case .send, .sendFile: "──> "
            default: " ·  "
            }
        let room = style.width - TerminalText.width(start) - 4 - (site.isEmpty ? 0 : site.count + 2)
        let words = clipped(self.words(call), to: max(12, room))
        var line = start + arrow + words
        if !site.isEmpty {
            let gap = style.width - TerminalText.width(line) - TerminalText.width(site)
            line += String(repeating: " ", count: max(2, gap)) + TerminalText.paint(site, .faint, style.usesColor)
        }
        return line + "\n"
    }

    private static func clipped(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(max(1, width - 1)) + "…"
    }

    private static func words(_ call: WatchedCall) -> String {
        let asked = Int(truncatingIfNeeded: call.argument)
        var text: String
        switch call.kind {
        case .receive: text = "recv(\(asked))"
        case .send: text = "send(\(asked))"
        case .bind, .connect: text = "\(call.kind.function)(\(call.address.map { "\($0)" } ?? "?"))"
        case .listen: text = "listen(\(asked))"
        case .accept: text = "accept()" + (call.address.map { " from \($0)" } ?? "")
        case .shutdown:
            text = "shutdown(\(["RD", "WR", "RDWR"].indices.contains(asked) ? ["RD", "WR", "RDWR"][asked] : "?"))"
        default: text = "\(call.kind.function)()"
        }
        if call.result == nil { return text + "  waits for \(Int(call.milliseconds / 1000)) s and has not returned" }
        if let error = call.error { return text + " = \(error.name)" }
        if call.movesData {
            text += " = \(call.bytes)"
            if call.kind == .receive, call.bytes == 0 { return text + "  end of the stream" }
            if !call.head.isEmpty { text += " " + Wording.quoted(call.head, limit: 60) }
        }
        return text
    }
}
