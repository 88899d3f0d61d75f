import CSocketTrace
import Glibc
import SocketFacts
import SocketWire

/// ptrace(2) of one thread. What it stops for comes from waitpid(2).
enum Ptrace {
    // Requests and events of linux/ptrace.h; the C library's names for them are macros and enums by turns.
    private static let resumeRequest: Int32 = 7
    private static let syscallRequest: Int32 = 24
    private static let messageRequest: Int32 = 0x4201
    private static let seizeRequest: Int32 = 0x4206
    private static let interruptRequest: Int32 = 0x4207
    private static let listenRequest: Int32 = 0x4208
    private static let getMaskRequest: Int32 = 0x420a
    private static let setMaskRequest: Int32 = 0x420b
    private static let informationRequest: Int32 = 0x420e

    /// TRACESYSGOOD, TRACEFORK, TRACEVFORK, TRACECLONE, TRACEEXEC. No EXITKILL: the program must outlive its watcher.
    static let options: UInt64 = 1 | 2 | 4 | 8 | 16
    /// TRACESECCOMP: only for programs with our own filter; others' filters may mean another tracer.
    static let filterOption: UInt64 = 128

    enum Event {
        static let fork: Int32 = 1
        static let vfork: Int32 = 2
        static let clone: Int32 = 3
        static let exec: Int32 = 4
        static let seccomp: Int32 = 7
        static let stop: Int32 = 128
    }
    /// The signal of a stop at a system call, with TRACESYSGOOD.
    static let syscallSignal: Int32 = SIGTRAP | 0x80
    /// __WALL of waitpid(2): threads, too.
    static let allKinds: Int32 = 0x4000_0000

    static func seize(_ thread: Int32, options: UInt64) throws(SystemError) {
        if cst_ptrace(seizeRequest, thread, 0, options) != 0 { throw lastError }
    }

    /// A thread that is gone by now needs nothing: its end is reported as well.
    static func resume(_ thread: Int32, toNextCall: Bool, signal: Int32 = 0) {
        _ = cst_ptrace(toNextCall ? syscallRequest : resumeRequest, thread, 0, UInt64(signal))
    }

    static func interrupt(_ thread: Int32) { _ = cst_ptrace(interruptRequest, thread, 0, 0) }

    /// Leaves a thread in the group stop that a signal put it into, until SIGCONT.
    static func listen(_ thread: Int32) { _ = cst_ptrace(listenRequest, thread, 0, 0) }

    /// Of an event: the new thread, or the old number of one that has become another program.
    static func message(_ thread: Int32) -> Int32? {
        var message: UInt = 0
        let result = unsafe withUnsafeMutableBytes(of: &message) { raw in
            unsafe cst_ptrace_buffer(messageRequest, thread, 0, raw.baseAddress)
        }
        return result == 0 ? Int32(truncatingIfNeeded: message) : nil
    }

    static func mask(_ thread: Int32) -> UInt64? {
        var mask: UInt64 = 0
        let result = unsafe withUnsafeMutableBytes(of: &mask) { raw in
            unsafe cst_ptrace_buffer(getMaskRequest, thread, 8, raw.baseAddress)
        }
        return result == 0 ? mask : nil
    }

    static func setMask(_ thread: Int32, _ mask: UInt64) {
        var mask = mask
        _ = unsafe withUnsafeMutableBytes(of: &mask) { raw in
            unsafe cst_ptrace_buffer(setMaskRequest, thread, 8, raw.baseAddress)
        }
    }

    /// What a stopped thread is about to do or has done (`struct ptrace_syscall_info`).
    struct Information {
        enum Stop: UInt8 {
            case other = 0
            case entry = 1
            case exit = 2
            case seccomp = 3
        }
        var stop: Stop
        var machine: UInt32
        var instruction: UInt64
        var stack: UInt64
        /// Of an entry: the call's number. Of an exit: its result.
        var value: UInt64
        var arguments: CallArguments
    }

