/// The published port leads to a port inside on which nothing listens.
public enum PublishedToWrongPort: CausePage {
    public static let title = "The published port leads to a port inside on which nothing listens"
    public static let symptoms: [Symptom] = [.connectionReset, .connectionRefused, .containerUnreachableLocalhost]

    public static let explanation = """
        In -p 8080:80 the left number is the host's and the right one the container's. When the server inside \
        listens on 8080, the packets arrive at port 80 of the container, where nobody is.

        On 127.0.0.1 docker-proxy accepts first and then finds nobody, so that the client sees a connection that is \
        reset or empty. Over the host's other addresses it is an ordinary refusal.
        """

    public static let illustrations = [
        "-p 8080:80 while the program prints \"listening on 8080\"",
        "curl: (52) Empty reply from server, or (56) Connection reset by peer",
    ]
    public static let lookalikes = [
        """
        the right port, but bound to 127.0.0.1 inside: the same signs; the list of listeners inside tells them \
        apart
        """
    ]
    public static let byHand = [
        HandCheck(
            "docker port NAME",
            shows: "which port inside is meant"),
        HandCheck(
            "sudo nsenter -t $(docker inspect -f '{{.State.Pid}}' NAME) -n ss -tlnp",
            shows: "the ports on which programs inside listen"),
    ]
    public static let remedies = [
        "Make the right number the one on which the program listens: -p 8080:8080.",
        "Or let the program listen on the port that is published.",
    ]
    public static let misconceptions = [
        "Swapping the numbers at random: left is the host, right is the container."
    ]
}
