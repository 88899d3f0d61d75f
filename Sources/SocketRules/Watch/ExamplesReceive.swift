import SocketFacts

/// Correct programs that were once taken for wrong ones.
extension OneReceivePerMessage {
    static let rightPrograms: [Example] = [
        .silent(
            "commands that begin like HTTP are answered line by line",
            .watched([
                .accepted([
                    .received("PUT a 1\nGET a\n", segments: 2), .sent("OK\n"), .sent("1\n"),
                    .received("GET b\n", segments: 3), .sent("none\n"),
                ])
            ])),
        .silent(
            "a timer sends between two parts of a line",
            .watched([
                .accepted([
                    .received("hel", segments: 1), .failed(.receive, .tryAgain).taking(1), .sent("PING\n"),
                    .received("lo\n", segments: 2), .sent("HELLO\n"),
                ])
            ])),
        .silent(
            "marks behind each message",
            .watched([.accepted([.received("\u{2}hello\u{3}\u{2}world\u{3}", segments: 2), .sent("hello!world!")])])),
        .silent(
            "the partner resets the connection in the middle of a frame",
            .watched([
                .accepted([
                    .received("\0\0\0\u{9}", size: 4), .received("Hello", size: 9),
                    .failed(.receive, .connectionReset, argument: 4), .closed,
                ])
            ])),
        .silent(
            "another thread sends between two parts of a frame",
            .watched([
                .accepted([
                    .received("\0\0\0\u{9}", size: 4), .received("Hello", size: 9), .sent("tick").by(thread: 7),
                    .received("Wrld", size: 4), .sent("ok"),
                ])
            ])),
        .silent(
            "a body that was announced is refused",
            .watched([
                .accepted([
                    .received("POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\n", segments: 1),
                    .sent("HTTP/1.1 413 Content Too Large\r\n\r\n"), .closed,
                ])
            ])),
    ]

    /// FIONREAD tells how much is there, and the receive asks for so much.
    private static func available(_ text: String, segments: UInt32) -> [WatchedCall] {
        let count = text.utf8.count
        return [
            WatchedCall(.askUnread, result: count, place: 0),
            .received(text, size: UInt64(count), segments: segments),
        ]
    }

    /// A client that closes behind what it received, when more was on its way.
    private static func leaving(_ text: String, _ places: [SourcePlace]) -> Facts {
        var look = SocketLook(state: .established)
        look.dataAfterClose = true
        return .watched([.client([.received(text, segments: 1), .closed], look: look)], places: places)
    }
    private static let line = SourcePlace(
        language: .perl, file: "first.pl", line: 1, text: "my $line = <$s>;",
        surroundings: "my $line = <$s>;\nprint $line;")
    private static let once = SourcePlace.python(
        1, text: "data = s.recv(1024)", surroundings: "data = s.recv(1024)\nprint(data)")

    static let otherPieces: [Example] = [
        .fires("the first line of a reply is taken for all of it", leaving("one\n", [once])),
        .fires("half of a reply is taken for all of it in Node", leaving("half of", [])),
        .silent("a client in Node that may want the first line only", leaving("tick 1\n", [])),
        .silent("a client in Perl that reads the first line only", leaving("tick 1\n", [line])),
        .fires(
            "two orders came as one to a program that reads what is available",
            .watched([
                .accepted(
                    available("ORDER milk", segments: 1) + [.sent("ACCEPTED 10")]
                        + available("ORDER teaORDER bread", segments: 3) + [.sent("ACCEPTED 20")])
            ])),
        .fires(
            "two JSON texts came as one, and the parser's error ends the program",
            .watched(
                [.accepted([.received("{\"a\": 1}{\"a\": [2]}", segments: 2)], end: .exit)], exitStatus: 1,
                change: { $0.endedAt = 20_000_000 })),
        .silent(
            "two JSON texts that came as one, and the person ends the program",
            .watched(
                [.accepted([.received("{\"a\": 1}{\"a\": [2]}", segments: 2)], end: .exit)], exitStatus: 130,
                wasInterrupted: true, change: { $0.endedAt = 20_000_000 })),
        .silent(
            "one JSON text, and an error of another kind",
            .watched(
                [.accepted([.received("{\"a\": [1, 2]}", segments: 2)], end: .exit)], exitStatus: 1,
                change: { $0.endedAt = 20_000_000 })),
        .silent(
            "lines are read as far as they are available, and answered one by one",
            .watched([
                .accepted(
                    available("one\n", segments: 1) + [.sent("ONE\n")] + available("two\nthree\n", segments: 3)
                        + [.sent("TWO\n"), .sent("THREE\n")])
            ])),
        .silent(
            "records of fixed size, each asked for after a look",
            .watched([
                .accepted(
                    [WatchedCall(.askUnread, result: 24, place: 0)]
                        + [1, 2, 3].flatMap { [.received("record \($0)", size: 8, segments: 3), .sent("ok")] })
            ])),
    ]
}