    /// `nil` before Linux 5.3 and for a thread that is gone.
    static func information(_ thread: Int32) -> Information? {
        unsafe withUnsafeTemporaryAllocation(byteCount: 96, alignment: 8) { raw in
            let size = unsafe cst_ptrace_buffer(informationRequest, thread, 88, raw.baseAddress)
            guard size > 0 else { return nil }
            func word(_ at: Int) -> UInt64 { unsafe raw.load(fromByteOffset: at, as: UInt64.self) }
            guard let stop = Information.Stop(rawValue: unsafe raw[0]) else { return nil }
            let hasArguments = stop == .entry || stop == .seccomp
            return Information(
                stop: stop, machine: unsafe raw.load(fromByteOffset: 4, as: UInt32.self), instruction: word(8),
                stack: word(16), value: stop == .other ? 0 : word(24),
                arguments: hasArguments
                    ? CallArguments(word(32), word(40), word(48), word(56), word(64), word(72)) : CallArguments())
        }
    }

    static func registers(_ thread: Int32) -> TraceRegisters? {
        var words = [UInt64](repeating: 0, count: TraceRegisters.count(.own))
        let size = unsafe words.withUnsafeMutableBytes { raw in
            unsafe cst_registers(0, thread, raw.baseAddress, UInt(raw.count))
        }
        return size == words.count * 8 ? TraceRegisters(words) : nil
    }

    static func setRegisters(_ thread: Int32, _ registers: TraceRegisters) -> Bool {
        var words = registers.words
        return unsafe words.withUnsafeMutableBytes { raw in
            unsafe cst_registers(1, thread, raw.baseAddress, UInt(raw.count))
        } >= 0
    }
}

/// The six arguments of a system call.
struct CallArguments: Equatable {
    var a, b, c, d, e, f: UInt64

    init(_ a: UInt64 = 0, _ b: UInt64 = 0, _ c: UInt64 = 0, _ d: UInt64 = 0, _ e: UInt64 = 0, _ f: UInt64 = 0) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    var descriptor: Int32 { Int32(truncatingIfNeeded: a) }
}

/// The memory of a traced process.
enum TracedMemory {
    /// As much of it as can be read, from the beginning.
    static func read(_ process: Int32, _ address: UInt64, _ count: Int) -> [UInt8] {
        guard count > 0, address != 0 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, unsafe cst_read(process, address, buffer.baseAddress, UInt(count)))
        }
    }

    static func write(_ process: Int32, _ address: UInt64, _ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { raw in
            unsafe cst_write(process, address, raw.baseAddress, UInt(raw.count))
        } == bytes.count
    }

    static func number<T: FixedWidthInteger>(_ process: Int32, _ address: UInt64, _ type: T.Type = T.self) -> T? {
        var reader = ByteReader(read(process, address, T.bitWidth / 8))
        return reader.native()
    }

    /// The pieces of an array of `struct iovec`; of a long array the first 16.
    static func pieces(_ process: Int32, _ address: UInt64, _ count: UInt64) -> [Piece] {
        var reader = ByteReader(read(process, address, Int(min(count, 16)) * 16))
        var pieces: [Piece] = []
        while let address: UInt64 = reader.native(), let length: UInt64 = reader.native() {
            pieces.append(Piece(address: address, count: Int(truncatingIfNeeded: min(length, 1 << 40))))
        }
        return pieces
    }

    struct Piece {
        var address: UInt64
        var count: Int
    }

    /// What the pieces hold, up to `limit` bytes.
    static func gather(_ process: Int32, _ pieces: [Piece], limit: Int) -> [UInt8] {
        if pieces.count == 1 { return read(process, pieces[0].address, min(limit, pieces[0].count)) }
        var bytes: [UInt8] = []
        for piece in pieces where bytes.count < limit {
            bytes += read(process, piece.address, min(limit - bytes.count, piece.count))
        }
        return bytes
    }

    /// The pieces without their first `count` bytes.
    static func skipping(_ count: Int, _ pieces: [Piece]) -> [Piece] {
        var rest = count
        return pieces.compactMap { piece in
            let skipped = min(rest, piece.count)
            rest -= skipped
            guard skipped < piece.count else { return nil }
            return Piece(address: piece.address + UInt64(skipped), count: piece.count - skipped)
        }
    }
}
