public import SocketFacts

/// A delimiter-based receiver waits for a delimiter that was never sent.
public enum DelimiterMissing: Cause {
    public static let title = "The receiver waits for a delimiter that was not sent"
    public static let symptoms: [Symptom] = [.noReply, .partialOrMergedData]

    public static let explanation = """
        The receiver collects bytes until a newline or another delimiter comes, as readline() does. The sender has \
        sent the text without one. The bytes have arrived and have been read, and the receiver goes on waiting for the \
        end of the line. The sender waits for the answer, so that both sides wait.

        It arises easily: input() in Python and Scanner.nextLine() in Java remove the newline that was typed, encode() \
        adds none, and print() to the screen shows no difference. When the client closes, the receiver gets the text \
        as a last line without an end, and all seems to work, which is why a client that sends once and leaves never \
        shows the fault.

        Two neighbours: the delimiter differs, so that a receiver of CR LF waits behind a bare LF, or a \\r stays at \
        the end of each line; or the line still lies in a buffer of the sender, and flush() is missing.
        """

    public static let illustrations = [
        "client: sock.sendall(name.encode()); server: for line in sock.makefile()",
        "the reply comes only after the client was ended with Ctrl+C",
        "the client sends \\n, the server waits for \\r\\n",
        "a text that ends with \\r does not equal the same text: \"quit\\r\" is not \"quit\"",
    ]
    public static let lookalikes = [
        "the bytes never left the sender: a buffered writer holds them, and no segment is seen",
        "the delimiter stands inside a message: then the message is cut, not late",
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n -X port 9090",
            shows: "whether the data ends with 0a, with 0d0a, or with neither"),
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "the sender sends text without \\n at its end, the receiver calls recv() again"),
        HandCheck(
            "printf 'hello\\n' | nc -N 127.0.0.1 9090",
            shows: "that the server answers a line that has its end"),
    ]
    public static let remedies = [
        "Send the delimiter with every message, in one call: sock.sendall(text.encode() + b\"\\n\").",
        "Agree on LF or CR LF, and let the receiver accept both by removing a \\r before the \\n.",
        "Flush a buffered writer after each message: flush() in Python and Java, fflush() in C.",
        "Bound the length of a line and the time that it may take.",
    ]
    public static let misconceptions = [
        "A larger buffer: readline() waits for the delimiter, not for a number of bytes.",
        "Sleeping after the send: the delimiter does not come later either.",
        "TCP_NODELAY: the bytes have already arrived.",
    ]
    public static let recipes: [Recipe] = [.receiveLines]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .tcp && socket.role == .accepted {
            guard let (got, waiting) = endlessLine(socket), let place = watch.place(of: waiting),
                SourceReading.looksForLineFeed(place)
            else { continue }
            let seconds = Int(waiting.milliseconds / 1000)
            return [
                Finding(
                    DelimiterMissing.self, .certain,
                    "the server waits for a line feed that the client does not send",
                    evidence: Evidence(
                        "\(got.quoted) came in, without a line feed; the next recv() has waited for \(seconds) s and nothing "
                            + "is on its way.", recheck: watch.trace("network,read")),
                    [
                        Evidence(
                            "The lines around the call collect until a line feed comes.",
                            recheck:
                                "sed -n '\(max(1, place.line - 3)),\(place.line + 3)p' \(Wording.shellWord(place.file))"
                        )
                    ],
                    fixes: [
                        Fix("send the delimiter behind each message: sock.sendall(text.encode() + b\"\\n\")"),
                        Fix("give the receive a time-out, so that such a client is noticed"),
                    ], location: watch.location(waiting))
            ]
        }
        return []
    }

    /// Data without a line feed, and a receive that has waited behind it for a second or more.
    private static func endlessLine(_ socket: WatchedSocket) -> (WatchedCall, WatchedCall)? {
        let received = socket.received.filter { $0.bytes > 0 }
        guard let last = received.last, (last.tail.last ?? last.head.last) != 0x0a else { return nil }
        // An answer means that the program took the piece for a message.
        if socket.calls.contains(where: { $0.kind == .send && $0.begin > last.end }) { return nil }
        let ended = socket.received.filter { $0.begin >= last.end && ($0.hasFailed || $0.result == 0) }
        let waits = socket.hanging ?? ended.max { $0.milliseconds < $1.milliseconds }
        guard let waits, waits.kind == .receive, waits.milliseconds >= 900,
            (socket.look?.receiveQueue ?? 0) == 0
        else { return nil }
        return (last, waits)
    }

    private static let hanging = WatchedCall(
        .receive, result: nil, begin: 0, end: 3_000_000_000, argument: 1024, place: 0)
    private static func place(_ code: String) -> SourcePlace {
        .python(2, text: "    buffer += conn.recv(1024)", surroundings: code)
    }
    private static let byLine = "while b'\\n' not in buffer:\n    buffer += conn.recv(1024)"
    private static let untilEnd = "while data:\n    buffer += conn.recv(1024)"

    public static let examples: [Example] = [
        .fires(
            "a client sends a name without a line feed",
            .watched([.accepted([.received("bob")], end: .exit, hanging: hanging)], places: [place(byLine)])),
        .silent(
            "the line feed came, and the server waits for the next line",
            .watched([.accepted([.received("bob\n")], end: .exit, hanging: hanging)], places: [place(byLine)])),
        .silent(
            "the server waits for the end of the stream",
            .watched([.accepted([.received("bob")], end: .exit, hanging: hanging)], places: [place(untilEnd)])),
        .silent(
            "the message was answered, and the client is idle",
            .watched(
                [.accepted([.received("bob"), .sent("hello bob\n")], end: .exit, hanging: hanging)],
                places: [place(byLine)])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
