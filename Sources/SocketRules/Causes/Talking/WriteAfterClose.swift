/// EPIPE/SIGPIPE or ECONNRESET from sending on a closed connection.
public enum WriteAfterClose: CausePage {
    public static let title = "The program sends on a connection that is closed"
    public static let symptoms: [Symptom] = [.brokenPipe, .connectionReset]

    public static let explanation = """
        The other side has closed its socket. The first send() after that succeeds: TCP cannot know whether the peer \
        only stopped sending or is gone. The peer's kernel answers the data with a reset, and the second send() fails \
        with EPIPE (errno 32, Broken pipe). That is why a message is lost and the next one reports it.

        When the peer closed while it had unread data, its kernel sends the reset at once. Then the first call, send() \
        or recv(), fails with ECONNRESET (errno 104, Connection reset by peer), and each further send() with EPIPE. \
        The error is reported once: the next recv() returns 0.

        In C, EPIPE comes with the signal SIGPIPE, which ends the program without a message; the shell shows exit \
        status 141. Python, Java, Node and Go turn it into an error. A send() after the program's own \
        shutdown(SHUT_WR) gives EPIPE too.
        """

    public static let illustrations = [
        "send() = 5, then send() = -1 EPIPE: BrokenPipeError: [Errno 32] Broken pipe",
        "ConnectionResetError: [Errno 104] Connection reset by peer, in send()",
        "a server in C ends silently when a client presses Ctrl+C; echo $? prints 141",
        "the server answers and closes before it has read the whole request, and the client gets a reset",
    ]
    public static let lookalikes = [
        "connect() had failed: then the first send() already gives EPIPE",
        "EBADF: the program has closed its own socket and uses it still",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network,write,close -p PID",
            shows: "recvfrom() = 0, which was not heeded, before the send() that fails"),
        HandCheck("sudo tcpdump -i lo -n port 9090", shows: "who sent the first [F.] or [R], and what came after it"),
        HandCheck(
            "ss -tn state close-wait 'dport = :9090'",
            shows: "the peer has closed, this program has not noticed"),
    ]
    public static let remedies = [
        "Stop sending when recv() returns 0, unless the protocol says that the peer closes only its sending half.",
        "Let one message say that it is the last one, so that both sides know when to close.",
        "In C, send with MSG_NOSIGNAL or ignore SIGPIPE, and treat EPIPE as the end of this one connection.",
        "On the side that closes: read what the peer has sent before close().",
    ]
    public static let misconceptions = [
        "Ignoring SIGPIPE without looking at the result: the program goes on sending into nothing.",
        "Taking a successful send() for delivery: only an answer of the peer proves that it was received.",
        "Sending the same message again on the same socket: it stays closed, and a new connection is needed.",
        "SO_LINGER with 0 on the closing side: it resets the connection on purpose.",
    ]
    public static let recipes: [Recipe] = [.endOfStream, .sendEverything]
}
