/// The port is published on 127.0.0.1 only.
public enum PublishedOnLoopbackOnly: CausePage {
    public static let title = "The port is published on 127.0.0.1 only"
    public static let symptoms: [Symptom] = [.connectionRefused]

    public static let explanation = """
        With -p 127.0.0.1:9090:9090 the port exists on the host's loopback address only. Another machine, another \
        container or Windows in NAT mode through the WSL address is refused.

        This is a good default for databases. It becomes a fault only when clients come from elsewhere.
        """

    public static let illustrations = [
        "docker ps shows 127.0.0.1:9090->9090/tcp",
        "works with localhost, is refused with the host's address",
    ]
    public static let lookalikes = [
        "published on 0.0.0.0 and dropped by a firewall: a timeout, not a refusal"
    ]
    public static let byHand = [
        HandCheck(
            "docker port NAME",
            shows: "the address in front of the port"),
        HandCheck(
            "ss -tln 'sport = :9090'",
            shows: "127.0.0.1:9090 and not 0.0.0.0:9090"),
    ]
    public static let remedies = [
        "Publish on all addresses, -p 9090:9090, when other hosts shall reach it.",
        "Dial 127.0.0.1 when client and container are on one host.",
        "From another container use a common network and the container's name; no published port is needed.",
    ]
    public static let misconceptions = [
        "Changing the bind address of the server inside: it is the publishing that limits.",
        "ufw allow: the firewall is not asked.",
    ]
}
