import Glibc
public import SocketFacts
import SocketWire

/// Facts about single processes from /proc. A process that vanishes while it is read gives `nil`.
public struct ProcessProbe {
    private let now: Double
    private let sinceBoot: Double
    private let ticksPerSecond: Double
    private let ownCgroup: String?
    private let ownPID: Int32

    public init() {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        now = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        sinceBoot = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        ticksPerSecond = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        ownPID = getpid()
        ownCgroup = (try? Files.text("/proc/self/cgroup")).flatMap { ProcessText.cgroup($0) }
    }

    /// Everything that a report tells of a process.
    public func facts(_ pid: Int32) -> ProcessFacts? {
        let root = "/proc/\(pid)"
        guard let status = (try? Files.bytes("\(root)/stat")).flatMap({ ProcessText.status($0) }),
            let owner = try? Files.status(root)
        else { return nil }
        let cgroup = (try? Files.text("\(root)/cgroup")).flatMap { ProcessText.cgroup($0) }
        let arguments = (try? Files.bytes("\(root)/cmdline", limit: 1 << 16)).map { ProcessText.arguments($0) } ?? []
        let ancestry = self.ancestry(status.parent)
        let age = max(0, sinceBoot - Double(status.startTicks) / ticksPerSecond)
        let supervisor = supervisor(pid, status, cgroup: cgroup, ancestry: ancestry, arguments: arguments)
        let directory = observed("the directory of pid \(pid)") { () throws(SystemError) in
            try Files.link("\(root)/cwd")
        }
        return ProcessFacts(
            pid: pid, parentPID: status.parent, processGroup: status.group, session: status.session,
            name: status.name, arguments: arguments,
            executable: observed("the program of pid \(pid)") { () throws(SystemError) in
                try Files.link("\(root)/exe")
            },
            directory: directory, uid: owner.uid, user: UserNames.name(owner.uid), ageSeconds: age,
            startedAt: now - age, state: status.state, isFrozen: isFrozen(cgroup), hasTerminal: status.terminal != 0,
            openFiles: openFiles(pid), openFileLimit: openFileLimit(pid), waitsIn: WaitProbe.waitsIn(pid, status.state),
            supervisor: supervisor, ancestry: ancestry, cgroup: cgroup,
            isOrphan: supervisor?.restarts != true && isOrphan(pid, status, directory: directory.value))
    }

    private func observed<T>(_ what: String, _ body: () throws(SystemError) -> T) -> Observed<T> {
        do { return .seen(try body()) } catch { return .unseen(error.unobserved(what)) }
    }

    /// From the parent up to process 1, at most 32 steps.
    private func ancestry(_ first: Int32) -> [Ancestor] {
        var result: [Ancestor] = []
        var pid = first
        while pid > 0, result.count < 32 {
            guard let status = (try? Files.bytes("/proc/\(pid)/stat")).flatMap({ ProcessText.status($0) }) else {
                break
            }
            result.append(Ancestor(pid: pid, name: status.name))
            pid = status.parent
        }
        return result
    }

    /// Open descriptors. From kernel 6.2 on the size of /proc/PID/fd is their number, which needs no permission.
    private func openFiles(_ pid: Int32) -> Observed<Int> {
        if let status = try? Files.status("/proc/\(pid)/fd"), status.size > 0 { return .seen(status.size) }
        return observed("the open files of pid \(pid)") { () throws(SystemError) in
            try Files.names(in: "/proc/\(pid)/fd").count
        }
    }

    private func openFileLimit(_ pid: Int32) -> Observed<Int> {
        let text = observed("the limits of pid \(pid)") { () throws(SystemError) in
            try Files.text("/proc/\(pid)/limits")
        }
        switch text {
        case .unseen(let reason): return .unseen(reason)
        case .seen(let text):
            return ProcessText.openFileLimit(text).map { .seen($0) } ?? .unseen(.failed("the limits of pid \(pid)"))
        }
    }

    private func isFrozen(_ cgroup: String?) -> Bool {
        guard let cgroup, cgroup != "/",
            let text = try? Files.text(Cgroups.root + cgroup + "/cgroup.events", limit: 4096)
        else { return false }
        return text.split(separator: "\n").contains("frozen 1")
    }

