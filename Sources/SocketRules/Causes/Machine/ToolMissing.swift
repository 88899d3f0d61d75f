/// A program that is needed is not installed.
public enum ToolMissing: CausePage {
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
}
