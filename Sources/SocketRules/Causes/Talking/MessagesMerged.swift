/// One recv() returned the bytes of several sends.
public enum MessagesMerged: CausePage {
    public static let title = "One recv() returned several messages"
    public static let symptoms: [Symptom] = [.partialOrMergedData]

    public static let explanation = """
        The receiver asked once and got the bytes of two or more sends in a row. This is how TCP works: what arrives \
        before recv() is called lies in one receive queue, and recv() takes as much of it as fits in the buffer. The \
        sender may merge too: Nagle's algorithm holds a small segment back while an earlier one is not acknowledged, \
        and sends what has gathered as one.

        A program that treats the result as a single message loses the second one: HelloWorld is looked up as one \
        name, two JSON texts in a row do not parse, or the second command of a client is never answered. Then the \
        client waits for a reply that nobody owes it, and the fault looks like a silent server.

        Whether it happens is a matter of timing. A debugger or a print in the right place makes it vanish, which does \
        not mean that it is mended.
        """

    public static let illustrations = [
        "sent: Hello, then World; one recv(1024) returned HelloWorld",
        "json.decoder.JSONDecodeError: Extra data: line 1 column 14 (char 13)",
        "the client sends LOGIN and LIST at once, the server answers LOGIN only",
    ]
    public static let lookalikes = [
        "the receiver collects bytes on purpose and cuts them at newlines: merging is then harmless"
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "one recvfrom() that returns as many bytes as several sends of the other side together"),
        HandCheck(
            "sudo tcpdump -i lo -n -A port 9090",
            shows: "whether the bytes travelled as one segment or as several"),
    ]
    public static let remedies = [
        "Mark where each message ends: with a length in front of it or with a delimiter behind it.",
        """
        After a message has been cut out of the buffer, look for the next one in the rest before recv() is \
        called again.
        """,
        "Keep the rest, which may be the first half of a message, for the next recv().",
    ]
    public static let misconceptions = [
        "Sleeping between the sends: it hides the fault on an idle machine, and it returns under load.",
        "TCP_NODELAY: small segments leave at once, and still gather in the queue of a receiver that is busy.",
        """
        Receiving with a buffer of exactly the message size: it works only when every message has that size and \
        none arrives in parts.
        """,
        "flush() after each write: it empties the buffer of the program, not the receive queue of the other side.",
    ]
    public static let recipes: [Recipe] = [.receiveLines, .receiveExactly]
}
