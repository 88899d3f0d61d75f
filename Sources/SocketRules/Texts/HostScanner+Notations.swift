/// Notations that no template can say.
extension HostScanner {
    /// Erlang's `{ip,{127,0,0,1}}`, `{port,8088}` and `{{0,0,0,0,0,0,0,0},5672}`, Elixir's `{127, 0, 0, 1}, 8080`.
    mutating func erlang(_ line: Int, _ range: Range<Int>) {
        var host: String?
        var port: Int?
        var isSure = true
        var place = range.lowerBound
        var from = range.lowerBound
        while let open = text.find([0x7b], from: from, to: range.upperBound) {
            from = open + 1
            if let named = text.find(Array("{port,".utf8), from: open, to: min(range.upperBound, open + 6)),
                let found = number(named + 6, range), byte(found.end, range) == 0x7d
            {
                port = port ?? found.value
                continue
            }
            var numbers: [Int] = []
            var at = open + 1
            while let found = number(at, range), numbers.count < 8 {
                numbers.append(found.value)
                at = found.end
                guard byte(at, range) == 0x2c else { break }
                at += byte(at + 1, range) == 0x20 ? 2 : 1
            }
            guard byte(at, range) == 0x7d else { continue }
            if numbers.count == 4, numbers.allSatisfy({ $0 <= 255 }) {
                host = numbers.map(String.init).joined(separator: ".")
            } else if numbers.count == 8, numbers.allSatisfy({ $0 == 0 }) {
                host = "::"
            } else {
                continue
            }
            place = open
            guard byte(at + 1, range) == 0x2c else { continue }
            at += byte(at + 2, range) == 0x20 ? 3 : 2
            // Without the bracket behind it, it may be another number.
            guard let found = number(at, range), found.value <= 65_535 else { continue }
            port = found.value
            isSure = byte(found.end, range) == 0x7d
        }
        if let host {
            add(host, port, place, line, port == nil ? 2 : isSure ? 6 : 4)
        } else if let port {
            add(nil, port, place, line, 1)
        }
    }

    /// Programs whose `-h` is the host and whose `-p` or `-P` is the port.
    static let programs: [String] = [
        "mosquitto_pub", "mosquitto_sub", "psql", "pg_isready", "pg_dump", "redis-cli", "mysql", "mysqladmin",
        "mysqldump",
        "mariadb", "iperf3", "iperf", "mongosh", "ssh", "scp", "sftp",
    ]

    /// `$ mosquitto_pub -h broker.lab -p 1885`: the message itself names neither.
    mutating func options(_ line: Int, _ range: Range<Int>) {
        guard range.count < 400, text.contains(" -", in: range) else { return }
        let words = text.string(range).split(separator: " ")
        guard let program = words.firstIndex(where: { Self.programs.contains($0.lowercased()) }), program <= 3 else {
            return
        }
        var host: String?
        var port: Int?
        for (option, value) in zip(words[program...], words[(program + 1)...]) {
            switch option {
            case "-h", "--host": host = String(value)
            case "-c" where words[program].hasPrefix("iperf"): host = String(value)
            case "-p", "-P", "--port": port = Int(value)
            default: break
            }
        }
        if host != nil || port != nil { add(host, port, range.lowerBound, line, host == nil ? 1 : port == nil ? 2 : 5) }
    }

    /// The name before an address in round brackets.
    func nameOutside(_ at: Int, _ end: Int, _ range: Range<Int>) -> String? {
        guard at > range.lowerBound + 1, text.folded[at - 1] == 0x28, text.folded[at - 2] == 0x20,
            byte(end, range) == 0x29
        else { return nil }
        var start = at - 2
        while start > range.lowerBound, isNameByte(text.folded[start - 1]) || text.folded[start - 1] == 0x2e {
            start -= 1
        }
        let name = text.folded(start..<at - 2)
        guard let dot = name.lastIndex(of: "."), name.first != ".",
            name[name.index(after: dot)...].utf8.allSatisfy({ (97...122).contains($0) }),
            !Self.fileEndings.contains(String(name[name.index(after: dot)...])), !name.hasSuffix(".")
        else { return nil }
        return text.string(start..<at - 2)
    }

    /// How servers' logs name who connected to them.
    static let clients = [
        "remote_ip\":\"", "remote_addr\":\"", "client_ip\":\"", "clienthost\":\"", "remote_addr=", "client_ip=",
        "remoteaddr=", "client=", "remote_addr\": \"", "remote_ip\": \"", "clientaddr\":\"",
    ].map { Array($0.utf8) }

    func isClient(_ offset: Int, _ range: Range<Int>) -> Bool {
        Self.clients.contains { label in
            let start = offset - label.count
            return start >= range.lowerBound && text.find(label, from: start, to: offset) == start
        }
    }
}
