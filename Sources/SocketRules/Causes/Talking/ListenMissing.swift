/// accept() or a client meets a bound socket on which listen() was not called.
public enum ListenMissing: CausePage {
    public static let title = "listen() was not called on the bound socket"
    public static let symptoms: [Symptom] = [.connectionRefused, .invalidArgument]

    public static let explanation = """
        bind() gives a socket its address and port, and nothing more. Only listen() turns it into a listener: from \
        then on the kernel completes handshakes and keeps the new connections in the accept queue until accept() takes \
        them.

        Without listen(), accept() fails at once with EINVAL (errno 22, Invalid argument). A client is refused with \
        ECONNREFUSED, as if no program had the port, while a second server that binds the same port without \
        SO_REUSEADDR is told EADDRINUSE. Both are true: the port is taken, and nobody listens on it.

        A program that catches or ignores the error of accept() seems to run and to wait. Most often listen() stands \
        in a branch that is not taken, or on another socket object than the one that was bound.
        """

    public static let illustrations = [
        "server: OSError: [Errno 22] Invalid argument, in the line with accept()",
        "client: ConnectionRefusedError: [Errno 111] Connection refused, while the server runs",
        "ss -tln has no row for the port, although bind() has succeeded",
    ]
    public static let lookalikes = [
        """
        bind() has failed and listen() was called all the same: then the socket listens, but on a port that the \
        kernel has chosen
        """
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=bind,listen,accept,accept4 python3 server.py",
            shows: "bind() with no listen() on the same descriptor number before accept()"),
        HandCheck("ss -tln 'sport = :9090'", shows: "no row: nothing listens"),
    ]
    public static let remedies = [
        "Call listen() on the bound socket once, before the first accept().",
        "Check the result of listen() in C: it returns -1 and sets errno.",
        "Call accept() on the socket that listens, and recv() and send() on the socket that accept() returns.",
    ]
    public static let misconceptions = [
        """
        Calling listen() on a UDP socket: UDP has no connections, so listen() fails with EOPNOTSUPP; a UDP \
        server calls recvfrom() after bind().
        """,
        "Another port: the same program fails on every port.",
    ]
    public static let recipes: [Recipe] = [.reuseAddress]
}
