public import SocketFacts

/// The script lies on a mount with noexec.
public enum ScriptOnNoexecMount: Cause {
    public static let title = "The script lies on a mount with noexec"
    public static let symptoms: [Symptom] = [.permissionDeniedFile]

    public static let explanation = """
        A file system that is mounted with noexec starts no program, whatever the mode says: execve() fails with \
        EACCES. USB sticks, /tmp on hardened machines and shared folders are mounted so.

        An interpreter that is given the file as an argument is not concerned, because it only reads.
        """

    public static let illustrations = [
        "bash: ./server.py: Permission denied, and ls -l shows -rwxr-xr-x"
    ]
    public static let lookalikes = [
        "the bit is missing: ls -l shows no x"
    ]
    public static let byHand = [
        HandCheck(
            "findmnt -no TARGET,OPTIONS -T server.py",
            shows: "noexec among the options"),
        HandCheck(
            "ls -l server.py",
            shows: "x is set"),
    ]
    public static let remedies = [
        "Copy the project to the home directory.",
        "python3 server.py, or bash run.sh.",
    ]
    public static let misconceptions = [
        "chmod +x and sudo: the mount forbids it for everybody."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let file = try facts.watch.get().file, file.isOnNoexecMount, file.error == .permissionDenied,
            file.kind != .missing, file.kind != .directory
        else { return [] }
        let mount = file.mountPoint.map { " \(Wording.escaped($0, limit: 120))" } ?? ""
        return [
            Finding(
                ScriptOnNoexecMount.self, .certain,
                "\(file.shown) lies on the file system\(mount), which is mounted with noexec",
                evidence: Evidence(
                    "\(file.failure)"
                        + (file.isExecutable ? ", although its mode has an x." : "; its mode has no x, either."),
                    recheck: "findmnt -no TARGET,OPTIONS -T \(file.word)"),
                fixes: [Fix("copy the project to the home directory, and run it there")]
                    + (file.kind == .script
                        ? [Fix("or give the file to its interpreter, which only reads it", command: file.byInterpreter)]
                        : []))
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "a script on a stick",
            .notStarted("./usb/server.py", .script, .permissionDenied) {
                $0.isOnNoexecMount = true
                $0.mountPoint = "/media/usb"
                $0.interpreter = "/usr/bin/python3"
            }),
        .fires(
            "the bit is missing as well, and would not help",
            .notStarted("./usb/server.py", .script, .permissionDenied) {
                $0.isOnNoexecMount = true
                $0.isExecutable = false
            }),
        .silent(
            "the bit is missing",
            .notStarted("./server.py", .script, .permissionDenied) { $0.isExecutable = false }),
        .silent(
            "the interpreter is missing on such a mount",
            .notStarted("./usb/server.py", .script, .noSuchFile) { $0.isOnNoexecMount = true }),
        .silent("a program that started", .watched([.server()])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
