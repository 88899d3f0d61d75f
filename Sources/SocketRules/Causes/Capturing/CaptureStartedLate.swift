/// The conversation was over or already established when the capture began.
public enum CaptureStartedLate: CausePage {
    public static let title = "The capture began after the conversation"
    public static let symptoms: [Symptom] = [.captureNoSuchDevice, .noReply]

    public static let explanation = """
        A capture holds what passes while it runs, and nothing from before. On loopback a connection, a request and \
        the reply take less than a millisecond. When client and server run first, all is over when the capture begins, \
        and it stays empty.

        When the connection is older and still in use, the capture begins in its middle. The three packets of the \
        handshake are missing, and with them the options that were agreed there: the window scale is unknown, so that \
        Wireshark cannot compute the true window and says so. Relative sequence numbers start at the first packet \
        seen. A search for the SYN finds nothing, although the connection exists.

        A capture that is started in the background needs a moment until it is ready. It is ready when it has printed \
        "listening on".
        """

    public static let illustrations = [
        "0 packets captured, after which the client is started once more and works",
        "the first line is [P.] with data, no [S] before it",
        "Wireshark: \"window size scaling factor: -1 (unknown)\"",
        "tcpdump -i lo -w f.pcap & ./client: the file is empty or lacks the beginning",
    ]
    public static let lookalikes = [
        "the connection is new, and another interface or a filter hides it",
        "tcp.flags.syn == 1 shows SYN and SYN-ACK: the SYN alone is tcp.flags.syn == 1 && tcp.flags.ack == 0",
    ]
    public static let byHand = [
        HandCheck(
            "ss -tn 'sport = :9090 or dport = :9090'",
            shows: "ESTAB rows: connections that exist already and whose start will not be seen"),
        HandCheck(
            "tcpdump -r f.pcap -n 'tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn'",
            shows: "one line for each connection whose first packet was captured"),
    ]
    public static let remedies = [
        "Start the capture first, wait for \"listening on\", then start the server, then the client.",
        "End the connection and let the client connect again while the capture runs.",
        "In a script, wait until tcpdump has written \"listening on\" to its standard error.",
        "End tcpdump with Ctrl+C or SIGINT, so that it writes the last packets; -U writes each packet at once.",
    ]
    public static let misconceptions = [
        "Setting the display filter to the handshake: it cannot show what was not captured.",
        "A larger buffer: it holds packets that come during the capture.",
        "Ending tcpdump with kill -9: the packets in its buffer are lost, and the file may end in the middle of one.",
    ]
}
