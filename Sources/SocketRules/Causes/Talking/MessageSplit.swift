/// One send() reached the receiver in several recv() calls, and the parts were treated as wholes.
public enum MessageSplit: CausePage {
    public static let title = "One message arrived in several parts"
    public static let symptoms: [Symptom] = [.partialOrMergedData]

    public static let explanation = """
        recv() returns as soon as any data is there, not when all of it has arrived. A message that is longer than a \
        segment leaves in several segments: on Ethernet one carries up to 1460 bytes of data, on loopback about 64 \
        KiB, in a VPN or tunnel less. A message that is longer than the buffer given to recv() is cut at the end of \
        the buffer, whatever the network does. And the part of a message that arrives while the receiver looks is all \
        it gets.

        The program then takes each part for a message of its own: the first does not parse, or the text ends in the \
        middle of a word, and the second seems to come from nowhere. In UTF-8 a cut may fall inside a character, so \
        that decoding one part fails with UnicodeDecodeError although the whole text is right.

        The machine on which it was written rarely shows it, because loopback carries 64 KiB in one piece.
        """

    public static let illustrations = [
        "expected: 1000 bytes; the first recv() returned 536",
        "sent: 2000 bytes; recv(1024) returned 1024, the next one 976",
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc4 in position 1023: unexpected end of data",
        "a picture that was transferred opens only in its upper half",
    ]
    public static let lookalikes = [
        "UDP: a datagram never arrives in parts; what does not fit in the buffer is lost",
        "the peer has closed before it had sent all: then recv() returns 0, and no loop brings the rest",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "one send of N bytes, and several receives whose sizes add up to N"),
        HandCheck("ss -tni 'sport = :9090'", shows: "mss: the most data that one segment of this connection carries"),
    ]
    public static let remedies = [
        "Call recv() in a loop until the length that was announced, the delimiter or the end of the stream has come.",
        "Decode text after the message is whole, not part by part.",
        "Announce the length of a file before its bytes, and count what has arrived.",
    ]
    public static let misconceptions = [
        "A buffer as large as the message: recv() still returns what is there at the moment.",
        """
        A pause before recv(): it is long enough on one machine and too short on another, and it does not help \
        with messages beyond the buffer of the socket.
        """,
        "Raising the MTU: one segment more or less changes nothing about where recv() may cut.",
        "Sending it as one send() call: the size of the call is not seen by the receiver.",
    ]
    public static let recipes: [Recipe] = [.receiveExactly, .receiveLines]
}
