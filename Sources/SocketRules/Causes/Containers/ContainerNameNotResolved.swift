/// Names of containers do not resolve on this network.
public enum ContainerNameNotResolved: CausePage {
    public static let title = "Names of containers do not resolve on this network"
    public static let symptoms: [Symptom] = [.nameResolution]

    public static let explanation = """
        Docker answers names of containers with its own name server, 127.0.0.11, on networks that users make. The \
        default network, called bridge, has no such service: there containers have addresses only.

        In Compose the name is the service's, not the project's, and the container has to run.
        """

    public static let illustrations = [
        "docker run --name db …, then in another container: Could not resolve host: db",
        "Temporary failure in name resolution for a service that has exited",
    ]
    public static let lookalikes = [
        "no name resolves at all, public ones included: then the outer name server is out of reach"
    ]
    public static let byHand = [
        HandCheck(
            "docker exec NAME cat /etc/resolv.conf",
            shows: "nameserver 127.0.0.11: a network with names; anything else: the default bridge"),
        HandCheck(
            "docker network inspect NETWORK",
            shows: "the names that are known"),
    ]
    public static let remedies = [
        "docker network create lab, and --network lab for both containers.",
        "Use the service's name in Compose, as it stands in the file.",
    ]
    public static let misconceptions = [
        "--link: it is an old way for the default bridge only.",
        "Writing addresses into /etc/hosts: they change at each start.",
    ]
}
