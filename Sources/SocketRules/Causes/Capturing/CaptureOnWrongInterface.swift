/// The flow uses another interface than the one captured on.
public enum CaptureOnWrongInterface: CausePage {
    public static let title = "The packets pass through another interface"
    public static let symptoms: [Symptom] = [.captureNoSuchDevice, .noReply]

    public static let explanation = """
        A packet is seen only on the interfaces that it crosses. Traffic from a host to itself goes over lo, and not \
        only to 127.0.0.1: the machine's own address on Ethernet, Wi-Fi or a bridge is reached over lo as well. A \
        capture on the network card shows nothing of it.

        Containers on one network talk through their bridge, br- and the first 12 digits of the network's id, not \
        through docker0, and with the Docker daemon of this Linux they are visible on the host, on the bridge and on \
        the veth interfaces. A published port that is dialled as 127.0.0.1 crosses lo first, to docker-proxy, and then \
        the bridge as a second connection. A port that is dialled from outside is translated: on the bridge it has the \
        number inside the container. Two programs in one container use the lo of that container, which is seen only \
        inside its namespace.

        From Windows to a server in WSL through localhost, in NAT mode, the packets are on lo inside WSL, and not on \
        vEthernet (WSL), which carries the 172.x addresses only.
        """

    public static let illustrations = [
        "capture on eth0, client and server on this machine: 0 packets captured",
        "capture on docker0, the containers belong to a Compose network",
        "Wireshark on \"vEthernet (WSL)\", while the client dials localhost",
        "host dials its own 192.168.1.5 and the capture runs on enp3s0",
    ]
    public static let lookalikes = [
        "the right interface with too strict a filter: without the filter packets appear",
        "nothing is sent at all: then any stays empty too",
    ]
    public static let byHand = [
        HandCheck(
            "ip route get 192.168.1.5",
            shows: "\"dev lo\" when the address is this machine's own, else the interface that is used"),
        HandCheck(
            "sudo tcpdump -i any -n port 9090",
            shows: """
                the name of the interface at the start of each line; a packet through a bridge appears more than \
                once
                """),
        HandCheck("docker network inspect -f '{{.Id}}' NETWORK | cut -c1-12", shows: "the digits behind br-"),
        HandCheck("ip -s link show dev lo", shows: "counters that grow while the programs talk"),
    ]
    public static let remedies = [
        "Client and server on one machine: capture on lo.",
        "To or between containers of this host: capture on br- and the digits, with the port inside the container.",
        "Inside a container or another namespace: sudo nsenter -t PID -n tcpdump -i lo.",
        "When unsure, capture on any once, read the interface, and capture on that one.",
        "On Windows, take \"Adapter for loopback traffic capture\" for localhost.",
    ]
    public static let misconceptions = [
        "Promiscuous mode: it shows frames for other hosts on the same link, not packets of another interface.",
        "Leaving the filter away: an interface that the packets do not cross stays empty.",
        "Staying with any: packets between containers appear two or three times and look like retransmissions.",
        """
        The belief that Docker traffic cannot be seen on the host: it is on the bridge; it is out of sight only \
        where the daemon runs in another machine, as with Docker Desktop.
        """,
    ]
}
