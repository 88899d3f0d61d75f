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
}
