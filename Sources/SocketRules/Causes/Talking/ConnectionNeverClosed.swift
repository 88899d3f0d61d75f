/// Accepted or connected sockets are left open.
public enum ConnectionNeverClosed: CausePage {
    public static let title = "Connections are never closed"
    public static let symptoms: [Symptom] = [.tooManyOpenFiles, .noReply]

    public static let explanation = """
        Each accepted or connected socket is a descriptor of the process until close() is called. When the client has \
        closed and the server has not, the connection stays in CLOSE_WAIT. That state has no time limit: the kernel \
        waits for the program. After about a thousand clients the limit of open files is reached, often 1024, and \
        accept() or socket() fails with EMFILE (errno 24, Too many open files). The server still listens then, and new \
        clients connect into the accept queue without being served.

        The other side suffers too. A client that reads until the end of the stream waits for a FIN that never comes, \
        because the server finished its work and kept the socket.

        Usual reasons are a return or an exception on the way to close(), a list that keeps the sockets, and fork(): \
        parent and child each hold the connection, and the FIN goes out only when the last of them has closed it. \
        Python closes a socket when the last reference to it disappears, which hides the fault until something keeps a \
        reference.
        """

    public static let illustrations = [
        "ss -tan shows CLOSE-WAIT rows that become more with every client",
        "OSError: [Errno 24] Too many open files, in accept(), after some hours",
        "the client waits in recv() although the server has printed that it is done",
        "a server that forks: the parent does not close the accepted socket",
    ]
    public static let lookalikes = [
        "TIME-WAIT rows: those connections are closed, belong to no process, and vanish after 60 seconds",
        "many ESTAB rows with clients that are still there: they are in use",
    ]
    public static let byHand = [
        HandCheck(
            "ss -tanp state close-wait 'sport = :9090'",
            shows: "one row for each connection that the client has closed and the server has not"),
        HandCheck(
            "ls /proc/PID/fd | wc -l",
            shows: "the number of open descriptors; ask twice, with clients in between"),
        HandCheck("grep 'open files' /proc/PID/limits", shows: "the limit of the process"),
    ]
    public static let remedies = [
        """
        Close in every case: with conn: in Python, try-with-resources in Java, defer conn.Close() in Go, one \
        exit path in C.
        """,
        "After fork(), close the connection in the parent and the listener in the child.",
        "Close when recv() returns 0.",
        "Give idle clients a time limit.",
    ]
    public static let misconceptions = [
        "Raising the limit with ulimit -n: it delays the failure.",
        "tcp_fin_timeout or another sysctl: none of them ends CLOSE_WAIT.",
        "SO_REUSEADDR: it concerns bind(), not descriptors.",
        "shutdown() instead of close(): it sends the FIN, and the descriptor stays open.",
    ]
    public static let recipes: [Recipe] = [.serveManyClients, .endOfStream]
}
