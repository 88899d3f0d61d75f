/// Nothing was sent while the capture ran.
public enum NoTraffic: CausePage {
    public static let title = "Nothing was sent during the capture"
    public static let symptoms: [Symptom] = [.noReply, .networkUnreachable, .nameResolution]

    public static let explanation = """
        The capture worked, on the right interface, and nothing came. Then no packet was sent: the program has failed \
        before its first packet, or it waits. connect() without a route fails with ENETUNREACH at once and sends \
        nothing. A name that does not resolve ends the program before connect(). A client that waits for keyboard \
        input, and a server that waits for a client, send nothing either.

        A capture stands between the network stack and the interface, which explains two cases. An outgoing packet \
        that a firewall rule of this host drops in the output hook never reaches the capture: the client times out and \
        the capture is empty. An incoming packet is captured before the input rules drop it, so that it is seen and \
        not answered. When the neighbour does not answer, only the ARP requests are seen, and no SYN.

        Programs that talk over a pipe, a file or a Unix socket send no packets at all.
        """

    public static let illustrations = [
        "0 packets captured, 0 packets received by filter, 0 packets dropped by kernel, and the exit status is 0",
        "the client prints Network is unreachable, and the capture is empty",
        "a rule drops TCP port 9090 in the output hook: connect() times out, and tcpdump on lo shows nothing",
        "only ARP, Request who-has 10.0.2.10, and no answer",
    ]
    public static let lookalikes = [
        "packets pass on another interface, or before the capture started",
        "an error message and a non-zero exit status: the capture did not run",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network ./client",
            shows: "whether connect() or sendto() is called, and with which errno it fails"),
        HandCheck("ip -s link show dev lo", shows: "the packet counters before and after: they do not grow"),
        HandCheck("sudo nft list ruleset", shows: "a drop or reject in a chain with hook output"),
        HandCheck(
            "ping -c 1 127.0.0.1",
            shows: "one request and one reply in a capture on lo: the capture itself works"),
    ]
    public static let remedies = [
        """
        Run the client while the capture runs, and look at its own message first: sockdoctor check HOST:PORT \
        says why it sends nothing.
        """,
        "Prove the capture with traffic that is certain, such as ping -c 1 127.0.0.1 on lo.",
        "When a local rule drops what goes out, change that rule.",
    ]
    public static let misconceptions = [
        "Reading an empty capture as a broken network: it says only that nothing passed this point.",
        "Reinstalling Wireshark or Npcap: the capture reported no error.",
        "Waiting longer: a program that has failed, or waits for input, sends nothing later.",
    ]
}
