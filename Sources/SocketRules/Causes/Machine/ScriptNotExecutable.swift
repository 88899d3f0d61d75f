/// The script has no execute bit.
public enum ScriptNotExecutable: CausePage {
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
}
