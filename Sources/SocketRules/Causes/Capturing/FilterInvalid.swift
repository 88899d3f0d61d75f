/// The filter does not parse.
public enum FilterInvalid: CausePage {
    public static let title = "The filter is not valid"
    public static let symptoms: [Symptom] = [.captureFilterSyntax]

    public static let explanation = """
        There are two filter languages. A capture filter is chosen before the capture and works in the kernel: port \
        9090, host 10.0.2.10, tcp port 9090 and host 127.0.0.1. tcpdump knows it, and Wireshark and tshark take it in \
        the field for capturing and after -f. A display filter selects among captured packets: tcp.port == 9090, \
        ip.addr == 10.0.2.10. Wireshark's filter bar and tshark -Y take it. Each is a syntax error in the place of the \
        other.

        Within a display filter a single = is wrong and == is meant; AND and TCP in capitals are not known; a port \
        above 65535 does not fit; "tcp.port == 9090 || 9091" lacks the field on the right; in a set the values are \
        separated by commas, tcp.port in {80, 443}. A capture filter has no == between a keyword and its value, and an \
        unfinished "and" is an error in both.

        In a shell the filter belongs in single quotes: otherwise the shell takes &&, ||, !, ( and > for itself.
        """

    public static let illustrations = [
        "tcpdump: can't parse filter expression: syntax error, with tcp.port == 9090",
        "tcpdump: illegal port number 90900 > 65535",
        "dumpcap: Invalid capture filter \"tcp.port == 9090\" for interface 'lo'.",
        "tshark -Y \"port 9090\": \"9090\" was unexpected in this context.",
        "Wireshark: the filter bar turns red",
    ]
    public static let lookalikes = [
        "the filter is accepted and no packet appears: then it is valid and matches nothing",
        "\"unknown host\": the syntax is right, and the name does not resolve; an address works without a lookup",
    ]
    public static let byHand = [
        HandCheck(
            "tcpdump -d 'tcp port 9090'",
            shows: """
                a list of instructions when the capture filter is valid, else the error; nothing is captured
                """),
        HandCheck(
            "tshark -Y 'tcp.port == 9090' -r f.pcap",
            shows: "the packets, or the place of the error marked with ^~~"),
    ]
    public static let remedies = [
        """
        Translate: port 9090 is tcp.port == 9090 || udp.port == 9090; host A is ip.addr == A; tcp is tcp; and is \
        && or and.
        """,
        "Write a range as portrange 9000-9100 for a capture, tcp.port in {9000..9100} for the display.",
        """
        For a SYN alone: tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn for a capture, tcp.flags.syn == 1 && \
        tcp.flags.ack == 0 for the display.
        """,
        "Put the filter in single quotes.",
    ]
    public static let misconceptions = [
        "More quotes or parentheses around the same text: the words belong to the other language.",
        "tcp.flags.syn == true: it is known to newer versions of Wireshark only; == 1 works in all.",
        "A yellow filter bar as an error: the filter is valid, and Wireshark warns of something in it.",
    ]
}
