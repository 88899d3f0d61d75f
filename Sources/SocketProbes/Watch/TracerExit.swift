import Glibc
import SocketFacts
import SocketWire

/// The exit of a system call: what became of it, and what it means for the sockets of the process.
extension Tracer {
    private static let headBytes = 96
    private static let tailBytes = 16
    private static let newlineBytes = 4096

    func leave(_ thread: TracedThread, _ information: Ptrace.Information) {
        let process = thread.process
        defer { coverOld(thread) }
        guard let pending = thread.pending else { return }
        thread.pending = nil
        let value = Int64(bitPattern: information.value)
        // ERESTARTSYS and its kin: a signal broke the call off, and the kernel makes it anew or turns it into EINTR. Until
        // then the thread counts as being in it: the signal may end the program right here.
        if (-516 ... -512).contains(value) {
            thread.interrupted = pending
            thread.interrupted?.brokenAt = Self.now
            return
        }
        if let slot = thread.slot { writer.leave(slot) }
        let error = (-4095 ... -1).contains(value) ? SystemError(Int32(-value)) : nil
        let result = error == nil ? Int(truncatingIfNeeded: value) : -1
        finish(pending, thread, process, result, error)
    }

    /// A call that a signal broke off and that was not made anew failed with EINTR.
    func tellBroken(_ thread: TracedThread) {
        guard let broken = thread.interrupted else { return }
        thread.interrupted = nil
        if let slot = thread.slot { writer.leave(slot) }
        var call = record(broken, thread, result: -1, error: .interrupted)
        call.end = broken.brokenAt
        tell(call, thread.process.sockets[broken.descriptor])
    }

    private func coverOld(_ thread: TracedThread) {
        let process = thread.process
        guard !process.uncovered.isEmpty else { return }
        if process.isFresh {
            process.isFresh = false
            return
        }
        let descriptors = process.uncovered
        process.uncovered = []
        for descriptor in descriptors where threads[thread.id] === thread { cover(thread, descriptor) }
    }

    /// What is told of every call.
    func record(_ pending: PendingCall, _ thread: TracedThread, result: Int?, error: SystemError?) -> WatchedCall {
        WatchedCall(
            pending.kind, process: thread.process.id, thread: thread.id, descriptor: pending.descriptor,
            result: result, error: error, begin: pending.begin, end: result == nil ? pending.begin : Self.now,
            argument: pending.argument, flags: pending.flags, place: pending.site == 0 ? nil : Int(pending.site))
    }

    private func finish(
        _ pending: PendingCall, _ thread: TracedThread, _ process: TracedProcess, _ result: Int, _ error: SystemError?
    ) {
        let arguments = pending.arguments
        var call = record(pending, thread, result: result, error: error)
        let socket = process.sockets[pending.descriptor]
        switch pending.kind {
        case .socket:
            guard let made = ProgramSocket(domain: arguments.a, type: arguments.b) else { return }
            call.descriptor = Int32(truncatingIfNeeded: result)
            tell(call, made)
            arrived(made, Int32(truncatingIfNeeded: result), error, thread)
            return
        case .accept:
            guard let socket else { return }
            let made = ProgramSocket(socket.family, socket.transport)
            made.isNonblocking = pending.call == .accept4 && arguments.d & UInt64(O_NONBLOCK) != 0
            if error == nil, let own = process.duplicate(Int32(truncatingIfNeeded: result)) {
                call.local = own.local
                call.address = own.peer
                call.waited = own.connection.sinceAcknowledged
            }
            tell(call, socket)
            arrived(made, Int32(truncatingIfNeeded: result), error, thread)
            return
        case .duplicate:
            tell(call, socket)
            guard error == nil, let socket else { return }
            arrived(socket, Int32(truncatingIfNeeded: result), nil, thread)
            return
        case .close:
            closed(pending, call, process)
            return
        case .setSignal:
            let handler: UInt64? = TracedMemory.number(process.id, arguments.b)
            // SIG_IGN, SIG_DFL.
            call.head = [handler == 1 ? 1 : handler == 0 ? 2 : 3]
            call.argument = UInt64(SIGPIPE)
            guard error == nil else { return }
            process.ignoresPipeSignal = handler == 1
            writer.write(.call(call, .ipv4, .tcp))
            return
        case .wait:
            process.waits += 1
            // One that was told to return at once did not wait.
            if pending.argument == 0 { return }
        case .bind, .connect: call.address = Self.address(process, arguments.b, arguments.c)
        case .setOption: call.head = TracedMemory.read(process.id, arguments.d, Int(min(arguments.e, 96)))
        case .getOption:
            let length: UInt32 = TracedMemory.number(process.id, arguments.e) ?? 0
            if error == nil { call.head = TracedMemory.read(process.id, arguments.d, Int(min(length, 96))) }
        case .askUnread:
            if error == nil { call.result = TracedMemory.number(process.id, arguments.c, Int32.self).map(Int.init) }
        default: break
        }
        guard let socket else { return }
        settle(pending, process, socket, &call)
        if pending.kind == .send || pending.kind == .receive {
            return moved(pending, process, socket, call)
        }
        tell(call, socket)
    }

    func tell(_ call: WatchedCall, _ socket: ProgramSocket?) {
        guard let socket else { return }
        writer.write(.call(call, socket.family, socket.transport))
    }

    private func arrived(_ socket: ProgramSocket, _ descriptor: Int32, _ error: SystemError?, _ thread: TracedThread) {
        guard error == nil else { return }
        thread.process.sockets[descriptor] = socket
        cover(thread, descriptor)
    }

