/// A section of the guide for a problem that prints no message of its own, so that no text leads to it.
public struct QuietProblem: Sendable {
    /// A small table of the section.
    public struct Table: Sendable {
        public var title: String
        public var head: [String]
        public var rows: [[String]]
        /// Whether the first column is to be typed as it stands.
        public var startsWithCommand: Bool
    }

    public var category: Symptom.Category
    public var name: String
    public var title: String
    public var shows: [String]
    /// Paragraphs separated by an empty line.
    public var meaning: String
    public var tables: [Table] = []
    public var firstLooks: [HandCheck]
    public var remedies: [String]
    public var misconceptions: [String]
    public var causes: [any CausePage.Type]

    public static let all: [QuietProblem] = [noPackets, containerTrafficUnseen, containerReachesNothing, filesNotSeen]

    // MARK: Capturing

    private static let noPackets = QuietProblem(
        category: .capture, name: "no-packets", title: "No packets are captured",
        shows: [
            "Wireshark: an empty list, while client and server talk",
            "0 packets captured, 0 packets received by filter",
        ],
        meaning: """
            Four things can be wrong, and they are looked at in this order: the interface, the moment, the filter, and \
            last the traffic itself.

            The interface is the usual one. A packet is seen only where it passes, and between two programs of one Linux \
            machine, neither of them in a container, that is lo, whatever address they use. The capture has to run \
            before the programs start, and for the first try it runs without a filter.
            """,
        tables: [
            Table(
                title: "Where the packets pass", head: ["Between", "Capture on"],
                rows: [
                    ["two programs on one Linux machine or in one WSL, also through its own address", "lo"],
                    ["containers, or host and container", "br- and 12 digits; docker0 for the default network only"],
                    [
                        "host and a published port, dialled as 127.0.0.1",
                        "lo with the port of the host, br- and 12 digits with the port inside the container",
                    ],
                    [
                        "Windows and WSL through localhost, NAT mode",
                        "lo inside WSL, or in Windows Npcap's \"Adapter for loopback traffic capture\"",
                    ],
                    [
                        "Windows and the 172.x address of WSL",
                        "vEthernet (WSL), called vEthernet (WSL (Hyper-V firewall)) on Windows 11",
                    ],
                    ["Windows and WSL in mirrored mode", "inside WSL; there is no vEthernet adapter for it"],
                    ["two programs in Windows", "Npcap's \"Adapter for loopback traffic capture\""],
                    ["this machine and another one", "the Ethernet or Wi-Fi interface; ip route get ADDRESS names it"],
                ], startsWithCommand: false),
            Table(
                title: "Display filters that mean what they seem to", head: ["Display filter", "Shows"],
                rows: [
                    ["tcp.port == 9090", "TCP from or to the port"],
                    ["udp.port == 9091", "UDP from or to the port, and ICMP errors that quote such a datagram"],
                    ["ip.addr == 10.0.2.10", "IPv4 from or to the address; neither ARP nor IPv6"],
                    [
                        "tcp.flags.syn == 1 && tcp.flags.ack == 0",
                        "the first packet of a connection; without the second half the SYN-ACK shows too",
                    ],
                    ["tcp.flags.reset == 1", "resets, as after a connect() that was refused"],
                    ["tcp.analysis.flags", "retransmissions and whatever else is out of order"],
                    ["!(tcp.port == 9090)", "everything else, ARP and UDP included; tcp.port != 9090 hides those"],
                ], startsWithCommand: true),
        ],
        firstLooks: [
            HandCheck("ip route get 10.0.2.10", shows: "the interface that packets to this address take"),
            HandCheck(
                "sudo tcpdump -i any -n port 9090",
                shows: "at the start of each line, the interface on which a packet passes"),
            HandCheck("ip -br link", shows: "the interfaces of this machine; tcpdump -D for those to capture on"),
        ],
        remedies: [
            "Take the interface from the table, start the capture, wait until it runs, then start server and client.",
            "Clear the display filter once: what was captured is still there.",
            "Capture without a filter once: what a capture filter leaves out is lost.",
            "Where even any stays empty, the client sends nothing: read its own message.",
        ],
        misconceptions: [
            "vEthernet (WSL) for everything in WSL and Docker: localhost and containers never pass it.",
            "Promiscuous mode: it adds frames for other hosts, not those of another interface.",
            "A firewall hides packets from the capture: incoming ones are captured before the rules.",
        ],
        causes: [
            CaptureOnWrongInterface.self, CaptureStartedLate.self, FilterMatchesNothing.self, NoTraffic.self,
            CaptureNotPermitted.self, CaptureInterfaceMissing.self,
        ])

    private static let containerTrafficUnseen = QuietProblem(
        category: .capture, name: "container-traffic", title: "The traffic of containers is not in the capture",
        shows: ["tcpdump -i docker0 port 9090: 0 packets captured, while the containers talk"],
        meaning: """
            A network of Docker Compose, or one made by docker network create, has a bridge of its own. It is called \
            br- and the first 12 digits of the network's id, unless com.docker.network.bridge.name gives it another \
            name; docker0 carries the default network only.

            With the Docker Engine in this Linux or WSL the traffic is visible on the host: on the bridge, on the veth \
            interface of each container and on any, where one packet appears two or three times. A packet from the host \
            to the bridge's own address stays on lo. With Docker Desktop the daemon is in another virtual machine, and \
            then only a capture inside a container sees it.

            On the bridge a published port has the number that it has inside the container.
            """,
        firstLooks: [
            HandCheck("docker network inspect -f '{{.Id}}' NETWORK | cut -c1-12", shows: "the digits after br-"),
            HandCheck(
                "ip -br link show type bridge", shows: "the bridges of this machine; none: the daemon is elsewhere"),
            HandCheck(
                "docker context ls", shows: "where the daemon is; desktop-linux: in the machine of Docker Desktop"),
        ],
        remedies: [
            "On the host: sudo tcpdump -i br-0123456789ab -n port 9090, with the digits of the network.",
            "In the container, where the image has tcpdump: docker exec -it NAME tcpdump -i eth0 -n port 9090.",
            "Where it has none: take the pid from docker inspect -f '{{.State.Pid}}' NAME, "
                + "then sudo nsenter -t PID -n tcpdump -i eth0 -n port 9090.",
            "Between two programs in one container: the same with -i lo.",
        ],
        misconceptions: [
            "Docker traffic cannot be seen on the host: on Linux it can.",
            "docker0 shows the containers: only those of the default network.",
            "network_mode host in order to capture: then another network is examined than the one that fails.",
            "Repeated packets on any are retransmissions: it is one packet on several interfaces.",
        ],
        causes: [CaptureOnWrongInterface.self, CaptureInterfaceMissing.self, ListeningInAnotherNamespace.self])
}
