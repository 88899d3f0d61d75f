/// Hosts and ports that words announce.
extension HostScanner {
    static let portWords: [[UInt8]] = [
        "port ", "port=", "port: ", "port:", "port '", "port \"", "port `", "порт ", "puerto ", "porta ", "portul ",
        "端口", "端口 ",
        "ポート ", "포트 ", "portu ", "poort ", "port number ", "port, ", ":port, ", "port => ", "ポート", "порту ", "htons(",
        "tcp:", "udp:", "port = ",
    ].map { Array($0.utf8) }

    /// `HOST port N`, `host='H', port=N`, `("H", N)`, `socket H N`.
    mutating func words(_ line: Int, _ range: Range<Int>) {
        for word in Self.portWords {
            var from = range.lowerBound
            while let found = text.find(word, from: from, to: range.upperBound) {
                from = found + word.count
                if found > range.lowerBound, isNameByte(text.folded[found - 1]) && word[0] < 0x80 { continue }
                guard let port = number(from, range), port.value <= 99_999 else { continue }
                let next = byte(port.end, range)
                guard next != 0x2e || !isDigit(byte(port.end + 1, range)) else { continue }
                if let host = hostBefore(found, range) {
                    add(host, isNearEnd(word, port.value, range) ? nil : port.value, found, line, 5)
                } else {
                    add(nil, port.value, found, line, 1)
                }
            }
        }
        tuples(line, range)
        erlang(line, range)
        // ":8080" alone: Go's and others' way to say every address.
        var from = range.lowerBound
        while let found = text.find([0x3a], from: from, to: range.upperBound) {
            from = found + 1
            let before = found > range.lowerBound ? text.folded[found - 1] : 0x20
            // The quote before it may close the name of a JSON member.
            let isMember =
                before == 0x22 && found > range.lowerBound + 1 && isNameByte(text.folded[found - 2])
            guard !isMember, before == 0x20 || before == 0x22 || before == 0x27 || before == 0x2a,
                let port = number(from, range),
                port.value >= 1,
                !isNameByte(byte(port.end, range)), port.end - from >= 2,
                byte(port.end, range) != 0x3a || byte(port.end + 1, range) == 0x20
            else { continue }
            add(nil, port.value, found, line, 1)
        }
    }

    /// Dart's clients print the far end's address and the near end's port: "address = 10.0.2.2, port = 45678".
    private func isNearEnd(_ word: [UInt8], _ port: Int, _ range: Range<Int>) -> Bool {
        port >= 32_768 && word == Self.dartsPort && text.contains("os error: ", in: range)
            && !text.contains("server socket", in: range)
    }

    private static let dartsPort = Array("port = ".utf8)

    /// The host that stands before the word "port": bare, quoted, in brackets, behind `host=`.
    func hostBefore(_ at: Int, _ range: Range<Int>) -> String? {
        var end = at
        skipping: while end > range.lowerBound {
            switch text.folded[end - 1] {
            case 0x20, 0x2c, 0x22, 0x27, 0x29, 0x60: end -= 1
            default: break skipping
            }
        }
        // "on port", "at", "and": the host may stand one word earlier, not here.
        var start = end
        while start > range.lowerBound, TemplateMatcher.isHostByte(text.folded[start - 1]) { start -= 1 }
        while start < end, text.folded[start] == 0x5b || text.folded[start] == 0x2d { start += 1 }
        var stop = end
        while stop > start,
            text.folded[stop - 1] == 0x5d || text.folded[stop - 1] == 0x2e
                || text.folded[stop - 1] == 0x3a && !(stop - start <= 2)
        { stop -= 1 }
        guard stop > start else { return nil }
        let word = text.folded(start..<stop)
        // "org.example.PortInUseException: Port 8080".
        if word.hasSuffix("exception") || word.hasSuffix("error") { return nil }
        let isAddress =
            word.utf8.allSatisfy { isDigit($0) || $0 == 0x2e } && word.utf8.filter { $0 == 0x2e }.count == 3
            || word.contains("::")
        // Both quotes: in Chinese the words after the closing one would be taken for the name.
        let wasQuoted =
            end < at && [0x22, 0x27].contains(byte(end, range))
            && start > range.lowerBound && [0x22, 0x27].contains(text.folded[start - 1])
        // The time of day has dots and colons, too.
        let isName =
            word.contains(".") && !(word.hasSuffix(".")) && word.utf8.contains { (97...122).contains($0) }
            || Self.knownHosts.contains(word)
        // psql: connection to server at "localhost" (::1), port 5439
        if byte(end, range) == 0x29, start > range.lowerBound, text.folded[start - 1] == 0x28 {
            var back = start - 1
            while back > range.lowerBound, text.folded[back - 1] == 0x20 { back -= 1 }
            if back > range.lowerBound, text.folded[back - 1] == 0x22 {
                var open = back - 1
                while open > range.lowerBound, text.folded[open - 1] != 0x22 { open -= 1 }
                if open < back - 1 { return text.string(open..<(back - 1)) }
            }
        }
        if isAddress || isName { return text.string(start..<stop) }
        if wasQuoted, !word.contains(":"), word.utf8.count > 1 { return text.string(start..<stop) }
        // The end of a sentence, not a name.
        if byte(stop, range) == 0x2e { return nil }
        // connect to db port 5432, Failed to connect to db port 5432
        var back = start
        while back > range.lowerBound, text.folded[back - 1] == 0x20 { back -= 1 }
        for preposition in ["to", "host", "by", "from", "at", "server"]
        where text.folded(max(range.lowerBound, back - preposition.utf8.count)..<back) == preposition {
            if ![
                "host", "server", "the", "on", "port", "address", "remote", "listen", "tcp", "udp", "a", "local",
                "this", "that", "any", "get", "http",
            ].contains(word) {
                return text.string(start..<stop)
            }
        }
        return nil
    }

