import CSocketLinux
import Glibc
import SocketFacts

/// Runs a program that answers by printing, with a time limit and without a shell.
///
/// Blocking on purpose: a snapshot is synchronous, and the one thing asked of the program is its output.
enum CommandRunner {
    struct Output {
        var standardOutput: [UInt8]
        var standardError: [UInt8]
        /// The exit status; 128 plus the signal's number when one ended it.
        var status: Int32
    }

    /// Where administrators' programs are; an ordinary user's PATH often lacks sbin.
    private static let extraDirectories = ["/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin", "/bin"]

    /// The absolute path of a program, searched for in PATH and in the usual places.
    static func locate(_ name: String, also more: [String] = []) -> String? {
        if name.contains("/") { return unsafe access(name, X_OK) == 0 ? name : nil }
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
        let directories = path.split(separator: ":").map(String.init) + extraDirectories + more
        return directories.map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 }
    }

    /// - Parameters:
    ///   - limit: milliseconds after which the program is killed and `.timedOut` is thrown.
    ///   - maximum: bytes of output kept; a program that prints more is killed and `.failed` is thrown.
    static func run(
        _ name: String, _ arguments: [String], limit: Double, maximum: Int = 64 << 20, also more: [String] = [],
        environment extra: [String] = []
    ) throws(Unobserved) -> Output {
        guard let path = locate(name, also: more) else { throw .toolMissing(name) }
        var outputPipe: [Int32] = [-1, -1]
        var errorPipe: [Int32] = [-1, -1]
        guard unsafe csl_pipe(&outputPipe) == 0 else { throw .failed("\(name): \(lastError.name)") }
        let output = Descriptor(owning: outputPipe[0])
        var outputEnd: Descriptor? = Descriptor(owning: outputPipe[1])
        guard unsafe csl_pipe(&errorPipe) == 0 else { throw .failed("\(name): \(lastError.name)") }
        let errors = Descriptor(owning: errorPipe[0])
        var errorEnd: Descriptor? = Descriptor(owning: errorPipe[1])

        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)

        var pid: pid_t = 0
        let status = unsafe withCStrings([path] + arguments) { argv in
            unsafe withCStrings(environment() + ["LC_ALL=C"] + extra) { envp in
                unsafe posix_spawn(&pid, path, &actions, nil, argv, envp)
            }
        }
        outputEnd = nil
        errorEnd = nil
        _ = (outputEnd == nil, errorEnd == nil)
        guard status == 0 else { throw .failed("\(name): \(SystemError(status).name)") }

        let end = milliseconds() + limit
        var result = Output(standardOutput: [], standardError: [], status: -1)
        var problem: Unobserved?
        var entries = [
            pollfd(fd: output.raw, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors.raw, events: Int16(POLLIN), revents: 0),
        ]
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while entries.contains(where: { $0.fd >= 0 }), problem == nil {
            let rest = end - milliseconds()
            if rest <= 0 {
                problem = .timedOut(name)
                break
            }
            if unsafe poll(&entries, 2, Int32(rest.rounded(.up))) < 0, lastError != .interrupted { break }
            for index in 0..<2 where entries[index].fd >= 0 && entries[index].revents != 0 {
                let descriptor = entries[index].fd
                let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
                if count <= 0 {
                    entries[index].fd = -1
                } else if index == 0 {
                    result.standardOutput.append(contentsOf: chunk[..<count])
                    if result.standardOutput.count > maximum { problem = .failed("\(name) printed too much") }
                } else if result.standardError.count < 1 << 16 {
                    result.standardError.append(contentsOf: chunk[..<count])
                }
            }
        }
        if problem != nil { _ = kill(pid, SIGKILL) }
        var raw: Int32 = 0
        while unsafe waitpid(pid, &raw, 0) < 0, lastError == .interrupted {}
        if let problem { throw problem }
        result.status = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
        return result
    }

    /// The caller's environment without the language settings, which would localise output.
    private static func environment() -> [String] {
        var result: [String] = []
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let line = unsafe String(cString: text)
            if !line.hasPrefix("LC_") && !line.hasPrefix("LANG") { result.append(line) }
            unsafe entry = unsafe entry.successor()
        }
        return result
    }

    static func withCStrings<R>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers = unsafe texts.map { unsafe strdup($0) }
        unsafe pointers.append(nil)
        defer { unsafe pointers.forEach { unsafe free($0) } }
        // It holds at least the terminating nil.
        // swift-format-ignore: NeverForceUnwrap
        return unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
    }
}
