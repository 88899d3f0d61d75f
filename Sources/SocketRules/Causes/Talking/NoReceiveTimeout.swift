/// A client can wait for ever.
public enum NoReceiveTimeout: CausePage {
    public static let title = "A receive has no time limit"
    public static let symptoms: [Symptom] = [.noReply]

    public static let explanation = """
        A blocking recv() waits until data, the end of the stream or an error comes. If the other side is stopped, \
        waits itself, or has vanished without a FIN (power cut, cable, a suspended laptop), none of the three comes. \
        The kernel does not notice either: while nothing is unacknowledged, an idle TCP connection sends nothing, and \
        there is nothing that could fail.

        A UDP client needs a limit even more. Its request or the answer may be lost, and no one sends it again.

        With a limit the program gets control back and can say what it waited for. That message comes from the \
        program's own timer: TimeoutError: timed out in Python carries no errno. It says that no answer came in time, \
        not that the network failed; ETIMEDOUT (errno 110) is the kernel's report that segments stayed unacknowledged.
        """

    public static let illustrations = [
        "the client prints nothing more and ends only with Ctrl+C",
        "a UDP client waits in recvfrom() for an answer that was lost",
        "the server was stopped with Ctrl+Z, and every client hangs",
    ]
    public static let lookalikes = [
        "a server that waits for its next client in accept(), or for a request in recvfrom(): that is its work",
        "EAGAIN in C after SO_RCVTIMEO: that is the limit, reached",
    ]
    public static let byHand = [
        HandCheck("strace -p PID", shows: "recvfrom(3, without a result"),
        HandCheck(
            "ss -tnpo 'dport = :9090'",
            shows: "ESTAB with empty queues and no timer: nothing will ever end this wait"),
    ]
    public static let remedies = [
        """
        Set a limit: settimeout(5) in Python, setSoTimeout(5000) in Java, SetReadDeadline() in Go, SO_RCVTIMEO \
        or poll() in C.
        """,
        "In Node, socket.setTimeout() only reports: call socket.destroy() in its handler.",
        "Over UDP, send the request again a few times with growing pauses, and then give up with a message.",
        "In Python a socket with a timeout may send a part only: use sendall().",
    ]
    public static let misconceptions = [
        """
        SO_KEEPALIVE alone: with the defaults of Linux the first probe goes out after two hours, and a peer that \
        is stopped still answers it.
        """,
        """
        A limit on connect() alone: the connection is made, and the reply never comes. In Python \
        create_connection(…, timeout=5) limits both.
        """,
        "An alarm signal that is ignored: in Python the interrupted call goes on by itself.",
        "Sending something to see whether the peer lives: send() succeeds as long as the buffer has room.",
    ]
    public static let recipes: [Recipe] = [.connectWithTimeout, .udpClient]
}
