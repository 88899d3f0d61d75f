public import SocketFacts

/// bind() failed and the program used the socket anyway.
public enum BindFailedIgnored: Cause {
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
    public static let lookalikes = [
        "bind() is tried again on the same socket until it works: then the socket has its port",
        "the socket was bound before: a second bind() fails with EINVAL, and the first one holds",
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

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.role != .accepted {
            // A socket that had an address before, or got one by another bind(), is bound.
            guard let bind = socket.first(.bind), bind.hasFailed,
                !socket.calls.contains(where: { $0.kind == .bind && !$0.hasFailed }),
                let use = socket.allCalls.first(where: { isUse($0, socket.transport) && $0.begin >= bind.end })
            else { continue }
            let asked = bind.address.map { " to \($0)" } ?? ""
            let got = use.kind == .listen && !use.hasFailed ? use.local : nil
            let becomes =
                got.map { "; the kernel chose port \($0.port), on which no client looks for it" }
                ?? "; the socket has no address that a client could know"
            let recheck = watch.trace("bind,listen,accept,accept4,connect,recvfrom")
            return [
                Finding(
                    BindFailedIgnored.self, use.kind == .connect ? .likely : .certain,
                    "bind()\(asked) failed with \(bind.error?.name ?? "an error"), and the program goes on with the socket",
                    evidence: Evidence("\(bind.told)\(watch.at(bind)) \(bind.failure).", recheck: recheck),
                    [
                        Evidence(
                            "\(use.told)\(watch.at(use)) came after it on the same socket\(becomes).", recheck: recheck)
                    ],
                    fixes: [
                        Fix(
                            "stop when bind() fails, and say why",
                            command: watch.code(
                                bind, python: "except OSError as error: sys.exit(f\"bind: {error}\")",
                                c: "if (bind(…) < 0) { perror(\"bind\"); return 1; }"))
                    ]
                        + (bind.address.map {
                            [
                                Fix(
                                    "then mend what bind() complained about: this says who has the port",
                                    command: "sockdoctor port \($0.port)")
                            ]
                        } ?? []), location: watch.location(bind))
            ]
        }
        return []
    }

    /// The program relies on the address.
    private static func isUse(_ call: WatchedCall, _ transport: Transport) -> Bool {
        switch call.kind {
        case .listen: !call.hasFailed
        case .accept: true
        case .connect: call.error != .invalidArgument
        case .receive: transport == .udp
        default: false
        }
    }

    private static func failing(_ more: [WatchedCall], transport: Transport = .tcp) -> Facts {
        let bind = WatchedCall.failed(.bind, .addressInUse, address: Endpoint(.anyIPv4, 9090))
        var socket = WatchedSocket(
            transport: transport, role: transport == .tcp ? .listener : .datagram, end: .exit,
            calls: [WatchedCall(.socket, result: 3, place: 0), bind])
        socket.calls += more.map { $0.moved(1000) }
        return .watched([socket])
    }

    public static let examples: [Example] = [
        .fires(
            "listen() after the failed bind() takes a port that nobody knows",
            failing([
                WatchedCall(.listen, argument: 5, local: Endpoint(.anyIPv4, 35217), head: [1, 0, 0], place: 0)
            ])),
        .fires(
            "a UDP server that receives without its port", failing([.received("hi", place: 0)], transport: .udp)),
        .fires(
            "a client that connects from another port than it asked for",
            failing([WatchedCall(.connect, address: Endpoint(.loopbackIPv4, 7070), place: 0)])),
        .silent("bind() failed and the program closed the socket", failing([.closed])),
        .silent(
            "it tried again until it worked",
            failing([
                WatchedCall(.bind, address: Endpoint(.anyIPv4, 9090), local: Endpoint(.anyIPv4, 9090), place: 0),
                WatchedCall(.listen, argument: 5, local: Endpoint(.anyIPv4, 9090), head: [1, 0, 0], place: 0),
            ])),
        .silent(
            "the socket was already bound when it was bound again",
            .watched([
                .server(more: [.failed(.bind, .invalidArgument, address: Endpoint(.anyIPv4, 9090))])
            ])),
        .silent("listen() failed as well", failing([.failed(.listen, .addressInUse, argument: 5), .closed])),
        .silent(
            "a UDP client that wished for a port and sends from any",
            failing([.sent("hi").to(Endpoint(.loopbackIPv4, 9091))], transport: .udp)),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
