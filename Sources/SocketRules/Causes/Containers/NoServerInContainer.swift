/// Nothing listens in the container.
public enum NoServerInContainer: CausePage {
    public static let title = "Nothing listens in the container"
    public static let symptoms: [Symptom] = [
        .connectionReset, .connectionClosedByPeer, .connectionRefused, .containerUnreachableLocalhost,
    ]

    public static let explanation = """
        The container runs and its port is published, and no program inside has opened it: the server is still \
        starting, has failed while something else keeps the container alive, or another command was started.

        connect() to 127.0.0.1 succeeds all the same, because docker-proxy listens on the host. Success of connect() \
        is therefore no sign of a server.
        """

    public static let illustrations = [
        "docker run -p 9090:9090 IMAGE bash, and no server started in it",
        "a server that needs ten seconds to start, and a client that dials at once",
    ]
    public static let lookalikes = [
        "a server on 127.0.0.1 inside: it is in the list of listeners there"
    ]
    public static let byHand = [
        HandCheck(
            "sudo nsenter -t $(docker inspect -f '{{.State.Pid}}' NAME) -n ss -tlnp",
            shows: "an empty list"),
        HandCheck(
            "docker top NAME",
            shows: "the programs in the container"),
        HandCheck(
            "docker logs --tail 20 NAME",
            shows: "why the server did not start"),
    ]
    public static let remedies = [
        "Start the server inside: docker exec -d NAME python3 server.py, or make it the container's command.",
        "Let clients wait with a health check: depends_on with condition: service_healthy in Compose.",
    ]
    public static let misconceptions = [
        "depends_on alone waits until the server is ready: it waits for the start of the container only."
    ]
}
