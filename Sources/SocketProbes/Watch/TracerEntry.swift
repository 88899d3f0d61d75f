import Glibc
import SocketFacts
import SocketWire

/// The entry of a system call: whether it is about a socket, and what is known before it is made.
extension Tracer {
    /// Waits of one process that are told; a loop around poll(2) is known by then, and one stop less for each.
    private static let waitsTold = 200

    func enter(_ thread: TracedThread, _ information: Ptrace.Information) {
        guard information.machine == TraceMachine.own.audit,
            let call = TraceMachine.own.call(information.value)
        else { return }
        let process = thread.process
        let arguments = information.arguments
        guard let (kind, descriptor) = subject(call, arguments, process) else { return }
        var pending = PendingCall(
            call: call, arguments: arguments, begin: Self.now, descriptor: descriptor, kind: kind)
        if let broken = thread.interrupted, broken.call == call, broken.arguments == arguments {
            // The kernel makes the call anew behind a signal.
            pending.begin = broken.begin
            thread.interrupted = nil
        }
        tellBroken(thread)
        if let socket = process.sockets[descriptor] { describe(&pending, socket, process) }
        pending.site = site(thread, information)
        if call == .close {
            // Another thread may get the same number before the end of this call is seen.
            return close(pending, thread)
        }
        thread.pending = pending
        guard let slot = thread.slot else { return }
        writer.enter(slot, record(pending, thread, result: nil, error: nil))
    }

    /// Told before it is done, with what is thrown away unread.
    private func close(_ pending: PendingCall, _ thread: TracedThread) {
        var call = record(pending, thread, result: 0, error: nil)
        let socket = thread.process.sockets.removeValue(forKey: pending.descriptor)
        if socket?.transport == .tcp, let own = thread.process.duplicate(pending.descriptor) {
            call.unread = UInt32(own.unread)
        }
        tell(call, socket)
    }

    private func site(_ thread: TracedThread, _ information: Ptrace.Information) -> UInt32 {
        let (id, place) = sites.site(thread, information.instruction, information.stack)
        if let place { writer.write(.place(process: thread.process.id, id: id, place)) }
        return id
    }

    /// The kind of call and its descriptor, when it is one of ours.
    private func subject(
        _ call: TracedCall, _ arguments: CallArguments, _ process: TracedProcess
    ) -> (WatchedCall.Kind, Int32)? {
        let first = arguments.descriptor
        switch call {
        case .socket:
            return ProgramSocket(domain: arguments.a, type: arguments.b) == nil ? nil : (.socket, -1)
        case .rtSigaction:
            return arguments.a == UInt64(SIGPIPE) && arguments.b != 0 ? (.setSignal, -1) : nil
        case .seccomp:
            process.hasOwnFilter = true
            return nil
        case .prctl:
            // PR_SET_SECCOMP.
            if arguments.a == 22 { process.hasOwnFilter = true }
            return nil
        case .mmap, .munmap: return nil
        case .poll, .ppoll, .select, .pselect6:
            guard process.waits < Self.waitsTold, !process.sockets.isEmpty,
                let descriptor = waited(call, arguments, process)
            else { return nil }
            return (.wait, descriptor)
        case .closeRange:
            return process.sockets.keys.contains { $0 >= Int32(clamping: arguments.a & 0xffff_ffff) }
                ? (.close, -1) : nil
        case .dup2, .dup3:
            let second = Int32(truncatingIfNeeded: arguments.b)
            if process.sockets[first] != nil { return (.duplicate, first) }
            return process.sockets[second] != nil ? (.close, second) : nil
        case .splice:
            let second = Int32(truncatingIfNeeded: arguments.c)
            return process.sockets[second] != nil ? (.sendFile, second) : nil
        default: break
        }
        guard process.sockets[first] != nil else { return nil }
        return kind(call, arguments).map { ($0, first) }
    }

    private func kind(_ call: TracedCall, _ arguments: CallArguments) -> WatchedCall.Kind? {
        switch call {
        case .read, .readv, .recvfrom, .recvmsg, .recvmmsg: return .receive
        case .write, .writev, .sendto, .sendmsg, .sendmmsg: return .send
        case .close: return .close
        case .dup: return .duplicate
        case .connect: return .connect
        case .accept, .accept4: return .accept
        case .bind: return .bind
        case .listen: return .listen
        case .shutdown: return .shutdown
        case .setsockopt: return .setOption
        case .getsockopt: return .getOption
        case .sendfile: return .sendFile
        case .fcntl:
            // F_DUPFD, F_DUPFD_CLOEXEC, F_SETFL.
            return [0, 1030].contains(arguments.b) ? .duplicate : arguments.b == 4 ? .setNonblocking : nil
        case .ioctl:
            // FIONBIO, FIONREAD.
            return arguments.b == 0x5421 ? .setNonblocking : arguments.b == 0x541b ? .askUnread : nil
        default: return nil
        }
    }

