import CSocketTrace
import Glibc
import SocketFacts
import SocketWire

/// Adding filters to a process that runs, by calls made in its name.
extension Tracer {
    /// Room below the stack pointer that the program may use already (the red zone).
    private static let redZone: UInt64 = 128

    /// Makes the calls about a socket's descriptor visible. The thread is at the exit of a system call.
    func cover(_ thread: TracedThread, _ descriptor: Int32) {
        let process = thread.process
        guard descriptor >= 0, !process.covers(descriptor) else { return }
        let range = TraceFilter.range(for: UInt32(descriptor), after: process.ranges.count)
        let code = TraceFilter.descriptors(range, isFirst: process.ranges.isEmpty)
        if !process.hasOwnFilter, add(code, to: thread) {
            process.ranges.append(range)
            return
        }
        // Slower, and just as complete.
        process.stopsEverywhere = true
        for other in threads.values where other.process === process && other !== thread { Ptrace.interrupt(other.id) }
    }

    /// Signals wait meanwhile: a handler would run with registers that are not the program's. Only SIGSTOP cannot be held
    /// off; it is sent once more.
    private func add(_ code: [TraceFilter.Instruction], to thread: TracedThread) -> Bool {
        let id = thread.id
        guard let registers = Ptrace.registers(id), let mask = Ptrace.mask(id) else { return false }
        Ptrace.setMask(id, ~0)
        var made = CallsMade(thread: thread, registers: registers)
        let isDone = install(code, &made)
        // It may have been killed.
        if let status = made.endStatus {
            ended(id, status)
            return isDone
        }
        _ = Ptrace.setRegisters(id, registers)
        Ptrace.setMask(id, mask)
        for signal in made.signals { _ = cst_signal(thread.process.id, id, signal) }
        if made.wasStopped { Ptrace.interrupt(id) }
        return isDone
    }

    private func install(_ code: [TraceFilter.Instruction], _ made: inout CallsMade) -> Bool {
        let process = made.thread.process
        let bytes = TraceFilter.bytes(code)
        // `struct sock_fprog`, then the instructions.
        func program(at address: UInt64) -> [UInt8] {
            var writer = ByteWriter(capacity: bytes.count + 16)
            writer.native(UInt16(code.count))
            writer.append(repeatElement(0, count: 6))
            writer.native(address + 16)
            writer.append(bytes)
            return writer.bytes
        }
        let stack = made.registers.stack
        let room = (stack &- Self.redZone &- UInt64(bytes.count + 64)) & ~15
        // Nobody else uses what lies below the first thread's stack pointer. The stacks of Go and of threads are too small
        // to rely on that, and their neighbours belong to others.
        if made.thread.id == process.id, stack <= process.stackTop, process.stackTop - stack < 1 << 22,
            TracedMemory.write(process.id, room, program(at: room))
        {
            return setFilter(room, &made)
        }
        guard let map = TraceMachine.own.number(.mmap), let unmap = TraceMachine.own.number(.munmap) else {
            return false
        }
        // PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS.
        guard let page = made.call(map, [0, 4096, 3, 0x22, ~0, 0]), page > 0 else { return false }
        let address = UInt64(page)
        let isDone = TracedMemory.write(process.id, address, program(at: address)) && setFilter(address, &made)
        if made.endStatus == nil { _ = made.call(unmap, [address, 4096]) }
        return isDone
    }

    /// SECCOMP_SET_MODE_FILTER for all threads (SECCOMP_FILTER_FLAG_TSYNC). A number above 0 is a thread whose filters
    /// differ.
    private func setFilter(_ program: UInt64, _ made: inout CallsMade) -> Bool {
        guard let number = TraceMachine.own.number(.seccomp) else { return false }
        return made.call(number, [1, 1, program]) == 0
    }
}

/// Calls that a thread makes in its own name without knowing.
private struct CallsMade {
    let thread: TracedThread
    let registers: TraceRegisters
    /// Signals that came meanwhile.
    var signals: [Int32] = []
    var wasStopped = false
    /// The thread ended.
    var endStatus: Int32?

    init(thread: TracedThread, registers: TraceRegisters) {
        self.thread = thread
        self.registers = registers
    }

    /// The result; below 0 the error. `nil` when the thread is gone.
    mutating func call(_ number: UInt32, _ arguments: [UInt64]) -> Int64? {
        let id = thread.id
        guard endStatus == nil, Ptrace.setRegisters(id, registers.calling(number, arguments)) else { return nil }
        var isInside = false
        // Each turn is a stop; more than these few never come.
        for _ in 0..<64 {
            Ptrace.resume(id, toNextCall: true)
            var status: Int32 = 0
            while unsafe waitpid(id, &status, Ptrace.allKinds) < 0 {
                guard lastError == .interrupted else { return nil }
            }
            guard status & 0xff == 0x7f else {
                endStatus = status
                return nil
            }
            let signal = status >> 8 & 0xff
            switch status >> 16 {
            case 0 where signal == Ptrace.syscallSignal:
                guard let information = Ptrace.information(id) else { return nil }
                if information.stop == .entry { isInside = true }
                if information.stop == .exit, isInside { return Int64(bitPattern: information.value) }
            case 0: signals.append(signal)
            case Ptrace.Event.stop: wasStopped = true
            default: break
            }
        }
        return nil
    }
}
