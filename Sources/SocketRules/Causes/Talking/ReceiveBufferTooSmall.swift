/// UDP: the datagram was longer than the buffer, the rest is lost.
public enum ReceiveBufferTooSmall: CausePage {
    public static let title = "The receive buffer is smaller than the datagram"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .messageTooLong]

    public static let explanation = """
        A UDP datagram is received by one call. When the buffer given to recvfrom() is shorter, the kernel fills it \
        and throws the rest away. The next recvfrom() returns the next datagram, never the remainder. This differs \
        from TCP, where bytes that do not fit stay in the queue.

        Linux reports no error. recvfrom() returns the size of the buffer, as if the datagram had exactly that length. \
        Only recvmsg() tells, with the flag MSG_TRUNC in msg_flags, or recv() with MSG_TRUNC among its own flags, \
        which returns the true length. On Windows the same call fails with error 10040, WSAEMSGSIZE.

        A buffer of 65535 bytes holds every datagram of IPv4 and IPv6 but a jumbogram; the most that IPv4 carries is \
        65507 bytes of data.
        """

    public static let illustrations = [
        "sent: 3000 bytes; recvfrom(1024) returned 1024, the next call returned the next datagram",
        "short commands work, an answer with a list of names ends in the middle of a word",
        "recvmsg() returns 1024 with msg_flags=MSG_TRUNC",
        """
        Windows: OSError: [WinError 10040] A message sent on a datagram socket was larger than the internal \
        message buffer
        """,
    ]
    public static let lookalikes = [
        "a datagram of exactly the size of the buffer is whole; MSG_TRUNC tells the two apart",
        """
        too many datagrams for the queue of the socket: then whole ones are missing, and ss -uam counts them as \
        drops (d)
        """,
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "recvfrom() whose result equals the size of its buffer, each time a long datagram comes"),
        HandCheck("sudo tcpdump -i lo -n udp port 9091", shows: "the length of each datagram as it was sent"),
    ]
    public static let remedies = [
        "Receive with a buffer of 65535 bytes.",
        "Or agree on the longest message and refuse longer ones: recvmsg() says by MSG_TRUNC that one was cut.",
        """
        Keep datagrams below about 1200 bytes where they cross a network: longer ones are cut into fragments, \
        and one lost fragment loses all.
        """,
    ]
    public static let misconceptions = [
        "Calling recvfrom() again for the rest: it waits for another datagram, the rest is gone.",
        "A larger SO_RCVBUF: that is the queue for whole datagrams, not the buffer of the call.",
        "Sending it twice: it is cut at the same place.",
    ]
    public static let recipes: [Recipe] = [.udpServer]
}
