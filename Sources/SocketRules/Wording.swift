public import SocketFacts

/// How things are called in sentences. Text that other programs chose passes through `escaped` here and nowhere else.
public enum Wording {
    /// The text with control characters, bidirectional overrides and other invisible characters written as `\x1b` or
    /// `\u{202e}`, so that a hostile process name cannot move the cursor or reverse a line. At most `limit` characters.
    public static func escaped(_ text: String, limit: Int = 200) -> String {
        // Most texts have nothing to escape.
        if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == limit {
                result += "…"
                break
            }
            count += 1
            switch scalar.value {
            case 0x0a: result += "\\n"
            case 0x0d: result += "\\r"
            case 0x09: result += "\\t"
            case 0..<0x20, 0x7f..<0xa0:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            default:
                let isHidden =
                    scalar.properties.generalCategory == .format || scalar.properties.isNoncharacterCodePoint
                    || scalar.properties.generalCategory == .lineSeparator
                    || scalar.properties.generalCategory == .paragraphSeparator
                if isHidden {
                    result += "\\u{" + String(scalar.value, radix: 16) + "}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    /// Bytes as text in double quotes with escapes, at most `limit` bytes.
    public static func quoted(_ bytes: [UInt8], limit: Int = 60) -> String {
        let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
        return "\"" + escaped(text, limit: limit) + "\"" + (bytes.count > limit ? "…" : "")
    }

    /// A duration as people say it: "12 s", "4 min", "3 h", "2 days".
    public static func age(_ seconds: Double) -> String {
        let whole = Int(max(0, min(seconds, 1e12)))
        if whole < 120 { return "\(whole) s" }
        if whole < 7200 { return "\(whole / 60) min" }
        if whole < 172_800 { return "\(whole / 3600) h" }
        return "\(whole / 86_400) days"
    }

    /// The path with the home directory of its user shortened to `~`.
    public static func path(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        if parts.first == "home", parts.count >= 2 {
            return escaped((["~"] + parts.dropFirst(2).map(String.init)).joined(separator: "/"))
        }
        if parts.first == "root" { return escaped((["~"] + parts.dropFirst().map(String.init)).joined(separator: "/")) }
        return escaped(path)
    }

    /// "python3 server.py (pid 4242, running for 12 s, in ~/lab)".
    public static func process(_ process: ProcessFacts) -> String {
        var inside = ["pid \(process.pid)", "running for \(age(process.ageSeconds))"]
        if process.isSuspended { inside[1] = "stopped" }
        if let directory = process.directory.value { inside.append("in \(path(directory))") }
        return "\(escaped(process.command, limit: 80)) (\(inside.joined(separator: ", ")))"
    }

    /// "python3 server.py, pid 4242".
    public static func brief(_ process: ProcessFacts) -> String {
        "\(escaped(process.command, limit: 60)), pid \(process.pid)"
    }

    /// The owner of a socket in a sentence, or what is known of it: "a process of user 1001".
    public static func owner(of socket: SocketRecord, in facts: Facts) -> String {
        if let process = facts.owner(of: socket) { return Self.process(process) }
        return "a process of user \(user(socket.uid, in: facts)) that cannot be seen from here"
    }

    /// A user's name where some process tells it, else "uid N".
    public static func user(_ uid: UInt32, in facts: Facts) -> String {
        if uid == 0 { return "root" }
        return facts.processes.first { $0.uid == uid }?.user.map { escaped($0) } ?? "uid \(uid)"
    }

    /// "port 9090" with the transport where it is not the usual one.
    public static func port(_ port: UInt16, _ transport: Transport) -> String {
        transport == .tcp ? "port \(port)" : "UDP port \(port)"
    }

    /// The `ss` command that shows the sockets on a port, listeners and others.
    public static func ss(_ port: UInt16, _ transport: Transport, listening: Bool = true) -> String {
        "ss -\(transport.ssFlag)\(listening ? "l" : "a")np 'sport = :\(port)'"
    }
}
