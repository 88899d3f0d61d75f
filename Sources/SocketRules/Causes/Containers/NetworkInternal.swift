/// The network is internal and leads nowhere else.
public enum NetworkInternal: CausePage {
    public static let title = "The network is internal and leads nowhere else"
    public static let symptoms: [Symptom] = [.networkUnreachable, .connectionTimedOut, .nameResolution]

    public static let explanation = """
        A network made with --internal, or internal: true, has no way out: its containers reach each other and \
        nothing else. Docker drops what would leave it.

        A container that is on a second network as well goes out through that one.
        """

    public static let illustrations = [
        "inside: curl: (6) Could not resolve host, or a timeout, for any public address",
        "\"Internal\": true in docker network inspect",
    ]
    public static let lookalikes = [
        "masquerading is missing: then the network is not internal, and answers do not come back"
    ]
    public static let byHand = [
        HandCheck(
            "docker network inspect -f '{{.Internal}}' NETWORK",
            shows: "true"),
        HandCheck(
            "docker exec NAME ip route",
            shows: "no default route"),
    ]
    public static let remedies = [
        "docker network connect bridge NAME gives the container a second network with a way out.",
        "Make the network without internal when it needs one.",
    ]
    public static let misconceptions = [
        "Restarting Docker or WSL: the network is meant to be like that."
    ]
}
