import CSocketLinux
import Glibc
public import SocketFacts
import SocketWire

/// Runs a program as if nobody watched, and puts its socket calls together.
public final class ProgramWatch {
    public struct Options: Sendable {
        /// Find the calls' places in the source.
        public var wantsSource = true
        /// Never preload; for programs in which that is not possible it is chosen by itself.
        public var usesTrace = false

        public init() {}
    }

    /// What a long run tells while it goes on; may be called many times.
    public var whenCalled: ((WatchedCall, Transport) -> Void)?

    private let arguments: [String]
    private let options: Options
    private var facts: WatchFacts
    private var story = WatchStory()
    private var looks = WatchLooks()
    private var afterClose = DataAfterClose()
    private var interrupts = 0
    /// The program is in a process group of its own: signals to this process do not reach it by themselves.
    private var isApart = false
    private var trace: TraceSession?
    /// A process that ran before and goes on when the watching ends.
    private let attached: Int32?

    public init(_ arguments: [String], options: Options = Options()) {
        self.arguments = arguments
        self.options = options
        attached = nil
        facts = WatchFacts(arguments: arguments, pid: nil, exitStatus: nil, means: .none)
    }

    /// Watches a process that runs already, until it ends or the watching is interrupted.
    public init(process: Int32, options: Options = Options()) {
        arguments = Tracer.arguments(process)
        self.options = options
        attached = process
        facts = WatchFacts(arguments: arguments, pid: process, exitStatus: nil, means: .ptrace)
    }

    /// Runs it to its end. Blocks.
    public func run() -> Observed<WatchFacts> {
        facts.startedAt = Self.now
        if let attached { return watch(attached) }
        let (path, missing) = ProgramStart.find(arguments[0])
        if let missing {
            facts.file = ProgramStart.file(path, error: missing)
            facts.endedAt = Self.now
            return .seen(facts)
        }
        // With a controlling terminal Ctrl+C reaches everybody in the foreground; without one nobody else would tell.
        isApart = csl_terminal_group() == 0
        let signals = csl_watch_signals(isApart ? 1 : 0)
        guard signals >= 0 else { return .unseen(.failed("signalfd: \(lastError.name)")) }
        defer { _ = close(signals) }
        let region: WatchRegion
        do {
            region = try WatchRegion()
        } catch {
            return .unseen(.failed("shared memory for the record of calls: \(error.name)"))
        }
        var environment: [String] = []
        var reason = options.usesTrace ? "that was asked for" : Self.unpreloadable(path, 0)
        if reason == nil, let library = Self.library {
            let old = ObserverProbe.variable("LD_PRELOAD").flatMap { $0.isEmpty ? nil : ":" + $0 } ?? ""
            environment = ["LD_PRELOAD=\(library)\(old)", "SOCKDOCTOR_WATCH=\(region.path)"]
            if !options.wantsSource { environment.append("SOCKDOCTOR_NO_SOURCE=1") }
            facts.means = .preload
        } else if reason == nil {
            reason = "the library that records calls, libsockwatch.so, is not beside sockdoctor"
        }
        if let why = reason {
            do {
                if let status = try launch(path, why, signals, region) {
                    finish(status, region, path)
                    return .seen(facts)
                }
                reason = TraceSession.obstacle(path) ?? "\(why), and ptrace is not permitted here"
            } catch {
                facts.file = ProgramStart.file(path, error: error)
                facts.endedAt = Self.now
                return .seen(facts)
            }
        }
        do {
            facts.pid = try ProgramStart.start(path, arguments, environment: environment, ownGroup: isApart)
        } catch {
            facts.means = .none
            facts.file = ProgramStart.file(path, error: error)
            facts.endedAt = Self.now
            return .seen(facts)
        }
        let pid = facts.pid ?? 0
        if let reason {
            story.add(.start(process: pid, parent: getpid(), at: Self.now, arguments: arguments))
            story.unwatched(pid, reason)
        }
        let status = follow(pid, signals, region)
        finish(status, region, path)
        return .seen(facts)
    }

