public import SocketFacts

/// One recv() is taken for one message.
public enum OneReceivePerMessage: Cause {
    public static let title = "One recv() is taken for one message"
    public static let symptoms: [Symptom] = [.partialOrMergedData]

    public static let explanation = """
        TCP carries a stream of bytes. It keeps their order and loses none, but it does not know where one send() \
        ended and the next began. recv(n) waits until at least one byte is there and returns what has arrived so far, \
        at most n bytes. That may be half a message, one message, or three and a half.

        On one machine it works most of the time: the message is short, the receiver is quick, and each send() is read \
        before the next one is made. With a real network, a longer message, a busy receiver or a client that sends \
        twice in a row, the pieces differ, and the same program fails now and then.

        A message needs a mark that says where it ends: a length in front of it, a delimiter behind it, a fixed size, \
        or the end of the connection. The receiver collects bytes until the mark says that the message is whole, and \
        keeps what lies behind it for the next one.
        """

    public static let illustrations = [
        "sent: Hello, then World; one recv(1024) returned HelloWorld",
        "sent: 1000 bytes; the first recv(4096) returned 536, and the program parsed these",
        "sock.recv(4) for a length prefix returned 2 bytes, and unpacking it failed",
        "the program works with one client on loopback and fails over Wi-Fi or with three clients",
    ]
    public static let lookalikes = [
        "UDP: there one recvfrom() is one datagram, whole or cut to the buffer",
        "recv() in a loop until the length that the prefix names has arrived",
        "a byte-for-byte echo: it has no messages, so that any cut is right",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "the sizes that each send and each recv returns, side by side"),
        HandCheck(
            "ss -tnp 'sport = :9090'",
            shows: "Recv-Q above 0 between two receives: the bytes that were not read as part of a message"),
        HandCheck(
            "sudo tcpdump -i lo -n port 9090",
            shows: "the lengths of the segments, which need not be those of the sends"),
    ]
    public static let remedies = [
        """
        Agree on a mark: a length prefix of fixed size and byte order, or a delimiter that cannot stand inside a \
        message.
        """,
        "Receive in a loop until the message is whole; the prefix itself, 4 bytes long, is read in such a loop too.",
        "Keep the bytes behind the message in a buffer that belongs to the connection.",
        """
        Use what the language has: makefile() and readline() in Python, DataInputStream.readFully() in Java, \
        io.ReadFull() in Go.
        """,
    ]
    public static let misconceptions = [
        "Sleeping between two sends: it changes when segments arrive, not what recv() may return.",
        "A larger buffer for recv(): it sets an upper limit, and more messages merge.",
        """
        TCP_NODELAY: it stops the sender from waiting, and the receiver may still find several segments in its \
        queue.
        """,
        """
        MSG_WAITALL alone: it returns early at a signal or at the end of the stream, and needs a length known \
        beforehand.
        """,
    ]
    public static let recipes: [Recipe] = [.receiveExactly, .receiveLines]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        let sent = Exchange.sends(watch)
        var best: ReceiveProof?
        var received: [WatchedCall] = []
        let got = Exchange.receptions(watch)
        let exchanges = watch.sockets.compactMap { Exchange($0, watch, sent: sent, got: got) }
        // What a line is to the program shows on any connection of the same listener.
        let lines = Set(
            exchanges.filter { $0.socket.role == .accepted && ReceiveProof.isLineByLine($0) }
                .compactMap { $0.socket.local?.port })
        for exchange in exchanges {
            guard let proof = ReceiveProof.find(exchange, lines: lines) else { continue }
            if best.map({ proof.confidence > $0.confidence }) ?? true {
                best = proof
                received = exchange.socket.received
            }
            if proof.confidence == .certain { break }
        }
        guard let best, let first = best.told.first else { return [] }
        let recheck = watch.trace("network,read,write")
        return [
            Finding(
                OneReceivePerMessage.self, best.confidence, best.summary,
                evidence: Evidence(first, recheck: recheck),
                best.told.dropFirst().map { Evidence($0, recheck: recheck) },
                fixes: [
                    Fix(
                        "put a length before each message or a delimiter behind it, and receive in a loop until the "
                            + "message is whole", command: "sockdoctor guide receive-exactly")
                ], location: watch.location(best.call, firstOf: received))
        ]
    }

    private static let printing = SourcePlace.python(
        1, text: "data = conn.recv(1024)", surroundings: "data = conn.recv(1024)\nprint('received', data)")
    private static let collecting = SourcePlace.python(
        1, text: "data = conn.recv(1024)", surroundings: "data = conn.recv(1024)\nbuffer += data\nprint(len(buffer))")

    /// Two receives in lines that follow each other.
    private static func two(_ text: String) -> [SourcePlace] {
        [1, 2].map { .python($0, text: text, surroundings: text) }
    }
    private static let login = two("user = conn.recv(64).decode()\nword = conn.recv(64).decode()\ncheck(user, word)")
    private static let commands = SourcePlace.python(
        1, text: "message = client.recv(1024).decode()",
        surroundings:
            "message = client.recv(1024).decode()\nif message == 'NICK':\n    client.send(name)\nelse:\n    print(message)"
    )
    private static let halves = two("first = conn.recv(64)\nrest = conn.recv(64)\nhandle(first + rest)")

    public static let examples: [Example] = seen + parsed + rightPrograms + otherPieces

    private static let seen: [Example] = [
        .fires(
            "Hello and World arrive as one and are answered as one",
            .watched([.accepted([.received("HelloWorld", segments: 2), .sent("got HelloWorld")])])),
        .fires(
            "Hello and World arrive as one and are printed as one",
            .watched([.accepted([.received("HelloWorld", segments: 2), .received("")])], places: [printing])),
        .fires(
            "a client prints two sends of the server as one reply and leaves",
            .watched([.client([.sent("hi"), .received("HelloWorld", segments: 2), .closed])])),
        .fires(
            "a line is answered before its line feed came",
            .watched([
                .accepted([
                    .received("hel", segments: 1), .sent("unknown\n"), .received("lo\n", segments: 2),
                    .sent("unknown\n"),
                ])
            ])),
        .fires(
            "a message longer than the buffer is answered in parts",
            .watched([
                .accepted([
                    .received("0123456789abcdef", size: 16, segments: 1, unread: 4), .sent("ok"),
                    .received("ghij", size: 16, segments: 1), .sent("ok"),
                ])
            ])),
        .fires(
            "the length comes in two parts, and only the first is used",
            .watched([
                .accepted([
                    .received("\0\0\0\u{5}", size: 4), .received("Hello", size: 5), .received("\0\0", size: 4),
                    .received("\0\u{5}", size: 0x10),
                ])
            ])),
        .fires(
            "the length in digits, and half of the message",
            .watched([.accepted([.received("9   ", size: 4), .received("Hello", size: 9), .sent("Hello?")])])),
        .fires(
            "a name, then a file that is longer than the buffer",
            .watched([
                .accepted([
                    .received("notes.txt"), .sent("ok"),
                    .received("0123456789abcdefghijklmnopqrstuvwxyz", size: 36, segments: 2, unread: 3964),
                    .sent("saved"), .closed,
                ])
            ])),
        .fires(
            "half of the announced bytes are taken for all",
            .watched([
                .accepted([.received("\0\0\0\u{9}", size: 4), .received("Hello", size: 9), .sent("Hello?")])
            ])),
        .fires(
            "three pieces without any mark are answered one by one",
            .watched([
                .accepted([
                    .received("add 1 2"), .sent("3"), .received("add 2 2"), .sent("4"), .received("quit"), .sent("bye"),
                ])
            ])),
        .fires(
            "the name takes the password with it, and the receive for the password waits",
            .watched(
                [
                    .accepted(
                        [.received("alicesecret", size: 64, segments: 2)], end: .exit,
                        hanging: .hanging(seconds: 2, place: 1))
                ], wasInterrupted: true, places: login)),
        .fires(
            "the name takes the password with it, and the receive for the password meets the end",
            .watched(
                [
                    .accepted([
                        .received("alicesecret", size: 64, segments: 2), .received("", size: 64, place: 1),
                    ])
                ], places: login)),
        .fires(
            "two commands came as one and got one answer, where single ones were answered on another connection",
            .watched([
                .accepted([.received("time\n", segments: 1), .sent("12:00\n")]),
                .accepted([.received("time\ndate\n", segments: 2), .sent("12:00\n")]),
            ])),
        .fires(
            "half of a JSON object is answered, and then the other half",
            .watched([
                .accepted([
                    .received("{\"type\":", segments: 1), .sent("error"), .received("\"find\"}", segments: 2),
                    .sent("error"),
                ])
            ])),
        .fires(
            "a request in HTTP is answered before its head has ended",
            .watched([
                .accepted([
                    .received("GET / HTT", segments: 1), .sent("HTTP/1.1 200 OK\r\n\r\n"),
                    .received("P/1.1\r\n\r\n", segments: 2),
                ])
            ])),
        .fires(
            "the server closes while the rest lies unread",
            .watched([
                .accepted([.received("hel", segments: 1), .sent("HEL"), WatchedCall(.close, unread: 3, place: 0)])
            ])),
        .fires(
            "a command is compared with what came, and a text came with it",
            .watched(
                [.client([.received("NICKWelcome", segments: 2), .received("", size: 1024), .closed])],
                places: [commands])),
        .fires(
            "name and size come as one, and the file is taken for the size",
            .watched(
                [
                    .accepted([
                        .received("notes.txt47", size: 64, segments: 2),
                        .received("the file", size: 64, segments: 3, place: 1), .closed,
                    ])
                ], places: login)),
        .fires(
            "a JSON text is longer than the buffer, and the program ends with an error",
            .watched(
                [.accepted([.received("{\"a\": [1, 2, 3", size: 15, segments: 1, unread: 40)], end: .exit)],
                exitStatus: 1)),
        .fires(
            "the second field of a header is the length, and half of the message is taken for all",
            .watched([
                .accepted([
                    .received("\u{1}\u{1}\0\u{b}", size: 4), .received("hell", size: 11), .sent("hell"),
                ])
            ])),
        .silent(
            "two JSON lines are answered, and a third waits in the program's buffer",
            .watched([
                .accepted([
                    .received("{\"a\":1}\n{\"a\":2}\n{\"a\"", segments: 3), .sent("1\n"), .sent("2\n"),
                    .received(":3}\n", segments: 4), .sent("3\n"),
                ])
            ])),
        .silent(
            "a single text that begins like a command",
            .watched(
                [.client([.received("NICKWelcome", segments: 1), .received("", size: 1024), .closed])],
                places: [commands])),
        .silent(
            "an answer to somebody else comes between two parts of a line",
            .watched([
                .accepted([
                    .received("hel", segments: 1), .sent("bob: hi\n"),
                    .received("lo\n", segments: 2), .sent("me: hello\n"),
                ]), .accepted([.received("hi\n", segments: 1)]).later(0.5),
            ])),
        .silent(
            "a relay hands on what comes, in both directions",
            .watched([
                .accepted([
                    .received("Hello", segments: 2), .sent("<Hello>"), .received("World!", segments: 4),
                    .sent("<World!>"),
                ]),
                .client([
                    .sent("Hello"), .received("<Hello>", segments: 1), .sent("World!"),
                    .received("<World!>", segments: 2),
                ]),
            ])),
        .silent(
            "the password alone has not come yet",
            .watched(
                [
                    .accepted(
                        [.received("alice", size: 64, segments: 1)], end: .exit,
                        hanging: .hanging(seconds: 2, place: 1))
                ], wasInterrupted: true, places: login)),
        .silent(
            "the second receive gathers the rest of the first",
            .watched(
                [
                    .accepted(
                        [.received("alicesecret", size: 64, segments: 2)], end: .exit,
                        hanging: .hanging(seconds: 2, place: 1))
                ], wasInterrupted: true, places: halves)),
        .silent(
            "an echo sends back what came, however it was cut",
            .watched([.accepted([.received("HelloWorld", segments: 2), .sent("HelloWorld")])])),
        .silent(
            "lines are answered one by one though they came as one",
            .watched([.accepted([.received("1+1\n2+2\n", segments: 2), .sent("2\n"), .sent("4\n")])])),
        .silent(
            "a loop around recv() collects until the length is reached",
            .watched([
                .accepted([
                    .received("\0\0\0\u{a}", size: 4), .received("Hello", size: 10), .received("World", size: 5),
                    .sent("ok"),
                ])
            ])),
        .silent(
            "two frames with lengths came as one and were both answered",
            .watched([
                .accepted([.received("\0\0\0\u{1}a\0\0\0\u{1}b", segments: 2), .sent("A"), .sent("B")])
            ])),
        .silent(
            "each message ends with a semicolon",
            .watched([
                .accepted([
                    .received("add 1 2;"), .sent("3;"), .received("add 2 2;"), .sent("4;"), .received("quit;"),
                    .sent("bye;"),
                ])
            ])),
        .silent(
            "the pieces are added to a buffer",
            .watched(
                [
                    .accepted([
                        .received("add 1 2"), .sent("3"), .received("add 2 2"), .sent("4"), .received("quit"),
                        .sent("bye"),
                    ])
                ], places: [collecting])),
        .silent(
            "messages of one byte need no mark",
            .watched([
                .accepted([
                    .received("a", size: 1, unread: 1), .sent("A"), .received("b", size: 1), .sent("B"),
                    .received("c", size: 1), .sent("C"),
                ])
            ])),
        .silent(
            "a file is collected until the end of the stream",
            .watched([.accepted([.received("HelloWorld", segments: 2), .received("")])], places: [collecting])),
        .silent(
            "one message each connection",
            .watched([
                .accepted([.received("add 1 2"), .sent("3")]), .accepted([.received("add 2 2"), .sent("4")]),
                .accepted([.received("quit"), .sent("bye")]),
            ])),
        .silent(
            "a reader with a buffer of its own made the receives",
            .watched(
                [.accepted([.received("1+1\n2", size: 8192, segments: 2), .sent("2\n")])],
                places: [.python(12, via: "socket.py readinto")])),
        .silent(
            "a request in HTTP came in two segments",
            .watched([
                .accepted([.received("POST / HTTP/1.1\r\n\r\nx=1", segments: 2), .sent("HTTP/1.1 200 OK\r\n\r\n")])
            ])),
        .silent(
            "a client answers a prompt, which ends without a line feed",
            .watched([.client([.received("login: "), .sent("bob\n"), .received("welcome\n"), .sent("quit\n")])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
