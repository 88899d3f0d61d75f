import CSocketTrace
import Glibc
import SocketFacts
import SocketWire

/// Follows processes with ptrace(2) and writes what they do with sockets into a ``WatchRegion``.
///
/// It runs in a process of its own, because programs with a filter fail at each filtered call (ENOSYS) when nobody traces
/// them: it outlives the process that reads, and goes on resuming the programs until the last one has ended. What is left is
/// SIGKILL to this very process, and a machine out of memory that chooses it.
final class Tracer {
    let writer: WatchRegionWriter
    var threads: [Int32: TracedThread] = [:]
    var processes: [Int32: TracedProcess] = [:]
    /// Threads that were seen before the event that tells of them.
    private var early: Set<Int32> = []
    /// Whose end and start are told first.
    private let mainProcess: Int32
    private let mainParent: Int32
    /// The raw status of waitpid(2) with which the main process ended.
    private(set) var mainStatus: Int32?
    private var isAttached = false
    private static let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    /// Nanoseconds.
    private static let spinTime: UInt64 = 50_000
    /// Rounds of looking in a row that found nothing, and waits without looking that follow.
    private var vain = 0
    private var calm = 0
    let sites: TraceSites
    var batch: [(thread: Int32, status: Int32)] = []

    init(_ writer: WatchRegionWriter, process: Int32, parent: Int32, wantsSource: Bool) {
        self.writer = writer
        mainProcess = process
        mainParent = parent
        sites = TraceSites(isWanted: wantsSource, isAttached: parent == 0)
    }

    static var now: UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    // MARK: Beginning

    /// A program that waits to be started.
    func launch() throws(SystemError) {
        try Ptrace.seize(mainProcess, options: Ptrace.options | Ptrace.filterOption)
        // Each stop is told with this call.
        add(mainProcess, TracedProcess(mainProcess))
    }

    /// A program that runs, with all its threads.
    func attach() throws(SystemError) {
        isAttached = true
        let process = TracedProcess(mainProcess)
        process.stopsEverywhere = true
        process.hasStarted = true
        var isNew = true
        while isNew {
            isNew = false
            // Threads may be made meanwhile, until all of them are seized.
            for name in try Files.names(in: "/proc/\(mainProcess)/task") {
                guard let id = Int32(name), threads[id] == nil else { continue }
                do {
                    try Ptrace.seize(id, options: Ptrace.options)
                } catch SystemError.noSuchProcess {
                    continue
                }
                add(id, process)
                isNew = true
            }
        }
        guard !threads.isEmpty else { throw .noSuchProcess }
        writer.write(
            .start(process: mainProcess, parent: mainParent, at: Self.now, arguments: Self.arguments(mainProcess)))
        announceSockets(process)
        for id in threads.keys { Ptrace.interrupt(id) }
    }

    private func add(_ id: Int32, _ process: TracedProcess) {
        processes[process.id] = process
        process.threads += 1
        let thread = TracedThread(id, process)
        thread.slot = writer.takeSlot()
        threads[id] = thread
    }

    // MARK: Following

    /// Until no process is left; one that was attached to, until it has ended: its children go on by themselves.
    func run() {
        while collect() {
            for (thread, status) in batch { handle(thread, status) }
            if isAttached, mainStatus != nil { return }
        }
    }

    /// All that has stopped by now: a busy thread must not keep the others waiting.
    private func collect() -> Bool {
        batch.removeAll(keepingCapacity: true)
        while true {
            var status: Int32 = 0
            var id: Int32 = 0
            if batch.isEmpty {
                id = spin(&status)
                if id == 0 { id = unsafe waitpid(-1, &status, Ptrace.allKinds) }
            } else {
                id = unsafe waitpid(-1, &status, Ptrace.allKinds | WNOHANG)
            }
            if id > 0 {
                batch.append((id, status))
            } else if id == 0 {
                return true
            } else if lastError != .interrupted {
                return !batch.isEmpty
            }
            // A single thread leaves nothing to look for.
            if batch.count >= 1024 || threads.count == batch.count { return true }
        }
    }

    /// Looks for a stop for a moment without sleeping: waking up takes longer than what a program does between two calls.
    /// Where that was in vain, it is left off for a while.
    private func spin(_ status: inout Int32) -> Int32 {
        guard Self.processors > 1 else { return 0 }
        if calm > 0 {
            calm -= 1
            return 0
        }
        let end = Self.now + Self.spinTime
        repeat {
            let id = unsafe waitpid(-1, &status, Ptrace.allKinds | WNOHANG)
            if id != 0 {
                vain = 0
                return id
            }
        } while Self.now < end
        vain += 1
        if vain >= 4 {
            vain = 0
            calm = 200
        }
        return 0
    }