    private static var now: UInt64 { UInt64(milliseconds() * 1_000_000) }

    // MARK: With ptrace

    /// Runs it traced to its end.
    ///
    /// - Returns: the raw status of waitpid(2); `nil` where tracing is not possible, and nothing was started.
    /// - Throws: why the program could not be started.
    private func launch(
        _ path: String, _ reason: String, _ signals: Int32, _ region: WatchRegion
    ) throws(SystemError) -> Int32? {
        guard TraceSession.obstacle(path) == nil else { return nil }
        do {
            let session = try TraceSession.launch(
                path, arguments, ownGroup: isApart, region: region, wantsSource: options.wantsSource)
            trace = session
            facts.pid = session.program
            facts.means = .ptrace
            facts.whyTraced = reason
            facts.keepsRights = session.keepsRights
            return follow(session.program, signals, region)
        } catch TraceSession.Failure.program(let error) {
            throw error
        } catch {
            return nil
        }
    }

    /// Follows a process that runs already.
    private func watch(_ process: Int32) -> Observed<WatchFacts> {
        let signals = csl_watch_signals(0)
        guard signals >= 0 else { return .unseen(.failed("signalfd: \(lastError.name)")) }
        defer { _ = close(signals) }
        let region: WatchRegion
        do {
            region = try WatchRegion()
        } catch {
            return .unseen(.failed("shared memory for the record of calls: \(error.name)"))
        }
        do {
            let session = try TraceSession.attach(process, region: region, wantsSource: options.wantsSource)
            trace = session
            facts.whyTraced = "it was running already"
            // The tracer ends with the process, or with the watching.
            _ = follow(session.tracer, signals, region)
            let status = session.finalStatus
            facts.isRunning = status == nil
            finish(status ?? 0, region, nil)
            return .seen(facts)
        } catch {
            return .unseen(TraceSession.unobserved(process, error))
        }
    }

    // MARK: Following

    /// Until the program has ended. The raw status of waitpid(2).
    private func follow(_ pid: Int32, _ signals: Int32, _ region: WatchRegion) -> Int32 {
        var pause: Int32 = 1
        var entry = pollfd(fd: signals, events: Int16(POLLIN), revents: 0)
        var nextLook = milliseconds() + 200
        while true {
            entry.revents = 0
            _ = unsafe poll(&entry, 1, pause)
            region.beat()
            let count = take(region)
            // A busy program is followed closely. An idle one costs 100 wake-ups a second, about a thousandth of a
            // processor: what held a port when bind() failed may be gone a moment later.
            pause = count > 0 ? 1 : min(10, pause * 2)
            if entry.revents != 0 { handle(signals, pid, region) }
            if milliseconds() >= nextLook {
                look(region)
                nextLook = milliseconds() + (looks.hasConnections ? 60 : 200)
            }
            var status: Int32 = 0
            if unsafe waitpid(pid, &status, WNOHANG) == pid {
                var left = 0
                repeat { left = take(region) } while left > 0
                return status
            }
        }
    }

    private func take(_ region: WatchRegion, isFinal: Bool = false) -> Int {
        region.drain(isFinal: isFinal) { record in
            if case .call(let call, _, let transport) = record {
                whenCalled?(call, transport)
                if call.kind == .close { afterClose.note(story.socket(call.process, call.descriptor)) }
            }
            story.add(record)
        }
    }

    private func look(_ region: WatchRegion) {
        looks.look(at: &story, region.callsUnderWay(), now: Self.now)
        afterClose.look()
    }

