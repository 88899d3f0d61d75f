import SocketFacts

/// In which system call a process waits, in words.
enum WaitProbe {
    /// /proc/PID/syscall and wchan need the permission to trace the process; one's own are enough (proc(5)).
    static func waitsIn(_ pid: Int32, _ state: ProcessState) -> Observed<String> {
        switch state {
        case .stopped: return .seen("nothing, it is stopped")
        case .zombie, .dead: return .seen("nothing, it has ended")
        default: break
        }
        let text: String
        do {
            text = try Files.text("/proc/\(pid)/syscall", limit: 256)
        } catch {
            return .unseen(error.unobserved("what pid \(pid) waits for"))
        }
        guard let first = text.split(separator: " ").first else { return .unseen(.failed("what pid \(pid) waits for")) }
        if first.hasPrefix("running") { return .seen("nothing, it computes") }
        guard let number = Int(first), let name = names[number] else { return .seen("system call \(first)") }
        // The first argument of these is a descriptor; whether it is a terminal says what the program waits for.
        if name == "read", let argument = text.split(separator: " ").dropFirst().first,
            let descriptor = Int(argument.dropFirst(2), radix: 16),
            let target = try? Files.link("/proc/\(pid)/fd/\(descriptor)")
        {
            if target.hasPrefix("/dev/pts") || target.hasPrefix("/dev/tty") { return .seen("read from its terminal") }
            if target.hasPrefix("socket:") { return .seen("read from a socket") }
            if target.hasPrefix("pipe:") { return .seen("read from a pipe") }
        }
        return .seen(name)
    }

    #if arch(x86_64)
        private static let names: [Int: String] = [
            0: "read", 1: "write", 7: "poll", 19: "readv", 20: "writev", 23: "select", 34: "pause", 35: "sleep",
            42: "connect", 43: "accept", 44: "sendto", 45: "recv", 46: "sendmsg", 47: "recvmsg",
            61: "wait for a child", 72: "fcntl (a file lock)", 73: "flock (a file lock)",
            202: "futex (a lock or another thread)", 219: "sleep", 230: "sleep", 232: "epoll", 247: "wait for a child",
            270: "select", 271: "poll", 281: "epoll", 288: "accept", 299: "recvmmsg", 426: "io_uring", 441: "epoll",
        ]
    #elseif arch(arm64)
        private static let names: [Int: String] = [
            22: "epoll", 63: "read", 64: "write", 65: "readv", 66: "writev", 72: "select", 73: "poll",
            95: "wait for a child", 98: "futex (a lock or another thread)", 101: "sleep", 115: "sleep",
            202: "accept", 203: "connect", 206: "sendto", 207: "recv", 211: "sendmsg", 212: "recvmsg",
            242: "accept", 243: "recvmmsg", 260: "wait for a child", 426: "io_uring", 441: "epoll",
        ]
    #else
        private static let names: [Int: String] = [:]
    #endif
}
