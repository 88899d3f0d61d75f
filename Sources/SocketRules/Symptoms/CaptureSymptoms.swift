extension SymptomPage {
    static let capture: [SymptomPage] = [permissionDeniedCapture, captureNoSuchDevice, captureFilterSyntax]

    private static let permissionDeniedCapture = SymptomPage(
        .permissionDeniedCapture,
        shows: [
            "tcpdump: lo: You don't have permission to perform this capture on that device",
            "dumpcap: You do not have permission to capture on device \"lo\".",
            "(socket: Operation not permitted)",
            "PermissionError: [Errno 1] Operation not permitted, from socket(AF_PACKET, ...)",
        ],
        meaning: """
            Capturing needs a packet socket, and that needs CAP_NET_RAW. Members of the group wireshark may capture \
            with Wireshark, tshark and dumpcap, once the package is set up for it; tcpdump needs sudo or a capability \
            of its own.
            """,
        firstLooks: [
            HandCheck("getcap $(command -v dumpcap tcpdump)", shows: "cap_net_raw where it was granted"),
            HandCheck("id -nG", shows: "whether wireshark is among the groups of this shell"),
        ],
        remedies: [
            "sudo tcpdump …, or for Wireshark: sudo dpkg-reconfigure wireshark-common, sudo usermod -aG wireshark $USER, "
                + "and a new login.",
            "sudo setcap cap_net_raw,cap_net_admin=ep /usr/bin/dumpcap",
        ],
        misconceptions: [
            "Running all of Wireshark as root: only dumpcap needs the right.",
            "An empty list of interfaces means that there are none: it is the missing permission.",
        ],
        recipes: [])

    private static let captureNoSuchDevice = SymptomPage(
        .captureNoSuchDevice,
        shows: [
            "tcpdump: eth9: No such device exists",
            "dumpcap: There is no device named \"eth9\".",
            "tcpdump: docker0: No such device exists",
            "an empty capture, while the programs talk",
        ],
        meaning: """
            The interface does not exist in this network namespace, or the packets do not pass it. Traffic of a host to \
            itself is on lo, also when its own Ethernet address is dialled. Networks of Docker Compose have a bridge \
            of their own, br- and 12 digits; docker0 belongs to the default network only.

            With the Docker Engine in Linux the traffic of containers is visible on the host, on the bridge, on veth \
            interfaces and on any. It is out of sight only when the daemon runs elsewhere, as with Docker Desktop.

            On Windows, traffic to localhost is on the Npcap adapter for loopback traffic. The adapter of WSL is called \
            vEthernet (WSL) or vEthernet (WSL (Hyper-V firewall)), and it does not exist in mirrored mode; traffic \
            through localhost to WSL never passes it.
            """,
        firstLooks: [
            HandCheck("ip -br link", shows: "the interfaces of this namespace; tcpdump -D for those to capture on"),
            HandCheck("ip route get ADDRESS", shows: "the interface that the packets really take"),
            HandCheck("docker network inspect -f '{{.Id}}' NETWORK | cut -c1-12", shows: "the digits after br-"),
            HandCheck("sudo tcpdump -i any -n port 9090", shows: "on which interface packets of the port pass"),
        ],
        remedies: [
            "Client and server on one machine: lo.",
            "Containers: br- and the digits, with the port inside the container.",
            "Inside a container without tools: sudo nsenter -t PID -n tcpdump -i eth0.",
            "Start the capture first, then the programs; clear the display filter once.",
        ],
        misconceptions: [
            "docker0 shows the containers: only those of the default network.",
            "vEthernet (WSL) is right for localhost: that traffic passes Windows' loopback and lo in WSL.",
            "Docker traffic cannot be seen on the host: on Linux it can.",
        ],
        recipes: [])

    private static let captureFilterSyntax = SymptomPage(
        .captureFilterSyntax,
        shows: [
            "tcpdump: can't parse filter expression: syntax error",
            "dumpcap: Invalid capture filter \"tcp.port == 9090\" for interface 'lo'.",
            "tshark: \"=\" was unexpected in this context.",
            "tshark: Left side of \"==\" expression must be a field or function, not tcp.prt.",
        ],
        meaning: """
            There are two filter languages. A capture filter (tcpdump, -f) decides what is recorded: tcp port 9090. A \
            display filter (Wireshark's bar, tshark -Y) decides what is shown: tcp.port == 9090. Each program refuses \
            the other's language.

            Some filters are valid and mean something else than expected. tcp.flags.syn == 1 also matches the answer \
            SYN-ACK; a first SYN is tcp.flags.syn == 1 && tcp.flags.ack == 0. tcp.flags.syn alone matches every TCP \
            packet. udp.port == 9091 also matches ICMP errors that quote such a datagram. ip.addr != 10.0.2.10 leaves \
            out every packet from or to the address since Wireshark 3.6, and did something else before.
            """,
        firstLooks: [
            HandCheck("tcpdump -d 'tcp port 9090' >/dev/null", shows: "no error: a valid capture filter"),
            HandCheck(
                "tshark -r FILE -Y 'tcp.port == 9090' | head -n 5",
                shows: "whether and what the display filter matches; -c 5 would read only the first five packets"),
        ],
        remedies: [
            "Capture: tcp port 9090. Display: tcp.port == 9090.",
            "Display filters: two equals signs, lower case, a field on each side of or: tcp.port == 80 || tcp.port == 443.",
            "To leave out a port: !(tcp.port == 9090).",
        ],
        misconceptions: [
            "tcp.flags.syn == 1 shows only the first packets of connections: SYN-ACK has the flag too.",
            "tcp.port != 9090 also shows other protocols: it shows only TCP packets; !(tcp.port == 9090) shows all.",
        ],
        recipes: [])
}
