public import SocketFacts

public enum PreviousInstanceRunning: Cause {
    public static let title = "An earlier run of the same program still holds the port"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        The server was started before, from the same directory, and is still running: in another terminal, in the \
        background, or stopped with Ctrl+Z. Only one socket can listen on an address and port, so the second start fails \
        at bind() with "Address already in use".

        Ctrl+Z does not end a program. It stops it where it is, with all its sockets open, and the kernel goes on \
        completing the connections of clients that nobody will ever answer. Closing an editor or a terminal tab does not \
        always end what runs in it either.
        """

    public static let byHand = [
        HandCheck(
            "ss -tlnp 'sport = :9090'", shows: "the process that listens, with its pid (-u in place of -t for UDP)"),
        HandCheck("ps -o pid,stat,lstart,cmd -p PID", shows: "when it was started; STAT T means stopped with Ctrl+Z"),
        HandCheck("readlink /proc/PID/cwd", shows: "the directory from which it was started"),
        HandCheck("jobs", shows: "what this shell has in the background or stopped"),
    ]
    public static let remedies = [
        "End it with Ctrl+C in its terminal; after Ctrl+Z bring it back first with fg.",
        "Without its terminal: kill PID, and only if it stays kill -9 PID.",
    ]
    public static let misconceptions = [
        "SO_REUSEADDR does not help against a socket that listens; it is for what a finished run left behind.",
        "ps aux | grep python always finds at least the grep itself, and not which process has the port.",
        "kill -9 first: the program then has no chance to close its files, and kill alone is nearly always enough.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .previous(let socket, let owner) = try facts.holdingStory() else { return [] }
        let isFromHere = owner.directory.value == facts.observer.directory
        let age = "started \(Wording.age(owner.ageSeconds)) ago" + (isFromHere ? " from this directory" : "")
        var more: [Evidence] = []
        if owner.state == .stopped {
            more.append(
                Evidence(
                    "It is stopped (state T), which does not end it: a stopped program keeps its sockets.",
                    recheck: "ps -o pid,stat,cmd -p \(owner.pid)"))
        }
        more.append(
            isFromHere
                ? Evidence(
                    "It runs in the directory in which this question was asked.",
                    recheck: "readlink /proc/\(owner.pid)/cwd")
                : Evidence("It is the same program.", recheck: "readlink /proc/\(owner.pid)/exe"))
        return [
            Finding(
                PreviousInstanceRunning.self, .certain,
                owner.isSuspended
                    ? "\(Wording.brief(owner)), \(age) and stopped since, holds the port"
                    : "\(Wording.brief(owner)), \(age), holds the port",
                evidence: .holds(socket, facts), more + Evidence.bind(facts), fixes: [facts.fix(ending: owner)])
        ]
    }

    private static func compiled(_ executable: String, directory: String = "/home/student/lab") -> ProcessFacts {
        var process = ProcessFacts.python(directory: directory, age: 300)
        process.name = "server"
        process.arguments = ["./server", "9090"]
        process.executable = .seen(executable)
        return process
    }

    /// A watched program whose port is held by a program from another directory.
    private static func asked(by program: String) -> Facts {
        var facts = Facts.held(
            sockets: [.listener()], owners: [77: compiled("/opt/lab/server", directory: "/home/student/other")])
        facts.question.program = program
        return facts
    }

    private static var askedByJava: Facts {
        var facts = Facts.held(sockets: [.listener()], owners: [77: .python(age: 300)])
        facts.question.program = "java"
        return facts
    }

    public static let examples: [Example] = [
        .fires("the server runs in another terminal", .held(sockets: [.listener()], owners: [77: .python(age: 300)])),
        .fires("the same program by its path, started elsewhere", asked(by: "/opt/lab/server")),
        .silent("another program from that directory", asked(by: "/opt/lab/client")),
        .silent(
            "a Python program from that directory, where a Java program asks",
            askedByJava),
        .fires("stopped with Ctrl+Z", .held(sockets: [.listener()], owners: [77: .python(age: 300, state: .stopped)])),
        .fires(
            "a compiled program from this directory",
            .held(sockets: [.listener()], owners: [77: compiled("/home/student/lab/server")])),
        .fires(
            "go run, which builds elsewhere",
            .held(sockets: [.listener()], owners: [77: compiled("/tmp/go-build2817/b001/exe/server")])),
        .fires(
            "the same user's server, asked with sudo",
            .held(
                sockets: [.listener()], owners: [77: .python(age: 300)], observer: Observer(uid: 0, sudoUID: 1000))),
        .silent(
            "a server from another directory",
            .held(sockets: [.listener()], owners: [77: .python(directory: "/home/student/other")])),
        .silent(
            "a tool of the machine, started in this directory",
            .held(sockets: [.listener()], owners: [77: compiled("/usr/bin/nc.openbsd")])),
        .silent(
            "another user's server in the same directory",
            .held(sockets: [.listener(uid: 1001)], owners: [77: .python(uid: 1001)])),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
