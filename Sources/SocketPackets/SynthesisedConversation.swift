public import SocketFacts

/// A TCP conversation of which only the bytes are known, as frames with sequence numbers, acknowledgements and checksums.
public struct SynthesisedConversation: Sendable {
    /// One end sends; `isClient` says which.
    private struct End: Sendable {
        var address: Endpoint
        var next: UInt32
        var hasEnded = false
    }

    /// Bytes of one frame at most; Wireshark and all tools read IP packets of this size.
    private static let largest = 32_768

    private var client: End
    private var server: End
    private var identification: UInt16 = 0

    /// - Parameters:
    ///   - client: who opened the connection.
    ///   - server: to whom; of the same family.
    public init(client: Endpoint, server: Endpoint, number: Int) {
        let start = UInt32(truncatingIfNeeded: number) &* 0x0001_0000
        self.client = End(address: client, next: 0x1000_0000 &+ start)
        self.server = End(address: server, next: 0x2000_0000 &+ start)
    }

    /// The three frames of the handshake.
    public mutating func open() -> [[UInt8]] {
        let syn = frame(isClient: true, [.syn], [])
        client.next &+= 1
        let reply = frame(isClient: false, [.syn, .ack], [])
        server.next &+= 1
        return [syn, reply, frame(isClient: true, [.ack], [])]
    }

    /// Bytes from one end, and the other's acknowledgement.
    public mutating func data(isFromClient: Bool, _ bytes: some RandomAccessCollection<UInt8>) -> [[UInt8]] {
        var frames: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.largest)
            rest = rest.dropFirst(part.count)
            frames.append(frame(isClient: isFromClient, [.push, .ack], part))
            advance(isFromClient, part.count)
            frames.append(frame(isClient: !isFromClient, [.ack], []))
        }
        return frames
    }

    /// The end of one end's stream, acknowledged; nothing when it was told already.
    public mutating func end(isFromClient: Bool) -> [[UInt8]] {
        guard !(isFromClient ? client : server).hasEnded else { return [] }
        if isFromClient { client.hasEnded = true } else { server.hasEnded = true }
        let fin = frame(isClient: isFromClient, [.fin, .ack], [])
        advance(isFromClient, 1)
        return [fin, frame(isClient: !isFromClient, [.ack], [])]
    }

    public mutating func reset(isFromClient: Bool) -> [UInt8] { frame(isClient: isFromClient, [.reset, .ack], []) }

    private mutating func advance(_ isClient: Bool, _ count: Int) {
        if isClient {
            client.next &+= UInt32(truncatingIfNeeded: count)
        } else {
            server.next &+= UInt32(truncatingIfNeeded: count)
        }
    }

    private mutating func frame(
        isClient: Bool, _ flags: FrameSynthesis.Flags, _ payload: some Collection<UInt8>
    ) -> [UInt8] {
        let (source, target) = isClient ? (client, server) : (server, client)
        identification &+= 1
        return FrameSynthesis.segment(
            from: source.address, to: target.address, sequence: source.next,
            acknowledgment: flags.contains(.ack) ? target.next : 0, flags: flags, payload: payload,
            identification: identification)
    }
}
