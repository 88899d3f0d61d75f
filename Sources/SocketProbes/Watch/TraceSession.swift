import CSocketTrace
import Glibc
import SocketFacts
import SocketWire

/// The process that traces, seen from the one that reads and reports.
final class TraceSession {
    enum Failure: Error {
        /// The program could not be started (execve(2)).
        case program(SystemError)
        /// Tracing is not possible here.
        case trace(SystemError)
    }

    /// The program; of one that ran before, its process.
    let program: Int32
    /// The process that traces.
    let tracer: Int32
    /// Programs cannot gain rights by exec: without CAP_SYS_ADMIN a filter is allowed only then.
    private(set) var keepsRights = false
    private let control: Descriptor

    private init(program: Int32, tracer: Int32, control: consuming Descriptor) {
        self.program = program
        self.tracer = tracer
        self.control = control
    }

    /// Why a program would not behave the same under ptrace; `nil` where it would.
    static func obstacle(_ path: String) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, getuid() != 0, status.st_mode & (S_ISUID | S_ISGID) != 0 else {
            return nil
        }
        return "it runs with another user's rights, which it would lose if it were traced"
    }

    /// Why a running process cannot be watched.
    static func unobserved(_ process: Int32, _ failure: Failure) -> Unobserved {
        guard case .trace(let error) = failure else { return .failed("process \(process)") }
        switch error {
        case .noSuchProcess, .noSuchFile: return .failed("process \(process) does not exist")
        case .notPermitted, .permissionDenied:
            let scope = Files.number("/proc/sys/kernel/yama/ptrace_scope") ?? 0
            if let tracer = tracer(of: process) { return .failed("process \(process) is traced by process \(tracer)") }
            if scope == 3 { return .needs("kernel.yama.ptrace_scope below 3, which takes a restart of the machine") }
            return .needs("root's rights to watch process \(process)")
        default: return .failed("ptrace of process \(process): \(error.name)")
        }
    }

    private static func tracer(of process: Int32) -> Int? {
        let text = (try? Files.text("/proc/\(process)/status", limit: 4096)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("TracerPid:") }
        let number = line.flatMap { $0.split(whereSeparator: \.isWhitespace).last }.flatMap { Int($0) }
        return number == 0 ? nil : number
    }

    // MARK: Launching

    /// Starts a program that is traced from its first instruction.
    static func launch(
        _ path: String, _ arguments: [String], ownGroup: Bool, region: WatchRegion, wantsSource: Bool
    ) throws(Failure) -> TraceSession {
        let (tracer, control) = try fork(region, wantsSource: wantsSource, diesWithParent: false)
        var pid: Int32 = 0
        var gate: Int32 = -1
        var answer: Int32 = -1
        let filter = TraceFilter.bytes(TraceFilter.base())
        let error = unsafe filter.withUnsafeBytes { code in
            unsafe CommandRunner.withCStrings(arguments) { argv in
                unsafe cst_spawn(
                    &pid, path, argv, environ, ownGroup ? 1 : 0, tracer, code.baseAddress, UInt16(code.count / 8),
                    &gate, &answer)
            }
        }
        guard error == 0 else { throw .trace(SystemError(error)) }
        var door: Descriptor? = Descriptor(owning: gate)
        let answers = Descriptor(owning: answer)
        let session = TraceSession(program: pid, tracer: tracer, control: Descriptor(owning: control))
        do {
            try session.order(pid)
        } catch {
            // The child ends behind the closed gate.
            door = nil
            _ = door == nil
            while waitpid(pid, nil, 0) < 0, lastError == .interrupted {}
            throw .trace(error)
        }
        if let door { _ = unsafe write(door.raw, [1], 1) }
        // Its end closes the pipe, or it has become the program.
        var reply: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16)
        while let count = try? call({ unsafe read(answers.raw, &buffer, 16) }), count > 0 {
            reply += buffer[..<count]
        }
        if reply.first == UInt8(ascii: "n") {
            session.keepsRights = true
            reply.removeFirst()
        }
        guard reply.first == UInt8(ascii: "e") else { return session }
        while waitpid(pid, nil, 0) < 0, lastError == .interrupted {}
        var reader = ByteReader(reply[1...])
        throw .program(SystemError(reader.native() ?? EIO))
    }

    /// Watches a process that runs already. When this process ends, it is let go.
    static func attach(_ process: Int32, region: WatchRegion, wantsSource: Bool) throws(Failure) -> TraceSession {
        let (tracer, control) = try fork(region, wantsSource: wantsSource, diesWithParent: true)
        let session = TraceSession(program: process, tracer: tracer, control: Descriptor(owning: control))
        do {
            try session.order(-process)
        } catch {
            while waitpid(tracer, nil, 0) < 0, lastError == .interrupted {}
            throw .trace(error)
        }
        return session
    }

    /// Lets a process go on that was attached to: the kernel resumes all its threads when their tracer ends, without
    /// breaking off a call.
    func detach() { _ = kill(tracer, SIGKILL) }

    /// The tracer ends with the last process of the program; where daemons are left it stays for them.
    deinit {
        for _ in 0..<20 where waitpid(tracer, nil, WNOHANG) == 0 { pause(milliseconds: 1) }
    }

    /// The raw wait status of the program, from the process that traced it to its end.
    var finalStatus: Int32? { Self.number(control.raw) }

    /// Sends what to trace and waits for the answer.
    private func order(_ target: Int32) throws(SystemError) {
        Self.send(target, control.raw)
        guard let error = Self.number(control.raw) else { throw .noSuchProcess }
        if error != 0 { throw SystemError(error) }
    }

    // MARK: The other process

    private static func fork(
        _ region: WatchRegion, wantsSource: Bool, diesWithParent: Bool
    ) throws(Failure) -> (tracer: Int32, control: Int32) {
        var control: Int32 = -1
        let writer = region.writer()
        let parent = getpid()
        let pid = unsafe cst_fork(&control, diesWithParent ? 1 : 0)
        if pid < 0 { throw .trace(lastError) }
        if pid > 0 { return (pid, control) }
        trace(control, writer, parent: parent, wantsSource: wantsSource)
    }

    private static func trace(
        _ control: Int32, _ writer: WatchRegionWriter, parent: Int32, wantsSource: Bool
    ) -> Never {
        guard let target = number(control) else { _exit(0) }
        let isRunning = target < 0
        let tracer = Tracer(
            writer, process: abs(target), parent: isRunning ? 0 : parent, wantsSource: wantsSource)
        do {
            if isRunning { try tracer.attach() } else { try tracer.launch() }
        } catch {
            send(error.number, control)
            _exit(0)
        }
        send(0, control)
        tracer.run()
        if let status = tracer.mainStatus { send(status, control) }
        // Not exit(3): what this process shares with the other is written once, by the other.
        _exit(0)
    }

    private static func send(_ number: Int32, _ descriptor: Int32) {
        var number = number
        let noSignal = Int32(truncatingIfNeeded: MSG_NOSIGNAL)
        _ = unsafe withUnsafeBytes(of: &number) { unsafe Glibc.send(descriptor, $0.baseAddress, 4, noSignal) }
    }

    private static func number(_ descriptor: Int32) -> Int32? {
        var number: Int32 = 0
        let count = unsafe withUnsafeMutableBytes(of: &number) { raw in
            while true {
                let count = unsafe read(descriptor, raw.baseAddress, 4)
                if count >= 0 || lastError != .interrupted { return count }
            }
        }
        return count == 4 ? number : nil
    }
}
