public import SocketFacts

public enum BoundNotListening: Cause {
    public static let title = "The port is bound, but nobody called listen()"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        A TCP server makes three calls before a client can reach it: socket(), bind(), listen(). After bind() the \
        port is taken, so a second server gets "Address already in use", but the kernel still answers every client \
        with a reset: only listen() makes an accept queue for new connections.

        The usual ss -tln does not show such a socket, because it lists listeners. The kernel tells of it from \
        version 6.8 on.

        In UDP there is no listen(): a bound UDP socket receives at once.
        """

    public static let byHand = [
        HandCheck(
            "strace -f -e trace=bind,listen,accept4 ./server", shows: "bind() that succeeds, and no listen() after it"),
        HandCheck(
            "lsof -nP -p PID",
            shows: "the socket as \"protocol: TCP\" without an address; lsof -i TCP leaves it out"),
        HandCheck(
            "ss -tan state bound-inactive",
            shows: "TCP sockets that are bound and not listening; an older ss does not know the state"),
    ]
    public static let remedies = ["Call listen() after bind() and before accept()."]

    public static let misconceptions = [
        "Waiting for the server to be ready: it never will be; accept() on such a socket fails with EINVAL."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.transport == .tcp, let refused = facts.refusal,
            case .boundNotListening(let socket) = try facts.refusalStory()
        else { return [] }
        let port = facts.question.port
        let owner = Wording.owner(of: socket, in: facts)
        let family = socket.family == .ipv6 ? "socket.AF_INET6" : ""
        let bind = "import socket; socket.socket(\(family)).bind((\"\(socket.local.address)\", \(port)))"
        return [
            Finding(
                BoundNotListening.self, .certain, "\(owner) has bound \(socket.local) but does not listen",
                evidence: Evidence(
                    "The socket on \(socket.local) is bound and in no connection; it has no accept queue.",
                    // `ss` knows the state from version 6.9 on; a bind that fails while nothing listens shows the same.
                    recheck: "\(Wording.ss(port, .tcp)); python3 -c '\(bind)'"),
                [.refused(refused)],
                fixes: [Fix("call listen() after bind(), before accept()")])
        ]
    }

    public static let examples: [Example] = [
        .fires(
            "bind() without listen()",
            .refused(
                sockets: [
                    SocketRecord(
                        transport: .tcp, family: .ipv4, state: .boundInactive, local: Endpoint(.anyIPv4, 9090),
                        uid: 1000, inode: 77)
                ], owners: [77: .python()])),
        .silent("nothing on the port", .refused()),
        .silent(
            "another port is bound",
            .refused(sockets: [
                SocketRecord(
                    transport: .tcp, family: .ipv4, state: .boundInactive, local: Endpoint(.anyIPv4, 9091), inode: 77)
            ])),
        .fires(
            "localhost is ::1 first, the socket is bound to 0.0.0.0",
            .localhost(
                sockets: [
                    SocketRecord(
                        transport: .tcp, family: .ipv4, state: .boundInactive, local: Endpoint(.anyIPv4, 9090),
                        uid: 1000, inode: 77)
                ], owners: [77: .compiled()])),
        .silent(
            "another socket on the port does listen",
            .talked(Conversation(accepted: .seen(true)))),
        .undecided("the socket table could not be read", Facts.refused().without(\.sockets, "sock_diag gives EPERM")),
    ]
}
