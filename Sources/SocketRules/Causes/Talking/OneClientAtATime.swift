/// A second client waits while the first is served.
public enum OneClientAtATime: CausePage {
    public static let title = "The server serves one client at a time"
    public static let symptoms: [Symptom] = [.noReply, .connectionTimedOut]

    public static let explanation = """
        The server accepts a client, talks with it until it leaves, and only then calls accept() again. A second \
        client is not refused. The kernel completes its handshake and puts it into the accept queue; connect() \
        succeeds, send() succeeds, and the bytes wait in the receive queue of a socket that the server has not seen \
        yet. recv() in the client waits until the first client leaves.

        With one client at a time, as in most first tests, nothing is wrong. A first client that stays connected and \
        says nothing stops the server for all others. When more clients wait than the backlog admits, the next ones \
        are not even connected, and connect() times out.

        Such a server is right where a service is short and a limit bounds how long a client may take. Otherwise each \
        client needs a thread, a process, or a place in an event loop.
        """

    public static let illustrations = [
        "two terminals run the client: the second gets its reply when the first has ended",
        "accept(), then a loop of recv() and send() until the client leaves, then accept() again, in one thread",
        "a browser that keeps a connection open blocks every other client",
    ]
    public static let lookalikes = [
        "the second client gets no connection at all: the accept queue is full, or another cause of a timeout",
        "the server has accepted the second client too, and a lock or a computation stops it",
    ]
    public static let byHand = [
        HandCheck(
            "ss -tanp 'sport = :9090'",
            shows: """
                LISTEN with Recv-Q above 0: clients that wait for accept(); their ESTAB rows show no process
                """),
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "the server waits in recvfrom() for its first client, not in accept()"),
    ]
    public static let remedies = [
        "Serve each client in a thread: ThreadingTCPServer or threading.Thread in Python, a thread pool in Java.",
        "In Go, start a goroutine for each Accept(); in Node, never block inside a callback.",
        "Or use one loop that waits for all sockets: selectors or asyncio in Python, poll or epoll in C.",
        "Set a receive timeout for each client, so that a silent one gives its place back.",
    ]
    public static let misconceptions = [
        "A larger backlog: more clients wait, and none is served sooner.",
        """
        A second server on the same port with SO_REUSEPORT: the kernel assigns a client to one of them by a \
        hash, busy or not.
        """,
        "A longer timeout in the client: the first client decides how long it takes.",
        "async def around blocking calls: one blocking recv() stops the whole loop.",
    ]
    public static let recipes: [Recipe] = [.serveManyClients]
}
