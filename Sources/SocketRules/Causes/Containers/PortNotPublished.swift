/// The container's port is not published.
public enum PortNotPublished: CausePage {
    public static let title = "The container's port is not published"
    public static let symptoms: [Symptom] = [.connectionRefused, .containerUnreachableLocalhost]

    public static let explanation = """
        The server listens inside the container, and nothing leads from the host to it. The container has a network \
        of its own, and a port of it becomes one of the host only with -p or ports:.

        From the Docker host itself the container's own address still works on Linux; from Windows, from Docker \
        Desktop and from other machines it does not.
        """

    public static let illustrations = [
        "docker ps shows 9090/tcp without an arrow",
        "EXPOSE 9090 in the Dockerfile, docker run without -p",
    ]
    public static let lookalikes = [
        "a port that is published as another number: docker ps shows the arrow"
    ]
    public static let byHand = [
        HandCheck(
            "docker port NAME",
            shows: "every published port; no line means none"),
        HandCheck(
            "docker ps --format '{{.Names}} {{.Ports}}'",
            shows: "0.0.0.0:9090->9090/tcp is published, 9090/tcp alone is not"),
    ]
    public static let remedies = [
        "docker run -p 9090:9090 …, or ports: [\"9090:9090\"] in the Compose file, and docker compose up -d.",
        "For UDP say so: -p 9091:9091/udp.",
    ]
    public static let misconceptions = [
        "EXPOSE publishes: it only documents; -P publishes what it names, on ports chosen at random.",
        "docker start -p: ports are fixed when the container is made; it has to be made anew.",
        "With network_mode host, -p is ignored, and not needed.",
    ]
}
