import CSocketLinux
import Glibc
public import SocketFacts

/// Shows a long text page by page, with the program of the user's choice.
public enum Pager {
    /// Runs `$PAGER`, or `less -R`, and waits until the reader is done.
    ///
    /// - Returns: false when no pager could be run; nothing was printed then.
    public static func show(_ text: String) -> Bool {
        let command = (Terminal.variable("PAGER") ?? "less -R").split(separator: " ").map(String.init)
        guard let name = command.first, let path = CommandRunner.locate(name) else { return false }
        var pipe: [Int32] = [-1, -1]
        guard unsafe csl_pipe(&pipe) == 0 else { return false }
        let (input, output) = (pipe[0], pipe[1])
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        // A text that fits is printed and stays; colour passes through.
        _ = unsafe setenv("LESS", "FRX", 0)
        // A reader who leaves early is no error, and Ctrl+C belongs to the pager.
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGINT, SIG_IGN)
        var attributes = posix_spawnattr_t()
        _ = unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        _ = unsafe sigemptyset(&defaults)
        _ = unsafe sigaddset(&defaults, SIGPIPE)
        _ = unsafe sigaddset(&defaults, SIGINT)
        _ = unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var pid: pid_t = 0
        let status = unsafe CommandRunner.withCStrings([path] + command.dropFirst()) { argv in
            unsafe posix_spawn(&pid, path, &actions, &attributes, argv, environ)
        }
        // Open here as well, it would let writing wait for ever after the reader has left.
        _ = close(input)
        guard status == 0 else {
            _ = close(output)
            return false
        }
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.write(output, raw.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count > 0 { offset += count } else if lastError != .interrupted { break }
        }
        _ = close(output)
        var raw: Int32 = 0
        while unsafe waitpid(pid, &raw, 0) < 0, lastError == .interrupted {}
        return true
    }
}

/// Directories.
public enum Folder {
    /// Makes the directory and those above it; one that is there is left as it is.
    public static func make(_ path: String) throws(SystemError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if unsafe mkdir(made, 0o755) == 0 { continue }
            let error = lastError
            guard error == .exists else { throw error }
        }
    }
}
