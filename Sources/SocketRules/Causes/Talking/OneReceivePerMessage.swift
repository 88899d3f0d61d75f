/// One recv() is taken for one message.
public enum OneReceivePerMessage: CausePage {
    public static let title = "One recv() is taken for one message"
    public static let symptoms: [Symptom] = [.partialOrMergedData]

    public static let explanation = """
        TCP carries a stream of bytes. It keeps their order and loses none, but it does not know where one send() \
        ended and the next began. recv(n) waits until at least one byte is there and returns what has arrived so far, \
        at most n bytes. That may be half a message, one message, or three and a half.

        On one machine it works most of the time: the message is short, the receiver is quick, and each send() is read \
        before the next one is made. With a real network, a longer message, a busy receiver or a client that sends \
        twice in a row, the pieces differ, and the same program fails now and then.

        A message needs a mark that says where it ends: a length in front of it, a delimiter behind it, a fixed size, \
        or the end of the connection. The receiver collects bytes until the mark says that the message is whole, and \
        keeps what lies behind it for the next one.
        """

    public static let illustrations = [
        "sent: Hello, then World; one recv(1024) returned HelloWorld",
        "sent: 1000 bytes; the first recv(4096) returned 536, and the program parsed these",
        "sock.recv(4) for a length prefix returned 2 bytes, and unpacking it failed",
        "the program works with one client on loopback and fails over Wi-Fi or with three clients",
    ]
    public static let lookalikes = [
        "UDP: there one recvfrom() is one datagram, whole or cut to the buffer",
        "recv() in a loop until the length that the prefix names has arrived",
        "a byte-for-byte echo: it has no messages, so that any cut is right",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "the sizes that each send and each recv returns, side by side"),
        HandCheck(
            "ss -tnp 'sport = :9090'",
            shows: "Recv-Q above 0 between two receives: the bytes that were not read as part of a message"),
        HandCheck(
            "sudo tcpdump -i lo -n port 9090",
            shows: "the lengths of the segments, which need not be those of the sends"),
    ]
    public static let remedies = [
        """
        Agree on a mark: a length prefix of fixed size and byte order, or a delimiter that cannot stand inside a \
        message.
        """,
        "Receive in a loop until the message is whole; the prefix itself, 4 bytes long, is read in such a loop too.",
        "Keep the bytes behind the message in a buffer that belongs to the connection.",
        """
        Use what the language has: makefile() and readline() in Python, DataInputStream.readFully() in Java, \
        io.ReadFull() in Go.
        """,
    ]
    public static let misconceptions = [
        "Sleeping between two sends: it changes when segments arrive, not what recv() may return.",
        "A larger buffer for recv(): it sets an upper limit, and more messages merge.",
        """
        TCP_NODELAY: it stops the sender from waiting, and the receiver may still find several segments in its \
        queue.
        """,
        """
        MSG_WAITALL alone: it returns early at a signal or at the end of the stream, and needs a length known \
        beforehand.
        """,
    ]
    public static let recipes: [Recipe] = [.receiveExactly, .receiveLines]
}
