/// bind() failed and the program used the socket anyway.
public enum BindFailedIgnored: CausePage {
    public static let title = "bind() failed and the program goes on"
    public static let symptoms: [Symptom] = [.connectionRefused, .addressInUse]

    public static let explanation = """
        bind() has failed, with EADDRINUSE, EADDRNOTAVAIL or EACCES, and the program did not look at the result. In C \
        the function returns -1 and nothing else happens. In Python it is an exception, which a broad except has \
        swallowed.

        The calls that follow succeed. listen() on a socket without an address makes the kernel choose one: a free \
        port of the ephemeral range, on all addresses. The program prints that it waits on 9090 and listens on, say, \
        0.0.0.0:35217. Clients that dial 9090 are refused. When an older run of the server still has 9090, it is \
        worse: they reach that one, and changes in the code seem to have no effect.

        A UDP socket without an address has no port at all, and recvfrom() on it waits for ever.
        """

    public static let illustrations = [
        "bind(3, …9090…) = -1 EADDRINUSE, then listen(3, 5) = 0",
        "the server prints that it listens on 9090, ss -tlnp shows it on 0.0.0.0:35217, another number at each start",
        "a new version of the server runs, and clients get the answers of the old one",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=bind,listen,accept,accept4,recvfrom ./server",
            shows: "bind() = -1 with its errno, followed by calls on the same socket"),
        HandCheck(
            "ss -tlnp 'sport = :9090'",
            shows: "no row, or the row of another process than the server just started"),
    ]
    public static let remedies = [
        "In C, test bind() < 0, call perror(\"bind\") and leave the program.",
        "In Python, let the exception end the program, or print it and call sys.exit(1).",
        "Then mend what bind() complained about: sockdoctor port 9090 says who has the port.",
        "Print the address from getsockname(), not the one that was asked for.",
    ]
    public static let misconceptions = [
        "Trying again in a loop without a pause or an end: the port stays taken as long as its owner runs.",
        "Catching OSError around the whole start of the server: it hides the one line that tells what is wrong.",
    ]
    public static let recipes: [Recipe] = [.reuseAddress, .listenOnAllAddresses]
}
