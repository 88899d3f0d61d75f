/// localhost inside the container is not the host.
public enum LocalhostInsideContainer: CausePage {
    public static let title = "localhost inside the container is not the host"
    public static let symptoms: [Symptom] = [.connectionRefused, .containerUnreachableLocalhost]

    public static let explanation = """
        Each container has its own network namespace with its own lo. A program in it that dials localhost or \
        127.0.0.1 reaches the container itself, where nothing listens, and is refused at once.

        The same address leads to different places, depending on where the program runs. A client that works on the \
        host fails unchanged in a container.
        """

    public static let illustrations = [
        "inside a container: curl http://localhost:9090, connection refused, while the server runs on the host",
        "DATABASE_URL=postgres://localhost in a Compose service",
    ]
    public static let lookalikes = [
        "host.docker.internal is refused: then the host was reached, and its server listens on 127.0.0.1 only"
    ]
    public static let byHand = [
        HandCheck(
            "docker exec NAME cat /etc/hosts",
            shows: "localhost is 127.0.0.1 of the container; host.docker.internal where it is defined"),
        HandCheck(
            "sockdoctor check 127.0.0.1:9090 --from docker:NAME",
            shows: "the same question, asked from inside"),
    ]
    public static let remedies = [
        "Dial host.docker.internal for the host; on Linux add --add-host host.docker.internal:host-gateway.",
        "Dial the name of the other container for a server in a container; both on one network.",
        "Let the server on the host listen on 0.0.0.0.",
    ]
    public static let misconceptions = [
        "Publishing the port of the client: publishing leads into a container, never out of it.",
        "network_mode host as the first choice: with Docker Desktop the host is a virtual machine then.",
    ]
}
