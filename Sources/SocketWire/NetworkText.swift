public import SocketFacts

/// Texts below /proc/PID/net and /etc.
public enum NetworkText {
    /// Rows of /proc/net/tcp, tcp6, udp or udp6 that `isWanted` accepts; lines that make no sense are left out.
    ///
    /// Addresses are words in the byte order of this machine, four for IPv6 (net/ipv4/tcp_ipv4.c, get_tcp4_sock).
    public static func sockets(
        _ bytes: [UInt8], transport: Transport, family: AddressFamily, isWanted: (UInt16, SocketState) -> Bool
    ) -> [SocketRecord] {
        var rows: [SocketRecord] = []
        for line in bytes.split(separator: 0x0a).dropFirst() {
            let fields = line.split(separator: 0x20, maxSplits: 10, omittingEmptySubsequences: true)
            guard fields.count >= 10, let local = endpoint(fields[1], family), let stateByte = hex(fields[3]),
                let state = SocketState(rawValue: UInt8(truncatingIfNeeded: stateByte)), isWanted(local.port, state),
                let remote = endpoint(fields[2], family),
                let uid = UInt32(String(decoding: fields[7], as: UTF8.self)),
                let inode = UInt32(String(decoding: fields[9], as: UTF8.self))
            else { continue }
            let queues = fields[4].split(separator: UInt8(ascii: ":"))
            let receive = queues.count == 2 ? hex(queues[1]) ?? 0 : 0
            rows.append(
                SocketRecord(
                    transport: transport, family: family, state: state, local: local, remote: remote,
                    receiveQueue: UInt32(truncatingIfNeeded: receive), uid: uid, inode: inode))
        }
        return rows
    }

    private static func hex(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard !text.isEmpty, text.count <= 16 else { return nil }
        var value: UInt64 = 0
        for digit in text {
            switch digit {
            case 48...57: value = value << 4 | UInt64(digit - 48)
            case 65...70: value = value << 4 | UInt64(digit - 55)
            case 97...102: value = value << 4 | UInt64(digit - 87)
            default: return nil
            }
        }
        return value
    }

    private static func endpoint(_ text: ArraySlice<UInt8>, _ family: AddressFamily) -> Endpoint? {
        let parts = text.split(separator: UInt8(ascii: ":"))
        guard parts.count == 2, parts[0].count == family.byteCount * 2, let port = hex(parts[1]) else { return nil }
        var bytes: [UInt8] = []
        var rest = parts[0]
        while !rest.isEmpty {
            guard let word = hex(rest.prefix(8)) else { return nil }
            var writer = ByteWriter(capacity: 4)
            writer.native(UInt32(truncatingIfNeeded: word))
            bytes += writer.bytes
            rest = rest.dropFirst(8)
        }
        guard let address = IPAddress(bytes: bytes) else { return nil }
        return Endpoint(address, UInt16(truncatingIfNeeded: port))
    }

    /// The local addresses in /proc/net/fib_trie: a leaf line `|-- ADDRESS` that is followed by `/32 host LOCAL`.
    public static func localAddresses(fibTrie text: String) -> [IPAddress] {
        var found: [IPAddress] = []
        var candidate: IPAddress?
        for line in text.split(separator: "\n") {
            if let range = line.firstRange(of: "|-- ") {
                candidate = IPAddress(line[range.upperBound...])
            } else if line.contains("/32 host LOCAL"), let address = candidate, !found.contains(address) {
                found.append(address)
            }
        }
        return found
    }

    /// The addresses in /proc/net/if_inet6: 32 hexadecimal digits at the start of each line.
    public static func localAddresses(ifInet6 text: String) -> [IPAddress] {
        text.split(separator: "\n").compactMap { line in
            let digits = Array(line.utf8.prefix(32))
            guard digits.count == 32, let high = hex(digits[..<16]), let low = hex(digits[16...]) else { return nil }
            return IPAddress(family: .ipv6, high: high, low: low)
        }
    }

    /// One counter of /proc/net/netstat or /proc/net/snmp: a line of names and a line of values with the same prefix.
    public static func counter(_ name: String, group: String, in bytes: [UInt8]) -> Int? {
        let prefix = Array(group.utf8) + [UInt8(ascii: ":")]
        let wanted = Array(name.utf8)
        var names: [ArraySlice<UInt8>]?
        for line in bytes.split(separator: 0x0a) where line.starts(with: prefix) {
            let fields = line.split(separator: 0x20).dropFirst()
            guard let header = names else {
                names = Array(fields)
                continue
            }
            guard let index = header.firstIndex(where: { $0.elementsEqual(wanted) }), index < fields.count else {
                return nil
            }
            return Int(String(decoding: fields[fields.startIndex + index], as: UTF8.self))
        }
        return nil
    }

    /// The line of /etc/hosts that gives `name` one of `addresses`, counted from 1.
    public static func hostsLine(_ text: String, name: String, addresses: [IPAddress]) -> Int? {
        // A file that was edited on Windows ends its lines in CR LF, which is one Character to Swift.
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd).enumerated() {
            let fields = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let first = fields.first, let address = IPAddress(first) else { continue }
            let isNamed = fields.dropFirst().contains { $0.lowercased() == name.lowercased() }
            if isNamed, addresses.contains(address) { return index + 1 }
        }
        return nil
    }

    /// The name servers of /etc/resolv.conf, in order.
    public static func nameServers(_ text: String) -> [String] {
        text.split(whereSeparator: isLineEnd).compactMap { line in
            let fields = line.split(whereSeparator: \.isWhitespace)
            return fields.count >= 2 && fields[0] == "nameserver" ? String(fields[1]) : nil
        }
    }

    private static func isLineEnd(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }
}
