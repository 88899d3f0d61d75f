/// Hosts and ports that stand on lines of their own, as the members of an object.
extension HostScanner {
    /// `localAddress: '…'` and `localPort: …` in Node's objects: the near end.
    private func isNear(_ found: Int, _ range: Range<Int>) -> Bool {
        found >= range.lowerBound + 5 && text.folded(found - 5..<found) == "local"
    }

    /// Node prints the error as an object: `address: '127.0.0.1',` and `port: 8787` on lines of their own.
    mutating func readObjects(_ lines: Range<Int>) {
        var address: (String, Int, Int)?
        for line in lines {
            let range = text.range(ofLine: line)
            guard range.count < 400 else { continue }
            for key in ["remoteaddress: '", "address: '", "hostname: '", "host: '"] {
                if let found = text.find(Array(key.utf8), from: range.lowerBound, to: range.upperBound),
                    !isNear(found, range)
                {
                    let start = found + key.utf8.count
                    var end = start
                    while end < range.upperBound, text.folded[end] != 0x27 { end += 1 }
                    address = (text.string(start..<end), line, found)
                }
            }
            if let (host, at, offset) = address, line - at <= 2,
                let found = text.find(Array("port: ".utf8), from: range.lowerBound, to: range.upperBound),
                !isNear(found, range), let port = number(found + 6, range)
            {
                add(host, port.value, offset, at, 5)
                address = nil
            }
        }
        if let (host, line, offset) = address { add(host, nil, offset, line, 2) }
        readRecord(lines)
    }

    /// Haskell prints a request as a record: `  host                 = "127.0.0.1"` and below it the port.
    private mutating func readRecord(_ lines: Range<Int>) {
        guard text.mayHold(Array("host  ".utf8)), text.mayHold(Array("port  ".utf8)) else { return }
        var host: (name: String, line: Int, offset: Int)?
        for line in lines {
            let range = text.range(ofLine: line)
            guard range.count < 200, let (key, value) = member(range) else { continue }
            if key == "host", byte(value, range) == 0x22 {
                var end = value + 1
                while end < range.upperBound, text.folded[end] != 0x22 { end += 1 }
                host = (text.string(value + 1..<end), line, range.lowerBound)
            } else if key == "port", let known = host, line - known.line <= 2, let port = number(value, range) {
                add(known.name, port.value, known.offset, line, 5)
            }
        }
    }

    /// The key of `  key    = value`, and where the value begins.
    private func member(_ range: Range<Int>) -> (key: String, value: Int)? {
        var start = range.lowerBound
        while start < range.upperBound, text.folded[start] == 0x20 { start += 1 }
        var end = start
        while end < range.upperBound, isNameByte(text.folded[end]) { end += 1 }
        var next = end
        while next < range.upperBound, text.folded[next] == 0x20 { next += 1 }
        guard end - start == 4, next > end + 1, byte(next, range) == 0x3d else { return nil }
        next += 1
        while next < range.upperBound, text.folded[next] == 0x20 { next += 1 }
        return (text.folded(start..<end), next)
    }
}
