public import SocketFacts

/// The program in the script's first line does not exist.
public enum ScriptInterpreterMissing: Cause {
    public static let title = "The program in the script's first line does not exist"
    public static let symptoms: [Symptom] = [.permissionDeniedFile]

    public static let explanation = """
        The kernel starts the program that follows #!. When it is not there, execve() fails with ENOENT, and the \
        message sounds as if the script itself were missing. With /usr/bin/env the message comes from env and names \
        the program.

        Without a first line of this kind the shell runs the file as a shell script, and Python source gives syntax \
        errors. A byte order mark in front of #! has the same effect.
        """

    public static let illustrations = [
        "bash: ./run.sh: cannot execute: required file not found",
        "/usr/bin/env: 'python': No such file or directory",
        "line 1: syntax error near unexpected token `(', for a Python file",
    ]
    public static let lookalikes = [
        "Windows line endings: the name ends in \\r then"
    ]
    public static let byHand = [
        HandCheck(
            "head -1 run.sh | cat -A",
            shows: "the interpreter, and invisible characters"),
        HandCheck(
            "command -v python3",
            shows: "where it is, if anywhere"),
    ]
    public static let remedies = [
        "Write a first line that exists here: #!/usr/bin/env python3.",
        "Install the interpreter: sudo apt install python3.",
        "Save without byte order mark: sed -i '1s/^\\xEF\\xBB\\xBF//' run.sh.",
        "python3 run.py works at once.",
    ]
    public static let misconceptions = [
        "chmod +x: the message is not about the mode.",
        "#!python3: the kernel does not search PATH; env does.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let file = try facts.watch.get().file, let reason = reason(file) else { return [] }
        return [
            Finding(
                ScriptInterpreterMissing.self, .certain, reason.summary,
                evidence: Evidence("\(file.failure); \(reason.proof).", recheck: reason.recheck), fixes: reason.fixes)
        ]
    }

    private struct Reason {
        var summary: String
        var proof: String
        var recheck: String
        var fixes: [Fix]
    }

    private static func reason(_ file: ProgramFile) -> Reason? {
        let first = "head -1 \(file.word) | cat -A"
        switch file.kind {
        case .elf:
            // The loader that a dynamic program names stands where the first line of a script does.
            guard file.error == .noSuchFile, let loader = file.interpreter, !file.interpreterIsThere else { return nil }
            let name = Wording.escaped(loader)
            return Reason(
                summary: "\(file.shown) needs the loader \(name), which is not on this machine",
                proof: "it was made for another system, whose loader is \(name)",
                recheck: "file \(file.word)", fixes: [Fix("compile it on this machine, or take the build for it")])
        case .script, .other, .empty: break
        case .missing, .directory: return nil
        }
        if file.error == .executableFormat {
            if file.hasByteOrderMark {
                return Reason(
                    summary: "\(file.shown) begins with a byte order mark, so that its first line is not seen",
                    proof: "the bytes EF BB BF stand before the #!, and the kernel looks at the very first bytes",
                    recheck: first,
                    fixes: [Fix("take it out", command: "sed -i '1s/^\\xEF\\xBB\\xBF//' \(file.word)")])
            }
            if file.kind == .empty {
                return Reason(
                    summary: "\(file.shown) is empty: it has no #! line and no program",
                    proof: "it holds 0 bytes", recheck: "ls -l \(file.word)",
                    fixes: [Fix("save the program, or copy the file once more")])
            }
            guard file.interpreter == nil else { return nil }
            let isText = file.kind == .script
            return Reason(
                summary: isText
                    ? "\(file.shown) has no #! line, so that the kernel does not know what runs it"
                    : "\(file.shown) is no program: it has neither a #! line nor the format of one",
                proof: "its first two bytes are not #!", recheck: first,
                fixes: isText
                    ? [
                        Fix("write a first line", command: "sed -i '1i \(file.suitableLine)' \(file.word)"),
                        Fix("or give the file to its interpreter", command: file.byInterpreter),
                    ] : [Fix("see what it is", command: "file \(file.word)")])
        }
        guard file.isScriptWithLine, !file.hasCarriageReturn, !file.interpreterIsThere,
            file.error == .noSuchFile || file.error == nil
        else { return nil }
        let wanted = Wording.escaped(file.wanted)
        return Reason(
            summary: "\(file.shown) asks for \(wanted), which is not on this machine",
            proof: "its first line is \(file.firstLine), and there is no \(wanted)", recheck: first,
            fixes: [
                Fix(
                    "write a first line that exists here",
                    command: "sed -i '1s|.*|\(file.suitableLine)|' \(file.word)"),
                Fix("or give the file to an interpreter", command: file.byInterpreter),
            ])
    }

    public static let examples: [Example] = [
        .fires(
            "an interpreter that is not there",
            .notStarted("./server.py", .script, .noSuchFile) {
                $0.interpreter = "/usr/local/bin/python3.99"
                $0.interpreterIsThere = false
            }),
        .fires(
            "env does not find python",
            .notStarted("./server.py", .script, .noSuchFile, exitStatus: 127) {
                $0.error = nil
                $0.interpreter = "/usr/bin/env"
                $0.interpreterArgument = "python"
                $0.interpreterIsThere = false
            }),
        .fires(
            "a Python script without a first line",
            .notStarted("./server.py", .script, .executableFormat) { $0.suffix = "py" }),
        .fires(
            "a byte order mark before the first line",
            .notStarted("./server.py", .script, .executableFormat) {
                $0.interpreter = "/usr/bin/env"
                $0.hasByteOrderMark = true
            }),
        .fires("an empty file", .notStarted("./server.py", .empty, .executableFormat)),
        .fires(
            "a program of a system with another loader",
            .notStarted("./server", .elf, .noSuchFile) {
                $0.interpreter = "/lib/ld-musl-x86_64.so.1"
                $0.interpreterIsThere = false
            }),
        .silent(
            "Windows line endings",
            .notStarted("./server.py", .script, .noSuchFile) {
                $0.interpreter = "/bin/sh"
                $0.hasCarriageReturn = true
            }),
        .silent(
            "the bit is missing",
            .notStarted("./server.py", .script, .permissionDenied) { $0.isExecutable = false }),
        .silent("the program is missing", .notStarted("./servr.py", .missing, .noSuchFile)),
        .silent("a program that started", .watched([.server()])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