    private func handle(_ id: Int32, _ status: Int32) {
        // WIFSTOPPED.
        guard status & 0xff == 0x7f else { return ended(id, status) }
        let signal = status >> 8 & 0xff
        guard let thread = threads[id] ?? adopt(id) else { return Ptrace.resume(id, toNextCall: false) }
        switch status >> 16 {
        case 0:
            if signal == Ptrace.syscallSignal { return stopped(thread) }
            resume(thread, signal: signal)
        case Ptrace.Event.seccomp: stopped(thread)
        case Ptrace.Event.fork, Ptrace.Event.vfork, Ptrace.Event.clone:
            created(by: thread, isClone: status >> 16 == Ptrace.Event.clone)
            resume(thread)
        case Ptrace.Event.exec: executed(thread)
        case Ptrace.Event.stop:
            if [SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU].contains(signal) { return Ptrace.listen(id) }
            resume(thread)
        default: resume(thread)
        }
    }

    func resume(_ thread: TracedThread, signal: Int32 = 0) {
        let process = thread.process
        Ptrace.resume(
            thread.id, toNextCall: thread.pending != nil || process.stopsEverywhere || !process.uncovered.isEmpty,
            signal: signal)
    }

    /// At the entry or exit of a system call.
    private func stopped(_ thread: TracedThread) {
        guard let information = Ptrace.information(thread.id) else { return resume(thread) }
        switch information.stop {
        case .entry, .seccomp:
            // Of one call there may be both.
            if thread.pending == nil { enter(thread, information) }
        case .exit: leave(thread, information)
        case .other: break
        }
        // An addition to its filters may have met its end.
        if threads[thread.id] === thread { resume(thread) }
    }

    // MARK: Births and deaths

    private func created(by thread: TracedThread, isClone: Bool) {
        guard let id = Ptrace.message(thread.id), early.remove(id) == nil, threads[id] == nil else { return }
        let process = thread.process
        if isClone, Files.exists("/proc/\(process.id)/task/\(id)") { return add(id, process) }
        fork(id, process)
    }

    private func fork(_ id: Int32, _ parent: TracedProcess) {
        writer.write(.start(process: id, parent: parent.id, at: Self.now, arguments: []))
        add(id, TracedProcess(id, from: parent))
    }

    /// A new thread or process that stopped before its maker told of it.
    private func adopt(_ id: Int32) -> TracedThread? {
        guard let text = try? Files.text("/proc/\(id)/status", limit: 4096) else { return nil }
        guard let group = Self.number("Tgid:", in: text), let parent = Self.number("PPid:", in: text) else {
            return nil
        }
        if group != id, let process = processes[group] {
            add(id, process)
        } else if let process = processes[parent] ?? processes[mainProcess] {
            fork(id, process)
        } else {
            return nil
        }
        early.insert(id)
        return threads[id]
    }

    private static func number(_ field: String, in status: String) -> Int32? {
        let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
        return line.flatMap { $0.split(whereSeparator: \.isWhitespace).last }.flatMap { Int32($0) }
    }

    func ended(_ id: Int32, _ status: Int32) {
        guard let thread = threads.removeValue(forKey: id) else { return }
        let isSignal = status & 0x7f != 0
        // A program that a signal ended never came out of its call.
        if !isSignal { tellBroken(thread) }
        if let slot = thread.slot {
            writer.giveBack(slot, isInCall: thread.pending != nil || thread.interrupted != nil)
        }
        thread.process.threads -= 1
        // The first thread's end is reported after the others'.
        guard thread.process.id == id else { return }
        sites.forget(id)
        processes[id] = nil
        writer.write(
            .exit(process: id, at: Self.now, status: isSignal ? 128 + status & 0x7f : status >> 8 & 0xff))
        if id == mainProcess { mainStatus = status }
    }

