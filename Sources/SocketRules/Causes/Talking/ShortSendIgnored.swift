/// send() or write() took fewer bytes than given and the rest was never sent.
public enum ShortSendIgnored: CausePage {
    public static let title = "send() took only a part of the bytes, and the rest was never sent"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .wouldBlock]

    public static let explanation = """
        send() and write() return how many bytes the kernel has taken into the send buffer of the socket. That number \
        can be smaller than the number given. The bytes behind it are not kept anywhere: the program must send them \
        itself.

        A blocking socket takes everything before send() returns, unless a signal interrupts it half-way. A \
        non-blocking socket, and in Python any socket with a timeout, takes what fits now. With a receiver that does \
        not read, one send() of 10,000,000 bytes on loopback took 3,919,467 and returned without an error; the next \
        one failed with EAGAIN (errno 11). How much fits depends on the buffers of both sides.

        Short messages fit in the buffer, so that the fault waits for the first long one, or for the first slow \
        receiver. The receiver then waits for the rest of the length that was announced, or finds the end of the \
        stream in the middle of a message.
        """

    public static let illustrations = [
        "send() of 10,000,000 bytes returned 3,919,467, and the program goes on with the next message",
        "short answers arrive whole, a picture of 5 MB ends after its first part",
        "the program worked until settimeout() was added, and since then long messages are cut",
        "write(fd, buf, n) in C, its result never compared with n",
    ]
    public static let lookalikes = [
        """
        the receiver reads only a part of what was sent in full: then the results of send() add up, and the \
        receiver is to be mended
        """,
        "sendto() on UDP: a datagram goes whole or not at all",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=sendto,sendmsg,write,writev -p PID",
            shows: "a result smaller than the length given in the call"),
        HandCheck(
            "ss -tnp 'dport = :9090'",
            shows: "Send-Q: the bytes that the kernel has taken and the other side has not acknowledged"),
    ]
    public static let remedies = [
        """
        In Python, call sendall(). With a timeout it tries until the time is over; after an error it cannot say \
        how much was sent.
        """,
        "In C, call send() in a loop, each time with the rest, until all is sent or it fails; repeat it after EINTR.",
        "Non-blocking: keep the rest, wait until the socket is writable (poll, epoll, select), then send on.",
        """
        In Node write() keeps the rest by itself; in Go Write() sends all or returns an error; in Java the \
        write() of an OutputStream sends all, that of a SocketChannel may take a part.
        """,
    ]
    public static let misconceptions = [
        "A larger send buffer with SO_SNDBUF: it moves the length at which the fault appears.",
        "Calling send() again with the whole message: the first part then arrives twice.",
        "A pause after send(): the bytes that were not taken are not in the kernel, so that waiting sends nothing.",
    ]
    public static let recipes: [Recipe] = [.sendEverything, .nonBlocking]
}
