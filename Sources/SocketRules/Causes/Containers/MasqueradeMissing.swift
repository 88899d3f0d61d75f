/// The addresses of containers are not translated on the way out.
public enum MasqueradeMissing: CausePage {
    public static let title = "The addresses of containers are not translated on the way out"
    public static let symptoms: [Symptom] = [.connectionTimedOut]

    public static let explanation = """
        Containers have private addresses that nobody else has a route to. On the way out the host replaces them by \
        its own, with a MASQUERADE rule. Without it packets leave, and answers never come back.

        The rule is lost when a firewall is flushed or reloaded, or was never made: \
        com.docker.network.bridge.enable_ip_masquerade=false, or iptables: false for the daemon.
        """

    public static let illustrations = [
        "inside a container every outside address times out, the host itself is reached",
        "after sudo iptables -F -t nat",
    ]
    public static let lookalikes = [
        "names fail too, but addresses work: a DNS matter"
    ]
    public static let byHand = [
        HandCheck(
            "sudo iptables-save -t nat | grep MASQUERADE",
            shows: "one line for each network of Docker"),
        HandCheck(
            "sudo tcpdump -n -i eth0 net 172.16.0.0/12",
            shows: "private sender addresses that leave the host"),
    ]
    public static let remedies = [
        """
        sudo systemctl restart docker puts its rules back; running containers stop unless they have a restart \
        policy.
        """,
        "Remove \"iptables\": false from /etc/docker/daemon.json.",
    ]
    public static let misconceptions = [
        "Another name server: it is not a matter of names.",
        "Restarting the container: the rule belongs to the network.",
    ]
}
