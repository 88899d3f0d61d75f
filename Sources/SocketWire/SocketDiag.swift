public import SocketFacts

/// The kernel's socket table over netlink (sock_diag(7), linux/inet_diag.h), requests and replies.
public enum SocketDiag {
    /// SOCK_DIAG_BY_FAMILY: the type of requests and of replies.
    public static let byFamily: UInt16 = 20

    /// Which sockets the kernel is asked for.
    public struct Query: Sendable {
        public var transport: Transport
        public var family: AddressFamily
        public var states: Set<SocketState>
        /// Only sockets with this local port: the kernel filters.
        public var localPort: UInt16?
        /// Only sockets with this remote port.
        public var remotePort: UInt16?
        /// Ask for receive memory and drops too.
        public var wantsMemory: Bool

        public init(
            _ transport: Transport, _ family: AddressFamily, states: Set<SocketState>, localPort: UInt16? = nil,
            remotePort: UInt16? = nil, wantsMemory: Bool = false
        ) {
            self.transport = transport
            self.family = family
            self.states = states
            self.localPort = localPort
            self.remotePort = remotePort
            self.wantsMemory = wantsMemory
        }
    }

    /// A request for all sockets that match.
    public static func dump(_ query: Query, sequence: UInt32) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        let states = query.states.reduce(UInt32(0)) { $0 | 1 << UInt32($1.rawValue) }
        header(query.transport, query.family, states: states, wantsMemory: query.wantsMemory, to: &writer)
        writer.append(repeatElement(0, count: 40))
        noCookie(to: &writer)
        var conditions: [(code: UInt8, port: UInt16)] = []
        // Two bounds rather than "equal", which kernels before 5.16 do not know (INET_DIAG_BC_S_EQ).
        if let port = query.localPort { conditions += [(2, port), (3, port)] }
        if let port = query.remotePort { conditions += [(4, port), (5, port)] }
        if !conditions.isEmpty { NetlinkAttribute.write(1, byteCode(conditions), to: &writer) }
        return NetlinkMessage.request(
            type: byFamily, flags: NetlinkMessage.dump, sequence: sequence, payload: writer.bytes)
    }

    /// A request for the one TCP socket with exactly these ends, seen from its own side.
    ///
    /// - Parameter wantsBytes: asks for the count of bytes received, too, which takes the socket's lock (tcp_get_info).
    public static func exact(
        local: Endpoint, remote: Endpoint, sequence: UInt32, wantsBytes: Bool = false
    ) -> [UInt8] {
        var writer = ByteWriter(capacity: 96)
        header(.tcp, local.address.family, states: .max, wantsMemory: false, wantsInfo: wantsBytes, to: &writer)
        writer.bigEndian(local.port)
        writer.bigEndian(remote.port)
        for address in [local.address, remote.address] {
            writer.append(address.bytes)
            writer.append(repeatElement(0, count: 16 - address.family.byteCount))
        }
        writer.native(local.address.zone)
        noCookie(to: &writer)
        return NetlinkMessage.request(type: byFamily, flags: 0, sequence: sequence, payload: writer.bytes)
    }

    private static func header(
        _ transport: Transport, _ family: AddressFamily, states: UInt32, wantsMemory: Bool, wantsInfo: Bool = false,
        to writer: inout ByteWriter
    ) {
        writer.byte(family == .ipv4 ? 2 : 10)
        writer.byte(transport == .tcp ? 6 : 17)
        // INET_DIAG_SKMEMINFO is attribute 7, INET_DIAG_INFO attribute 2; the bits count from 1.
        writer.byte((wantsMemory ? 1 << 6 : 0) | (wantsInfo ? 1 << 1 : 0))
        writer.byte(0)
        writer.native(states)
    }

    private static func noCookie(to writer: inout ByteWriter) {
        writer.native(UInt32.max)
        writer.native(UInt32.max)
    }

    /// Bytecode that is true when all conditions are: each is an operation and the port behind it (facts.md C.6).
    private static func byteCode(_ conditions: [(code: UInt8, port: UInt16)]) -> [UInt8] {
        var writer = ByteWriter(capacity: conditions.count * 8)
        let total = conditions.count * 8
        for (index, condition) in conditions.enumerated() {
            writer.byte(condition.code)
            writer.byte(8)
            // A jump to 4 behind the end rejects the socket.
            writer.native(UInt16(total - index * 8 + 4))
            writer.byte(0)
            writer.byte(0)
            writer.native(condition.port)
        }
        return writer.bytes
    }

    /// One row of the reply; `nil` when it is too short or of a family or state that is not known here.
    public static func record(_ payload: ArraySlice<UInt8>, transport: Transport) -> SocketRecord? {
        var reader = ByteReader(payload)
        guard let familyByte = reader.byte(), let stateByte = reader.byte(), let timer = reader.byte(),
            reader.skip(1), let sourcePort: UInt16 = reader.bigEndian(),
            let destinationPort: UInt16 = reader.bigEndian(),
            let source = reader.take(16), let destination = reader.take(16),
            let interface: UInt32 = reader.native(), reader.skip(8),
            let expires: UInt32 = reader.native(), let receiveQueue: UInt32 = reader.native(),
            let sendQueue: UInt32 = reader.native(), let uid: UInt32 = reader.native(),
            let inode: UInt32 = reader.native(), let state = SocketState(rawValue: stateByte)
        else { return nil }
        let family: AddressFamily
        switch familyByte {
        case 2: family = .ipv4
        case 10: family = .ipv6
        default: return nil
        }
        guard let local = IPAddress(bytes: source.prefix(family.byteCount)),
            let remote = IPAddress(bytes: destination.prefix(family.byteCount))
        else { return nil }
        // The kernel shows a TCP socket that is bound and nothing else as CLOSE, though it is asked for as
        // "bound-inactive" (measured on 6.18).
        var record = SocketRecord(
            transport: transport, family: family,
            state: transport == .tcp && state == .closed ? .boundInactive : state, local: Endpoint(local, sourcePort),
            remote: Endpoint(remote, destinationPort), interface: interface, receiveQueue: receiveQueue,
            sendQueue: sendQueue, uid: uid, inode: inode,
            expiresMilliseconds: timer == 0 ? nil : expires)
        guard let rest = reader.take(reader.remaining) else { return record }
        NetlinkAttribute.forEach(in: rest) { attribute in
            switch attribute.type {
            case 2:
                // tcpi_bytes_received of struct tcp_info (linux/tcp.h, since 4.1), behind 8 bytes, 24 words and 3 long words.
                var reader = ByteReader(attribute.value)
                if reader.skip(128) { record.bytesReceived = reader.native() }
            case 7: record.memory = memory(attribute.value)
            case 11: record.isIPv6Only = attribute.value.first.map { $0 != 0 }
            case 21:
                var reader = ByteReader(attribute.value)
                record.cgroupID = reader.native()
            default: break
            }
        }
        return record
    }

    /// SK_MEMINFO_RMEM_ALLOC, _RCVBUF and _DROPS (linux/sock_diag.h) of the array of 32-bit numbers.
    private static func memory(_ bytes: ArraySlice<UInt8>) -> SocketMemory? {
        var reader = ByteReader(bytes)
        guard let allocated: UInt32 = reader.native(), let limit: UInt32 = reader.native(), reader.skip(24),
            let drops: UInt32 = reader.native()
        else { return nil }
        return SocketMemory(receiveAllocated: allocated, receiveLimit: limit, drops: drops)
    }
}
