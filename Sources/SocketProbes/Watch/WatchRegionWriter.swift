import CSocketLinux
import Glibc
import SocketFacts
import SocketWire

/// Writes into the memory that ``WatchRegion`` reads, from the process that traces; no other writes there.
@safe final class WatchRegionWriter {
    private let base: UnsafeMutableRawPointer
    private let units: UInt64
    private var head: UInt64 = 0
    private var freeSlots: [Int] = []
    private var usedSlots = 0
    /// Slots of threads that ended in a call; they tell in which until others need them.
    private var keptSlots: [Int] = []

    /// - Parameter base: the region as it is mapped in this process, after a fork at the same place.
    init(base: UnsafeMutableRawPointer, units: UInt64) {
        unsafe self.base = unsafe base
        self.units = units
    }

    /// Somebody wants records.
    var isWanted: Bool { unsafe csl_load(base + 320) == 0 }

    func write(_ record: WatchRecord) {
        guard isWanted else { return }
        let bytes = record.encoded()
        let count = UInt64(bytes.count / WatchRecord.unit)
        guard hasRoom(count) else { return unsafe csl_store(base + 192, csl_load(base + 192) + 1) }
        let place = unsafe base + WatchRegion.ringStart + Int(head % units) * WatchRecord.unit
        unsafe bytes.withUnsafeBytes { raw in
            // The stamp comes last.
            guard let start = raw.baseAddress else { return }
            unsafe (place + 8).copyMemory(from: start + 8, byteCount: raw.count - 8)
        }
        unsafe csl_store(place, head + 1)
        head += count
        unsafe csl_store(base + 64, head)
    }

    /// The program waits a moment rather than lose records, but not for a reader that sleeps or is gone.
    private func hasRoom(_ count: UInt64) -> Bool {
        for _ in 0..<200 {
            if unsafe head + count - csl_load(base + 128) <= units { return true }
            let beat = unsafe csl_load(base + 256)
            if UInt64(milliseconds() * 1_000_000) &- beat > 500_000_000 || !isWanted { return false }
            pause(milliseconds: 1)
        }
        return false
    }

    // MARK: Calls under way

    /// A thread's slot in the table; `nil` when there are more threads than slots.
    func takeSlot() -> Int? {
        if let slot = freeSlots.popLast() { return slot }
        guard usedSlots < WatchRegion.threads else {
            if keptSlots.isEmpty { return nil }
            let slot = keptSlots.removeFirst()
            leave(slot)
            return slot
        }
        usedSlots += 1
        return usedSlots - 1
    }

    func giveBack(_ slot: Int, isInCall: Bool = false) {
        if isInCall { return keptSlots.append(slot) }
        leave(slot)
        unsafe place(slot).storeBytes(of: 0, as: UInt32.self)
        freeSlots.append(slot)
    }

    func enter(_ slot: Int, _ call: WatchedCall) {
        let place = unsafe place(slot)
        unsafe csl_store(place + 8, 0)
        unsafe place.storeBytes(of: UInt32(bitPattern: call.thread), as: UInt32.self)
        unsafe place.storeBytes(of: call.process, toByteOffset: 4, as: Int32.self)
        unsafe place.storeBytes(of: call.descriptor, toByteOffset: 16, as: Int32.self)
        unsafe place.storeBytes(of: UInt16(call.kind.rawValue), toByteOffset: 20, as: UInt16.self)
        unsafe place.storeBytes(of: call.flags.rawValue, toByteOffset: 22, as: UInt16.self)
        unsafe place.storeBytes(of: UInt32(call.place ?? 0), toByteOffset: 24, as: UInt32.self)
        unsafe place.storeBytes(of: call.argument, toByteOffset: 32, as: UInt64.self)
        unsafe csl_store(place + 8, call.begin)
    }

    func leave(_ slot: Int) { unsafe csl_store(place(slot) + 8, 0) }

    private func place(_ slot: Int) -> UnsafeMutableRawPointer {
        unsafe base + WatchRegion.headerSize + slot * WatchRecord.unit
    }
}
