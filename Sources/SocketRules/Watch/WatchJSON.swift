import SocketFacts

/// The part of the JSON document that `run` adds.
enum WatchJSON {
    static func pairs(_ facts: Facts) -> [(String, JSONText)] {
        guard let watch = facts.watch.value else {
            return [("program", .null), ("sockets", .array([])), ("calls", .integer(0))]
        }
        return [
            (
                "program",
                .object([
                    ("argv", .array(watch.arguments.map { .string(Wording.escaped($0, limit: 4096)) })),
                    ("pid", watch.pid.map { .integer(Int($0)) } ?? .null),
                    ("exit_status", watch.exitStatus.map { .integer(Int($0)) } ?? .null),
                    ("signal", .optional(watch.signal)),
                ])
            ),
            ("sockets", .array(watch.sockets.map { socket($0, watch) })),
            ("sockets_omitted", .integer(watch.socketsOmitted)),
            ("calls", .integer(watch.calls)),
            ("lost", .integer(watch.lost)),
            ("watched_with", .string(watch.means.rawValue)),
            (
                "unwatched",
                .array(
                    watch.unwatched.map {
                        .object([("pid", .integer(Int($0.pid))), ("reason", .optional($0.unwatched))])
                    })
            ),
        ]
    }

    private static func socket(_ socket: WatchedSocket, _ watch: WatchFacts) -> JSONText {
        .object([
            ("id", .integer(socket.id)),
            ("pid", .integer(Int(socket.process))),
            ("transport", .string(socket.transport.rawValue)),
            ("role", .string(socket.role.rawValue)),
            ("local", .optional(socket.local?.description)),
            ("peer", .optional(socket.peer?.description)),
            ("partner", socket.partner.map { .integer($0) } ?? .null),
            ("opened_ms", .number(watch.offset(socket.openedAt))),
            ("ended_ms", socket.endedAt.map { .number(watch.offset($0)) } ?? .null),
            ("end", .string(socket.end.rawValue)),
            ("sends", .integer(socket.sends)),
            ("bytes_sent", .integer(socket.bytesSent)),
            ("receives", .integer(socket.receives)),
            ("bytes_received", .integer(socket.bytesReceived)),
            ("omitted", .integer(socket.omitted)),
            ("story", .array(socket.calls.map { call($0, watch) })),
            ("hanging", socket.hanging.map { call($0, watch) } ?? .null),
        ])
    }

    private static func call(_ call: WatchedCall, _ watch: WatchFacts) -> JSONText {
        var pairs: [(String, JSONText)] = [
            ("call", .string(call.kind.function)),
            ("at_ms", .number(watch.offset(call.begin))),
            ("took_ms", .number(call.milliseconds)),
            ("thread", .integer(Int(call.thread))),
            ("result", call.result.map { .integer($0) } ?? .null),
            ("errno", .optional(call.error?.name)),
        ]
        if call.movesData {
            pairs.append(("asked", .integer(Int(truncatingIfNeeded: call.argument))))
            if call.kind == .receive {
                pairs.append(("segments", .integer(Int(call.segments))))
                pairs.append(("unread", .integer(Int(call.unread))))
            }
            pairs.append(("data", .string(Wording.escaped(String(decoding: call.head, as: UTF8.self)))))
        }
        if let address = call.address { pairs.append(("address", .string(address.description))) }
        if let location = watch.location(call) {
            pairs.append(("file", .string(Wording.escaped(location.file, limit: 4096))))
            pairs.append(("line", .integer(location.line)))
        }
        return .object(pairs)
    }
}