    /// A child that inherited what it holds from a parent that is gone.
    ///
    /// Adopted by process 1 or a user's service manager, and either forked without executing anything since, or a
    /// program that never opens a socket of its own. A server that a script started in the background is adopted too
    /// when the script ends, but it was executed, so it opened its sockets itself. So did a daemon (double fork, `/` as
    /// directory, /dev/null as standard input).
    private func isOrphan(_ pid: Int32, _ status: ProcessText.Status, directory: String?) -> Bool {
        guard pid != 1 else { return false }
        let parent = (try? Files.bytes("/proc/\(status.parent)/stat")).flatMap { ProcessText.status($0) }
        let isAdopted = status.parent == 1 || (parent.map { ["systemd", "init"].contains($0.name) } ?? false)
        guard isAdopted else { return false }
        let neverListens = ["sleep", "sh", "bash", "dash", "zsh", "cat", "tail", "tee", "less", "vim", "nano", "yes"]
        guard status.isForkWithoutExec else { return neverListens.contains(status.name) }
        return !(directory == "/" && (try? Files.link("/proc/\(pid)/fd/0")) == "/dev/null")
    }

    /// Who restarts the process or keeps it, from its cgroup, its environment and its ancestors.
    private func supervisor(
        _ pid: Int32, _ status: ProcessText.Status, cgroup: String?, ancestry: [Ancestor], arguments: [String]
    ) -> Supervisor? {
        let program = arguments.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? status.name
        if status.name.hasPrefix("docker-proxy") || program == "docker-proxy" {
            return Supervisor(kind: .dockerProxy, name: "docker-proxy")
        }
        if pid == 1, status.name == "systemd" { return Supervisor(kind: .systemdSocket, name: "a socket unit") }
        if let environment = try? Files.bytes("/proc/\(pid)/environ", limit: 1 << 16) {
            if let listening = ProcessText.variable("LISTEN_PID", in: environment), Int32(listening) == pid,
                ProcessText.variable("LISTEN_FDS", in: environment) != nil
            {
                let unit = cgroup.flatMap { ProcessText.supervisor(cgroup: $0)?.name }
                return Supervisor(kind: .systemdSocket, name: unit ?? "a socket unit")
            }
            if ProcessText.variable("pm_id", in: environment) != nil,
                let pm2 = ancestry.first(where: { $0.name.hasPrefix("PM2") })
            {
                return Supervisor(
                    kind: .pm2, name: ProcessText.variable("name", in: environment) ?? "pm2", pid: pm2.pid)
            }
        }
        // A cgroup that the asker shares tells nothing apart: on some machines everything runs in one service.
        if let cgroup, cgroup != ownCgroup, let unit = ProcessText.supervisor(cgroup: cgroup) { return unit }
        let above = ancestry.compactMap { Self.supervisor(ancestor: $0) }
        // cron runs its lines through sh; but what a person started in a terminal is nobody's service, whatever stands
        // further up.
        return above.first { $0.restarts && (status.terminal == 0 || $0.kind == .container) } ?? above.first
    }

    private static func supervisor(ancestor: Ancestor) -> Supervisor? {
        let name = ancestor.name
        func make(_ kind: Supervisor.Kind) -> Supervisor { Supervisor(kind: kind, name: name, pid: ancestor.pid) }
        switch name {
        case _ where name.hasPrefix("PM2"): return make(.pm2)
        case "supervisord": return make(.supervisord)
        case "cron", "crond", "atd", "anacron": return make(.cron)
        case "runsv", "s6-supervise": return make(.runit)
        case "supervise-daemon": return make(.openrc)
        case "nodemon": return make(.nodemon)
        case _ where name.hasPrefix("containerd-shim"), "conmon": return make(.container)
        case _ where name.hasPrefix("tmux"): return make(.tmux)
        case "screen", "SCREEN": return make(.screen)
        case "sshd": return make(.ssh)
        case "code", "code-server", "codium", "idea", "pycharm": return make(.ide)
        case "bash", "zsh", "fish", "dash", "sh", "ksh": return make(.shell)
        default: return nil
        }
    }
}

/// User names, asked of the system once each.
enum UserNames {
    static func name(_ uid: UInt32) -> String? {
        if uid == 0 { return "root" }
        // /etc/passwd rather than getpwuid: the latter may ask a directory server over the network.
        guard let text = try? Files.text("/etc/passwd") else { return nil }
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 3, UInt32(fields[2]) == uid { return String(fields[0]) }
        }
        return nil
    }
}
