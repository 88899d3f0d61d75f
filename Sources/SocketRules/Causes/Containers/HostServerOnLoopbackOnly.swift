/// The server on the host listens on 127.0.0.1, out of reach of containers.
public enum HostServerOnLoopbackOnly: CausePage {
    public static let title = "The server on the host listens on 127.0.0.1, out of reach of containers"
    public static let symptoms: [Symptom] = [.connectionRefused, .containerUnreachableLocalhost]

    public static let explanation = """
        A container reaches the host over the bridge, at an address such as 172.17.0.1. A server on the host that is \
        bound to 127.0.0.1 does not take connections on that address, and the kernel of the host answers with a \
        reset.

        Even when it listens everywhere, packets from containers pass the host's input rules: ufw drops them by \
        default (a timeout), firewalld rejects them (no route to host).
        """

    public static let illustrations = [
        "inside a container: host.docker.internal:9090 refused at once; on the host curl 127.0.0.1:9090 works"
    ]
    public static let lookalikes = [
        "a timeout in place of the refusal: a firewall of the host"
    ]
    public static let byHand = [
        HandCheck(
            "ss -tlnp 'sport = :9090'",
            shows: "on the host: 127.0.0.1:9090"),
        HandCheck(
            "ip -br addr show docker0",
            shows: "the address at which containers see the host"),
    ]
    public static let remedies = [
        "Let the server listen on 0.0.0.0, or on the address of the bridge alone.",
        "Where a firewall drops: sudo ufw allow in on docker0 to any port 9090 proto tcp.",
    ]
    public static let misconceptions = [
        "Publishing the port: -p concerns containers, not programs on the host.",
        "extra_hosts mends it: the name was found already.",
    ]
    public static let recipes: [Recipe] = [.listenOnAllAddresses]
}
