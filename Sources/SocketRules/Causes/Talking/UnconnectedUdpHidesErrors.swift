public import SocketFacts

/// An unconnected UDP socket never learns that the port is closed.
public enum UnconnectedUdpHidesErrors: Cause {
    public static let title = "An unconnected UDP socket is not told that the port is closed"
    public static let symptoms: [Symptom] = [.noReply]

    public static let explanation = """
        A datagram to a port on which nothing is bound is answered with an ICMP message, port unreachable. The kernel \
        hands that error to a UDP socket only when the socket is connected to exactly this address and port. With \
        sendto() on an unconnected socket there is no one to hand it to, since the socket may send to many peers. \
        sendto() goes on succeeding, and recvfrom() waits.

        connect() on a UDP socket sends nothing. It stores the peer, and from then on send() and recv() can fail with \
        ECONNREFUSED (errno 111). The error comes with the next call after the ICMP message: the first send() \
        succeeds, and the recv() behind it is refused.

        Silence therefore proves little. The server may be off, the datagram may be lost, a firewall may drop it, or \
        the server may have nothing to say.
        """

    public static let illustrations = [
        "sendto() returns without an error again and again while no server runs, and recvfrom() waits",
        "tcpdump shows \"ICMP 127.0.0.1 udp port 9091 unreachable\", the client notices nothing",
        "after connect(): recv() fails with ConnectionRefusedError: [Errno 111] Connection refused",
    ]
    public static let lookalikes = [
        "a firewall that drops the datagram or the ICMP message: then a connected socket hears nothing either",
        "a server that is bound and does not answer: no ICMP message is sent",
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n 'icmp or udp port 9091'",
            shows: "the datagram, and the ICMP message that answers it"),
        HandCheck("ss -uanp 'sport = :9091'", shows: "no row: nothing is bound to the port"),
        HandCheck(
            "strace -e trace=network ./client",
            shows: "whether connect() is called on the socket before the first send"),
    ]
    public static let remedies = [
        "In a client, call connect() on the UDP socket and use send() and recv().",
        "Set a receive timeout in addition: errors may be dropped on the way, and answers may be lost.",
        """
        Where one socket talks to several peers, set IP_RECVERR (IPV6_RECVERR) and read the error queue with \
        MSG_ERRQUEUE.
        """,
    ]
    public static let misconceptions = [
        """
        Sending again without connect(): each datagram is answered with the same ICMP message, and the socket \
        hears of none.
        """,
        "Testing the result of sendto(): it says that the kernel took the datagram, not that anyone received it.",
        "connect() in a server: it would then hear one client only, and the others would be refused.",
        "listen() on the UDP socket: it fails with EOPNOTSUPP.",
    ]
    public static let recipes: [Recipe] = [.udpClient]

    /// Milliseconds for which an answer was waited for in vain.
    private static let long = 700.0

    public static let silences: [any Cause.Type] = [NoReceiveTimeout.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .udp && socket.first(.connect) == nil {
            guard socket.look?.destinationIsOpen == .seen(false), socket.bytesReceived == 0,
                !socket.calls.contains(where: { $0.kind == .receive && !$0.hasFailed }),
                let send = socket.calls.last(where: { $0.kind == .send && !$0.hasFailed && $0.address != nil }),
                let target = send.address
            else { continue }
            let waits = socket.allCalls.filter { $0.begin >= send.begin && ($0.kind == .receive || $0.kind == .wait) }
            let earlier = socket.calls.filter { $0.kind == .wait || $0.kind == .receive }
            if waits.isEmpty, earlier.isEmpty {
                if let finding = inEventLoop(watch, socket, send, target) { return [finding] }
                continue
            }
            let waited = (waits + earlier.filter { $0.begin < send.begin }).reduce(0) { $0 + $1.milliseconds }
            guard waited >= long,
                let wait = (waits.isEmpty ? earlier : waits).max(by: { $0.milliseconds < $1.milliseconds })
            else { continue }
            let isEndless = wait.result == nil
            return [
                Finding(
                    UnconnectedUdpHidesErrors.self, .certain,
                    "nobody has UDP port \(target.port), and the socket is not connected, so that it never hears of it",
                    evidence: Evidence(
                        "\(Wording.count(socket.sends, "datagram")) went to \(target)\(watch.at(send)) without an error; "
                            + "no socket of this host is bound there.",
                        recheck: Wording.ss(target.port, .udp)),
                    [
                        Evidence(
                            "\(wait.kind.function)()\(watch.at(wait)) \(isEndless ? "has waited" : "waited") in vain, "
                                + "\(WatchFacts.seconds(waited)) in all; connect() was never called on the socket.",
                            recheck: watch.trace("connect,sendto,sendmsg,recvfrom,recvmsg,poll"))
                    ],
                    fixes: [
                        Fix(
                            "connect the socket to the server, then send() and recv(): the next call fails with "
                                + "ECONNREFUSED",
                            command: watch.code(
                                wait,
                                python: "sock.connect((\(pythonHost(target)), \(target.port)))",
                                c: "connect(fd, (struct sockaddr *)&server, sizeof server);")),
                        Fix("start the server, or send to the port that it has"),
                    ], location: watch.location(wait))
            ]
        }
        return []
    }

    /// Node waits for all of its sockets together, and always for what comes: no call of the socket itself shows it.
    private static func inEventLoop(
        _ watch: WatchFacts, _ socket: WatchedSocket, _ send: WatchedCall, _ target: Endpoint
    ) -> Finding? {
        let program = watch.processes.first { $0.pid == socket.process }?.arguments.first ?? ""
        let name = program.split(separator: "/").last ?? ""
        let waited = Double(socket.end(watch) &- send.end) / 1_000_000
        guard ["node", "nodejs", "bun"].contains(name), waited >= longInLoop else { return nil }
        return Finding(
            UnconnectedUdpHidesErrors.self, .likely,
            "nobody has UDP port \(target.port), and the socket is not connected, so that it never hears of it",
            evidence: Evidence(
                "\(Wording.count(socket.sends, "datagram")) went to \(target)\(watch.at(send)) without an error; no socket of "
                    + "this host is bound there.",
                recheck: Wording.ss(target.port, .udp)),
            [
                Evidence(
                    "Nothing came in the \(WatchFacts.seconds(waited)) after the last one; connect() was never called on the "
                        + "socket.", recheck: watch.trace("connect,sendto,sendmsg,recvmsg"))
            ],
            fixes: [
                Fix(
                    "connect the socket to the server and handle its errors: the next send then fails with ECONNREFUSED",
                    command: "socket.connect(\(target.port), '\(target.address)'); socket.on('error', report)"),
                Fix("start the server, or send to the port that it has"),
            ], location: watch.location(send))
    }

    private static let longInLoop = 1500.0

    private static func pythonHost(_ target: Endpoint) -> String { "\"\(target.address)\"" }

    private static let server = Endpoint(.loopbackIPv4, 9091)

    private static func asking(
        _ calls: [WatchedCall], isOpen: Observed<Bool>, hanging: WatchedCall? = nil, end: WatchedSocket.End = .closed
    ) -> Facts {
        .watched([.datagrams(calls, end: end, hanging: hanging, look: SocketLook(destinationIsOpen: isOpen))])
    }

    private static func inLoop(_ program: String) -> Facts {
        var facts = asking(
            [WatchedCall(.send, result: 5, argument: 5, address: server, head: Array("hello".utf8))],
            isOpen: .seen(false),
            end: .exit)
        if case .seen(var watch) = facts.watch {
            watch.processes = [WatchedProcess(pid: 100, arguments: [program, "client.js"])]
            watch.sockets[0].endedAt = 4_000_000_000
            facts.watch = .seen(watch)
        }
        return facts
    }

    public static let examples: [Example] = [
        .fires(
            "a Node client waits in its event loop",
            inLoop("node")),
        .silent(
            "another program sends without wanting an answer",
            inLoop("./announce")),
        .fires(
            "the client waits in recvfrom()",
            asking(
                [WatchedCall.sent("hello").to(server)], isOpen: .seen(false), hanging: .hanging(seconds: 5), end: .exit)
        ),
        .fires(
            "it asks twice and only times out",
            asking(
                [
                    WatchedCall.sent("time?").to(server),
                    WatchedCall(.wait, result: 0, argument: 1000, place: 0).taking(1),
                    WatchedCall.sent("time?").to(server),
                    WatchedCall(.wait, result: 0, argument: 1000, place: 0).taking(1),
                ], isOpen: .seen(false))),
        .fires(
            "SO_RCVTIMEO ends the wait with EAGAIN",
            asking(
                [
                    WatchedCall.sent("hello").to(server),
                    WatchedCall.failed(.receive, .tryAgain).flagged(.timeout).taking(2),
                ], isOpen: .seen(false))),
        .silent(
            "the server is there and has nothing to say",
            asking([WatchedCall.sent("hello").to(server)], isOpen: .seen(true), hanging: .hanging(seconds: 2))),
        .silent(
            "the server is on another host",
            asking(
                [WatchedCall.sent("hello").to(Endpoint(IPAddress(10, 0, 0, 9), 9091))],
                isOpen: .unseen(.unsupported("the other host's sockets")), hanging: .hanging(seconds: 2))),
        .silent(
            "a connected socket is told",
            asking(
                [WatchedCall(.connect, address: server), .sent("hello"), .failed(.receive, .connectionRefused)],
                isOpen: .seen(false))),
        .silent(
            "nobody waits for an answer", asking([WatchedCall.sent("count:1").to(server)], isOpen: .seen(false))),
        .silent(
            "an answer came before the server ended",
            asking(
                [WatchedCall.sent("a").to(server), .received("b"), WatchedCall.sent("c").to(server)],
                isOpen: .seen(false), hanging: .hanging(seconds: 2))),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
