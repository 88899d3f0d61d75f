import SocketFacts

/// The cgroup2 tree: from the id that a socket carries to the path that names a unit or a container.
public enum Cgroups {
    /// Where the unified hierarchy is mounted.
    static let root: String = {
        let candidates = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"]
        return candidates.first { Files.exists($0 + "/cgroup.procs") } ?? candidates[0]
    }()

    /// The path of the cgroup whose directory has this inode (on 64-bit systems the id is the inode).
    ///
    /// Looks at no more than 4,000 directories: a machine with more gets no name rather than a slow answer.
    public static func path(_ id: UInt64) -> String? {
        var queue = [""]
        var visited = 0
        while !queue.isEmpty, visited < 4000 {
            let relative = queue.removeFirst()
            visited += 1
            let full = root + relative
            guard let status = try? Files.status(full), status.isDirectory else { continue }
            if status.inode == id { return relative.isEmpty ? "/" : relative }
            guard let names = try? Files.names(in: full) else { continue }
            // Control files have a dot and a known prefix; only directories matter, and stat tells them apart.
            for name in names where !name.hasPrefix("cgroup.") && !isControlFile(name) {
                queue.append(relative + "/" + name)
            }
        }
        return nil
    }

    private static func isControlFile(_ name: String) -> Bool {
        ["memory.", "cpu.", "cpuset.", "io.", "pids.", "hugetlb.", "rdma.", "misc.", "irq.", "dmem."].contains {
            name.hasPrefix($0)
        }
    }
}
