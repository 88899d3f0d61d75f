/// The container network covers addresses that are in use elsewhere.
public enum SubnetOverlap: CausePage {
    public static let title = "The container network covers addresses that are in use elsewhere"
    public static let symptoms: [Symptom] = [.connectionTimedOut, .hostUnreachable, .dockerNetworkMissing]

    public static let explanation = """
        Docker takes its networks from 172.17.0.0/16 to 172.31.0.0/16 and 192.168.0.0/16. When the campus network, a \
        VPN or the network between WSL and Windows uses the same range, the more specific route wins, and packets go \
        to the bridge and not to the real host.

        A subnet that is given by hand is not compared with the host's interfaces: Docker accepts it in silence. \
        10.0.2.0/24 is such a candidate, because VirtualBox uses it for its guests; the host then has two equal \
        routes, and the one that was there first wins. Two networks of Docker that overlap are refused with a message.
        """

    public static let illustrations = [
        "since docker compose up the server of the university is not reachable",
        "Pool overlaps with other one on this address space",
    ]
    public static let lookalikes = [
        "all predefined address pools have been fully subnetted: too many networks, no overlap"
    ]
    public static let byHand = [
        HandCheck(
            "ip route",
            shows: "two lines for one range, or a br- route that covers the address dialled"),
        HandCheck(
            "ip route get ADDRESS",
            shows: "dev br-…: the packet goes to containers"),
    ]
    public static let remedies = [
        "Give the network another range: docker network create --subnet 10.77.0.0/24 NAME, or ipam: in Compose.",
        "Set default-address-pools in /etc/docker/daemon.json to a range that is free here.",
        "docker compose down removes the network of a lab that is over.",
    ]
    public static let misconceptions = [
        "Restarting the VPN: which route wins then depends on the order, and changes again."
    ]
}