    /// Also by dup2(2) of something else onto it, or as one of a range.
    private func closed(_ pending: PendingCall, _ call: WatchedCall, _ process: TracedProcess) {
        if pending.call == .closeRange {
            // CLOSE_RANGE_CLOEXEC closes nothing yet.
            guard !call.hasFailed, pending.arguments.c & 4 == 0 else { return }
            let first = Int64(pending.arguments.a & 0xffff_ffff)
            let last = Int64(pending.arguments.b & 0xffff_ffff)
            for descriptor in process.sockets.keys.sorted() where (first...max(first, last)).contains(Int64(descriptor))
            {
                var one = call
                one.descriptor = descriptor
                tell(one, process.sockets.removeValue(forKey: descriptor))
            }
            return
        }
        guard !call.hasFailed else { return }
        var one = call
        one.result = 0
        tell(one, process.sockets.removeValue(forKey: pending.descriptor))
    }

    /// What the call changed, and what the kernel knows behind it.
    private func settle(
        _ pending: PendingCall, _ process: TracedProcess, _ socket: ProgramSocket, _ call: inout WatchedCall
    ) {
        switch pending.kind {
        case .bind, .listen, .connect:
            guard let own = process.duplicate(pending.descriptor) else { return }
            call.local = own.local
            if pending.kind == .listen {
                // SO_REUSEADDR, SO_REUSEPORT, IPV6_V6ONLY.
                call.head = [(SOL_SOCKET, 2), (SOL_SOCKET, 15), (41, 26)].map { level, name in
                    own.option(level, name) == 1 ? 1 : 0
                }
            }
        case .setNonblocking where !call.hasFailed: socket.isNonblocking = pending.argument == 1
        case .setOption where !call.hasFailed:
            let isSet = call.head.contains { $0 != 0 }
            // SO_RCVTIMEO and SO_SNDTIMEO, old and new (asm-generic/socket.h).
            switch pending.argument {
            case 1 << 32 | 20, 1 << 32 | 66: socket.receivesWithTimeout = isSet
            case 1 << 32 | 21, 1 << 32 | 67: socket.sendsWithTimeout = isSet
            default: break
            }
        default: break
        }
    }

    // MARK: Data

    private func moved(
        _ pending: PendingCall, _ process: TracedProcess, _ socket: ProgramSocket, _ call: WatchedCall
    ) {
        var call = call
        let isReceive = pending.kind == .receive
        if isReceive {
            socket.receives += 1
            socket.hasFilledBuffer = call.bytes >= Int(pending.argument)
        }
        if isReceive, socket.transport == .tcp, call.bytes > 0, let own = process.duplicate(pending.descriptor) {
            call.segments = own.connection.segments
            // A receive that got less than it asked for has emptied the queue.
            if call.bytes == Int(pending.argument) { call.unread = UInt32(own.unread) }
        }
        guard pending.call == .sendmmsg || pending.call == .recvmmsg else {
            fill(&call, pending, process, message: 0, count: call.bytes)
            if isReceive, socket.transport == .udp, pending.waiting > Int(pending.argument),
                call.bytes == Int(pending.argument), !call.hasFailed
            {
                call.flags.insert(.truncated)
            }
            return tell(call, socket)
        }
        guard !call.hasFailed else { return tell(call, socket) }
        // A record for each message.
        for message in 0..<min(call.bytes, 64) {
            var one = call
            guard let header = MessageHeader(process.id, pending.arguments.b + UInt64(message * 64)) else { return }
            one.result = Int(header.length)
            one.argument = UInt64(pieces(pending, process, message: message).reduce(0) { $0 &+ $1.count })
            fill(&one, pending, process, message: message, count: one.bytes)
            tell(one, socket)
        }
    }

    /// The data and the address that came or went with it.
    private func fill(
        _ call: inout WatchedCall, _ pending: PendingCall, _ process: TracedProcess, message: Int, count: Int
    ) {
        let arguments = pending.arguments
        switch pending.call {
        case .sendto: call.address = Self.address(process, arguments.e, arguments.f)
        case .recvfrom where arguments.e != 0 && !call.hasFailed:
            let length: UInt32 = TracedMemory.number(process.id, arguments.f) ?? 0
            call.address = Self.address(process, arguments.e, UInt64(length))
        case .sendmsg, .recvmsg, .sendmmsg, .recvmmsg:
            guard let header = MessageHeader(process.id, arguments.b + UInt64(message * 64)) else { break }
            call.address = Self.address(process, header.name, UInt64(header.nameLength))
            // MSG_TRUNC.
            if pending.kind == .receive, !call.hasFailed, header.flags & 0x20 != 0 { call.flags.insert(.truncated) }
        default: break
        }
        guard count > 0 else { return }
        let pieces = pieces(pending, process, message: message)
        let start = TracedMemory.gather(process.id, pieces, limit: min(count, Self.newlineBytes))
        call.head = Array(start.prefix(Self.headBytes))
        call.newlines = start.count { $0 == 0x0a }
        guard count > Self.headBytes else { return }
        let tail = min(Self.tailBytes, count - Self.headBytes)
        call.tail =
            count == start.count
            ? Array(start.suffix(tail))
            : TracedMemory.gather(process.id, TracedMemory.skipping(count - tail, pieces), limit: tail)
    }

    private static func address(_ process: TracedProcess, _ address: UInt64, _ length: UInt64) -> Endpoint? {
        guard address != 0, length >= 8 else { return nil }
        return Endpoint(socketAddress: TracedMemory.read(process.id, address, Int(min(length, 28))))
    }
}
