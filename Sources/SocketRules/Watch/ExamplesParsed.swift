import SocketFacts

/// What the source makes of the bytes decides: parsed as one text, or filled into one structure.
extension OneReceivePerMessage {
    private static func parsing(_ text: String) -> SourcePlace {
        .python(1, text: "data = conn.recv(1024)", surroundings: text)
    }
    private static let orders = WatchedSocket.accepted([
        .received("{\"id\": 1}{\"id\": 2}", segments: 2), .received("{\"id\": 3}", segments: 3), .sent("ok"),
    ])
    private static func packets(_ argument: String) -> Facts {
        let line = "while (recv(fd, \(argument), sizeof packet, 0) > 0) {"
        let half = String(repeating: "a", count: 32)
        return .watched(
            [
                .accepted([
                    .received(half + half, size: 64), .sent("k"), .received(half, size: 64), .sent("k"),
                    .received(half, size: 64), .sent("k"), .received("", size: 64),
                ])
            ],
            places: [
                SourcePlace(
                    language: .native, file: "/home/student/lab/server.c", line: 1, function: "serve", text: line,
                    surroundings: line)
            ])
    }

    static let parsed: [Example] = [
        .fires(
            "two orders in JSON come as one, and parsing them as one fails",
            .watched([orders], places: [parsing("data = conn.recv(1024)\norder = json.loads(data.decode())")])),
        .fires("a structure of 64 bytes comes in two halves, and each is taken for one", packets("&packet")),
        .silent(
            "two orders in JSON come as one, and are parsed line by line",
            .watched(
                [orders],
                places: [parsing("data = conn.recv(1024)\nfor line in data.split():\n    order = json.loads(line)")])),
        .silent(
            "two orders in JSON that came as one are taken apart when parsing them as one fails",
            .watched(
                [orders],
                places: [
                    parsing(
                        "data = conn.recv(1024).decode()\ntry:\n    order = json.loads(data)\nexcept ValueError:\n"
                            + "    order, end = decoder.raw_decode(data)")
                ])),
        .silent(
            "JSON is collected until it can be parsed",
            .watched(
                [orders], places: [parsing("data = data + conn.recv(1024)\norder = json.loads(data)")])),
        .silent("a buffer of 64 bytes is no record", packets("packet")),
    ]
}
