/// One netlink message (netlink(7)): header fields that matter and the payload behind it.
public struct NetlinkMessage: Sendable {
    public var type: UInt16
    public var flags: UInt16
    public var sequence: UInt32
    public var payload: ArraySlice<UInt8>

    public static let noop: UInt16 = 1
    public static let error: UInt16 = 2
    public static let done: UInt16 = 3

    public static let request: UInt16 = 1
    public static let dump: UInt16 = 0x300
    /// The table changed while it was dumped: rows may be missing or doubled.
    public static let dumpInterrupted: UInt16 = 0x10

    /// The messages in one datagram. A length that cannot be ends the list; nothing traps.
    public static func all(in bytes: ArraySlice<UInt8>) -> [NetlinkMessage] {
        var messages: [NetlinkMessage] = []
        var reader = ByteReader(bytes)
        while let length: UInt32 = reader.native(), let type: UInt16 = reader.native(),
            let flags: UInt16 = reader.native(), let sequence: UInt32 = reader.native(), reader.skip(4),
            length >= 16, let payload = reader.take(Int(length) - 16)
        {
            messages.append(NetlinkMessage(type: type, flags: flags, sequence: sequence, payload: payload))
            reader.skip(min((4 - Int(length) % 4) % 4, reader.remaining))
        }
        return messages
    }

    /// The errno of an error message, 0 for an acknowledgement; `nil` for another type.
    public var errorNumber: Int32? {
        guard type == Self.error || type == Self.done else { return nil }
        var reader = ByteReader(payload)
        guard let negative: Int32 = reader.native() else { return type == Self.done ? 0 : nil }
        return negative == .min ? .max : -negative
    }

    /// A whole request with its header.
    public static func request(type: UInt16, flags: UInt16, sequence: UInt32, payload: [UInt8]) -> [UInt8] {
        var writer = ByteWriter(capacity: 16 + payload.count)
        writer.native(UInt32(16 + payload.count))
        writer.native(type)
        writer.native(flags | request)
        writer.native(sequence)
        writer.native(UInt32(0))
        writer.append(payload)
        return writer.bytes
    }
}

/// One attribute of a netlink message (`struct nlattr`, `struct rtattr`).
public struct NetlinkAttribute: Sendable {
    public var type: UInt16
    public var value: ArraySlice<UInt8>

    /// Calls `body` for every attribute; stops at the first one whose length cannot be.
    @inline(__always)
    public static func forEach(in bytes: ArraySlice<UInt8>, _ body: (NetlinkAttribute) -> Void) {
        var reader = ByteReader(bytes)
        while let length: UInt16 = reader.native(), let type: UInt16 = reader.native(), length >= 4,
            let value = reader.take(Int(length) - 4)
        {
            // The two highest bits mark nesting and byte order (NLA_F_NESTED, NLA_F_NET_BYTEORDER).
            body(NetlinkAttribute(type: type & 0x3fff, value: value))
            reader.skip(min((4 - Int(length) % 4) % 4, reader.remaining))
        }
    }

    /// A 32-bit number in this machine's byte order.
    public var number: UInt32? {
        var reader = ByteReader(value)
        return reader.native()
    }

    /// Text up to the terminating zero; invalid UTF-8 becomes U+FFFD.
    public var text: String { String(decoding: value.prefix { $0 != 0 }, as: UTF8.self) }

    /// Writes one attribute with its padding.
    public static func write(_ type: UInt16, _ value: [UInt8], to writer: inout ByteWriter) {
        writer.native(UInt16(4 + value.count))
        writer.native(type)
        writer.append(value)
        writer.align()
    }
}
