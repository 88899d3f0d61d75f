/// Random numbers that are the same for the same seed, on every machine and in every release.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): eight bytes of state,
/// and streams of neighbouring seeds have nothing in common.
public struct SeededRandom: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// The stream of one direction of one connection: what happens on one does not depend on how many others there are.
    public init(seed: UInt64, connection: Int, direction: RelayDirection) {
        var mixer = SeededRandom(seed: seed)
        state = mixer.next() ^ UInt64(truncatingIfNeeded: connection) &* 0xd1b5_4a32_d192_ed03
        if direction == .toClient { state ^= 0x5851_f42d_4c95_7f2d }
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    /// From 0 on, below 1.
    public mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}

/// Which way bytes go through the relay.
public enum RelayDirection: String, Hashable, Sendable, CaseIterable {
    case toServer = "to-server"
    case toClient = "to-client"
}
