/// Decides what becomes of each datagram of one direction of one client's exchange.
public struct DatagramSchedule: Sendable {
    /// What becomes of one datagram.
    public struct Fate: Hashable, Sendable {
        /// 0: dropped; 2: duplicated.
        public var copies = 1
        /// Bytes that are left of it.
        public var size: Int
        /// Milliseconds until it goes out.
        public var delay = 0.0
        /// It goes out behind the next one.
        public var isHeld = false
    }

    public private(set) var faults: DatagramFaults
    private var random: SeededRandom

    public init(_ faults: DatagramFaults, random: SeededRandom) {
        self.faults = faults
        self.random = random
    }

    public mutating func change(to faults: DatagramFaults) { self.faults = faults }

    /// The fate of the next datagram; `forced` is what a script wants of it. Four numbers are drawn for each, so that changing one share does not move the others'
    /// choices.
    public mutating func next(size: Int, forced: Set<RelayFault> = []) -> Fate {
        let drops = random.fraction() < faults.drop || forced.contains(.drop)
        let duplicates = random.fraction() < faults.duplicate || forced.contains(.duplicate)
        let reorders = random.fraction() < faults.reorder || forced.contains(.reorder)
        let jitter = random.fraction() * faults.jitter
        return Fate(
            copies: drops ? 0 : duplicates ? 2 : 1, size: min(size, faults.truncate ?? size),
            delay: faults.delay + jitter, isHeld: reorders && !drops)
    }
}
