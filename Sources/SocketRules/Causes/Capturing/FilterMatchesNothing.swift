/// Packets were there, and the filter matches none of them.
public enum FilterMatchesNothing: CausePage {
    public static let title = "The filter is valid and matches no packet"
    public static let symptoms: [Symptom] = [.captureFilterSyntax, .noReply]

    public static let explanation = """
        A filter can be correct and still describe packets that do not occur. Often the address is wrong: localhost \
        was reached as ::1, and a filter for 127.0.0.1 or ip.addr leaves IPv6 out. Or the port is: behind a published \
        container port the packets carry the port inside the container. Or the condition cannot hold, as in dst port \
        80 and dst port 443, where or is meant.

        In a display filter every comparison implies that the field exists. tcp.port != 9090 leaves out all that is \
        not TCP, and since Wireshark 3.6 it asks that neither port is 9090. A bare tcp.flags.syn is true of every TCP \
        packet, for the field is always there; tcp.flags.syn == 1 means set, and that holds for the SYN-ACK too. \
        udp.port == 9091 matches also the ICMP error that quotes such a datagram.

        A capture filter throws away what it does not match, for good. tcpdump tells nothing of it: "packets received \
        by filter" counts the packets that the filter let through, so that 0 stands there for a filter that matches \
        nothing as for an idle interface.
        """

    public static let illustrations = [
        "0 packets captured, 0 packets received by filter, while ip -s link shows that packets pass",
        "Wireshark: packets in the status line, 0 displayed",
        "port 8080 on the bridge, while the container listens on 80",
        "host 127.0.0.1, while the client connects to ::1",
        "Wireshark: ip.addr == 10.0.2.10 hides the ARP requests for the same address",
    ]
    public static let lookalikes = [
        "nothing passes without a filter either: the interface is the wrong one, or nothing was sent"
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n -c 20",
            shows: "what passes without a filter: compare its addresses and ports with the filter"),
        HandCheck("ss -tn 'dport = :9090'", shows: "the addresses that the connection really has, IPv4 or IPv6"),
        HandCheck(
            "tcpdump -d 'tcp and udp'",
            shows: "\"expression rejects all packets\" when a condition cannot hold"),
    ]
    public static let remedies = [
        "Drop one condition after the other until packets appear; the last one dropped is the wrong one.",
        "Filter by port without an address: port 9090 for a capture, tcp.port == 9090 for the display.",
        "Capture with a loose filter and narrow the display: a display filter loses nothing and can be changed.",
        "For a SYN alone: tcp.flags.syn == 1 && tcp.flags.ack == 0.",
        "For everything but one port, ARP and UDP included: !(tcp.port == 9090).",
    ]
    public static let misconceptions = [
        "Starting the programs again with the same filter: it matches no more than before.",
        "Another interface as the first try: without a filter one look shows whether the packets are here.",
        """
        ip.addr != 10.0.2.10 to hide a host: it also hides everything without an IPv4 address; !(ip.addr == \
        10.0.2.10) says what is meant.
        """,
    ]
}
