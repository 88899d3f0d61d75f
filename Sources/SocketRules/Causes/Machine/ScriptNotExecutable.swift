public import SocketFacts

/// The script has no execute bit.
public enum ScriptNotExecutable: Cause {
    public static let title = "The script has no execute bit"
    public static let symptoms: [Symptom] = [.permissionDeniedFile]

    public static let explanation = """
        execve() fails with EACCES and the shell says Permission denied, with status 126. In the Linux file system a \
        new file is not executable until somebody says so.

        Under /mnt/c it is different: without metadata every file shows as executable, and chmod changes nothing. A \
        script that does not start there has another fault, mostly its line endings.
        """

    public static let illustrations = [
        "bash: ./server.py: Permission denied",
        "-rw-r--r-- in ls -l",
    ]
    public static let lookalikes = [
        "a mount with noexec: the bit is set, and the message is the same",
        "/usr/bin/env: 'python3\\r': the bit is set, the line endings are wrong",
    ]
    public static let byHand = [
        HandCheck(
            "ls -l server.py",
            shows: "no x in the mode"),
        HandCheck(
            "findmnt -T server.py",
            shows: "the file system the file lies on, and noexec if it is set"),
    ]
    public static let remedies = [
        "chmod +x server.py",
        "python3 server.py needs no execute bit.",
        "git update-index --chmod=+x server.py keeps the bit for everybody who clones.",
    ]
    public static let misconceptions = [
        "sudo ./server.py: root needs the bit as well, on at least one of the three.",
        "chmod 777: it lets everybody change the file; +x is enough.",
        "chmod +x on /mnt/c: without metadata it does nothing, and says nothing.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let file = try facts.watch.get().file else { return [] }
        if file.kind == .directory {
            return [
                Finding(
                    ScriptNotExecutable.self, .certain, "\(file.shown) is a directory, not a program",
                    evidence: Evidence("\(file.failure): only files are executed.", recheck: "ls -ld \(file.word)"),
                    fixes: [
                        Fix("name the program in the directory", command: "ls \(file.word)"),
                        Fix("a directory with a __main__.py is run by Python", command: "python3 \(file.word)"),
                    ])
            ]
        }
        // On a noexec mount the bit would not help.
        guard file.error == .permissionDenied, file.kind != .missing, !file.isExecutable, !file.isOnNoexecMount else {
            return []
        }
        return [
            Finding(
                ScriptNotExecutable.self, .certain, "\(file.shown) has no execute bit",
                evidence: Evidence("\(file.failure); its mode has no x.", recheck: "ls -l \(file.word)"),
                fixes: [Fix("set the bit", command: "chmod +x \(file.word)")]
                    + (file.kind == .script
                        ? [Fix("or give the file to its interpreter", command: file.byInterpreter)] : []))
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "a script without x",
            .notStarted("./server.py", .script, .permissionDenied) {
                $0.isExecutable = false
                $0.interpreter = "/usr/bin/python3"
            }),
        .fires("a directory in place of a program", .notStarted("./project", .directory, .permissionDenied)),
        .silent(
            "a mount with noexec",
            .notStarted("./server.py", .script, .permissionDenied) { $0.isOnNoexecMount = true }),
        .silent(
            "x is set, and a directory on the path may not be searched",
            .notStarted("./lab/server.py", .script, .permissionDenied)),
        .silent("a program that started", .watched([.server()])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
