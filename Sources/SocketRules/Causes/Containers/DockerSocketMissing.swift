/// The Docker client looks for the daemon in another place.
public enum DockerSocketMissing: CausePage {
    public static let title = "The Docker client looks for the daemon in another place"
    public static let symptoms: [Symptom] = [.dockerDaemonNotRunning]

    public static let explanation = """
        The client takes the address from DOCKER_HOST, then from the context that is selected, then \
        /var/run/docker.sock. When one of the first two names a socket that does not exist, a daemon that runs \
        elsewhere is not found.

        Docker Desktop, rootless Docker, Podman and Colima each have a socket file of their own. A switch from one \
        to the other leaves the old context behind.
        """

    public static let illustrations = [
        "Cannot connect to the Docker daemon at unix:///home/ana/.docker/desktop/docker.sock",
        "DOCKER_HOST=tcp://localhost:2375 in .bashrc, and no daemon there",
    ]
    public static let lookalikes = [
        "the default path without a file: there the daemon was not started"
    ]
    public static let byHand = [
        HandCheck(
            "echo \"$DOCKER_HOST\"; docker context ls",
            shows: "the address that is used; * marks the context"),
        HandCheck(
            "ls -l /run/docker.sock /run/user/$(id -u)/docker.sock ~/.docker/desktop/docker.sock",
            shows: "which sockets there are"),
    ]
    public static let remedies = [
        "Select the one that exists: docker context use default, and unset DOCKER_HOST.",
        "Remove an old export of DOCKER_HOST from the files that the shell reads at its start.",
        "In WSL with Docker Desktop: switch on the integration for this distribution in its settings.",
    ]
    public static let misconceptions = [
        "Installing a second Docker: two daemons with separate images and containers are the result."
    ]
}