    /// `("127.0.0.1", 9090)` as in program text and in asyncio's errors; `('', 514)`; `"localhost", 8000`; `H 7400`.
    mutating func tuples(_ line: Int, _ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            let quote = text.folded[at]
            guard quote == 0x22 || quote == 0x27 else {
                at += 1
                continue
            }
            var end = at + 1
            while end < range.upperBound, end - at < 255, TemplateMatcher.isHostByte(text.folded[end]) { end += 1 }
            guard byte(end, range) == quote, !isBuffer(at, range) else {
                at += 1
                continue
            }
            var next = end + 1
            while byte(next, range) == 0x20 { next += 1 }
            if byte(next, range) == 0x2c {
                next += 1
                while byte(next, range) == 0x20 { next += 1 }
                for word in ["port=", "port: ", "port => "]
                where text.find(Array(word.utf8), from: next, to: min(range.upperBound, next + word.utf8.count)) == next
                {
                    next += word.utf8.count
                }
                if let port = number(next, range), port.value <= 99_999,
                    [0x29, 0x2c, 0x20, 0x5d, 0x7d, 0x3b, 0].contains(byte(port.end, range))
                {
                    add(end == at + 1 ? nil : text.string(at + 1..<end), port.value, at, line, end == at + 1 ? 2 : 5)
                    at = port.end
                    continue
                }
            }
            at = end
        }
        commands(line, range)
    }

    /// strace's `sendto(3, "hello", 5, …`: what was sent, and how much.
    private func isBuffer(_ at: Int, _ range: Range<Int>) -> Bool {
        var start = at
        guard start >= range.lowerBound + 4, text.folded[start - 1] == 0x20, text.folded[start - 2] == 0x2c else {
            return false
        }
        start -= 2
        while start > range.lowerBound, isDigit(text.folded[start - 1]) { start -= 1 }
        return start < at - 2 && start > range.lowerBound && text.folded[start - 1] == 0x28
    }

    static let commands = [
        "socket ", "telnet ", "nc ", "ncat ",
    ].map { Array($0.utf8) }

    /// Behind the options of a command line such as `nc -vz -w 3 HOST PORT`; of netcat's letters these take a value.
    private func behindOptions(_ at: Int, _ range: Range<Int>) -> Int {
        var at = at
        while byte(at, range) == 0x2d {
            while byte(at, range) > 0x20 { at += 1 }
            let takesValue = "wpsqigmx".utf8.contains(text.folded[at - 1])
            at += 1
            guard takesValue else { continue }
            while byte(at, range) > 0x20 { at += 1 }
            at += 1
        }
        return at
    }

    /// Notations of single programs, in which the generic ones would take the wrong part.
    static let templates: [TemplateMatcher] = [
        "{host} ({*})|{*}|:{port}", "{host}|{*}|:{port}", "nc: {host} ({*}:{port})", "{host} [{*}] {port} (",
        "[{host}] {port} (", "address = {host}, port = {port}", "host = {host}, port = {port}",
        "host={host};port={port}",
        "host: some(ipv4({host})), port: some({port})", "host: some(domain(\"{host}\")), port: some({port})",
        "host: some(domain(\"{host}\"))", "[\"http-nio-{port}\"]", "connector[http/1.1-{port}]",
        "traceroute to {host} (", "retrieving file '{*}' from {host} : ", "establish connection to \"{host}\"",
        "connect to {host}unable to find", "host, port: {host}, {port}", "{host} [{*}]:{port}",
        "hostname lookup: {host}",
        "dns lookup failed: {host}", "during a connection to {host}. ", "did not continue to {host}.",
        "ping {host} (",
        "trying {host}...",
        "gethostbyname('{host}')", "gethostbyname(\"{host}\")", "getaddrinfo('{host}'", "getaddrinfo(\"{host}\"",
        "getbyname(\"{host}\")", "htons({port}), sin_addr=inet_addr(\"{host}\")", "server on '{host}'",
        "htons({port}), {*}inet_pton(af_inet6, \"{host}\"", "/dev/tcp/{host}/{port}", "/dev/udp/{host}/{port}",
        "getaddrinfo({host}): ", "getaddrinfo({host}, {port}): ", "gethostbyname({host}): ", "-myaddr {host} {port}",
        "`{host}`:`{port}`", "{host}[0: ", "connect to {host}[{*}]:{port}",
        "altnames: host: {host} is not", "dst={host} {*}dpt={port}",
        "getaddrinfo: {host} {port}: ",
        "connection to {host} failed (", "no response from {host}",
        "prox{*} request {*} to {*}://{host}:{port}", "hostname '{host}'", "bad hostname '{host}'",
        "scan report for {host}", "dns.lookup('{host}'", "pinging {host} ",
        "ping statistics for {host}:", "ping-statistik für {host}:", "statistiques ping pour {host}:",
        "statistiques ping pour {host} :", "estadísticas de ping para {host}:", "statistiche ping per {host}:",
        "estatísticas do ping para {host}:", "ping для {host}:", "{host} 的 ping 统计信息", "{host} の ping 統計",
        "{host}에 대한 ping 통계",
    ].map { TemplateMatcher($0) }

    static let trying = TemplateMatcher("trying {host}...")
    static let tried = 8

    mutating func templates(_ line: Int, _ range: Range<Int>) {
        for template in Self.templates {
            guard let match = template.match(text, in: range) else { continue }
            guard let host = match.host else {
                add(nil, match.port, match.range.lowerBound, line, 1)
                continue
            }
            var name = text.string(host)
            while let last = name.last, last == "." || last == ":" { name.removeLast() }
            // "connect to [[10.0.0.3]:80]"
            guard name.utf8.contains(where: { ErrorRecogniser.isWordByte($0 | 0x20) }) else { continue }
            // "connect to [::1]:8080", where the name before the bracket would stand.
            if match.range.lowerBound == host.lowerBound, !name.contains("."),
                !Self.knownHosts.contains(name.lowercased())
            {
                continue
            }
            // The C program's variable, not a name.
            if ["host", "hostname", "node", "name", "server", "addr", "address"].contains(name) { continue }
            var port = match.port
            if port == nil, let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon {
                port = Int(name[name.index(after: colon)...])
                if port != nil { name.removeSubrange(colon...) }
            }
            if let near = port, isNearEnd(Self.dartsPort, near, range) { port = nil }
            if !name.isEmpty { add(name, port, match.range.lowerBound, line, 6) }
        }
        // telnet tries every address of a name; the last one is the one that failed. The port stands in the command only.
        if let match = Self.trying.match(text, in: range), let host = match.host {
            var name = text.string(host)
            while name.last == "." { name.removeLast() }
            candidates.removeAll { $0.strength == Self.tried }
            var port = candidates.last { $0.port != nil }?.port
            // curl's "Trying 10.0.0.3:8080..." and "Trying [::1]:8080...".
            if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon || name.hasPrefix("["),
                let own = Int(name[name.index(after: colon)...])
            {
                port = own
                name = ErrorRecogniser.trimmed(String(name[..<colon]))
            }
            add(name, port, match.range.lowerBound, line, Self.tried)
        }
    }

    mutating func commands(_ line: Int, _ range: Range<Int>) {
        templates(line, range)
        options(line, range)
        for command in Self.commands {
            guard let found = text.find(command, from: range.lowerBound, to: range.upperBound),
                found == range.lowerBound || !isNameByte(text.folded[found - 1])
            else { continue }
            let start = behindOptions(found + command.count, range)
            var end = start
            while end < range.upperBound, TemplateMatcher.isHostByte(text.folded[end]) { end += 1 }
            guard end > start, byte(end, range) == 0x20, let port = number(end + 1, range),
                !isNameByte(byte(port.end, range)), !Self.noHosts.contains(text.folded(start..<end))
            else { continue }
            add(text.string(start..<end), port.value, found, line, 5)
        }
    }
}
