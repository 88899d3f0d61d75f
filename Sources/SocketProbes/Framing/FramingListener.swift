import CSocketLinux
import Glibc
public import SocketFacts

/// Waits for a client's connections, an exchange each, and starts the client where its command is known.
public struct FramingListener: ~Copyable {
    public let address: Endpoint
    private let listener: OpenSocket
    private var table: SocketTable?

    /// - Throws: the error of bind(2) or listen(2).
    public init(_ wanted: Endpoint) throws(SystemError) {
        let socket = try OpenSocket.make(wanted.address.family, .tcp).get()
        set(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        _ = try call { unsafe wanted.withSocketAddress { unsafe bind(socket.descriptor.raw, $0, $1) } }
        _ = try call { Glibc.listen(socket.descriptor.raw, 16) }
        listener = socket
        address = Endpoint.local(of: socket.descriptor) ?? wanted
        table = try? SocketTable()
    }

    /// - Parameters:
    ///   - command: starts the client; empty where somebody else does.
    ///   - patience: milliseconds to wait for the connection.
    public mutating func run(_ plan: FramingPlan, command: [String], patience: Double) -> FramingOutcome {
        var program: ClientProgram?
        if !command.isEmpty {
            // Connections that an earlier run left behind are nobody's.
            while let old = accept() { _ = old }
            do {
                program = try ClientProgram(command)
            } catch {
                return FramingOutcome(ending: .notConnected(error), sentAll: false)
            }
        }
        let end = milliseconds() + patience
        var socket = accept()
        while socket == nil, milliseconds() < end {
            // A client that has ended without a connection makes none.
            if program?.hasEnded == true { break }
            _ = wait(
                for: listener.descriptor, POLLIN, milliseconds: min(program == nil ? 1000 : 20, end - milliseconds()))
            socket = accept()
        }
        var outcome: FramingOutcome
        if let socket {
            var exchange = FramingExchange(
                socket.0, plan, ends: (socket.1, address.unspecifiedResolved(like: socket.2)))
            outcome = exchange.run(&table)
        } else {
            outcome = FramingOutcome(ending: .nobodyCame, sentAll: false)
        }
        socket = nil
        // A client that hangs is not waited for so long; one that has got all may be slow to end.
        let isServed = outcome.ending == .closedAfter || outcome.ending == .leftOpen
        program?.finish(patience: max(500, isServed ? max(patience, plan.timeout) : plan.timeout))
        outcome.output = program?.output
        outcome.status = program?.status
        return outcome
    }

    /// The next connection, with the client's end and ours.
    private func accept() -> (OpenSocket, Endpoint, Endpoint)? {
        let raw = Glibc.accept(listener.descriptor.raw, nil, nil)
        guard raw >= 0 else { return nil }
        _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
        _ = fcntl(raw, F_SETFL, O_NONBLOCK)
        let socket = OpenSocket(owning: raw)
        guard let local = Endpoint.local(of: socket.descriptor), let peer = Endpoint.peer(of: socket.descriptor) else {
            return nil
        }
        return (socket, peer, local)
    }
}

/// One run of the client, with what it prints.
final class ClientProgram {
    /// More than this is not kept, and the client that prints it is ended.
    private static let mostOutput = 1 << 20

    private let pid: pid_t
    private let file: Descriptor
    private(set) var status: Int32?
    private(set) var output: [UInt8] = []

    init(_ command: [String]) throws(SystemError) {
        let path = ProgramStart.find(command[0])
        if let error = path.error { throw error }
        // A file and no pipe: the client can print while nobody reads.
        file = Descriptor(owning: try call { csl_shared_memory(0) })
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, file.raw, 1)
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // A group of its own, so that what it starts ends with it.
        var attributes = posix_spawnattr_t()
        _ = unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        _ = unsafe posix_spawnattr_setpgroup(&attributes, 0)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var child: pid_t = 0
        let number = unsafe CommandRunner.withCStrings(command) { argv in
            unsafe posix_spawn(&child, path.path, &actions, &attributes, argv, environ)
        }
        guard number == 0 else { throw SystemError(number) }
        pid = child
    }

    var hasEnded: Bool {
        if status == nil { reap(WNOHANG) }
        return status != nil
    }

    /// Waits for the end, or brings it about.
    func finish(patience: Double) {
        let end = milliseconds() + patience
        var step = 0.2
        while !hasEnded, milliseconds() < end, size <= Self.mostOutput {
            pause(milliseconds: step)
            step = min(20, step * 1.5)
        }
        if !hasEnded {
            _ = kill(-pid, SIGKILL)
            reap(0)
        }
        output = [UInt8](repeating: 0, count: min(size, Self.mostOutput))
        let count = unsafe output.withUnsafeMutableBytes { unsafe pread(file.raw, $0.baseAddress, $0.count, 0) }
        output.removeLast(output.count - max(0, count))
    }

    private var size: Int {
        var status = stat()
        return unsafe fstat(file.raw, &status) == 0 ? Int(status.st_size) : 0
    }

    private func reap(_ options: Int32) {
        var raw: Int32 = 0
        var result: pid_t
        repeat { result = unsafe waitpid(pid, &raw, options) } while result < 0 && lastError == .interrupted
        if result == pid { status = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f }
        if result < 0 { status = -1 }
    }

    deinit {
        guard status == nil else { return }
        _ = kill(-pid, SIGKILL)
        reap(0)
    }
}
