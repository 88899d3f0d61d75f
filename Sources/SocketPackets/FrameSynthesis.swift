public import SocketFacts

/// Builds Ethernet frames around what went through a socket, as if it had been seen on a wire.
public enum FrameSynthesis {
    /// TCP flags as RFC 9293 numbers them.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let fin = Flags(rawValue: 1)
        public static let syn = Flags(rawValue: 2)
        public static let reset = Flags(rawValue: 4)
        public static let push = Flags(rawValue: 8)
        public static let ack = Flags(rawValue: 16)
    }

    /// A TCP segment in its frame; the addresses are of one family.
    ///
    /// A SYN carries a maximum segment size and a window scale of 10, so that the windows of all others read as 64 MiB.
    public static func segment(
        from source: Endpoint, to target: Endpoint, sequence: UInt32, acknowledgment: UInt32, flags: Flags,
        payload: some Collection<UInt8>, identification: UInt16 = 0
    ) -> [UInt8] {
        var tcp: [UInt8] = []
        put(source.port, to: &tcp)
        put(target.port, to: &tcp)
        put(sequence, to: &tcp)
        put(acknowledgment, to: &tcp)
        let options: [UInt8] = flags.contains(.syn) ? [2, 4, 0xff, 0xc4, 1, 3, 3, 10] : []
        tcp.append(UInt8((20 + options.count) / 4) << 4)
        tcp.append(flags.rawValue)
        put(UInt16(65_535), to: &tcp)
        put(UInt32(0), to: &tcp)
        tcp += options
        tcp += payload
        let sum = checksum(tcp, 6, source.address, target.address)
        tcp[16] = UInt8(sum >> 8)
        tcp[17] = UInt8(sum & 0xff)
        return frame(tcp, 6, source.address, target.address, identification)
    }

    /// A UDP datagram in its frame.
    public static func datagram(
        from source: Endpoint, to target: Endpoint, payload: some Collection<UInt8>, identification: UInt16 = 0
    ) -> [UInt8] {
        frame(udp(source, target, payload), 17, source.address, target.address, identification)
    }

    /// What an ICMP "port unreachable" quotes: the IP header and the first 8 bytes of the datagram that met a closed port,
    /// behind the ICMP header (RFC 792; RFC 4443 section 3.1, whose checksum the kernel fills in).
    public static func portUnreachable(from client: Endpoint, to target: Endpoint, payload: [UInt8]) -> [UInt8] {
        let packet = ip(udp(client, target, payload), 17, client.address, target.address, 0)
        let isIPv4 = client.address.family == .ipv4
        var icmp: [UInt8] = isIPv4 ? [3, 3, 0, 0, 0, 0, 0, 0] : [1, 4, 0, 0, 0, 0, 0, 0]
        icmp += packet.prefix((isIPv4 ? 20 : 40) + 8)
        if isIPv4 {
            let sum = ~fold(add(icmp, 0))
            icmp[2] = UInt8(sum >> 8)
            icmp[3] = UInt8(sum & 0xff)
        }
        return icmp
    }

    private static func udp(_ source: Endpoint, _ target: Endpoint, _ payload: some Collection<UInt8>) -> [UInt8] {
        var udp: [UInt8] = []
        put(source.port, to: &udp)
        put(target.port, to: &udp)
        put(UInt16(8 + payload.count), to: &udp)
        put(UInt16(0), to: &udp)
        udp += payload
        var sum = checksum(udp, 17, source.address, target.address)
        // 0 would say that there is no checksum (RFC 768).
        if sum == 0 { sum = 0xffff }
        udp[6] = UInt8(sum >> 8)
        udp[7] = UInt8(sum & 0xff)
        return udp
    }

    /// Locally administered MAC addresses, made from the IP addresses so that each end keeps its own.
    private static func frame(
        _ transport: [UInt8], _ number: UInt8, _ source: IPAddress, _ target: IPAddress, _ identification: UInt16
    ) -> [UInt8] {
        func station(_ address: IPAddress) -> [UInt8] { [0x02, 0x00] + address.bytes.suffix(4) }
        let type: [UInt8] = source.family == .ipv4 ? [0x08, 0x00] : [0x86, 0xdd]
        return station(target) + station(source) + type + ip(transport, number, source, target, identification)
    }

    private static func ip(
        _ transport: [UInt8], _ number: UInt8, _ source: IPAddress, _ target: IPAddress, _ identification: UInt16
    ) -> [UInt8] {
        var header: [UInt8] = []
        if source.family == .ipv4 {
            header = [0x45, 0]
            put(UInt16(20 + transport.count), to: &header)
            put(identification, to: &header)
            header += [0x40, 0, 64, number, 0, 0]
            header += source.bytes
            header += target.bytes
            let sum = ~fold(add(header, 0))
            header[10] = UInt8(sum >> 8)
            header[11] = UInt8(sum & 0xff)
        } else {
            header = [0x60, 0, 0, 0]
            put(UInt16(transport.count), to: &header)
            header += [number, 64]
            header += source.bytes
            header += target.bytes
        }
        return header + transport
    }

    /// The Internet checksum (RFC 1071) over the pseudo-header and the segment.
    static func checksum(_ segment: [UInt8], _ number: UInt8, _ source: IPAddress, _ target: IPAddress) -> UInt16 {
        var sum = add(source.bytes, 0)
        sum = add(target.bytes, sum)
        sum += UInt64(number) + UInt64(segment.count)
        return ~fold(add(segment, sum))
    }

    private static func add(_ bytes: [UInt8], _ start: UInt64) -> UInt64 {
        var sum = start
        var index = 0
        while index + 1 < bytes.count {
            sum += UInt64(bytes[index]) << 8 | UInt64(bytes[index + 1])
            index += 2
        }
        if index < bytes.count { sum += UInt64(bytes[index]) << 8 }
        return sum
    }

    private static func fold(_ sum: UInt64) -> UInt16 {
        var sum = sum
        while sum > 0xffff { sum = (sum & 0xffff) + sum >> 16 }
        return UInt16(sum)
    }

    private static func put<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
        for index in (0..<(T.bitWidth / 8)).reversed() {
            bytes.append(UInt8(truncatingIfNeeded: value >> T(index * 8)))
        }
    }
}
