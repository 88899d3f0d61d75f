/// A delimiter-based receiver waits for a delimiter that was never sent.
public enum DelimiterMissing: CausePage {
    public static let title = "The receiver waits for a delimiter that was not sent"
    public static let symptoms: [Symptom] = [.noReply, .partialOrMergedData]

    public static let explanation = """
        The receiver collects bytes until a newline or another delimiter comes, as readline() does. The sender has \
        sent the text without one. The bytes have arrived and have been read, and the receiver goes on waiting for the \
        end of the line. The sender waits for the answer, so that both sides wait.

        It arises easily: input() in Python and Scanner.nextLine() in Java remove the newline that was typed, encode() \
        adds none, and print() to the screen shows no difference. When the client closes, the receiver gets the text \
        as a last line without an end, and all seems to work, which is why a client that sends once and leaves never \
        shows the fault.

        Two neighbours: the delimiter differs, so that a receiver of CR LF waits behind a bare LF, or a \\r stays at \
        the end of each line; or the line still lies in a buffer of the sender, and flush() is missing.
        """

    public static let illustrations = [
        "client: sock.sendall(name.encode()); server: for line in sock.makefile()",
        "the reply comes only after the client was ended with Ctrl+C",
        "the client sends \\n, the server waits for \\r\\n",
        "a text that ends with \\r does not equal the same text: \"quit\\r\" is not \"quit\"",
    ]
    public static let lookalikes = [
        "the bytes never left the sender: a buffered writer holds them, and no segment is seen",
        "the delimiter stands inside a message: then the message is cut, not late",
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n -X port 9090",
            shows: "whether the data ends with 0a, with 0d0a, or with neither"),
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "the sender sends text without \\n at its end, the receiver calls recv() again"),
        HandCheck(
            "printf 'hello\\n' | nc -N 127.0.0.1 9090",
            shows: "that the server answers a line that has its end"),
    ]
    public static let remedies = [
        "Send the delimiter with every message, in one call: sock.sendall(text.encode() + b\"\\n\").",
        "Agree on LF or CR LF, and let the receiver accept both by removing a \\r before the \\n.",
        "Flush a buffered writer after each message: flush() in Python and Java, fflush() in C.",
        "Bound the length of a line and the time that it may take.",
    ]
    public static let misconceptions = [
        "A larger buffer: readline() waits for the delimiter, not for a number of bytes.",
        "Sleeping after the send: the delimiter does not come later either.",
        "TCP_NODELAY: the bytes have already arrived.",
    ]
    public static let recipes: [Recipe] = [.receiveLines]
}
