/// The two containers share no network.
public enum ContainersOnDifferentNetworks: CausePage {
    public static let title = "The two containers share no network"
    public static let symptoms: [Symptom] = [.nameResolution, .connectionTimedOut, .containerUnreachableLocalhost]

    public static let explanation = """
        Containers reach each other by name and by address only on a common network. Docker isolates its networks \
        from one another with firewall rules: a name of another network does not resolve, its address times out.

        Two Compose projects have a network each, and services with networks: lines may have none in common.
        """

    public static let illustrations = [
        "ping db: bad address 'db', while docker ps shows it running",
        "the other container's address by number, and a timeout",
    ]
    public static let lookalikes = [
        "both on the default bridge: they share it, but names do not work there"
    ]
    public static let byHand = [
        HandCheck(
            "docker inspect -f '{{range $n, $v := .NetworkSettings.Networks}}{{$n}} {{end}}' A B",
            shows: "the networks of both; one has to appear twice"),
        HandCheck(
            "docker network inspect NETWORK",
            shows: "who is on it"),
    ]
    public static let remedies = [
        "docker network connect NETWORK CONTAINER.",
        """
        In Compose, list the same network at both services; mark it external: true when it belongs to another \
        project.
        """,
    ]
    public static let misconceptions = [
        "links: in Compose: it does not bridge two networks.",
        "Publishing ports so that containers can meet: on one network they need none.",
    ]
}
