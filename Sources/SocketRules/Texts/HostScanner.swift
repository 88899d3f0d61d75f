/// Finds the hosts and ports that a text names, in the notations of many programs.
struct HostScanner {
    struct Candidate {
        var host: String?
        var port: Int?
        var offset: Int
        var line: Int
        /// How surely this is the address in question: 5 both named as such, 4 an address with a port, 3 a name with a
        /// port, 2 an address alone, 1 a port alone.
        var strength: Int
    }

    let text: ErrorText
    var candidates: [Candidate] = []

    init(_ text: ErrorText, lines: Range<Int>) {
        self.text = text
        for line in lines {
            let range = text.range(ofLine: line)
            // A line of many kilobytes is a dump, not a message.
            scan(line, range.lowerBound..<min(range.upperBound, range.lowerBound + 4096))
        }
        readObjects(lines)
    }

    // MARK: One line

    mutating func scan(_ line: Int, _ range: Range<Int>) {
        let count = candidates.count
        var at = range.lowerBound
        while at < range.upperBound {
            if isTokenStart(at, range), let end = token(at, range, line) {
                at = max(end, at + 1)
            } else {
                at += 1
            }
        }
        words(line, range)
        // "client: 10.0.0.1, server: shop.test": who asked and what the server is called is not where it went.
        let found = candidates.count
        for index in count..<found {
            if isLabelled(candidates[index].offset, range) {
                candidates[index].strength = 0
            } else if isClient(candidates[index].offset, range) {
                candidates[index].strength = -1
            }
        }
    }

    func isTokenStart(_ at: Int, _ range: Range<Int>) -> Bool {
        guard at > range.lowerBound else { return true }
        switch text.folded[at - 1] {
        case 48...57, 97...122, 0x2e, 0x5f, 0x2d, 0x25: return false
        default: return true
        }
    }

