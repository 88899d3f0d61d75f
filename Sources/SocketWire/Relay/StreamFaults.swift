/// What is done to one direction of a TCP connection. Counts are bytes of that direction from the connection's start on.
public struct StreamFaults: Hashable, Sendable {
    /// Parts of at most this many bytes, cut at its multiples and really delivered apart.
    public var split: Int?
    /// Milliseconds for which bytes are held, to go out as one.
    public var merge: Double?
    /// Milliseconds by which every byte comes later.
    public var delay: Double?
    /// Milliseconds of random delay, from 0 to this, on top; the order is kept.
    public var jitter: Double?
    /// Bytes per second.
    public var bandwidth: Double?
    /// Milliseconds of one pause; without ``stallAfter`` in front of the first byte.
    public var stall: Double?
    /// Bytes after which nothing passes for ``stall`` milliseconds; without it, for ever.
    public var stallAfter: Int?
    /// Bytes after which both ends get a reset.
    public var resetAfter: Int?
    /// Bytes after which the receiver sees the end of the stream; what is sent afterwards is thrown away.
    public var halfCloseAfter: Int?
    /// Bytes after which the connection is closed in the orderly way.
    public var limit: Int?

    public init() {}

    public var isEmpty: Bool { self == StreamFaults() }

    /// These faults with those of `other` put over them.
    public func changed(by other: StreamFaults) -> StreamFaults {
        var result = self
        result.split = other.split ?? split
        result.merge = other.merge ?? merge
        result.delay = other.delay ?? delay
        result.jitter = other.jitter ?? jitter
        result.bandwidth = other.bandwidth ?? bandwidth
        result.stall = other.stall ?? stall
        result.stallAfter = other.stallAfter ?? stallAfter
        result.resetAfter = other.resetAfter ?? resetAfter
        result.halfCloseAfter = other.halfCloseAfter ?? halfCloseAfter
        result.limit = other.limit ?? limit
        return result
    }
}

/// What is done to the datagrams of one direction. Shares are from 0 to 1.
public struct DatagramFaults: Hashable, Sendable {
    public var drop = 0.0
    public var duplicate = 0.0
    public var reorder = 0.0
    /// Datagrams keep at most this many bytes.
    public var truncate: Int?
    /// Milliseconds.
    public var delay = 0.0
    /// Milliseconds of random delay, from 0 to this, on top.
    public var jitter = 0.0

    public init() {}

    public var isEmpty: Bool { self == DatagramFaults() }
}

/// What the relay did on purpose; the names stand in reports.
public enum RelayFault: String, Hashable, Sendable, CaseIterable {
    case split, merge, delay, bandwidth, stall, reset
    case halfClose = "half-close"
    case limit, discard, drop, duplicate, reorder, truncate
}
