/// connect() failed and the program used the socket anyway.
public enum ConnectFailedIgnored: CausePage {
    public static let title = "connect() failed and the program goes on"
    public static let symptoms: [Symptom] = [.notConnected, .brokenPipe]

    public static let explanation = """
        connect() has failed and the program did not look at the result. The socket is still an ordinary socket, only \
        without a peer. On it send() fails with EPIPE (errno 32, Broken pipe) and recv() with ENOTCONN (errno 107, \
        Transport endpoint is not connected).

        The message that the student sees belongs to the second fault and hides the first: the reason is the errno of \
        connect(). In C the first send() also raises SIGPIPE, which ends the program without any message; the shell \
        shows exit status 141.

        On a non-blocking socket connect() returns -1 with EINPROGRESS, which is no failure. There the outcome is \
        known when the socket becomes writable: getsockopt(SO_ERROR) gives 0 or the errno.
        """

    public static let illustrations = [
        "connect(3, …) = -1 ECONNREFUSED, then sendto(3, \"hello\", …) = -1 EPIPE",
        "C: the client ends without a word, echo $? prints 141",
        "OSError: [Errno 107] Transport endpoint is not connected, in the line with recv()",
        "connect_ex() in Python: its result, 111, is never looked at",
    ]
    public static let lookalikes = [
        """
        the connection was made and closed later: then EPIPE comes after the peer has closed, and connect() \
        returned 0
        """
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network ./client",
            shows: "the errno of connect(), above the line in which send() or recv() fails"),
        HandCheck("sockdoctor check 127.0.0.1:9090", shows: "why this connection cannot be made"),
    ]
    public static let remedies = [
        "Test the result of connect(), print strerror(errno), close the socket and stop or try again later.",
        "In Python, use connect() rather than connect_ex(), and let its exception be seen.",
        "For another attempt, make a new socket: POSIX leaves the state of one whose connect() failed unspecified.",
        "Non-blocking: wait until the socket is writable, then read SO_ERROR before the first send().",
    ]
    public static let misconceptions = [
        "Ignoring SIGPIPE as the cure: send() then returns EPIPE, and there is still no connection.",
        """
        A pause between connect() and send(): a blocking connect() that has returned is over, with success or \
        with an error.
        """,
    ]
    public static let recipes: [Recipe] = [.connectWithTimeout]
}
