public import SocketFacts

/// The length prefix is written in one byte order and read in the other.
public enum LengthByteOrder: Cause {
    public static let title = "The bytes of the length prefix are swapped"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .noReply, .protocolMismatch]

    public static let explanation = """
        A length of 5 in four bytes is 00 00 00 05 with the high byte first (big endian, network byte order) and 05 00 \
        00 00 with the low byte first (little endian). A receiver that reads it the other way round takes 5 for \
        83886080, and in two bytes for 1280. It then waits for 83 million bytes that nobody sends, or refuses the \
        message, or runs out of memory.

        On x86 and ARM the memory of an integer is little endian. A program in C that sends an int as it lies in \
        memory, or struct.pack("I", n) in Python without a sign for the order, is little endian by accident. Two such \
        programs understand each other, and neither understands one that follows the convention. Java's \
        DataOutputStream is big endian always; in Node and Go the order is in the name of the function.

        Lengths whose bytes read the same both ways, 0 among them, hide the fault.
        """

    public static let illustrations = [
        "a message of 5 bytes: the prefix on the wire is 05 00 00 00, the receiver expects 83886080 bytes",
        "sent: struct.pack(\"<I\", n); received: struct.unpack(\">I\", prefix)",
        "the server waits after the first message, and Recv-Q stays 0",
        "MemoryError or OutOfMemoryError after a short message",
    ]
    public static let lookalikes = [
        "a huge length that is readable as text, such as 1213486160 (HTTP): the peer sends no prefix at all",
        "a length that is off by exactly the size of the prefix: it includes the header",
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n -X port 9090",
            shows: "the first four bytes of the data: 0000 0005 or 0500 0000"),
        HandCheck(
            "strace -f -e trace=network -x -p PID",
            shows: "the bytes of the prefix in the calls of both programs"),
        HandCheck(
            "python3 -c 'print(int.from_bytes((5).to_bytes(4,\"little\"),\"big\"))'",
            shows: "83886080, what a receiver makes of 5 in the wrong order"),
    ]
    public static let remedies = [
        """
        Write and read the prefix in network byte order on both sides: struct.pack(">I", n), htonl() and ntohl() \
        in C.
        """,
        "In Swift, write UInt32(n).bigEndian, and read with UInt32(bigEndian:).",
        "Refuse a length that is larger than any message of the protocol, and close the connection.",
    ]
    public static let misconceptions = [
        "Waiting longer or raising the timeout: the bytes that are counted on do not exist.",
        "Swapping on both sides: it works between these two and stays a trap for the third program.",
    ]
    public static let recipes: [Recipe] = [.receiveExactly]

    public static let silences: [any Cause.Type] = [OneReceivePerMessage.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets {
            guard let mismatch = LengthPrefix.find(socket, watch), case .byteOrder(let meant, let read) = mismatch.kind
            else { continue }
            return [
                Finding(
                    LengthByteOrder.self, mismatch.confidence,
                    "the bytes of the length are swapped: \(meant) is read as \(read)",
                    evidence: Evidence(mismatch.told, recheck: watch.trace("network,read,write")),
                    fixes: [
                        Fix(
                            "write and read the length in network byte order on both sides: struct.pack(\"!I\", n) in "
                                + "Python, htonl() and ntohl() in C")
                    ], location: watch.location(mismatch.call))
            ]
        }
        return []
    }

    public static let examples: [Example] = [
        .fires(
            "a big-endian length is read as little-endian",
            .watched([
                .accepted([
                    .received("\0\0\0\u{5}", size: 4, unread: 5), .received("Hello", size: 83_886_080),
                ])
            ])),
        .fires(
            "the number is so large that the program asks for portions of it",
            .watched([
                .accepted([
                    .received("\0\0\0\u{5}", size: 4), .received("Hello", size: 4096),
                    .received("\0\0\0\u{5}World", size: 4096), .received("", size: 4096),
                ])
            ])),
        .fires(
            "portions of a number, and the rest of them never comes",
            .watched(
                [
                    .accepted(
                        [.received("\0\0\0\u{5}", size: 4), .received("Hello", size: 4096)], end: .exit,
                        hanging: .hanging(seconds: 2, argument: 4096))
                ], wasInterrupted: true)),
        .silent(
            "a right length, and a buffer that is larger than the data",
            .watched([
                .accepted([
                    .received("\0\0\0\u{5}", size: 4), .received("Hello", size: 4096),
                    .received("\0\0\0\u{5}", size: 4), .received("World", size: 4096), .received("", size: 4),
                ])
            ])),
        .silent(
            "the length of a file is only shown, and the file read to the end of the stream",
            .watched([
                .accepted([
                    .received("\0\0\0\u{5}", size: 4), .received("Hello", size: 4096),
                    .received("", size: 4096),
                ])
            ])),
        .fires(
            "Java reads the length byte by byte, and asks for a part of so large a message",
            .watched([
                .accepted([
                    .received("\u{5}", size: 1), .received("\0", size: 1), .received("\0", size: 1),
                    .received("\0", size: 1), .received("Hello", size: 131_072), .received("", size: 131_072),
                ])
            ])),
        .fires(
            "a client sends a little-endian length and is never answered",
            .watched([
                .client(
                    [.sent("\u{5}\0\0\0Hello")], end: .exit,
                    hanging: WatchedCall(.receive, result: nil, begin: 0, end: 4_000_000_000, argument: 4, place: 0))
            ])),
        .silent(
            "both sides use little-endian lengths",
            .watched([
                .accepted([
                    .received("\u{5}\0\0\0", size: 4, unread: 5), .received("Hello", size: 5),
                    .sent("\u{2}\0\0\0ok"),
                ])
            ])),
        .silent(
            "Java reads the right length byte by byte",
            .watched([
                .accepted([
                    .received("\0", size: 1), .received("\0", size: 1), .received("\0", size: 1),
                    .received("\u{5}", size: 1), .received("Hello", size: 5), .received("", size: 1),
                ])
            ])),
        .silent(
            "a length in network byte order",
            .watched([.client([.sent("\0\0\0\u{5}Hello"), .received("\0\0\0\u{2}", size: 4)])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
