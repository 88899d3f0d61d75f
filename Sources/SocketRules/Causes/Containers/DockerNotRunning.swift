/// The Docker daemon does not run.
public enum DockerNotRunning: CausePage {
    public static let title = "The Docker daemon does not run"
    public static let symptoms: [Symptom] = [.dockerDaemonNotRunning]

    public static let explanation = """
        The docker command is only a client. It connects to the daemon over the file /var/run/docker.sock, and \
        connect() fails: with ENOENT when the daemon was never started since boot, with ECONNREFUSED when the file \
        is left from a daemon that has died.

        A daemon that ends right after its start mostly fails in its network setup; its log names the rule or the \
        address.
        """

    public static let illustrations = [
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
        "failed to connect to the docker API at unix:///var/run/docker.sock: connect: no such file or directory",
    ]
    public static let lookalikes = [
        "permission denied on the same file: the daemon runs, the user may not talk to it"
    ]
    public static let byHand = [
        HandCheck(
            "ls -l /var/run/docker.sock",
            shows: "no file: not started; a file without a listener: it died"),
        HandCheck(
            "sudo ss -xlp src /run/docker.sock",
            shows: "dockerd or systemd as the listener"),
        HandCheck(
            "sudo journalctl -u docker -e",
            shows: "the last words of the daemon; /var/log/docker.log without systemd"),
    ]
    public static let remedies = [
        "Start it: sudo systemctl start docker, or sudo service docker start where process 1 is not systemd.",
        """
        Start it with the machine: sudo systemctl enable docker; in WSL [boot] systemd=true in /etc/wsl.conf \
        first.
        """,
        """
        When it ends at once with an iptables message on an old WSL kernel: wsl --update, or sudo \
        update-alternatives --set iptables /usr/sbin/iptables-legacy.
        """,
    ]
    public static let misconceptions = [
        "Starting it by hand after every start of Windows is necessary: systemd or a [boot] command does it.",
        "Deleting the socket file: a new daemon replaces it by itself.",
    ]
}
