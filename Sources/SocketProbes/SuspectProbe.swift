public import SocketFacts
import SocketWire

/// Processes that may be a server whose owner cannot be seen: of its user, in this network namespace, and stopped or out
/// of descriptors. All of that is readable by everybody.
public enum SuspectProbe {
    /// - Parameter pids: the visible processes, newest first; at most 4,000 are looked at.
    public static func suspects(users: Set<UInt32>, pids: [Int32]) -> [ProcessFacts] {
        guard let own = try? Files.status("/proc/thread-self/net/tcp").inode else { return [] }
        let reader = ProcessProbe()
        return pids.prefix(4000).compactMap { pid -> ProcessFacts? in
            guard let owner = try? Files.status("/proc/\(pid)").uid, users.contains(owner),
                let status = (try? Files.bytes("/proc/\(pid)/stat", limit: 1024)).flatMap({ ProcessText.status($0) }),
                let inode = try? Files.status("/proc/\(pid)/net/tcp").inode, inode == own
            else { return nil }
            let isStopped = status.state == .stopped
            let open = (try? Files.status("/proc/\(pid)/fd").size) ?? 0
            let limit = (try? Files.text("/proc/\(pid)/limits")).flatMap { ProcessText.openFileLimit($0) } ?? .max
            guard isStopped || open >= limit - 1 else { return nil }
            return reader.facts(pid)
        }
    }
}
