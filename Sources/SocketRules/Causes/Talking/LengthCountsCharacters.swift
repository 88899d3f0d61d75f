public import SocketFacts

/// The length prefix counts characters while the payload is sent as bytes.
public enum LengthCountsCharacters: Cause {
    public static let title = "The length prefix counts characters, not bytes"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .noReply]

    public static let explanation = """
        The prefix was made from the length of the text, and then the text was encoded. In UTF-8 a character takes one \
        to four bytes: letters without an accent take 1, ă, ș and é take 2, the euro sign takes 3, most emoji take 4. \
        "Bună ziua" has 9 characters and 10 bytes.

        As long as the text is plain ASCII the two numbers are equal, so that every first test passes. With the first \
        accented letter the receiver reads too few bytes. The message loses its end, perhaps in the middle of a \
        character, and the bytes that remain are taken for the prefix of the next message. From there on nothing fits: \
        the receiver expects an absurd length and waits.

        What is counted depends on the language: len() of a str in Python counts code points, length in Java and \
        JavaScript UTF-16 units, count of a String in Swift what a reader sees as one character. strlen() in C and \
        len() of a string in Go count bytes.
        """

    public static let illustrations = [
        "sent: prefix 9, then the 10 bytes of \"Bună ziua\"; received: \"Bună ziu\"",
        "the protocol works with \"Hello\" and stops at the first \"é\"",
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 3: unexpected end of data",
        "Python: two emoji in one message, and the length is wrong by 6",
    ]
    public static let lookalikes = [
        """
        a prefix that is too large by a fixed number for every text, ASCII too: it includes the header or a \
        terminating zero byte
        """
    ]
    public static let byHand = [
        HandCheck("sudo tcpdump -i lo -n -X port 9090", shows: "the prefix and the number of bytes that follow it"),
        HandCheck("printf 'Bună ziua' | wc -m -c", shows: "9 characters and 10 bytes, in a UTF-8 locale"),
        HandCheck(
            "strace -f -e trace=network -x -p PID",
            shows: "non-ASCII bytes such as \\xc4\\x83 behind a prefix that is too small"),
    ]
    public static let remedies = [
        "Encode first, then count: data = text.encode(\"utf-8\"), then the prefix of len(data), then data.",
        """
        In Java count getBytes(StandardCharsets.UTF_8).length, in JavaScript Buffer.byteLength(text), in Swift \
        text.utf8.count.
        """,
        "Name the encoding on both sides; UTF-8 is the one to choose.",
    ]
    public static let misconceptions = [
        "Removing the accents from the text: the next name brings them back.",
        "Adding a few bytes of reserve to the length: the receiver waits for bytes that do not come.",
        "Decoding with errors ignored: it hides the cut character, and the stream stays out of step.",
    ]
    public static let recipes: [Recipe] = [.receiveExactly]

    public static let silences: [any Cause.Type] = [OneReceivePerMessage.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets {
            guard let mismatch = LengthPrefix.find(socket, watch),
                case .characters(let characters, let bytes) = mismatch.kind
            else { continue }
            return [
                Finding(
                    LengthCountsCharacters.self, mismatch.confidence,
                    "the length says \(characters), the number of characters; the data has \(bytes) bytes",
                    evidence: Evidence(mismatch.told, recheck: watch.trace("network,read,write")),
                    fixes: [
                        Fix(
                            "encode first, then count: data = text.encode(); length = len(data)",
                            command: "sockdoctor guide receive-exactly")
                    ], location: watch.location(mismatch.call))
            ]
        }
        return []
    }

    public static let examples: [Example] = [
        .fires("the length counts characters", .watched([.client([.sent("\0\0\0\u{4}caf\u{e9}")])])),
        .fires(
            "the length goes out in a send of its own",
            .watched([.client([.sent("\0\0\0\u{4}"), .sent("caf\u{e9}")])])),
        .silent("the length counts bytes", .watched([.client([.sent("\0\0\0\u{5}caf\u{e9}")])])),
        .silent("text without a length", .watched([.client([.sent("caf\u{e9} au lait")])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
