import CSocketLinux
import Glibc
import SocketFacts
import SocketWire

/// The memory that the recorders in the watched programs write and this process reads
/// (Sources/CSocketWatch/include/watch_record.h).
///
/// It is a memfd that programs open through /proc, so that nothing of it is left when this process ends, however it ends.
@safe final class WatchRegion {
    static let headerSize = 4096
    static let threads = 4096
    private static let unit = 64
    static let ringStart = headerSize + threads * unit
    private static let magic: UInt32 = 0x3152_5753

    private let descriptor: Int32
    private let base: UnsafeMutableRawPointer
    private let units: UInt64
    private var tail: UInt64 = 0
    /// Since when the record at `tail` has been reserved and not completed.
    private var stuckSince: Double?

    /// - Parameter megabytes: size of the ring, a power of two. Pages are taken only as they are used.
    init(megabytes: Int = 16) throws(SystemError) {
        let ring = UInt64(megabytes) << 20
        let size = UInt64(Self.ringStart) + ring
        let descriptor = csl_shared_memory(size)
        guard descriptor >= 0 else { throw lastError }
        guard let base = unsafe csl_map_twice(descriptor, size, ring) else {
            let error = lastError
            _ = close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        unsafe self.base = unsafe base
        units = ring / UInt64(Self.unit)
        unsafe base.storeBytes(of: Self.magic, as: UInt32.self)
        unsafe base.storeBytes(of: 1, toByteOffset: 4, as: UInt32.self)
        unsafe base.storeBytes(of: units, toByteOffset: 8, as: UInt64.self)
        beat()
    }

    deinit {
        unsafe csl_store(base + 320, 1)
        _ = unsafe munmap(base, Self.ringStart + 2 * Int(units) * Self.unit)
        _ = close(descriptor)
    }

    /// For the process that traces.
    func writer() -> WatchRegionWriter { unsafe WatchRegionWriter(base: base, units: units) }

    /// Where a program finds it.
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// Records that found no room.
    var lost: Int { Int(truncatingIfNeeded: unsafe csl_load(base + 192)) }

    /// Tells the recorders that somebody reads.
    func beat() { unsafe csl_store(base + 256, UInt64(milliseconds() * 1_000_000)) }

    /// Nobody reads from here on: programs go on without recording.
    func stop() { unsafe csl_store(base + 320, 1) }

    /// Takes the records that are complete.
    ///
    /// - Parameter isFinal: the programs have ended: what is not complete by now never will be.
    /// - Returns: how many there were.
    func drain(isFinal: Bool = false, limit: Int = 200_000, _ body: (WatchRecord) -> Void) -> Int {
        var count = 0
        let head = unsafe csl_load(base + 64)
        while tail < head, count < limit {
            let place = unsafe base + Self.ringStart + Int(tail % units) * Self.unit
            guard unsafe csl_load(place) == tail + 1 else {
                // Reserved, and its writer is not done, or was killed in the middle.
                let now = milliseconds()
                if let since = stuckSince, isFinal || now - since > 200 {
                    tail += 1
                    continue
                }
                if stuckSince == nil { stuckSince = now }
                if isFinal { continue }
                break
            }
            stuckSince = nil
            let length = Int(unsafe place.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
            guard length > 0, tail + UInt64(length) <= head else {
                tail += 1
                continue
            }
            let bytes = unsafe UnsafeBufferPointer(
                start: place.assumingMemoryBound(to: UInt8.self), count: length * Self.unit)
            if let record = unsafe WatchRecord(bytes.span) { body(record) }
            tail += UInt64(length)
            count += 1
            // Room is given back often enough that nobody waits for a whole batch.
            if count % 256 == 0 { unsafe csl_store(base + 128, tail) }
        }
        unsafe csl_store(base + 128, tail)
        return count
    }

    /// The calls that threads are in now, with their begin times.
    func callsUnderWay() -> [WatchedCall] {
        var calls: [WatchedCall] = []
        let now = UInt64(milliseconds() * 1_000_000)
        for index in 0..<Self.threads {
            let slot = unsafe base + Self.headerSize + index * Self.unit
            let thread = unsafe slot.load(as: UInt32.self)
            guard thread != 0 else { continue }
            let begin = unsafe csl_load(slot + 8)
            let number = unsafe slot.load(fromByteOffset: 20, as: UInt16.self)
            guard begin != 0, let kind = WatchedCall.Kind(rawValue: UInt8(truncatingIfNeeded: number)) else { continue }
            let site = unsafe slot.load(fromByteOffset: 24, as: UInt32.self)
            let call = WatchedCall(
                kind, process: Int32(bitPattern: unsafe slot.load(fromByteOffset: 4, as: UInt32.self)),
                thread: Int32(bitPattern: thread),
                descriptor: unsafe slot.load(fromByteOffset: 16, as: Int32.self), result: nil, begin: begin,
                end: max(now, begin), argument: unsafe slot.load(fromByteOffset: 32, as: UInt64.self),
                flags: WatchedCall.Flags(rawValue: unsafe slot.load(fromByteOffset: 22, as: UInt16.self)),
                place: site == 0 ? nil : Int(site))
            // The call may have returned while its slot was read.
            if unsafe csl_load(slot + 8) == begin { calls.append(call) }
        }
        return calls
    }
}
