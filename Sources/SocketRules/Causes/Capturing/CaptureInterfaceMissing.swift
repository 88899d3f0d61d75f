/// The interface named for the capture does not exist here.
public enum CaptureInterfaceMissing: CausePage {
    public static let title = "The capture interface does not exist"
    public static let symptoms: [Symptom] = [.captureNoSuchDevice]

    public static let explanation = """
        The capture program asks the kernel for an interface by name, and in its network namespace there is none of \
        that name. An interface belongs to one namespace: eth0 of a container does not exist on the host, and the \
        interfaces of the host do not exist in the container.

        Names come from other machines. The loopback interface is lo on Linux, lo0 on macOS, and on Windows an adapter \
        of Npcap. An Ethernet card is often enp3s0 rather than eth0. "vEthernet (WSL)" is a name of Windows, newer \
        ones are "vEthernet (WSL (Hyper-V firewall))", and inside WSL the same link is eth0.

        docker0 is the bridge of Docker's default network only. A network that was made by Compose or by docker \
        network create has a bridge of its own, called br- and the first 12 digits of the network's id. With Docker \
        Desktop, and with a Docker daemon elsewhere, these bridges live in another machine and are not on this host at \
        all.
        """

    public static let illustrations = [
        "tcpdump: eth9: No such device exists",
        "dumpcap: There is no device named \"eth9\".",
        "docker0 is missing on a machine with Docker Desktop",
        "the bridge of a Compose project is gone after docker compose down, and has a new name after the next up",
    ]
    public static let lookalikes = [
        "the interface exists and is down: the message is another one, such as \"That device is not up\""
    ]
    public static let byHand = [
        HandCheck("ip -brief link", shows: "all interfaces of this network namespace, with their state"),
        HandCheck("tcpdump -D", shows: "the interfaces on which tcpdump can capture; it needs no rights"),
        HandCheck(
            "docker network inspect -f '{{.Id}}' NETWORK | cut -c1-12",
            shows: """
                the digits behind br- in the name of the bridge, unless the network was given a name for it
                """),
        HandCheck("ip route get 10.0.2.10", shows: "dev: the interface over which packets to this address leave"),
    ]
    public static let remedies = [
        "Take the name from ip -brief link; for traffic within this machine it is lo.",
        "For a container network, capture on br- with the first 12 digits of its id.",
        """
        Inside a container: sudo nsenter -t PID -n tcpdump -i eth0, with the PID from docker inspect -f \
        "{{.State.Pid}}" CONTAINER.
        """,
        "With -i any, tcpdump captures on all interfaces of this namespace.",
    ]
    public static let misconceptions = [
        "Making an interface of that name with ip link add: it exists then, and no packet passes through it.",
        "Restarting Docker so that docker0 appears: the packets of a Compose project never cross docker0.",
        "network_mode: host for the container, only to capture: it removes the network whose fault is looked for.",
    ]
}
