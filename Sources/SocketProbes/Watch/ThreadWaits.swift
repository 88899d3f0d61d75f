import SocketFacts

/// What the threads of a process wait in: whether one of them is in a receive on a connection, and whether another may
/// act by itself.
struct ThreadWaits {
    /// A thread waits in a receive on the socket that was asked for.
    var receives = false
    /// Another thread waits for input, a time, a lock with a limit, or other sockets.
    var mayGoOn = false
    /// Another thread had or wanted the processor at this moment.
    var computes = false

    /// A process with more of them is a server that is not looked through thread by thread.
    private static let most = 128

    /// - Parameters:
    ///   - wanted: the socket's inode.
    ///   - both: inodes of both ends: a thread that receives on either of them waits for the other.
    /// - Returns: `nil` where the process does not show what its threads do (proc(5), the permission to trace it).
    init?(_ pid: Int32, wanted: UInt32, both: Set<UInt32>) {
        guard let threads = try? Files.names(in: "/proc/\(pid)/task") else { return nil }
        // Its runtime has threads of its own that wait with limits.
        let isJava = (try? Files.link("/proc/\(pid)/exe"))?.hasSuffix("/java") ?? false
        var wasSeen = false
        for thread in threads.prefix(Self.most) {
            guard let text = try? Files.text("/proc/\(pid)/task/\(thread)/syscall", limit: 256) else { continue }
            wasSeen = true
            let words = text.split(separator: " ")
            guard let first = words.first, let number = Int(first) else {
                if !isJava || !Self.isOfTheVirtualMachine(pid, thread) { computes = true }
                continue
            }
            switch Self.kinds[number] {
            case .receive:
                let descriptor = words.count > 1 ? Int(words[1].dropFirst(2), radix: 16) : nil
                let link = descriptor.flatMap { try? Files.link("/proc/\(pid)/fd/\($0)") } ?? ""
                let inode = link.hasPrefix("socket:[") ? UInt32(link.dropFirst(8).dropLast()) : nil
                if let inode, both.contains(inode) {
                    if inode == wanted { receives = true }
                } else {
                    mayGoOn = true
                }
            // FUTEX_WAIT with a limit: its fourth argument is not 0 (futex(2)).
            case .lock: if !isJava, words.count > 4, words[4] != "0x0" { mayGoOn = true }
            case .idle: continue
            case .none: mayGoOn = true
            }
        }
        guard wasSeen else { return nil }
        if threads.count > Self.most { mayGoOn = true }
    }

    /// Whether a thread of java is one of its runtime, which compiles, collects garbage and keeps time at any moment.
    /// Names as of HotSpot 17, cut to 15 characters (proc(5), comm).
    private static func isOfTheVirtualMachine(_ pid: Int32, _ thread: String) -> Bool {
        guard let name = try? Files.text("/proc/\(pid)/task/\(thread)/comm", limit: 64) else { return false }
        return runtimeNames.contains { name.hasPrefix($0) }
    }

    private static let runtimeNames = [
        "VM Thread", "VM Periodic Tas", "GC Thread#", "G1 ", "C1 Compiler", "C2 Compiler", "Signal Dispatch",
        "Sweeper thread", "Reference Handl", "Finalizer", "Common-Cleaner", "Service Thread", "Monitor Deflati",
        "Notification T",
    ]

    private enum Kind {
        case receive
        case lock
        /// It waits for a new client or a child: it sends nothing on this connection by itself.
        case idle
    }

    #if arch(x86_64)
        private static let kinds: [Int: Kind] = [
            0: .receive, 19: .receive, 45: .receive, 47: .receive, 202: .lock, 43: .idle, 288: .idle, 61: .idle,
            247: .idle,
        ]
    #elseif arch(arm64)
        private static let kinds: [Int: Kind] = [
            63: .receive, 65: .receive, 207: .receive, 212: .receive, 98: .lock, 202: .idle, 242: .idle, 260: .idle,
            95: .idle,
        ]
    #else
        private static let kinds: [Int: Kind] = [:]
    #endif
}
