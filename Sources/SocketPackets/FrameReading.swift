public import SocketFacts

/// A TCP segment or a UDP datagram, taken out of an Ethernet frame.
public struct TransportPacket: Hashable, Sendable {
    public var transport: Transport
    public var source: Endpoint
    public var target: Endpoint
    /// 0 for UDP.
    public var sequence: UInt32
    /// Empty for UDP.
    public var flags: FrameSynthesis.Flags
    public var payload: [UInt8]

    /// - Returns: `nil` for anything else: ARP, fragments, extension headers, frames cut short.
    public init?(ethernet frame: [UInt8]) {
        guard frame.count >= 14 else { return nil }
        let type = UInt16(frame[12]) << 8 | UInt16(frame[13])
        let ip = frame[14...]
        let start = ip.startIndex
        let number: UInt8
        let addresses: (IPAddress?, IPAddress?)
        let body: ArraySlice<UInt8>
        switch type {
        case 0x0800:
            guard ip.count >= 20, ip[start] >> 4 == 4 else { return nil }
            let size = Int(ip[start] & 15) * 4
            let total = Int(ip[start + 2]) << 8 | Int(ip[start + 3])
            let isFragment = (UInt16(ip[start + 6]) << 8 | UInt16(ip[start + 7])) & 0x3fff != 0
            guard size >= 20, total >= size, total <= ip.count, !isFragment else { return nil }
            number = ip[start + 9]
            addresses = (
                IPAddress(bytes: ip[(start + 12)..<(start + 16)]), IPAddress(bytes: ip[(start + 16)..<(start + 20)])
            )
            body = ip[(start + size)..<(start + total)]
        case 0x86dd:
            guard ip.count >= 40, ip[start] >> 4 == 6 else { return nil }
            let length = Int(ip[start + 4]) << 8 | Int(ip[start + 5])
            guard 40 + length <= ip.count else { return nil }
            number = ip[start + 6]
            addresses = (
                IPAddress(bytes: ip[(start + 8)..<(start + 24)]), IPAddress(bytes: ip[(start + 24)..<(start + 40)])
            )
            body = ip[(start + 40)..<(start + 40 + length)]
        default: return nil
        }
        guard let from = addresses.0, let to = addresses.1, body.count >= 8 else { return nil }
        let at = body.startIndex
        source = Endpoint(from, UInt16(body[at]) << 8 | UInt16(body[at + 1]))
        target = Endpoint(to, UInt16(body[at + 2]) << 8 | UInt16(body[at + 3]))
        switch number {
        case 6:
            guard body.count >= 20 else { return nil }
            let size = Int(body[at + 12] >> 4) * 4
            guard size >= 20, size <= body.count else { return nil }
            transport = .tcp
            sequence = body[(at + 4)..<(at + 8)].reduce(0) { $0 << 8 | UInt32($1) }
            flags = FrameSynthesis.Flags(rawValue: body[at + 13])
            payload = Array(body[(at + size)...])
        case 17:
            let length = Int(body[at + 4]) << 8 | Int(body[at + 5])
            guard length >= 8, length <= body.count else { return nil }
            transport = .udp
            sequence = 0
            flags = []
            payload = Array(body[(at + 8)..<(at + length)])
        default: return nil
        }
    }
}

/// The conversations of a capture, as what each end said in which order, to say it again.
public struct RecordedConversation: Hashable, Sendable {
    public enum Event: Hashable, Sendable {
        case data(isFromClient: Bool, [UInt8])
        case end(isFromClient: Bool)
        case reset(isFromClient: Bool)
    }

    public var transport: Transport
    public var client: Endpoint
    public var server: Endpoint
    public var events: [Event] = []
    private var next: [Endpoint: UInt32] = [:]

    /// In the order in which they began. TCP ones count from their SYN on; who sent it is the client. A segment that was sent
    /// again counts once. Datagrams that a relay dropped were still sent by their client.
    public static func all(in packets: [CaptureReader.Packet]) -> [RecordedConversation] {
        var result: [RecordedConversation] = []
        var current: [Set<Endpoint>: Int] = [:]
        for packet in packets where packet.linkType == 1 {
            guard let frame = TransportPacket(ethernet: packet.bytes) else { continue }
            let key: Set<Endpoint> = [frame.source, frame.target]
            if frame.transport == .udp {
                if current[key] == nil {
                    current[key] = result.count
                    result.append(
                        RecordedConversation(transport: .udp, client: frame.source, server: frame.target))
                }
                guard let index = current[key] else { continue }
                let isFromClient = frame.source == result[index].client
                result[index].events.append(.data(isFromClient: isFromClient, frame.payload))
                continue
            }
            if frame.flags.contains(.syn), !frame.flags.contains(.ack) {
                current[key] = result.count
                result.append(RecordedConversation(transport: .tcp, client: frame.source, server: frame.target))
            }
            if let index = current[key] { result[index].take(frame) }
        }
        return result
    }

    private init(transport: Transport, client: Endpoint, server: Endpoint) {
        self.transport = transport
        self.client = client
        self.server = server
    }

    private mutating func take(_ frame: TransportPacket) {
        let isFromClient = frame.source == client
        if frame.flags.contains(.syn) {
            next[frame.source] = frame.sequence &+ 1
            return
        }
        let expected = next[frame.source] ?? frame.sequence
        let lead = Int(Int32(bitPattern: expected &- frame.sequence))
        // Segments behind a gap are taken as they come; what was said before is left out.
        let fresh = frame.payload.dropFirst(max(0, lead))
        if !fresh.isEmpty { events.append(.data(isFromClient: isFromClient, Array(fresh))) }
        let end = frame.sequence &+ UInt32(truncatingIfNeeded: frame.payload.count)
        if Int32(bitPattern: end &- expected) > 0 || next[frame.source] == nil { next[frame.source] = end }
        if frame.flags.contains(.reset) {
            events.append(.reset(isFromClient: isFromClient))
        } else if frame.flags.contains(.fin), !events.contains(.end(isFromClient: isFromClient)) {
            events.append(.end(isFromClient: isFromClient))
        }
    }
}
