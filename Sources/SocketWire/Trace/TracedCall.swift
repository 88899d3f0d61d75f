/// The system calls that a traced program is stopped at, and the ones that are made in its name.
public enum TracedCall: CaseIterable, Hashable, Sendable {
    case read, write, readv, writev, close, closeRange, dup, dup2, dup3, fcntl, ioctl, sendfile, splice
    case socket, connect, accept, accept4, bind, listen, shutdown, setsockopt, getsockopt
    case sendto, recvfrom, sendmsg, recvmsg, sendmmsg, recvmmsg
    case poll, ppoll, select, pselect6
    case rtSigaction, seccomp, prctl, mmap, munmap

    /// Their first argument is the descriptor that they are about.
    public static let onDescriptor: [TracedCall] = [
        .read, .write, .sendto, .recvfrom, .close, .sendmsg, .recvmsg, .readv, .writev, .dup, .dup2, .dup3, .fcntl,
        .ioctl, .sendfile, .splice, .connect, .accept, .accept4, .bind, .listen, .shutdown, .setsockopt, .getsockopt,
        .sendmmsg, .recvmmsg,
    ]

    /// They name descriptors in memory or as a range. epoll_wait(2) is not among them: those who use it do not block in
    /// their socket calls, and a stop at each turn of their loop would be the dearest of all.
    public static let onMany: [TracedCall] = [.closeRange, .poll, .ppoll, .select, .pselect6]
}

/// A processor as the kernel's tables know it.
public enum TraceMachine: Hashable, Sendable, CaseIterable {
    case x86
    case arm

    #if arch(arm64)
        public static let own = TraceMachine.arm
    #else
        public static let own = TraceMachine.x86
    #endif

    /// AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64 (linux/audit.h).
    public var audit: UInt32 { self == .x86 ? 0xc000_003e : 0xc000_00b7 }

    /// Bytes of the instruction that enters the kernel: `syscall`, `svc #0`.
    public var callLength: UInt64 { self == .x86 ? 2 : 4 }

    /// The number of a system call; `nil` where this processor has it not (asm/unistd_64.h, asm-generic/unistd.h).
    public func number(_ call: TracedCall) -> UInt32? {
        let (x86, arm) = Self.numbers(call)
        return self == .x86 ? x86 : arm
    }

    /// The call of a number.
    public func call(_ number: UInt64) -> TracedCall? {
        let table = self == .x86 ? Self.x86Calls : Self.armCalls
        return number < UInt64(table.count) ? table[Int(number)] : nil
    }

    private static let x86Calls = table { numbers($0).x86 }
    private static let armCalls = table { numbers($0).arm }

    private static func table(_ number: (TracedCall) -> UInt32?) -> [TracedCall?] {
        var table = [TracedCall?](repeating: nil, count: 512)
        for call in TracedCall.allCases {
            if let number = number(call) { table[Int(number)] = call }
        }
        return table
    }

    private static func numbers(_ call: TracedCall) -> (x86: UInt32?, arm: UInt32?) {
        switch call {
        case .read: (0, 63)
        case .write: (1, 64)
        case .close: (3, 57)
        case .poll: (7, nil)
        case .mmap: (9, 222)
        case .munmap: (11, 215)
        case .rtSigaction: (13, 134)
        case .ioctl: (16, 29)
        case .readv: (19, 65)
        case .writev: (20, 66)
        case .select: (23, nil)
        case .dup: (32, 23)
        case .dup2: (33, nil)
        case .sendfile: (40, 71)
        case .socket: (41, 198)
        case .connect: (42, 203)
        case .accept: (43, 202)
        case .sendto: (44, 206)
        case .recvfrom: (45, 207)
        case .sendmsg: (46, 211)
        case .recvmsg: (47, 212)
        case .shutdown: (48, 210)
        case .bind: (49, 200)
        case .listen: (50, 201)
        case .setsockopt: (54, 208)
        case .getsockopt: (55, 209)
        case .fcntl: (72, 25)
        case .prctl: (157, 167)
        case .pselect6: (270, 72)
        case .ppoll: (271, 73)
        case .splice: (275, 76)
        case .accept4: (288, 242)
        case .dup3: (292, 24)
        case .recvmmsg: (299, 243)
        case .sendmmsg: (307, 269)
        case .seccomp: (317, 277)
        case .closeRange: (436, 436)
        }
    }
}

/// The general registers of a stopped thread, as PTRACE_GETREGSET gives them (`struct user_regs_struct`, asm/ptrace.h),
/// changed so far that the thread makes a call in its own name.
public struct TraceRegisters: Hashable, Sendable {
    public var words: [UInt64]
    private let machine: TraceMachine

    /// Words that the kernel gives: 27, or 34.
    public static func count(_ machine: TraceMachine) -> Int { machine == .x86 ? 27 : 34 }

    public init(_ words: [UInt64], _ machine: TraceMachine = .own) {
        self.words = words
        self.machine = machine
    }

    private var resultIndex: Int { machine == .x86 ? 10 : 0 }
    private var programIndex: Int { machine == .x86 ? 16 : 32 }
    private var stackIndex: Int { machine == .x86 ? 19 : 31 }

    public var result: UInt64 { words[resultIndex] }
    public var stack: UInt64 { words[stackIndex] }
    /// The frame pointer: rbp, x29.
    public var frame: UInt64 { words[machine == .x86 ? 4 : 29] }

    /// From behind a system call: back before its instruction, with another call's number and arguments.
    public func calling(_ number: UInt32, _ arguments: [UInt64]) -> TraceRegisters {
        var copy = self
        copy.words[programIndex] &-= machine.callLength
        // rdi, rsi, rdx, r10, r8, r9; x0 to x5.
        let places = machine == .x86 ? [14, 13, 12, 7, 9, 8] : [0, 1, 2, 3, 4, 5]
        for (place, value) in zip(places, arguments) { copy.words[place] = value }
        copy.words[machine == .x86 ? 10 : 8] = UInt64(number)
        return copy
    }
}
