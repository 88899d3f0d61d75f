public import SocketFacts

/// The script has Windows line endings.
public enum ScriptHasWindowsLineEndings: Cause {
    public static let title = "The script has Windows line endings"
    public static let symptoms: [Symptom] = [.permissionDeniedFile]

    public static let explanation = """
        The first line ends in carriage return and newline. The kernel takes the carriage return as a part of the \
        interpreter's name, and looks for a program that is called python3\\r. A shell script can also fail later, \
        at each line's end.

        The file comes from a Windows editor, or from git with core.autocrlf=true, in a folder that both systems \
        use.
        """

    public static let illustrations = [
        "/usr/bin/env: 'python3\\r': No such file or directory",
        "bash: ./b.sh: cannot execute: required file not found",
        "/bin/bash^M: bad interpreter: No such file or directory",
    ]
    public static let lookalikes = [
        "the interpreter is really missing: the name in the message has no \\r"
    ]
    public static let byHand = [
        HandCheck(
            "head -1 b.sh | cat -A",
            shows: "^M$ at the end of the line"),
        HandCheck(
            "file b.sh",
            shows: "with CRLF line terminators"),
    ]
    public static let remedies = [
        "sed -i 's/\\r$//' b.sh",
        "git config core.autocrlf input, and a .gitattributes with *.sh text eol=lf and *.py text eol=lf.",
        "Set the editor to LF for this project.",
    ]
    public static let misconceptions = [
        "chmod +x: the bit is not what is missing.",
        "Installing python3 once more: the name that is looked for ends in an invisible character.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        guard let file = watch.file, file.isScriptWithLine, file.hasCarriageReturn,
            file.error == .noSuchFile || file.error == nil
        else { return [] }
        let name = Wording.escaped(
            file.wanted + (file.interpreterArgument == nil || file.wanted != file.interpreter ? "\r" : ""))
        return [
            Finding(
                ScriptHasWindowsLineEndings.self, .certain,
                "\(file.shown) has Windows line endings: its first line asks for \(name)",
                evidence: Evidence(
                    "\(file.failure); its first line is \(file.firstLine), and the \\r counts as a part of the name.",
                    recheck: "head -1 \(file.word) | cat -A"),
                fixes: [
                    Fix("take the carriage returns out", command: "sed -i 's/\\r$//' \(file.word)"),
                    Fix("set the editor to LF, and git with a .gitattributes: *.py text eol=lf"),
                ])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "env looks for python3\\r",
            .notStarted("./server.py", .script, .noSuchFile, exitStatus: 127) {
                $0.error = nil
                $0.interpreter = "/usr/bin/env"
                $0.interpreterArgument = "python3"
                $0.hasCarriageReturn = true
            }),
        .fires(
            "the kernel looks for /bin/sh\\r",
            .notStarted("./start.sh", .script, .noSuchFile) {
                $0.interpreter = "/bin/sh"
                $0.hasCarriageReturn = true
            }),
        .silent(
            "the interpreter is really missing",
            .notStarted("./server.py", .script, .noSuchFile) {
                $0.interpreter = "/usr/local/bin/python3.99"
                $0.interpreterIsThere = false
            }),
        .silent(
            "Windows line endings, and the bit is missing first",
            .notStarted("./server.py", .script, .permissionDenied) {
                $0.interpreter = "/bin/sh"
                $0.hasCarriageReturn = true
                $0.isExecutable = false
            }),
        .silent("a program that started", .watched([.server()])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
