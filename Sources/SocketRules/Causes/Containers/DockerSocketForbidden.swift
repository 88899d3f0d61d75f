/// The user may not talk to the Docker daemon.
public enum DockerSocketForbidden: CausePage {
    public static let title = "The user may not talk to the Docker daemon"
    public static let symptoms: [Symptom] = [.permissionDeniedDockerSocket]

    public static let explanation = """
        The daemon runs, but connect() on its socket file fails with EACCES. The file belongs to root and the group \
        docker, mode 0660, and the process is in neither.

        Groups are given at login. After usermod the file /etc/group has the new member at once, while every shell \
        that was open before keeps its old groups; that is the most frequent case.
        """

    public static let illustrations = [
        "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
        "id -nG shows no docker, getent group docker shows the user",
    ]
    public static let lookalikes = [
        "no daemon at all: the message then says that it cannot connect, not that permission is denied"
    ]
    public static let byHand = [
        HandCheck(
            "id -nG",
            shows: "the groups of this shell"),
        HandCheck(
            "getent group docker",
            shows: "the members by file; in the file and not in the shell means: log in anew"),
        HandCheck(
            "ls -l /var/run/docker.sock",
            shows: "owner, group and mode"),
    ]
    public static let remedies = [
        """
        sudo usermod -aG docker $USER, then a new login; newgrp docker does it for one shell, wsl --terminate \
        NAME for WSL.
        """,
        "Use sudo docker where membership is not wanted: the group docker is as powerful as root.",
    ]
    public static let misconceptions = [
        "chmod 666 on the socket: every user of the machine becomes root by it, and the next start undoes it.",
        "A new tab in the same desktop session: it inherits the old groups in many desktops.",
    ]
}
