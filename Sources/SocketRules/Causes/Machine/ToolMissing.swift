public import SocketFacts

/// A program that is needed is not installed.
public enum ToolMissing: Cause {
    public static let title = "A program that is needed is not installed"
    public static let symptoms: [Symptom] = [.wslSpecific, .notASocketError]

    public static let explanation = """
        The shell found no program of that name in PATH, and ended with status 127. Small images and fresh \
        distributions lack ss, ip, ping, nc, lsof, tcpdump or curl.

        For an ordinary user PATH may lack /usr/sbin, where some of them are.
        """

    public static let illustrations = [
        "bash: lsof: command not found",
        "OCI runtime exec failed: exec: \"ping\": executable file not found in $PATH",
    ]
    public static let lookalikes = [
        "a script whose interpreter is missing: the message names the script"
    ]
    public static let byHand = [
        HandCheck(
            "command -v tcpdump ss lsof",
            shows: "the path of each one that is there"),
        HandCheck(
            "ls /usr/sbin/tcpdump",
            shows: "there, but not in PATH"),
    ]
    public static let remedies = [
        "sudo apt install iproute2 iputils-ping netcat-openbsd lsof tcpdump curl",
        "In a container: use the host's tools in its namespace, sudo nsenter -t PID -n ss -tlnp.",
    ]
    public static let misconceptions = [
        "pip install of a system tool: a package of the same name is something else."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let file = try facts.watch.get().file else { return [] }
        if file.kind == .missing, file.error == .noSuchFile {
            let isPath = file.path.contains("/")
            return [
                Finding(
                    ToolMissing.self, .certain,
                    isPath ? "there is no file \(file.shown)" : "there is no program \(file.shown) in PATH",
                    evidence: Evidence(
                        isPath
                            ? "\(file.failure)."
                            : "No directory of PATH has a file of this name; the current directory is not searched.",
                        recheck: isPath ? "ls -l \(file.word)" : "command -v \(file.word)"),
                    fixes: isPath
                        ? [Fix("look at the names that are there, letter by letter", command: "ls -l \(folder(file))")]
                        : [
                            Fix(
                                "install it, or correct its name; a file of the current directory needs ./ before it",
                                command: "ls -l ./\(file.word)")
                        ])
            ]
        }
        if file.kind == .elf, file.error == .executableFormat, let architecture = file.architecture,
            let machine = file.machine, architecture != machine
        {
            return [
                Finding(
                    ToolMissing.self, .certain,
                    "\(file.shown) is a program for \(architecture), and this machine is \(machine)",
                    evidence: Evidence("\(file.failure).", recheck: "file \(file.word); uname -m"),
                    fixes: [Fix("compile it on this machine, or install the build for \(machine)")])
            ]
        }
        return []
    }

    private static func folder(_ file: ProgramFile) -> String {
        let parts = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return Wording.shellWord(parts.count == 1 && parts.first == "" ? "/" : parts.joined(separator: "/"))
    }

    public static let examples: [Example] = [
        .fires("a program that is not in PATH", .notStarted("pyhton3", .missing, .noSuchFile)),
        .fires("a path with a mistake", .notStarted("./servr.py", .missing, .noSuchFile)),
        .fires(
            "a program for another processor",
            .notStarted("./server.arm", .elf, .executableFormat) {
                $0.architecture = "AArch64"
                $0.machine = "x86-64"
            }),
        .silent(
            "the interpreter of a script is missing",
            .notStarted("./server.py", .script, .noSuchFile) {
                $0.interpreter = "/usr/bin/python"
                $0.interpreterIsThere = false
            }),
        .silent(
            "a damaged program for this processor",
            .notStarted("./server", .elf, .executableFormat) {
                $0.architecture = "x86-64"
                $0.machine = "x86-64"
            }),
        .silent("a program that started", .watched([.server()])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
