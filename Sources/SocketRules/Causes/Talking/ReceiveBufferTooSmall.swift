public import SocketFacts

/// UDP: the datagram was longer than the buffer, the rest is lost.
public enum ReceiveBufferTooSmall: Cause {
    public static let title = "The receive buffer is smaller than the datagram"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .messageTooLong]

    public static let explanation = """
        A UDP datagram is received by one call. When the buffer given to recvfrom() is shorter, the kernel fills it \
        and throws the rest away. The next recvfrom() returns the next datagram, never the remainder. This differs \
        from TCP, where bytes that do not fit stay in the queue.

        Linux reports no error. recvfrom() returns the size of the buffer, as if the datagram had exactly that length. \
        Only recvmsg() tells, with the flag MSG_TRUNC in msg_flags, or recv() with MSG_TRUNC among its own flags, \
        which returns the true length. On Windows the same call fails with error 10040, WSAEMSGSIZE.

        A buffer of 65535 bytes holds every datagram of IPv4 and IPv6 but a jumbogram; the most that IPv4 carries is \
        65507 bytes of data.
        """

    public static let illustrations = [
        "sent: 3000 bytes; recvfrom(1024) returned 1024, the next call returned the next datagram",
        "short commands work, an answer with a list of names ends in the middle of a word",
        "recvmsg() returns 1024 with msg_flags=MSG_TRUNC",
        """
        Windows: OSError: [WinError 10040] A message sent on a datagram socket was larger than the internal \
        message buffer
        """,
    ]
    public static let lookalikes = [
        "a datagram of exactly the size of the buffer is whole; MSG_TRUNC tells the two apart",
        """
        too many datagrams for the queue of the socket: then whole ones are missing, and ss -uam counts them as \
        drops (d)
        """,
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "recvfrom() whose result equals the size of its buffer, each time a long datagram comes"),
        HandCheck("sudo tcpdump -i lo -n udp port 9091", shows: "the length of each datagram as it was sent"),
    ]
    public static let remedies = [
        "Receive with a buffer of 65535 bytes.",
        "Or agree on the longest message and refuse longer ones: recvmsg() says by MSG_TRUNC that one was cut.",
        """
        Keep datagrams below about 1200 bytes where they cross a network: longer ones are cut into fragments, \
        and one lost fragment loses all.
        """,
    ]
    public static let misconceptions = [
        "Calling recvfrom() again for the rest: it waits for another datagram, the rest is gone.",
        "A larger SO_RCVBUF: that is the queue for whole datagrams, not the buffer of the call.",
        "Sending it twice: it is cut at the same place.",
    ]
    public static let recipes: [Recipe] = [.udpServer]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .udp {
            guard let (call, proof) = cut(socket) else { continue }
            let count = socket.received.count { isCut($0) }
            let often = count > 1 ? " This happened \(count) times." : ""
            return [
                Finding(
                    ReceiveBufferTooSmall.self, .certain,
                    "a datagram was longer than the buffer of \(call.argument) bytes, and its rest is lost",
                    evidence: Evidence(
                        "\(call.kind.function)(\(call.argument) bytes)\(watch.at(call)) gave \(call.quoted); \(proof)."
                            + often, recheck: watch.trace("recvfrom,recvmsg,ioctl")),
                    fixes: [
                        Fix(
                            "receive with a buffer that holds every datagram",
                            command: watch.code(
                                call, python: "data, sender = sock.recvfrom(65535)", c: "char buffer[65535];"))
                    ], location: watch.location(call))
            ]
        }
        return []
    }

    /// Not a peek, and not MSG_TRUNC among its own flags, which gives the true length to the program.
    private static func isCut(_ call: WatchedCall) -> Bool {
        call.flags.contains(.truncated) && call.argument > 0 && call.bytes <= Int(truncatingIfNeeded: call.argument)
    }

    private static func cut(_ socket: WatchedSocket) -> (WatchedCall, String)? {
        if let call = socket.received.first(where: isCut) {
            return (call, "the kernel marked it as cut (MSG_TRUNC)")
        }
        for (index, ask) in socket.calls.enumerated() where ask.kind == .askUnread {
            // The next datagram's size, when nothing was received between the two.
            guard let size = ask.result, let next = socket.calls[(index + 1)...].first(where: { $0.kind == .receive }),
                !next.flags.contains(.peek), !next.hasFailed, next.argument > 0, next.argument < size,
                next.bytes == Int(truncatingIfNeeded: next.argument)
            else { continue }
            return (next, "ioctl(FIONREAD) before it had said \(size) bytes")
        }
        return nil
    }

    public static let examples: [Example] = [
        .fires(
            "recvfrom(16) for a datagram of 43 bytes",
            .watched([.datagrams([WatchedCall.received("the quick brown ", size: 16).flagged(.truncated)])])),
        .fires(
            "FIONREAD says 40, the program receives 32",
            .watched([
                .datagrams([
                    WatchedCall(.askUnread, result: 40), .received("01234567890123456789012345678901", size: 32),
                ])
            ])),
        .silent("a datagram of exactly the size of the buffer", .watched([.datagrams([.received("0123", size: 4)])])),
        .silent(
            "a peek with a small buffer before the whole is received",
            .watched([
                .datagrams([
                    WatchedCall.received("0123", size: 4).flagged([.truncated, .peek]),
                    .received("0123456789", size: 65535),
                ])
            ])),
        .silent(
            "the program asks for the true length with MSG_TRUNC",
            .watched([
                .datagrams([
                    WatchedCall(.receive, result: 43, argument: 16, flags: .truncated, head: Array("0123".utf8))
                ])
            ])),
        .silent(
            "a datagram that is thrown away on purpose",
            .watched([.datagrams([WatchedCall(.receive, result: 0, argument: 0, flags: .truncated)])])),
        .silent(
            "FIONREAD and a buffer of that size",
            .watched([.datagrams([WatchedCall(.askUnread, result: 4), .received("0123", size: 4)])])),
        .silent(
            "bytes of a stream that stay in the queue",
            .watched([.accepted([.received("0123", size: 4, unread: 10), .received("0123456789")])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
