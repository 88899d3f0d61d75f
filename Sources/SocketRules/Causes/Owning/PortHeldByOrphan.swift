public import SocketFacts

public enum PortHeldByOrphan: Cause {
    public static let title = "A child of a program that has ended still holds the port"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        A program opened the port and started a child, by fork() or by running another program. The child inherited the \
        listening socket together with the other descriptors. When the parent ends and the child lives on, the port stays \
        taken, although the server itself is gone.

        A socket is closed only when the last process that has it open closes it. The child may be something that never \
        uses the network, such as a sleep or a shell, and ps shows it with process 1 as its parent, because the kernel \
        gives the children of a dead process to process 1.
        """
    public static let byHand = [
        HandCheck("ss -tlnp 'sport = :9090'", shows: "the process that has the socket"),
        HandCheck("ps -o pid,ppid,stat,cmd -p PID", shows: "PPID 1, or that of systemd --user: its parent is gone"),
        HandCheck("ls -l /proc/PID/fd", shows: "the socket among its descriptors"),
    ]
    public static let remedies = [
        "End the child: kill PID.",
        "In the server, end and await the children before leaving.",
        "Keep the listener from programs that are started: close_fds=True in Python's subprocess (the default), "
            + "SOCK_CLOEXEC in C, and close() in the child after fork().",
    ]
    public static let misconceptions = [
        "Looking for the server's name: the process that holds the port may be called something else entirely."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .orphan(let socket, let owner) = try facts.holdingStory() else { return [] }
        let siblings = facts.owners(of: socket).filter { $0.pid != owner.pid }
        var more = [
            Evidence(
                "The program that opened the port is gone: pid \(owner.pid) belongs to process \(owner.parentPID) now.",
                recheck: "ps -o pid,ppid,stat,cmd -p \(owner.pid)")
        ]
        if !siblings.isEmpty {
            let list = siblings.map { "\($0.pid)" }
            more.append(
                Evidence(
                    "Other children have the same socket: pid \(list.joined(separator: ", ")).",
                    recheck: "ps -o pid,ppid,stat,cmd -p \(list.joined(separator: ","))"))
        }
        return [
            Finding(
                PortHeldByOrphan.self, .certain,
                "\(Wording.brief(owner)) inherited the port from a program that has ended",
                evidence: .holds(socket, facts), more + Evidence.bind(facts),
                fixes: ([owner] + siblings).map { facts.fix(ending: $0) })
        ]
    }

    private static let orphan: ProcessFacts = {
        var process = ProcessFacts.python(age: 300)
        process.parentPID = 1
        process.isOrphan = true
        process.hasTerminal = false
        process.ancestry = [Ancestor(pid: 1, name: "systemd")]
        return process
    }()

    private static let sleep: ProcessFacts = {
        var process = orphan
        process.name = "sleep"
        process.arguments = ["sleep", "3000"]
        process.executable = .seen("/usr/bin/sleep")
        return process
    }()

    /// A fork server of which the first process still runs.
    private static let withParent: Facts = {
        var facts = Facts.held(sockets: [.listener()], owners: [77: .python(age: 300)])
        var child = ProcessFacts.python(pid: 4243, age: 299)
        child.isOrphan = true
        facts.owners = [SocketOwner(inode: 77, pids: [4242, 4243])]
        facts.processes.append(child)
        return facts
    }()

    private static let supervised: ProcessFacts = {
        var process = orphan
        process.supervisor = Supervisor(kind: .systemdService, name: "lab.service")
        return process
    }()

    public static let examples: [Example] = [
        .fires("the parent was killed, its worker was not", .held(sockets: [.listener()], owners: [77: orphan])),
        .fires("a sleep that the dead server had started", .held(sockets: [.listener()], owners: [77: sleep])),
        .silent("the server itself", .held(sockets: [.listener()], owners: [77: .python()])),
        .silent("the server runs, and has an adopted child", withParent),
        .silent("a service, whose parent is process 1", .held(sockets: [.listener()], owners: [77: supervised])),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
