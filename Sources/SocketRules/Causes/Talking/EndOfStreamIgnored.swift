public import SocketFacts

/// recv() returned 0 and the program went on reading.
public enum EndOfStreamIgnored: Cause {
    public static let title = "The end of the stream is not noticed"
    public static let symptoms: [Symptom] = [.noReply, .connectionClosedByPeer]

    public static let explanation = """
        When the other side has closed, or has shut down its sending half, recv() returns 0 bytes: b"" in Python, -1 \
        from read() in Java, io.EOF in Go, the event end in Node. It is no error and sets no errno. It means that \
        nothing will ever come on this connection again, and each further call returns 0 at once.

        A loop that does not look for it never ends. It runs without waiting, takes a whole processor, and no other \
        client gets its turn. A common case is the loop that appends recv() to a buffer until a newline is in it: when \
        the client closes without one, the condition never becomes true. The socket stays in CLOSE_WAIT, because the \
        program never calls close().

        In UDP a result of 0 is something else, an empty datagram, and the next one may follow.
        """

    public static let illustrations = [
        "recvfrom(4, \"\", 1024, …) = 0, thousands of times a second",
        "the server uses 100 % of a processor after the first client has left",
        "while b\"\\n\" not in buffer: buffer += sock.recv(1024) never ends when the client closes before the newline",
        "the program prints empty lines without end, or handles an empty message",
    ]
    public static let lookalikes = [
        "recv() fails with ECONNRESET: the peer did not close in order, and the error is reported once",
        "a peer that has called shutdown(SHUT_WR) still reads: answer first, then close",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=network -p PID",
            shows: "recvfrom() = 0, again and again on the same descriptor"),
        HandCheck("top -p PID", shows: "a process near 100 % that has nothing to do"),
        HandCheck(
            "ss -tnp state close-wait 'sport = :9090'",
            shows: "connections that the client has closed and the server has not"),
    ]
    public static let remedies = [
        "After each receive, test for 0 bytes first; leave the loop and close the socket.",
        "When it comes in the middle of a message, treat it as an error: the rest will not come.",
        "In C, tell the three results apart: above 0 data, 0 end of stream, -1 an error with errno.",
    ]
    public static let misconceptions = [
        "Sleeping in the loop: it uses less of the processor and waits for ever just the same.",
        "A receive timeout: recv() at the end of the stream does not wait, so that no timeout expires.",
        "Testing whether the socket is still connected with getpeername(): it succeeds in CLOSE_WAIT.",
    ]
    public static let recipes: [Recipe] = [.endOfStream, .receiveExactly]

    /// Receives of 0 bytes in a row that no program makes on purpose; a buffered reader may ask once or twice more.
    private static let row = 5

    /// Sending to a client that was never taken off at its end is what follows.
    public static let silences: [any Cause.Type] = [WriteAfterClose.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .tcp {
            guard socket.emptyReceives >= row || answersTheEnd(socket),
                let call = socket.calls.first(where: {
                    $0.kind == .receive && !$0.flags.contains(.peek) && $0.result == 0 && $0.argument > 0
                })
            else { continue }
            return [
                Finding(
                    EndOfStreamIgnored.self, .certain,
                    "recv() returned 0, the end of the stream, and the program received \(socket.emptyReceives - 1) more times",
                    evidence: Evidence(
                        "\(socket.emptyReceives) receives in a row on the connection to \(socket.title) returned 0 bytes: the "
                            + "other side has closed, and nothing more can come.",
                        recheck: watch.trace("network,read")),
                    fixes: [
                        Fix(
                            "leave the loop when recv() returns 0 bytes (b\"\" in Python) and close the socket",
                            command: "sockdoctor guide end-of-stream")
                    ], location: watch.location(call))
            ]
        }
        return []
    }

    /// Twice the end of the stream was answered like a message, and received after that.
    private static func answersTheEnd(_ socket: WatchedSocket) -> Bool {
        let events = socket.allCalls.filter { $0.kind == .receive && !$0.flags.contains(.peek) || $0.kind == .send }
        let ends = events.indices.filter { index in
            guard events[index].kind == .receive, events[index].result == 0, events[index].argument > 0 else {
                return false
            }
            return events.indices.contains(index + 1) && events[index + 1].kind == .send
        }
        return zip(ends, ends.dropFirst()).contains { first, second in
            // Nothing but the answers stands between them.
            events[(first + 1)..<second].allSatisfy { $0.kind == .send }
                && events[first].thread == events[second].thread
        }
    }

    private static let empty = WatchedCall.received("")

    public static let examples: [Example] = [
        .fires(
            "a loop goes on receiving from a client that has left",
            .watched([.accepted([.received("hi")] + Array(repeating: empty, count: 9), end: .exit)])),
        .fires(
            "the end is answered like a message, twice",
            .watched([.accepted([.received("hi"), .sent("hi"), empty, .sent("\n"), empty, .sent("\n")], end: .exit)])),
        .silent(
            "the client has shut its half down, and is answered then",
            .watched([.accepted([.received("hi"), empty, .sent("2 bytes"), empty, .closed])])),
        .silent("the loop ends at the end of the stream", .watched([.accepted([.received("hi"), empty, .closed])])),
        .silent(
            "a buffered reader asks once more", .watched([.accepted([.received("hi"), empty, empty, .closed])])),
        .silent(
            "data between the ends of other connections",
            .watched([.accepted([.received("a"), empty, .closed]), .accepted([.received("b"), empty, .closed])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