    /// One line of `struct signalfd_siginfo` (signalfd(2)): number, code, sender.
    private func handle(_ signals: Int32, _ pid: Int32, _ region: WatchRegion) {
        var buffer = [UInt8](repeating: 0, count: 128)
        while unsafe buffer.withUnsafeMutableBytes({ unsafe read(signals, $0.baseAddress, 128) }) == 128 {
            var reader = ByteReader(buffer)
            guard let number: UInt32 = reader.native(), reader.skip(4), let code: Int32 = reader.native() else {
                return
            }
            let signal = Int32(number)
            guard signal != SIGCHLD else { continue }
            if [SIGTSTP, SIGCONT, SIGUSR1, SIGUSR2].contains(signal) {
                _ = kill(signal == SIGTSTP || signal == SIGCONT ? -pid : pid, signal)
                if signal == SIGTSTP { _ = kill(getpid(), SIGSTOP) }
                continue
            }
            // Where everybody hangs is gone as soon as the signal has arrived.
            _ = take(region)
            look(region)
            if attached != nil {
                trace?.detach()
                continue
            }
            facts.wasInterrupted = true
            // SI_KERNEL: the terminal sent it, to the program as well unless it is apart.
            let wasSentToAll = code == 0x80 && !isApart
            if signal == SIGINT {
                interrupts += 1
                if interrupts >= 2 {
                    _ = kill(isApart ? -pid : pid, SIGKILL)
                    continue
                }
            }
            // What a terminal sends goes to the whole job, as it would without this process between.
            let isForJob = isApart && [SIGINT, SIGQUIT, SIGHUP].contains(signal)
            if !wasSentToAll { _ = kill(isForJob ? -pid : pid, signal) }
        }
    }

    // MARK: The end

    private func finish(_ status: Int32, _ region: WatchRegion, _ path: String?) {
        facts.endedAt = Self.now
        let pid = facts.pid ?? 0
        if facts.isRunning {
            facts.exitStatus = nil
        } else if status & 0x7f == 0 {
            facts.exitStatus = status >> 8 & 0xff
        } else {
            facts.signal = SignalName.name(status & 0x7f)
        }
        _ = take(region, isFinal: true)
        for socket in story.openSockets { afterClose.note(socket) }
        if facts.signal != nil {
            // The call in which a signal ended it never returned; its slot has kept it.
            for call in region.callsUnderWay() where call.process == pid { story.hang(call) }
        }
        if !facts.isRunning { story.end(pid, at: facts.endedAt) }
        for process in story.liveProcesses where kill(process, 0) != 0 && lastError != .notPermitted {
            story.end(process, at: facts.endedAt)
        }
        region.stop()
        facts.lost = region.lost
        facts = story.facts(facts)
        afterClose.finish(&facts.sockets)
        facts.file = path.flatMap { ProgramStart.interpreterFailure($0, facts) }
        if options.wantsSource { SourceReader.fill(&facts.places) }
    }

    // MARK: Which way

    /// The library beside this program.
    private static var library: String? {
        guard let own = try? Files.link("/proc/self/exe") else { return nil }
        let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        for place in ["\(folder)/libsockwatch.so", "\(folder)/../lib/libsockwatch.so"] where Files.exists(place) {
            return place
        }
        return nil
    }

    /// Why a library cannot be preloaded into the program; `nil` where it can.
    private static func unpreloadable(_ path: String, _ depth: Int) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        if status.st_mode & (S_ISUID | S_ISGID) != 0, getuid() != 0 { return "it runs with another user's rights" }
        guard let bytes = try? Files.bytes(path, limit: 1 << 16) else { return "its file cannot be read" }
        if let line = ProgramText.interpreter(bytes), depth < 3 {
            if line.path.hasSuffix("/env"), let name = line.argument?.split(separator: " ").last,
                let found = CommandRunner.locate(String(name))
            {
                return unpreloadable(found, depth + 1)
            }
            return unpreloadable(line.path, depth + 1)
        }
        if case .notPreloadable(let reason) = ProgramText.linkage(bytes) { return reason }
        return nil
    }
}

/// Names of signals (signal(7)).
enum SignalName {
    static func name(_ number: Int32) -> String {
        let names: [Int32: String] = [
            SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
            SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
            SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM",
            SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGVTALRM: "SIGVTALRM", SIGPROF: "SIGPROF", SIGSYS: "SIGSYS",
        ]
        return names[number] ?? "signal \(number)"
    }
}
