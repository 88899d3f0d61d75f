/// The program in the script's first line does not exist.
public enum ScriptInterpreterMissing: CausePage {
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
}