    /// The process has become another program; its other threads are gone.
    private func executed(_ old: TracedThread) {
        let id = old.id
        let process = old.process
        for thread in threads.values where thread.process === process && thread.id != id {
            threads[thread.id] = nil
            if let slot = thread.slot { writer.giveBack(slot) }
        }
        process.threads = 1
        old.pending = nil
        old.interrupted = nil
        if let slot = old.slot { writer.leave(slot) }
        sites.forget(id)
        let information = Ptrace.information(id)
        process.stackTop = information?.stack ?? 0
        process.waits = 0
        let arguments = Self.arguments(id)
        let parent = id == mainProcess ? mainParent : 0
        writer.write(.start(process: id, parent: parent, at: Self.now, arguments: arguments))
        if let information, information.machine != TraceMachine.own.audit {
            // A 32-bit program: its calls have other numbers.
            writer.write(.exec(process: id, at: Self.now, isWatchable: false, error: nil, arguments: arguments))
        }
        if process.hasStarted {
            // The kernel has closed those with the close-on-exec flag by now.
            for (descriptor, socket) in process.sockets.sorted(by: { $0.key < $1.key }) {
                if let own = process.duplicate(descriptor) {
                    announce(process, descriptor, socket, own, arrives: false)
                } else {
                    process.sockets[descriptor] = nil
                }
            }
        } else {
            process.hasStarted = true
            announceSockets(process)
            process.uncovered = process.stopsEverywhere ? [] : process.sockets.keys.sorted()
        }
        process.isFresh = !process.uncovered.isEmpty
        tellPipeSignal(process)
        resume(old)
    }

    /// What is ignored stays so in a new program; what is handled is not.
    private func tellPipeSignal(_ process: TracedProcess) {
        guard process.ignoresPipeSignal ?? Self.ignoresPipeSignal(process.id) else {
            process.ignoresPipeSignal = false
            return
        }
        process.ignoresPipeSignal = true
        let call = WatchedCall(
            .setSignal, process: process.id, descriptor: -1, begin: Self.now, argument: UInt64(SIGPIPE), head: [1])
        writer.write(.call(call, .ipv4, .tcp))
    }

    private static func ignoresPipeSignal(_ process: Int32) -> Bool {
        guard let text = try? Files.text("/proc/\(process)/status", limit: 4096),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("SigIgn:") }),
            let mask = line.split(separator: "\t").last.flatMap({ UInt64($0, radix: 16) })
        else { return false }
        return mask >> UInt64(SIGPIPE - 1) & 1 == 1
    }

    // MARK: Sockets from before

    /// Those among the open descriptors.
    private func announceSockets(_ process: TracedProcess) {
        let names = (try? Files.names(in: "/proc/\(process.id)/fd")) ?? []
        var listening: Set<UInt16> = []
        var found: [(descriptor: Int32, socket: ProgramSocket, isListener: Bool)] = []
        for descriptor in names.compactMap({ Int32($0) }).sorted() {
            guard let link = try? Files.link("/proc/\(process.id)/fd/\(descriptor)"), link.hasPrefix("socket:"),
                let own = process.duplicate(descriptor), let socket = own.socket
            else { continue }
            // SO_ACCEPTCONN.
            let isListener = own.option(SOL_SOCKET, 30) == 1
            if isListener, let port = own.local?.port { listening.insert(port) }
            found.append((descriptor, socket, isListener))
        }
        for entry in found.sorted(by: { $0.isListener && !$1.isListener }) {
            guard let own = process.duplicate(entry.descriptor) else { continue }
            process.sockets[entry.descriptor] = entry.socket
            let isOurs = own.local.map { listening.contains($0.port) } ?? false
            announce(
                process, entry.descriptor, entry.socket, own, arrives: true,
                role: entry.isListener ? 1 : own.peer == nil ? 0 : isOurs ? 2 : 3)
        }
    }

    /// - Parameters:
    ///   - arrives: nothing was told of it before.
    ///   - role: 1 listens, 2 accepted, 3 connected, 0 neither or told before.
    private func announce(
        _ process: TracedProcess, _ descriptor: Int32, _ socket: ProgramSocket, _ own: borrowing TracedDescriptor,
        arrives: Bool, role: UInt64 = 0
    ) {
        let call = WatchedCall(
            .socket, process: process.id, descriptor: descriptor, result: Int(descriptor), begin: Self.now,
            argument: role, flags: socket.inherited, address: arrives ? own.peer : nil,
            local: arrives ? own.local : nil)
        writer.write(.call(call, socket.family, socket.transport))
    }

    static func arguments(_ process: Int32) -> [String] {
        let bytes = (try? Files.bytes("/proc/\(process)/cmdline", limit: 8192)) ?? []
        var texts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if texts.last == "" { texts.removeLast() }
        return texts
    }
}

extension SystemError {
    static let noSuchProcess = SystemError(3)
}
