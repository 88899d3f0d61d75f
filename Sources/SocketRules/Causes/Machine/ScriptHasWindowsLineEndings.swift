/// The script has Windows line endings.
public enum ScriptHasWindowsLineEndings: CausePage {
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
}
