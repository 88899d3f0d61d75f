/// Filters for seccomp(2) that stop a program at its socket calls and let all others pass.
///
/// They are classic BPF over `struct seccomp_data` (linux/seccomp.h). A filter has no memory: which descriptors are sockets
/// is told by adding a filter for each (seccomp filters can be added, never taken away).
public enum TraceFilter {
    /// One instruction (`struct sock_filter`, linux/filter.h).
    public struct Instruction: Hashable, Sendable {
        public var code: UInt16
        public var yes: UInt8
        public var no: UInt8
        public var value: UInt32

        init(_ code: UInt16, _ value: UInt32, yes: Int = 0, no: Int = 0) {
            self.code = code
            self.value = value
            self.yes = UInt8(yes)
            self.no = UInt8(no)
        }
    }

    public static let load: UInt16 = 0x20
    public static let equal: UInt16 = 0x15
    public static let greater: UInt16 = 0x25
    public static let greaterOrEqual: UInt16 = 0x35
    public static let answer: UInt16 = 0x06
    /// SECCOMP_RET_ALLOW and SECCOMP_RET_TRACE.
    public static let allow: UInt32 = 0x7fff_0000
    public static let trace: UInt32 = 0x7ff0_0000

    private static let numberOffset: UInt32 = 0
    private static let machineOffset: UInt32 = 4
    /// The lower half of an argument: descriptors and families are ints.
    private static func argument(_ index: UInt32) -> UInt32 { 16 + 8 * index }

    /// SIGPIPE, PR_SET_SECCOMP, AF_INET, AF_INET6.
    private static let pipeSignal: UInt32 = 13
    private static let setSeccomp: UInt32 = 22
    private static let families: [UInt32] = [2, 10]

    /// What every watched program starts with: stops where an Internet socket is made, where SIGPIPE is handled, and where
    /// the program sets filters of its own, after which none can be added safely in its name.
    public static func base(_ machine: TraceMachine = .own) -> [Instruction] {
        var code = start(machine)
        code.append(Instruction(load, numberOffset))
        code += block(machine.number(.socket), argument(0), families)
        code += block(machine.number(.rtSigaction), argument(0), [pipeSignal])
        code += block(machine.number(.prctl), argument(0), [setSeccomp])
        code += block(machine.number(.seccomp), nil, [])
        code.append(Instruction(answer, allow))
        return code
    }

    /// Stops at the calls about descriptors of a range.
    ///
    /// - Parameter isFirst: also at calls that may be about any descriptor; one filter of a process has to.
    public static func descriptors(
        _ range: ClosedRange<UInt32>, isFirst: Bool, _ machine: TraceMachine = .own
    ) -> [Instruction] {
        let many = isFirst ? TracedCall.onMany.compactMap(machine.number) : []
        let about = TracedCall.onDescriptor.compactMap(machine.number)
        var code = start(machine)
        // The descriptor first: most calls are about others.
        code.append(Instruction(load, argument(0)))
        let inside = about + many
        // load, one comparison each, allow, trace.
        let insideLength = inside.count + 3
        code.append(Instruction(greaterOrEqual, range.lowerBound, no: insideLength + 1))
        code.append(Instruction(greater, range.upperBound, yes: insideLength))
        code.append(Instruction(load, numberOffset))
        code += comparisons(inside)
        code.append(Instruction(load, numberOffset))
        // The second descriptor of dup2 and dup3, the one that splice writes to.
        for (call, index) in [(TracedCall.dup2, UInt32(1)), (.dup3, 1), (.splice, 2)] {
            guard let number = machine.number(call) else { continue }
            code += [
                Instruction(equal, number, no: 5),
                Instruction(load, argument(index)),
                Instruction(greaterOrEqual, range.lowerBound, no: 1),
                Instruction(greater, range.upperBound, no: 1),
                Instruction(answer, allow),
                Instruction(answer, trace),
            ]
        }
        code += comparisons(many)
        return code
    }

    /// Another machine's program (32-bit on x86) passes untouched: its numbers mean other calls.
    private static func start(_ machine: TraceMachine) -> [Instruction] {
        [
            Instruction(load, machineOffset),
            Instruction(equal, machine.audit, yes: 1),
            Instruction(answer, allow),
        ]
    }

    /// Of the call `number`, those whose argument is one of `values`; without an argument all of them.
    private static func block(_ number: UInt32?, _ argument: UInt32?, _ values: [UInt32]) -> [Instruction] {
        guard let number else { return [] }
        guard let argument else {
            return [Instruction(equal, number, no: 1), Instruction(answer, trace)]
        }
        let choices = values.enumerated().map { index, value in
            Instruction(equal, value, yes: values.count - index)
        }
        let body = [Instruction(load, argument)] + choices + [Instruction(answer, allow), Instruction(answer, trace)]
        return [Instruction(equal, number, no: body.count)] + body
    }

    private static func comparisons(_ numbers: [UInt32]) -> [Instruction] {
        let choices = numbers.enumerated().map { index, number in
            Instruction(equal, number, yes: numbers.count - index)
        }
        return choices + [Instruction(answer, allow), Instruction(answer, trace)]
    }

    /// As the kernel reads them.
    public static func bytes(_ code: [Instruction]) -> [UInt8] {
        var writer = ByteWriter(capacity: code.count * 8)
        for instruction in code {
            writer.native(instruction.code)
            writer.byte(instruction.yes)
            writer.byte(instruction.no)
            writer.native(instruction.value)
        }
        return writer.bytes
    }

    /// The range of the next filter of a process that has `count` filters for descriptors, so that `descriptor` is in it.
    ///
    /// Each filter is a few instructions at every call, each descriptor too many a stop at calls about files: at first one
    /// by one, then more and more at once. No process gets more than 12.
    public static func range(for descriptor: UInt32, after count: Int) -> ClosedRange<UInt32> {
        switch count {
        case ..<6: descriptor...descriptor
        case ..<9: descriptor...(descriptor | 63)
        case ..<11: descriptor...(descriptor | 1023)
        default: 3...UInt32(Int32.max)
        }
    }
}
