/// Reads numbers from bytes that came from outside, carrying its position; past the end it says `nil` and never traps.
public struct ByteReader: Sendable {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    public init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    /// Bytes not read yet.
    public var remaining: Int { bytes.endIndex - position }

    /// Moves on without reading; `false`, and nothing moved, when there is less than that.
    @discardableResult
    public mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, count <= remaining else { return false }
        position += count
        return true
    }

    public mutating func byte() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// A number in the byte order of this machine, as the kernel writes most of netlink.
    public mutating func native<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
        guard let value: T = bigEndian() else { return nil }
        #if _endian(little)
            return value.byteSwapped
        #else
            return value
        #endif
    }

    /// A number in network byte order.
    public mutating func bigEndian<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
        let size = T.bitWidth / 8
        guard remaining >= size else { return nil }
        var value: T = 0
        for index in position..<position + size { value = value << 8 | T(truncatingIfNeeded: bytes[index]) }
        position += size
        return value
    }

    /// The next bytes, without copying them.
    public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= remaining else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }
}

/// Writes numbers in the byte orders that the kernel expects.
public struct ByteWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 128) { bytes.reserveCapacity(capacity) }

    public mutating func byte(_ value: UInt8) { bytes.append(value) }
    public mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// In network byte order.
    public mutating func bigEndian<T: FixedWidthInteger>(_ value: T) {
        for shift in stride(from: T.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> T(shift)))
        }
    }

    /// In the byte order of this machine.
    public mutating func native<T: FixedWidthInteger>(_ value: T) {
        #if _endian(little)
            bigEndian(value.byteSwapped)
        #else
            bigEndian(value)
        #endif
    }

    /// Zeros up to the next multiple of 4, netlink's alignment.
    public mutating func align() {
        while bytes.count % 4 != 0 { bytes.append(0) }
    }

    /// Overwrites a 32-bit number that was only known later, for example a length.
    public mutating func patch(_ value: UInt32, at offset: Int) {
        guard offset >= 0, offset + 4 <= bytes.count else { return }
        var writer = ByteWriter(capacity: 4)
        writer.native(value)
        bytes.replaceSubrange(offset..<offset + 4, with: writer.bytes)
    }
}
