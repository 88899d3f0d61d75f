import Glibc
public import SocketFacts
import Synchronization

/// Names of interfaces.
public enum InterfaceNames {
    /// The index of an interface in the namespace of the calling thread; `nil` when there is none of that name.
    public static func index(_ name: String) -> UInt32? {
        let index = unsafe if_nametoindex(name)
        return index == 0 ? nil : index
    }
}

/// The terminal, and writing to it: the one place that prints.
public enum Terminal {
    public enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }
    public static var canAsk: Bool { isatty(0) == 1 && isatty(1) == 1 }

    /// Columns of the terminal; `COLUMNS` where it is set, 80 where nothing is known.
    public static func width() -> Int {
        if let text = ObserverProbe.variable("COLUMNS"), let columns = Int(text), columns > 0 { return columns }
        var size = winsize()
        if unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return 80
    }

    /// An environment variable; empty counts as not set (no-color.org).
    public static func variable(_ name: String) -> String? {
        ObserverProbe.variable(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Writes all of the text.
    ///
    /// - Throws: the error of write(2), for example ENOSPC on a full disk.
    public static func write(_ text: String, to stream: Stream = .output) throws(SystemError) {
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            offset += try call {
                unsafe bytes.withUnsafeBytes { raw in
                    unsafe Glibc.write(stream.rawValue, raw.baseAddress?.advanced(by: offset), bytes.count - offset)
                }
            }
        }
    }

    /// One line from standard input, without its line feed; `nil` at the end.
    public static func line() -> String? { readLine() }
}

/// Tells a waiting person what is being done: one line on a terminal's standard error, from half a second on.
public final class Progress: Sendable {
    private struct State {
        var text = ""
        var isOver = false
        var isShown = false
    }
    private let state = Mutex(State())

    /// Starts a thread that draws, if standard error is a terminal; else nothing ever happens.
    public init() {
        guard Terminal.isTerminal(.error) else { return }
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let created = unsafe pthread_create(
            &thread, nil,
            { raw in
                if let raw = unsafe raw { unsafe Unmanaged<Progress>.fromOpaque(raw).takeRetainedValue().draw() }
                return nil
            }, context)
        if created == 0 { _ = pthread_detach(thread) } else { unsafe Unmanaged<Progress>.fromOpaque(context).release() }
    }

    public func say(_ text: String) { state.withLock { $0.text = text } }

    /// Clears the line; nothing is drawn afterwards.
    public func end() {
        state.withLock { state in
            state.isOver = true
            if state.isShown { try? Terminal.write("\r\u{1b}[K", to: .error) }
        }
    }

    private func draw() {
        let start = milliseconds()
        pause(milliseconds: 500)
        let marks = ["|", "/", "-", "\\"]
        var turn = 0
        while true {
            let isOver = state.withLock { state -> Bool in
                guard !state.isOver else { return true }
                let seconds = (milliseconds() - start) / 1000
                let tenths = Int(seconds * 10)
                try? Terminal.write(
                    "\r\u{1b}[K\(marks[turn % 4]) \(state.text), \(tenths / 10).\(tenths % 10) s", to: .error)
                state.isShown = true
                return false
            }
            if isOver { return }
            turn += 1
            pause(milliseconds: 120)
        }
    }
}

/// Stopping a process that was looked at before.
public enum ProcessControl {
    /// Sends a signal to exactly the process that was seen: same pid and same start, or nobody.
    ///
    /// - Throws: why it could not be sent; `.failed` when the process is another one by now.
    public static func signal(_ number: Int32, to process: ProcessFacts) throws(Unobserved) {
        guard let now = ProcessProbe().facts(process.pid), abs(now.startedAt - process.startedAt) < 1.5 else {
            throw .failed("process \(process.pid) has ended")
        }
        do {
            _ = try call { kill(process.pid, number) }
        } catch {
            switch error {
            case .notPermitted: throw .needs("permission to stop pid \(process.pid), which belongs to another user")
            default: throw .failed("stopping pid \(process.pid): \(error.message)")
            }
        }
    }

    public static let terminate = SIGTERM
    public static let kill9 = SIGKILL
    public static let carryOn = SIGCONT

    /// True as long as the process is there and no zombie.
    public static func isAlive(_ process: ProcessFacts) -> Bool {
        guard let now = ProcessProbe().facts(process.pid), abs(now.startedAt - process.startedAt) < 1.5 else {
            return false
        }
        return now.state != .zombie && now.state != .dead
    }

    /// Waits until none of the processes is alive.
    ///
    /// - Returns: those that are still there after `limit` milliseconds.
    public static func waitForEnd(of processes: [ProcessFacts], limit: Double) -> [ProcessFacts] {
        let end = milliseconds() + limit
        var rest = processes
        while true {
            rest.removeAll { !isAlive($0) }
            if rest.isEmpty || milliseconds() >= end { return rest }
            pause(milliseconds: 20)
        }
    }

    /// Runs a supervisor's own command.
    ///
    /// - Returns: nothing; throws what went wrong in one sentence.
    public static func run(_ command: [String]) throws(Unobserved) {
        guard let name = command.first else { return }
        let output = try CommandRunner.run(name, Array(command.dropFirst()), limit: 30_000)
        guard output.status == 0 else {
            let text = String(decoding: output.standardError, as: UTF8.self)
            let line = text.split(separator: "\n").first.map(String.init) ?? "exit status \(output.status)"
            throw .failed("\(command.joined(separator: " ")): \(line)")
        }
    }
}

/// Whole files, for `--facts`.
public enum FactsFile {
    public static func read(_ path: String) throws(SystemError) -> [UInt8] { try Files.bytes(path, limit: 64 << 20) }

    /// Writes beside the file and renames, so that a full disk leaves the old one as it was.
    ///
    /// A device or a pipe is written to: renamed over, root's /dev/null would be a file from then on, for everybody.
    ///
    /// - Parameter mode: of a new file; facts are nobody else's to read.
    public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(SystemError) {
        var status = stat()
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            return try write(bytes, opening: path, O_WRONLY | O_NOCTTY, mode)
        }
        let temporary = path + ".\(getpid()).new"
        do {
            try write(bytes, opening: temporary, O_WRONLY | O_CREAT | O_EXCL, mode)
            _ = try call { unsafe rename(temporary, path) }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
    }

    private static func write(
        _ bytes: [UInt8], opening path: String, _ flags: Int32, _ mode: UInt32
    ) throws(SystemError) {
        let descriptor = Descriptor(owning: try call { unsafe open(path, flags | O_CLOEXEC, mode) })
        var offset = 0
        while offset < bytes.count {
            offset += try call {
                unsafe bytes.withUnsafeBytes { raw in
                    unsafe Glibc.write(descriptor.raw, raw.baseAddress?.advanced(by: offset), bytes.count - offset)
                }
            }
        }
    }
}
