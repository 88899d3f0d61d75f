/// host.docker.internal is not defined in this container.
public enum HostGatewayMissing: CausePage {
    public static let title = "host.docker.internal is not defined in this container"
    public static let symptoms: [Symptom] = [.nameResolution, .containerUnreachableLocalhost]

    public static let explanation = """
        Docker Desktop defines the name host.docker.internal in every container. The Docker Engine of Linux does it \
        only when asked, with host-gateway as the address.

        host-gateway stands for the address of the default bridge, mostly 172.17.0.1, for containers on other \
        networks too. It exists since Engine 20.10.
        """

    public static let illustrations = [
        "curl: (6) Could not resolve host: host.docker.internal",
        "works on a colleague's Mac, fails on Linux",
    ]
    public static let lookalikes = [
        "the name resolves and the connection is refused: then the server on the host is the matter"
    ]
    public static let byHand = [
        HandCheck(
            "docker exec NAME getent hosts host.docker.internal",
            shows: "an address, or nothing"),
        HandCheck(
            "docker inspect -f '{{.HostConfig.ExtraHosts}}' NAME",
            shows: "whether it was asked for"),
    ]
    public static let remedies = [
        "docker run --add-host host.docker.internal:host-gateway …",
        "Compose: extra_hosts: [\"host.docker.internal:host-gateway\"].",
    ]
    public static let misconceptions = [
        "Writing 172.17.0.1 into the program: the address differs from machine to machine.",
        "Adding the name to /etc/hosts of the host: containers have a file of their own.",
    ]
}
