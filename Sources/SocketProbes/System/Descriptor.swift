import Glibc
import SocketFacts

/// A file descriptor that is closed exactly once, when its owner goes away.
struct Descriptor: ~Copyable {
    let raw: Int32

    init(owning raw: Int32) { self.raw = raw }

    deinit { _ = Glibc.close(raw) }
}

/// The one place that reads errno.
var lastError: SystemError { SystemError(errno) }

/// Turns the C convention "-1 and errno" into a value or a thrown error; repeats a call that a signal interrupted.
@inline(__always)
func call<T: SignedInteger & FixedWidthInteger>(_ body: () -> T) throws(SystemError) -> T {
    while true {
        let result = body()
        if result != -1 { return result }
        let error = lastError
        if error != .interrupted { throw error }
    }
}

/// Milliseconds of CLOCK_MONOTONIC.
func milliseconds() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
}

/// Milliseconds of processor time that the calling thread has used.
func usedMilliseconds() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
}

/// Waits until `descriptor` has one of `events`, an error or a hang-up, or until the time is over.
///
/// - Returns: what poll(2) reported, 0 when the time was over.
func wait(for descriptor: borrowing Descriptor, _ events: Int32, milliseconds timeout: Double) -> Int16 {
    let end = milliseconds() + max(0, timeout)
    var entry = pollfd(fd: descriptor.raw, events: Int16(events), revents: 0)
    while true {
        let rest = max(0, end - milliseconds())
        let result = unsafe poll(&entry, 1, Int32(min(rest.rounded(.up), 3_600_000)))
        if result > 0 { return entry.revents }
        if result == 0 || lastError != .interrupted { return 0 }
    }
}

/// Sleeps; a signal may end it early.
func pause(milliseconds: Double) {
    guard milliseconds > 0 else { return }
    _ = usleep(UInt32(min(milliseconds * 1000, 900_000)))
}

/// Sets an integer socket option; its failure is of no consequence to any caller (an old kernel lacks the option).
@discardableResult
func set(_ descriptor: borrowing Descriptor, _ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
    var value = value
    return unsafe setsockopt(descriptor.raw, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
}
