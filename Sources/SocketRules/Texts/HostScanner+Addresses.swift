/// Addresses of both families.
extension HostScanner {
    func bracketed(_ at: Int, _ range: Range<Int>) -> (String, Int)? {
        var end = at + 1
        var colons = 0
        var isZone = false
        while end < range.upperBound, end - at < 60, text.folded[end] != 0x5d {
            let byte = text.folded[end]
            if byte == 0x25 { isZone = true }
            // Perl's "[Net::FTP]" is a module.
            guard isHex(byte) || byte == 0x3a || byte == 0x2e || byte == 0x25 || isZone && isNameByte(byte) else {
                return nil
            }
            if byte == 0x3a { colons += 1 }
            end += 1
        }
        guard colons >= 2, byte(end, range) == 0x5d else { return nil }
        return (text.string(at + 1..<end), end + 1)
    }

    /// `::1`, `fe80::1%eth0`, `:::8080` (Node's way to write [::]:8080).
    func bareIPv6(_ at: Int, _ range: Range<Int>) -> (String, Int, Int?)? {
        var end = at
        var colons = 0
        var hasDouble = false
        while end < range.upperBound, end - at < 45, isHex(text.folded[end]) || text.folded[end] == 0x3a {
            if text.folded[end] == 0x3a {
                colons += 1
                if end > at, text.folded[end - 1] == 0x3a { hasDouble = true }
            }
            end += 1
        }
        while end > at, text.folded[end - 1] == 0x3a, !(end - at == 2) { end -= 1 }
        guard hasDouble || colons == 7, end - at >= 2 else { return nil }
        guard !isNameByte(byte(end, range)), byte(end, range) != 0x5f else { return nil }
        // C++ and Rust paths: std::net::TcpStream, tokio::…
        if at > range.lowerBound, isNameByte(text.folded[at - 1]) { return nil }
        var stop = end
        if byte(end, range) == 0x25 {
            stop = end + 1
            while stop < range.upperBound, isNameByte(text.folded[stop]) { stop += 1 }
        }
        let whole = text.string(at..<stop)
        if whole.hasPrefix(":::"), let port = Int(whole.dropFirst(3)) { return ("::", stop, port) }
        // Node's "::1:8080": the last group is decimal and longer than an IPv6 group would be beside ::1.
        if whole.hasPrefix("::1:"), let port = Int(whole.dropFirst(4)), port > 0 { return ("::1", stop, port) }
        return (whole, stop, nil)
    }

    func ipv4(_ at: Int, _ range: Range<Int>) -> (String, Int)? {
        var end = at
        for part in 0..<4 {
            guard let value = number(end, range), value.value <= 255, value.end - end <= 3 else { return nil }
            end = value.end
            if part < 3 {
                guard byte(end, range) == 0x2e else { return nil }
                end += 1
            }
        }
        guard byte(end, range) != 0x2e || !isDigit(byte(end + 1, range)), !(97...122).contains(byte(end, range)),
            byte(end, range) != 0x5f
        else { return nil }
        return (text.string(at..<end), end)
    }
}
