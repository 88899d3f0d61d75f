public import SocketFacts

/// One side counts the length prefix as part of the length, the other does not.
public enum LengthIncludesHeader: Cause {
    public static let title = "The length includes the prefix itself for one side only"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .noReply]

    public static let explanation = """
        A length can mean the payload alone or the whole frame with the prefix. Both are in use. When the two sides \
        differ, each message is off by the size of the prefix, 4 bytes for a 32-bit length.

        When the sender counts the prefix and the receiver does not, Hello is announced as 9. The receiver reads Hello \
        and waits for 4 more bytes. If the sender waits for an answer, both wait for ever. If a second message \
        follows, its prefix is taken for the end of the first, and its text is read as a length.

        When only the receiver counts the prefix, it subtracts 4 and reads 1 byte of the 5. The rest, ello, is taken \
        for the next prefix, which is 1701604463 in network byte order.
        """

    public static let illustrations = [
        "\"Hello\" is announced as 9, and the receiver waits for 4 more bytes",
        "the first message ends with the 4 bytes 00 00 00 09 of the next prefix",
        "the second message has an absurd length, such as 1701604463",
        "every message lacks its last 4 bytes",
    ]
    public static let lookalikes = [
        "the difference changes with the text: the length counts characters, not bytes",
        "the difference is 1 for each message: a newline or a terminating zero byte is counted on one side only",
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n -X port 9090",
            shows: "the prefix, and how many bytes come behind it: 9 against 5"),
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "a receive that asks for 9 bytes after the prefix and gets 5"),
    ]
    public static let remedies = [
        "Write down what the length counts, and make both sides do the same; the payload alone is the usual choice.",
        """
        When the protocol counts the whole frame, subtract the size of the prefix after reading it, and refuse a \
        smaller length.
        """,
    ]
    public static let misconceptions = [
        "Padding the message with 4 bytes: both sides then agree by accident, and the padding is part of the data.",
        "A timeout as the end of a message: each message then takes as long as the timeout.",
    ]
    public static let recipes: [Recipe] = [.receiveExactly]

    public static let silences: [any Cause.Type] = [OneReceivePerMessage.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets {
            guard let mismatch = LengthPrefix.find(socket, watch),
                case .header(let length, let size, let bytes) = mismatch.kind
            else { continue }
            return [
                Finding(
                    LengthIncludesHeader.self, mismatch.confidence,
                    "the length \(length) counts its own \(size) bytes on one side only; the data has \(bytes)",
                    evidence: Evidence(mismatch.told, recheck: watch.trace("network,read,write")),
                    fixes: [
                        Fix("let the length count the data alone, on both sides"),
                        Fix("or subtract the header's \(size) bytes where the length is read"),
                    ], location: watch.location(mismatch.call))
            ]
        }
        return []
    }

    public static let examples: [Example] = [
        .fires(
            "a length that counts itself makes the receiver wait for four more bytes",
            .watched([
                .accepted(
                    [.received("\0\0\0\u{9}", size: 4, unread: 5), .received("Hello", size: 9)], end: .exit,
                    hanging: WatchedCall(.receive, result: nil, begin: 0, end: 3_000_000_000, argument: 4, place: 0))
            ])),
        .fires(
            "the wait for four more bytes was broken off with Ctrl+C, and Python ran its handler",
            .watched(
                [
                    .accepted([
                        .received("\0\0\0\u{9}", size: 4), .received("Hello", size: 9),
                        .failed(.receive, .interrupted, argument: 4).taking(2), .closed,
                    ])
                ], wasInterrupted: true)),
        .fires(
            "the four bytes that are missing are taken from the next message",
            .watched([
                .accepted([
                    .received("\0\0\0\u{9}", size: 4), .received("Hello", size: 9),
                    .received("\0\0\0\u{9}", size: 4), .received("Worl", size: 4),
                    .received("d", size: 1_466_921_580), .received("", size: 1_466_921_579),
                ])
            ])),
        .silent(
            "two messages whose lengths count the data alone",
            .watched([
                .accepted([
                    .received("\0\0\0\u{5}", size: 4), .received("Hello", size: 5),
                    .received("\0\0\0\u{5}", size: 4), .received("World", size: 5), .received("", size: 4),
                ])
            ])),
        .fires(
            "a client sends such a length and is never answered",
            .watched([
                .client(
                    [.sent("\0\0\0\u{9}Hello")], end: .exit,
                    hanging: WatchedCall(.receive, result: nil, begin: 0, end: 4_000_000_000, argument: 4, place: 0))
            ])),
        .silent(
            "a protocol in which the length counts itself, on both sides",
            .watched([.client([.sent("\0\0\0\u{9}Hello"), .received("\0\0\0\u{6}ok")])])),
        .silent(
            "the rest of the data is on its way",
            .watched([
                .accepted([
                    .received("\0\0\0\u{9}", size: 4), .received("Hello", size: 9), .received("More", size: 4),
                ])
            ])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
