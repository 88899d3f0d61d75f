/// The network that is named does not exist.
public enum NetworkMissing: CausePage {
    public static let title = "The network that is named does not exist"
    public static let symptoms: [Symptom] = [.dockerNetworkMissing]

    public static let explanation = """
        A container or Compose file names a network that the daemon does not have. Compose puts the project's name \
        in front of its own networks, and does not create those marked external.

        docker network prune and docker system prune delete every network without a running container, the lab's too \
        while it is stopped.
        """

    public static let illustrations = [
        "Error response from daemon: network week2_network not found",
        "network week2_network declared as external, but could not be found",
    ]
    public static let lookalikes = [
        "a name that exists under another prefix: week2_week2_network"
    ]
    public static let byHand = [
        HandCheck(
            "docker network ls",
            shows: "the names that exist"),
        HandCheck(
            "docker compose config",
            shows: "the full names as Compose sees them"),
    ]
    public static let remedies = [
        """
        docker compose up -d in the directory of the lab creates it; docker network create NAME for an external \
        one.
        """,
        "Correct the name, with the prefix of the project.",
    ]
    public static let misconceptions = [
        "Restarting the daemon: it brings no deleted network back."
    ]
}
