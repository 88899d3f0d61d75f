/// Docker was not started in this distribution.
public enum DockerNotStartedInWsl: CausePage {
    public static let title = "Docker was not started in this distribution"
    public static let symptoms: [Symptom] = [.dockerDaemonNotRunning, .wslSpecific]

    public static let explanation = """
        WSL starts a distribution when it is first used, and ends it some time after the last shell. Services start \
        with it only where systemd is switched on; otherwise the Docker daemon has to be started each time, or by a \
        command in /etc/wsl.conf.

        With Docker Desktop the daemon is not in the distribution at all: Windows has to run Docker Desktop, and the \
        integration has to be on.
        """

    public static let illustrations = [
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock, after each start of Windows",
        "System has not been booted with systemd as init system (PID 1). Can't operate.",
    ]
    public static let lookalikes = [
        "permission denied on the socket: the daemon runs"
    ]
    public static let byHand = [
        HandCheck(
            "ps -p 1 -o comm=",
            shows: "systemd or init"),
        HandCheck(
            "cat /etc/wsl.conf",
            shows: "[boot] systemd=true, or a command"),
        HandCheck(
            "service docker status",
            shows: "the state without systemd"),
    ]
    public static let remedies = [
        "For now: sudo service docker start.",
        """
        For good: [boot] systemd=true in /etc/wsl.conf, wsl --shutdown once, then sudo systemctl enable --now \
        docker.
        """,
        "Without systemd, on Windows 11: [boot] command=\"service docker start\".",
    ]
    public static let misconceptions = [
        "It must be started by hand after every start of Windows: either of the two settings does it.",
        "sudo in .bashrc: it asks for a password in every shell.",
    ]
}
