/// The host does not forward packets.
public enum ForwardingDisabled: CausePage {
    public static let title = "The host does not forward packets"
    public static let symptoms: [Symptom] = [.connectionTimedOut, .networkUnreachable]

    public static let explanation = """
        Packets between a container and the world pass the host as a router. With net.ipv4.ip_forward = 0 the kernel \
        drops them without a word, and connections time out in both directions. dockerd switches it on at its start; \
        a later sysctl, a VPN client or a hardening script can switch it off.

        A FORWARD policy of DROP without Docker's own rules, after a firewall was reloaded, has the same effect. \
        Ports on 127.0.0.1 go on working, because docker-proxy does not need forwarding.
        """

    public static let illustrations = [
        "WARNING: IPv4 forwarding is disabled. Networking will not work.",
        "127.0.0.1:9090 works, the same port from another machine times out",
    ]
    public static let lookalikes = [
        "an internal network: only that network is affected"
    ]
    public static let byHand = [
        HandCheck(
            "sysctl net.ipv4.ip_forward",
            shows: "1 is needed"),
        HandCheck(
            "sudo iptables -S FORWARD",
            shows: "the policy and the jumps to Docker's chains"),
    ]
    public static let remedies = [
        "sudo sysctl -w net.ipv4.ip_forward=1, and a line in /etc/sysctl.d to keep it.",
        "sudo systemctl restart docker renews its rules; running containers stop unless they have a restart policy.",
    ]
    public static let misconceptions = [
        "iptables -F: it removes Docker's rules as well, and published ports are dead after it."
    ]
}
