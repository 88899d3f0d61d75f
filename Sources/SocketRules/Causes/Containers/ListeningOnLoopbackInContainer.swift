/// The server in the container listens on 127.0.0.1.
public enum ListeningOnLoopbackInContainer: CausePage {
    public static let title = "The server in the container listens on 127.0.0.1"
    public static let symptoms: [Symptom] = [
        .connectionReset, .connectionClosedByPeer, .connectionRefused, .containerUnreachableLocalhost,
    ]

    public static let explanation = """
        127.0.0.1 inside a container is the container's own lo. What comes through a published port arrives at its \
        eth0, and finds no listener there.

        On 127.0.0.1 of the host docker-proxy accepts first, so that connect() succeeds, and then the connection is \
        reset or closed empty. Many frameworks listen on 127.0.0.1 unless told otherwise.
        """

    public static let illustrations = [
        "flask run in a container, curl on the host: (52) Empty reply from server",
        "Running on http://127.0.0.1:5000 in docker logs",
    ]
    public static let lookalikes = [
        "nothing listens inside at all: the same sign outside, an empty list inside"
    ]
    public static let byHand = [
        HandCheck(
            "sudo nsenter -t $(docker inspect -f '{{.State.Pid}}' NAME) -n ss -tlnp",
            shows: "127.0.0.1:9090 in place of 0.0.0.0:9090"),
        HandCheck(
            "docker logs NAME",
            shows: "the address that the server prints at its start"),
    ]
    public static let remedies = [
        "Listen on 0.0.0.0 inside: flask run --host 0.0.0.0, uvicorn --host 0.0.0.0, bind((\"0.0.0.0\", 9090)).",
        "To keep it private, limit the publishing and not the server: -p 127.0.0.1:9090:9090.",
    ]
    public static let misconceptions = [
        "Publishing once more or on another port: the listener is still out of reach.",
        "network_mode host: it works on Linux and hides the cause.",
    ]
    public static let recipes: [Recipe] = [.listenOnAllAddresses]
}
