public import SocketFacts

/// Texts below /proc/PID (proc(5)).
public enum ProcessText {
    /// The fields of /proc/PID/stat that matter here.
    public struct Status: Hashable, Sendable {
        public var name: String
        public var state: ProcessState
        public var parent: Int32
        public var group: Int32
        public var session: Int32
        public var terminal: Int32
        /// Clock ticks after boot.
        public var startTicks: UInt64
        /// Forked, and no other program was executed since (PF_FORKNOEXEC, linux/sched.h).
        public var isForkWithoutExec: Bool
    }

    /// Reads /proc/PID/stat. The name stands in parentheses and may itself hold parentheses, spaces and line feeds, so
    /// its end is the last one.
    public static func status(_ bytes: [UInt8]) -> Status? {
        guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), let close = bytes.lastIndex(of: UInt8(ascii: ")")),
            open < close
        else { return nil }
        let name = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
        let fields = bytes[(close + 1)...].split(whereSeparator: { $0 == 0x20 || $0 == 0x0a })
            .map { String(decoding: $0, as: UTF8.self) }
        guard fields.count >= 20, let parent = Int32(fields[1]), let group = Int32(fields[2]),
            let session = Int32(fields[3]), let terminal = Int32(fields[4]), let flags = UInt64(fields[6]),
            let start = UInt64(fields[19])
        else { return nil }
        return Status(
            name: name, state: ProcessState(rawValue: fields[0]) ?? .unknown, parent: parent, group: group,
            session: session, terminal: terminal, startTicks: start, isForkWithoutExec: flags & 0x40 != 0)
    }

    /// The arguments of /proc/PID/cmdline. A program that rewrote its title (`setproctitle`) may have one only.
    public static func arguments(_ bytes: [UInt8]) -> [String] {
        var end = bytes.endIndex
        while end > 0, bytes[end - 1] == 0 { end -= 1 }
        guard end > 0 else { return [] }
        return bytes[..<end].split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The path in the cgroup2 tree: the line that starts with `0::`.
    public static func cgroup(_ text: String) -> String? {
        for line in text.split(separator: "\n") where line.hasPrefix("0::") { return String(line.dropFirst(3)) }
        // cgroup v1 machines: the name=systemd hierarchy carries the same unit names.
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, parts[1] == "name=systemd" || parts[1] == "pids" { return String(parts[2]) }
        }
        return nil
    }

    /// The soft limit of "Max open files" in /proc/PID/limits; `Int.max` for unlimited.
    public static func openFileLimit(_ text: String) -> Int? {
        for line in text.split(separator: "\n") where line.hasPrefix("Max open files") {
            let fields = line.dropFirst(14).split(separator: " ")
            return fields.first.flatMap { $0 == "unlimited" ? Int.max : Int($0) }
        }
        return nil
    }

    /// One variable of /proc/PID/environ.
    public static func variable(_ name: String, in bytes: [UInt8]) -> String? {
        let wanted = Array(name.utf8) + [UInt8(ascii: "=")]
        for entry in bytes.split(separator: 0) where entry.starts(with: wanted) {
            return String(decoding: entry.dropFirst(wanted.count), as: UTF8.self)
        }
        return nil
    }

    /// The unit, container or session that a cgroup path names; `nil` when it names none.
    ///
    /// Paths as systemd (systemd.slice(5)), Docker, Podman, containerd and Kubernetes build them.
    public static func supervisor(cgroup path: String) -> Supervisor? {
        let parts = path.split(separator: "/").map(String.init)
        for part in parts.reversed() {
            if let id = containerID(part) { return Supervisor(kind: .container, name: id) }
        }
        if let index = parts.firstIndex(where: { ["docker", "lxc", "libpod_parent", "podman"].contains($0) }),
            index + 1 < parts.count
        {
            return Supervisor(kind: .container, name: String(parts[index + 1].prefix(12)))
        }
        guard let unit = parts.last(where: { $0.hasSuffix(".service") || $0.hasSuffix(".socket") }) else { return nil }
        // user@1000.service is the user's own service manager; what runs below it in a scope is a session, no unit.
        if unit.hasPrefix("user@") { return nil }
        if parts.contains("user.slice") { return Supervisor(kind: .systemdUserService, name: unit) }
        return Supervisor(kind: .systemdService, name: unit)
    }

    /// The short id in `docker-<64 hex>.scope`, `libpod-<64 hex>.scope`, `cri-containerd-<64 hex>.scope` or a bare one.
    private static func containerID(_ part: String) -> String? {
        var text = part[...]
        if text.hasSuffix(".scope") { text = text.dropLast(6) }
        if let dash = text.lastIndex(of: "-") { text = text[text.index(after: dash)...] }
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return String(text.prefix(12))
    }
}