    private func describe(_ pending: inout PendingCall, _ socket: ProgramSocket, _ process: TracedProcess) {
        let arguments = pending.arguments
        if socket.isNonblocking { pending.flags.insert(.nonblocking) }
        switch pending.kind {
        case .send, .receive:
            let flags = Self.messageFlags(pending.call, arguments)
            // MSG_DONTWAIT, MSG_PEEK, MSG_WAITALL, MSG_NOSIGNAL (linux/socket.h).
            if flags & 0x40 != 0 { pending.flags.insert(.nonblocking) }
            if flags & 0x2 != 0 { pending.flags.insert(.peek) }
            if flags & 0x100 != 0 { pending.flags.insert(.waitAll) }
            if flags & 0x4000 != 0 { pending.flags.insert(.noSignal) }
            let isReceive = pending.kind == .receive
            if isReceive ? socket.receivesWithTimeout : socket.sendsWithTimeout { pending.flags.insert(.timeout) }
            pending.argument = UInt64(pieces(pending, process).reduce(0) { $0 &+ $1.count })
            if isReceive, socket.wantsSize, let own = process.duplicate(pending.descriptor) {
                pending.waiting = own.unread
            }
        case .accept, .connect:
            if pending.kind == .accept ? socket.receivesWithTimeout : socket.sendsWithTimeout {
                pending.flags.insert(.timeout)
            }
        case .listen, .shutdown: pending.argument = arguments.b
        case .setOption, .getOption: pending.argument = (arguments.b & 0xffff_ffff) << 32 | arguments.c & 0xffff_ffff
        case .setNonblocking:
            if pending.call == .fcntl {
                pending.argument = arguments.c & UInt64(O_NONBLOCK) != 0 ? 1 : 0
            } else {
                pending.argument = TracedMemory.number(process.id, arguments.c, Int32.self) == 0 ? 0 : 1
            }
        case .sendFile: pending.argument = pending.call == .sendfile ? arguments.d : arguments.e
        case .wait: pending.argument = timeout(pending, process)
        default: break
        }
    }

    private static func messageFlags(_ call: TracedCall, _ arguments: CallArguments) -> UInt64 {
        switch call {
        case .sendto, .recvfrom, .sendmmsg, .recvmmsg: arguments.d
        case .sendmsg, .recvmsg: arguments.c
        default: 0
        }
    }

    /// The memory that a call sends from or receives into. Of sendmmsg(2) and recvmmsg(2) that of the first message.
    func pieces(_ pending: PendingCall, _ process: TracedProcess, message: Int = 0) -> [TracedMemory.Piece] {
        let arguments = pending.arguments
        switch pending.call {
        case .read, .write, .sendto, .recvfrom:
            return [TracedMemory.Piece(address: arguments.b, count: Int(truncatingIfNeeded: min(arguments.c, 1 << 40)))]
        case .readv, .writev: return TracedMemory.pieces(process.id, arguments.b, arguments.c)
        case .sendmsg, .recvmsg, .sendmmsg, .recvmmsg:
            guard let header = MessageHeader(process.id, arguments.b + UInt64(message * 64)) else { return [] }
            return TracedMemory.pieces(process.id, header.pieces, header.pieceCount)
        default: return []
        }
    }

    // MARK: poll and select

    /// The first socket that is waited for.
    private func waited(_ call: TracedCall, _ arguments: CallArguments, _ process: TracedProcess) -> Int32? {
        if call == .poll || call == .ppoll {
            let count = Int(min(arguments.b, 256))
            var reader = ByteReader(TracedMemory.read(process.id, arguments.a, count * 8))
            while let descriptor: Int32 = reader.native(), reader.skip(4) {
                if process.sockets[descriptor] != nil { return descriptor }
            }
            return nil
        }
        let bytes = Int(min(arguments.a, 1024) + 7) / 8
        for set in [arguments.b, arguments.c, arguments.d] where set != 0 {
            for (index, byte) in TracedMemory.read(process.id, set, bytes).enumerated() where byte != 0 {
                for bit in 0..<8 where byte >> bit & 1 == 1 {
                    let descriptor = Int32(index * 8 + bit)
                    if process.sockets[descriptor] != nil { return descriptor }
                }
            }
        }
        return nil
    }

    /// Milliseconds; all bits for no end.
    private func timeout(_ pending: PendingCall, _ process: TracedProcess) -> UInt64 {
        let arguments = pending.arguments
        if pending.call == .poll { return UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: arguments.c))) }
        let (address, perMillisecond): (UInt64, Int64) =
            switch pending.call {
            case .select: (arguments.e, 1000)
            case .pselect6: (arguments.e, 1_000_000)
            default: (arguments.c, 1_000_000)
            }
        var reader = ByteReader(TracedMemory.read(process.id, address, 16))
        guard let seconds: Int64 = reader.native(), let parts: Int64 = reader.native() else { return ~0 }
        return UInt64(bitPattern: max(0, min(seconds, 1 << 40)) * 1000 + parts / perMillisecond)
    }
}

/// A `struct msghdr` of a traced process (linux/socket.h).
struct MessageHeader {
    var name: UInt64
    var nameLength: UInt32
    var pieces: UInt64
    var pieceCount: UInt64
    var flags: UInt32
    /// Of a `struct mmsghdr`: bytes that were transferred.
    var length: UInt32

    init?(_ process: Int32, _ address: UInt64) {
        var reader = ByteReader(TracedMemory.read(process, address, 64))
        guard let name: UInt64 = reader.native(), let nameLength: UInt32 = reader.native(), reader.skip(4),
            let pieces: UInt64 = reader.native(), let pieceCount: UInt64 = reader.native(), reader.skip(16),
            let flags: UInt32 = reader.native()
        else { return nil }
        _ = reader.skip(4)
        self.name = name
        self.nameLength = nameLength
        self.pieces = pieces
        self.pieceCount = pieceCount
        self.flags = flags
        length = reader.native() ?? 0
    }
}