    func isHex(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...122).contains(byte) || byte == 0x2d || byte == 0x5f || byte >= 0x80
    }

    func byte(_ at: Int, _ range: Range<Int>) -> UInt8 { at < range.upperBound ? text.folded[at] : 0 }

    func number(_ at: Int, _ range: Range<Int>) -> (value: Int, end: Int)? {
        var end = at
        var value = 0
        while end < range.upperBound, isDigit(text.folded[end]), end - at < 7 {
            value = value * 10 + Int(text.folded[end] - 48)
            end += 1
        }
        guard end > at, end - at <= 6, !isDigit(byte(end, range)) else { return nil }
        return (value, end)
    }

    /// An address or name that begins here, with its port; answers where it ends.
    mutating func token(_ at: Int, _ range: Range<Int>, _ line: Int) -> Int? {
        let first = text.folded[at]
        // ssh's "bind [127.0.0.1]:8080".
        if first == 0x5b, let (host, end) = ipv4(at + 1, range), byte(end, range) == 0x5d,
            byte(end + 1, range) == 0x3a, let port = number(end + 2, range)
        {
            add(host, port.value, at, line, 4)
            return port.end
        }
        if first == 0x5b, let (host, end) = bracketed(at, range) { return take(host, at, end, range, line, 4, 2) }
        if first == 0x3a, byte(at + 1, range) == 0x3a, let (host, end, port) = bareIPv6(at, range) {
            add(host, port, at, line, port == nil ? 2 : 4)
            return end
        }
        if isHex(first), let (host, end, port) = bareIPv6(at, range) {
            add(host, port, at, line, port == nil ? 2 : 4)
            return end
        }
        if isDigit(first), let (host, end) = ipv4(at, range) {
            // "connect to backup.lab (10.3.9.9)": the name is what was asked for.
            if let name = nameOutside(at, end, range) {
                add(name, nil, at, line, 3)
                return end
            }
            return take(host, at, end, range, line, 4, 2)
        }
        if (97...122).contains(first) || isDigit(first) { return name(at, range, line) }
        return nil
    }

    /// What follows an address: `:port`, `/port` in /dev/tcp, `:port` after `name/address`.
    mutating func take(
        _ host: String, _ at: Int, _ end: Int, _ range: Range<Int>, _ line: Int, _ withPort: Int, _ alone: Int
    ) -> Int {
        // A "#" instead of the colon is what dig and ISC's servers write.
        if byte(end, range) == 0x3a || byte(end, range) == 0x23, let port = number(end + 1, range),
            port.value <= 99_999
        {
            add(host, port.value, at, line, withPort)
            return port.end
        }
        let isDevice = text.find(Array("/dev/".utf8), from: max(range.lowerBound, at - 9), to: at) != nil
        if isDevice, byte(end, range) == 0x2f, let port = number(end + 1, range) {
            add(host, port.value, at, line, 5)
            return port.end
        }
        // SQL Server's "10.0.0.3,1433", "(10.0.0.3, 29500)", NCCL's "10.0.0.3<43211>".
        let sign = byte(end, range)
        if sign == 0x2c || sign == 0x3c {
            let start = sign == 0x2c && byte(end + 1, range) == 0x20 ? end + 2 : end + 1
            if let port = number(start, range), (1...65_535).contains(port.value) {
                let next = byte(port.end, range)
                let isWhole = next == 0 || next == 0x2e || next == 0x3a || next == 0x20 || next == 0x27 || next == 0x22
                if sign == 0x3c ? next == 0x3e : start == end + 2 ? next == 0x29 : isWhole && port.value >= 100 {
                    add(host, port.value, at, line, withPort)
                    return port.end
                }
            }
        }
        // Windows' and PowerShell's "(127.0.0.1 : 9090)".
        if byte(end, range) == 0x20, byte(end + 1, range) == 0x3a, byte(end + 2, range) == 0x20,
            let port = number(end + 3, range)
        {
            add(host, port.value, at, line, withPort)
            return port.end
        }
        // A command that was typed: "./client 10.0.0.3 9090".
        if byte(end, range) == 0x20, at > range.lowerBound, text.folded[at - 1] == 0x20,
            let port = number(end + 1, range), port.end == range.upperBound, (1...65_535).contains(port.value),
            text.contains("./", in: range.lowerBound..<at) || text.contains("$ ", in: range.lowerBound..<at)
        {
            add(host, port.value, at, line, withPort)
            return port.end
        }
        add(host, nil, at, line, alone)
        return end
    }

    // MARK: Names

    // Arrays: to set the type of a set up takes longer than many searches.

    /// What stands after a last dot in the name of a file, not of a host.
    static let fileEndings: [String] = [
        "py", "js", "mjs", "cjs", "ts", "tsx", "jsx", "java", "kt", "go", "rs", "rb", "php", "pl", "pm", "c", "h", "cc",
        "cpp", "hpp",
        "cs", "swift", "ex", "exs", "erl", "lua", "sh", "tcl", "scala", "conf", "log", "json", "yaml", "yml", "toml",
        "xml", "html",
        "so", "o", "txt", "md", "lock", "sock", "service", "exe", "dll", "jar", "class", "vue", "r", "jl", "hs", "clj",
        "s", "bash", "idf",
    ]
    /// Words before a colon and a number that name no host.
    static let noHosts: [String] = [
        "port", "line", "pid", "errno", "code", "error", "exit", "status", "version", "at", "node", "internal", "net",
        "line_number",
        "column", "char", "position", "byte", "length", "size", "count", "attempt", "retry", "timeout", "id", "failed",
        "warning",
        "info", "debug", "fatal", "http", "https", "tcp", "udp", "ssl", "os", "wsl", "thread", "process", "stream",
        "channel", "fd",
        "level", "index", "got", "expected", "exception", "errorcode", "signal", "events", "dns", "async_hooks", "fs",
        "child_process",
        "cluster", "loader", "main", "emerg", "crit", "time", "user", "uid", "gid", "lwp", "accept", "connect", "bind",
        "listen", "socket",
        "send", "recv", "read", "write", "select", "poll", "ms", "read_timeout", "offset", "accept4", "ax", "undici",
        "tls", "_http_client",
        "_http_server", "file", "errors", "packets", "bytes", "memory", "cause", "reason", "result", "returned",
        "panic", "diagnostics", "event", "init", "system",
        "request", "response", "statuscode", "rc", "ret", "err", "stdin", "eval", "timers", "buffer", "module", "frame",
        "bash", "sh", "range", "unix",
    ]
    /// Names that are hosts though they have no dot.
    static let knownHosts: [String] = ["localhost", "ip6-localhost"]

    mutating func name(_ at: Int, _ range: Range<Int>, _ line: Int) -> Int? {
        var end = at
        var lastDot: Int?
        while end < range.upperBound, end - at < 253, isNameByte(text.folded[end]) || text.folded[end] == 0x2e {
            if text.folded[end] == 0x2e {
                guard end + 1 < range.upperBound, isNameByte(text.folded[end + 1]) else { break }
                lastDot = end
            }
            end += 1
        }
        // scheme://host
        if byte(end, range) == 0x3a, byte(end + 1, range) == 0x2f, byte(end + 2, range) == 0x2f, lastDot == nil {
            return nil
        }
        let before = at > range.lowerBound ? text.folded[at - 1] : 0x20
        let isAfterScheme =
            at >= range.lowerBound + 3 && before == 0x2f && text.folded[at - 2] == 0x2f && text.folded[at - 3] == 0x3a
        let isPath = (before == 0x2f || before == 0x5c) && !isAfterScheme
        var hostEnd = end
        // Java's name/address:port: the name is what was asked for.
        if byte(end, range) == 0x2f, !isPath, let (_, stop) = ipv4(end + 1, range) ?? bracketed(end + 1, range) {
            hostEnd = stop
        }
        let ending = lastDot.map { text.folded($0 + 1..<end) }
        // The length first: most words are none of them, and none of them need become a string for that.
        let isKnown = (end - at == 9 || end - at == 13) && Self.knownHosts.contains(text.folded(at..<end))
        let isHostLike =
            isKnown || hostEnd != end
            || (lastDot != nil && !Self.fileEndings.contains(ending ?? "")
                && (ending ?? "").utf8.allSatisfy { (97...122).contains($0) })
        if byte(hostEnd, range) == 0x3a, !isPath, let port = number(hostEnd + 1, range), port.value <= 99_999 {
            let next = byte(port.end, range)
            if isAfterScheme || isKnown
                || (isHostLike && (next != 0x3a || byte(port.end + 1, range) == 0x20) && port.value >= 10)
            {
                add(text.string(at..<end), port.value, at, line, 4)
                return port.end
            }
            // Twisted's "any:6543" is every address.
            if end - at == 3, text.folded(at..<end) == "any" {
                add(nil, port.value, at, line, 1)
                return port.end
            }
            // db:5432, but neither file:line nor "errno: 98".
            let isSentence = next == 0x2e && [0, 0x20].contains(byte(port.end + 1, range))
            if lastDot == nil, next != 0x3a, next != 0x2e || isSentence, port.value >= 10, end - at >= 2,
                !Self.noHosts.contains(text.folded(at..<end)),
                (97...122).contains(text.folded[at]), before != 0x2e, before != 0x3a, before != 0x5c, before != 0x3c,
                text.find(Array("image ".utf8), from: max(range.lowerBound, at - 7), to: at) == nil
            {
                add(text.string(at..<end), port.value, at, line, 3)
                return port.end
            }
            // ipv4:127.0.0.1:50051
            return next == 0x2e ? hostEnd + 1 : port.end
        }
        // nginx's "fastcgi://unix:/run/php.sock:", and a pointer.
        let head = text.folded(at..<min(end, at + 4))
        if end - at == 4 && head == "unix" || head.hasPrefix("0x") { return end }
        if isAfterScheme, !isPath {
            add(text.string(at..<end), nil, at, line, 2)
        } else if isHostLike, hostEnd != end || isKnown, !isPath {
            add(text.string(at..<end), nil, at, line, 2)
        }
        return end
    }

    // MARK: Labels

    static let labels = [
        "client: ", "server: ", "local: ", "local address ", "listening on ", " on ", "from ", "rip=", "lip=",
        "resolver: ",
    ].map { Array($0.utf8) }

    func isLabelled(_ offset: Int, _ range: Range<Int>) -> Bool {
        for label in Self.labels.prefix(4) {
            let start = offset - label.count
            if start >= range.lowerBound, text.find(label, from: start, to: offset) == start { return true }
        }
        // Apache's "[client 10.0.0.2:51000]", and who asked in an access log: `10.0.0.2 - - [`.
        if offset >= range.lowerBound + 8, text.folded(offset - 8..<offset) == "[client " { return true }
        if offset == range.lowerBound,
            text.find(Array(" - - [".utf8), from: offset, to: min(range.upperBound, offset + 60)) != nil
        {
            return true
        }
        if text.contains("http+docker:", in: max(range.lowerBound, offset - 14)..<offset) { return true }
        // nginx: the name in the request, beside the upstream that failed.
        if offset >= range.lowerBound + 7, text.folded(offset - 7..<offset) == "host: \"",
            text.contains("request: \"", in: range)
        {
            return true
        }
        // "could not proxy from localhost:3000 to http://localhost:5004": the first is the near end.
        if offset >= range.lowerBound + 5, text.folded(offset - 5..<offset) == "from ",
            let to = text.find(Array(" to ".utf8), from: offset, to: min(range.upperBound, offset + 80)),
            to + 4 < range.upperBound, text.contains(":", in: to..<range.upperBound)
        {
            return true
        }
        // The near end of "a:1->b:2", and the resolver of "lookup x on 127.0.0.1:53".
        var end = offset
        while end < range.upperBound, TemplateMatcher.isHostByte(text.folded[end]) { end += 1 }
        if end > range.lowerBound, end + 1 < range.upperBound, text.folded[end - 1] == 0x2d || text.folded[end] == 0x2d,
            text.folded[end] == 0x3e || text.folded[end + 1] == 0x3e
        {
            return true
        }
        if let lookup = text.find(Array("lookup ".utf8), from: range.lowerBound, to: offset),
            let on = text.find(Array(" on ".utf8), from: lookup, to: offset), on == offset - 4
        {
            return true
        }
        return false
    }

    /// Hosts of manuals that messages refer to.
    static let manuals: [String] = [
        "curl.se", "curl.haxx.se", "github.com", "go.microsoft.com", "aka.ms", "nodejs.org", "docs.docker.com",
        "kubernetes.io",
        "dev.mysql.com", "www.wireshark.org", "wireshark.org", "docs.microsoft.com", "learn.microsoft.com", "docs.rs",
        "docs.python.org",
        "www.cyberciti.biz", "nextjs.org", "vitejs.dev", "errors.pydantic.dev", "sqlalche.me", "help.launchpad.net",
        "npcap.com", "d", "nmap.org", "asio.netdb", "asio.misc", "asio.ssl", "asio.system",
    ]

    mutating func add(_ host: String?, _ port: Int?, _ offset: Int, _ line: Int, _ strength: Int) {
        var host = host
        if let found = host, found.hasSuffix(".") { host = String(found.dropLast()) }
        // A socket in the file system has an address, too.
        if let found = host, found.hasPrefix("/") { return }
        if let found = host, let slash = found.firstIndex(of: "/") { host = String(found[..<slash]) }
        if let found = host, Self.manuals.contains(found.lowercased()) { return }
        candidates.append(Candidate(host: host, port: port, offset: offset, line: line, strength: strength))
    }
}
