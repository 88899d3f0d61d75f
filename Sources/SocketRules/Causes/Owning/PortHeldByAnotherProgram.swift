public import SocketFacts

public enum PortHeldByAnotherProgram: Cause {
    public static let title = "Another program holds the port"
    public static let symptoms: [Symptom] = [.addressInUse, .dockerPortAllocated]

    public static let explanation = """
        A different program has the port: another exercise, a development server, a tool of the machine. Ports are shared \
        by all programs and all users of a machine, so two programs that were written for the same number cannot run \
        together.

        The numbers 3000, 5000, 8000 and 8080 are the defaults of many tools, and therefore often taken.
        """
    public static let byHand = [
        HandCheck("sudo ss -tlnp 'sport = :9090'", shows: "the process that has the port (-u in place of -t for UDP)"),
        HandCheck("ps -o pid,user,lstart,cmd -p PID", shows: "whose it is and when it was started"),
        HandCheck("readlink /proc/PID/cwd", shows: "from which directory it was started"),
    ]
    public static let remedies = [
        "Choose another port for your server, best one that you can give as an argument.",
        "Or end the other program, if it is yours and nobody needs it.",
    ]
    public static let misconceptions = [
        "lsof -i :PORT lists clients too: killing all that it names may end a browser that was only connected.",
        "SO_REUSEADDR does not let two programs listen on one address and port.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .another(let socket, let owner) = try facts.holdingStory() else { return [] }
        return [
            Finding(
                PortHeldByAnotherProgram.self, .certain, "\(Wording.process(owner)) holds the port",
                evidence: .holds(socket, facts), Evidence.bind(facts),
                fixes: [Fix("choose another port for your server"), facts.fix(ending: owner)])
        ]
    }

    private static let game = ProcessFacts(
        pid: 5100, parentPID: 4000, name: "game", arguments: ["/opt/game/server", "-p", "9090"],
        executable: .seen("/opt/game/server"), directory: .seen("/home/friend"), uid: 1001, user: "friend",
        ageSeconds: 4000, startedAt: 996_000, hasTerminal: true)

    private static let editor: ProcessFacts = {
        var process = ProcessFacts.python(script: "/home/student/.vscode-server/extensions/lsp/server.py", age: 900)
        process.supervisor = Supervisor(kind: .ide, name: "code-server", pid: 800)
        process.hasTerminal = false
        return process
    }()

    private static let answered = SocketRecord(
        transport: .tcp, family: .ipv4, state: .closeWait, local: Endpoint(IPAddress(192, 168, 1, 5), 9090),
        remote: Endpoint(IPAddress(192, 168, 1, 9), 41000), uid: 1000, inode: 77)

    public static let examples: [Example] = [
        .fires(
            "a server of another exercise",
            .held(sockets: [.listener()], owners: [77: .python(directory: "/home/student/other")])),
        .fires(
            "another user's program, asked as root",
            .held(sockets: [.listener(uid: 1001)], owners: [77: game], observer: Observer(uid: 0))),
        .fires(
            "a helper of the editor, in this directory",
            .held(sockets: [.listener()], owners: [77: editor])),
        .fires(
            "the listener is closed, an accepted connection is not",
            .held(sockets: [answered], owners: [77: .python(directory: "/home/student/other")])),
        .fires(
            "a UDP server",
            .held(transport: .udp, sockets: [.datagrams()], owners: [77: .python(directory: "/home/student/other")])),
        .silent("the same program, started earlier", .held(sockets: [.listener()], owners: [77: .python()])),
        .silent(
            "UDP has the number, TCP is asked for",
            .held(
                plain: nil, reuse: nil, sockets: [.datagrams()],
                owners: [77: .python(directory: "/home/student/other")])),
        .silent(
            "it ended while it was looked at: bind() works",
            .held(
                plain: nil, reuse: nil, sockets: [.listener()],
                owners: [77: .python(directory: "/home/student/other")])),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
