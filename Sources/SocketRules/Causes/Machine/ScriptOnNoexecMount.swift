/// The script lies on a mount with noexec.
public enum ScriptOnNoexecMount: CausePage {
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
}
