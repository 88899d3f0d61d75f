public import SocketFacts

/// Both ends wait in recv().
public enum DeadlockBothReceiving: Cause {
    public static let title = "Both sides wait for the other to send"
    public static let symptoms: [Symptom] = [.noReply]

    public static let explanation = """
        The server waits in recv() for a request, the client waits in recv() for a reply or a greeting, and nothing is \
        on its way. TCP has no notion of whose turn it is, so that both wait until one is ended.

        There are four usual reasons. The protocol was never agreed on: one expects a greeting, the other expects the \
        client to speak first. One side waits for more than was sent, a longer length, a delimiter or the end of the \
        stream. The request lies in a buffer of the program and was not flushed. Or one side reads until the end of \
        the stream while the other keeps the connection open for the reply; then shutdown(SHUT_WR) is missing after \
        the request.

        Both queues are empty on both sides, which tells it from a program that does not read.
        """

    public static let illustrations = [
        "strace shows recvfrom() without a result in both programs",
        "the server calls recv() until it returns 0, the client waits for the reply with its socket open",
        "a client for a server that greets, such as SMTP, waits; its server waits for the client to speak first",
        "Java: PrintWriter.print() without flush(), then readLine()",
    ]
    public static let lookalikes = [
        "recv-Q above 0: the bytes are there, and the program does not read them",
        "both sides wait in send(): their queues are full because neither reads, and Send-Q is above 0 on both ends",
    ]
    public static let byHand = [
        HandCheck("sudo strace -p PID", shows: "recvfrom(4, with nothing behind it, in both programs"),
        HandCheck(
            "ss -tnp '( sport = :9090 or dport = :9090 )'",
            shows: """
                ESTAB with Recv-Q 0 and Send-Q 0 on both ends: nothing is unread and nothing is on its way
                """),
        HandCheck("sudo tcpdump -i lo -n port 9090", shows: "who has sent last, and how many bytes"),
    ]
    public static let remedies = [
        "Write down who speaks first and how each message ends, and read exactly that much.",
        "Flush after each message that waits for an answer.",
        "Where the end of the request is the end of the stream, call shutdown(SHUT_WR) after it, and then receive.",
        "Set a receive timeout, so that the program says what it waits for.",
    ]
    public static let misconceptions = [
        "A timeout alone: it ends the wait, and the next exchange stops at the same place.",
        "A second thread that receives: it waits as well, when nothing is sent.",
        "More data so that a buffer fills up: it works by accident, and the last message still stays behind.",
    ]
    public static let recipes: [Recipe] = [.receiveExactly, .receiveLines, .connectWithTimeout]

    /// Milliseconds: an answer that takes its time is no deadlock.
    private static let long = 900.0
    /// The same where both ends were watched and their calls are known.
    private static let longWatched = 600.0

    public static let silences: [any Cause.Type] = [NoReceiveTimeout.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        // Each of these says why one side waits for more.
        guard try DelimiterMissing.check(facts).isEmpty else { return [] }
        if watch.sockets.contains(where: { socket in
            socket.hanging != nil && Exchange(socket, watch).flatMap(ReceiveProof.successive) != nil
        }) {
            return []
        }
        for socket in watch.sockets where socket.transport == .tcp {
            guard let call = socket.lastWait(watch), isReceive(call), let look = socket.look, look.receiveQueue == 0,
                look.sendQueue == 0, look.state == .established, look.mayGoOn == .seen(false),
                LengthPrefix.find(socket, watch) == nil
            else { continue }
            if let partner = watch.socket(socket.partner) {
                guard let other = partner.lastWait(watch) ?? partner.vainWait, isReceive(other),
                    look.peerUnread.value ?? 0 == 0, together(call, other) >= longWatched
                else { continue }
                return [finding(watch, socket, call, partner, other)]
            }
            guard call.milliseconds >= long, look.peerReceives == .seen(true), look.peerUnread == .seen(0) else {
                continue
            }
            return [finding(watch, socket, call, nil, nil)]
        }
        return []
    }

    /// Milliseconds for which both calls waited at the same time.
    private static func together(_ a: WatchedCall, _ b: WatchedCall) -> Double {
        let from = max(a.begin, b.begin)
        let to = min(a.end, b.end)
        return to > from ? Double(to - from) / 1e6 : 0
    }

    /// A wait for several sockets may end in many ways; a plain receive only by this peer.
    private static func isReceive(_ call: WatchedCall) -> Bool {
        call.kind == .receive && !call.flags.contains(.nonblocking)
    }

    private static func finding(
        _ watch: WatchFacts, _ socket: WatchedSocket, _ call: WatchedCall, _ partner: WatchedSocket?,
        _ other: WatchedCall?
    ) -> Finding {
        let time = WatchFacts.seconds(call.milliseconds)
        let peer =
            other.map { "\($0.kind.function)()\(watch.at($0))" }
            ?? (socket.look?.peerProcess.value).map { "\(Wording.escaped($0, limit: 60))" } ?? "the other end"
        var history = "Nothing was sent on this connection by either side so far as was seen."
        if let last = socket.calls.last(where: { $0.movesData && $0.bytes > 0 }) {
            history =
                "The last that moved was \(last.kind == .send ? "sent" : "received") by \(last.kind.function)()"
                + "\(watch.at(last)): \(last.quoted)."
        }
        let port = (socket.role == .accepted ? socket.local : socket.peer)?.port ?? 0
        return Finding(
            DeadlockBothReceiving.self, partner == nil ? .likely : .certain,
            "both sides wait in recv() for the other to send, with nothing on its way",
            evidence: Evidence(
                "\(call.told)\(watch.at(call)) has waited \(time) for \(socket.title); \(peer) waits in a receive on the "
                    + "same connection.",
                recheck: watch.trace("recvfrom,read,sendto,write")),
            [
                Evidence(
                    "Both queues are empty on both ends: nothing is unread and nothing is unacknowledged.",
                    recheck: "ss -tnp '( sport = :\(port) or dport = :\(port) )'"),
                Evidence(history, recheck: watch.trace("recvfrom,read,sendto,write")),
            ],
            fixes: [
                Fix("agree on who speaks first and how each message ends, and read exactly that much"),
                Fix(
                    "send what the other side waits for before the receive, and flush it",
                    command: watch.code(call, python: "sock.sendall(request)", c: "send(fd, request, length, 0);")),
                Fix("where the end of the request is the end of the stream, call shutdown(SHUT_WR) after it"),
            ], location: watch.location(call))
    }

    private static func look(
        _ peerReceives: Observed<Bool>, mayGoOn: Bool = false, unread: Int = 0, peerUnread: Int = 0, unsent: Int = 0
    ) -> SocketLook {
        SocketLook(
            state: .established, receiveQueue: unread, sendQueue: unsent, peerProcess: .seen("python3 client.py"),
            peerUnread: .seen(peerUnread), peerReceives: peerReceives, mayGoOn: .seen(mayGoOn))
    }

    private static func waiting(
        _ look: SocketLook, seconds: Double = 4, calls: [WatchedCall] = [.sent("hello")],
        kind: WatchedCall.Kind = .receive
    ) -> Facts {
        .watched(
            [.accepted(calls, end: .exit, hanging: .hanging(kind, seconds: seconds), look: look)], exitStatus: nil,
            signal: "SIGINT", wasInterrupted: true)
    }

    private static func pair(_ seconds: Double, other: WatchedCall?, mayGoOn: Bool = false, calls: [WatchedCall] = [])
        -> Facts
    {
        var server = WatchedSocket.accepted(
            [], end: .exit, hanging: .hanging(seconds: seconds), look: look(.seen(other != nil), mayGoOn: mayGoOn))
        var client = WatchedSocket.client(calls, end: .exit, hanging: other, look: look(.seen(true), mayGoOn: mayGoOn))
        server.partner = 2
        client.partner = 1
        return .watched([server, client], exitStatus: nil, signal: "SIGINT", wasInterrupted: true)
    }

    public static let examples: [Example] = [
        .fires("both ends are watched and wait", pair(1, other: .hanging(seconds: 1))),
        .fires(
            "a person ended both, and the other end saw the end of the stream",
            pair(1, other: nil, calls: [WatchedCall.endOfStream.taking(1)])),
        .fires("the other program waits in a receive on the same connection", waiting(look(.seen(true)))),
        .silent("the peer does something else", waiting(look(.seen(false)))),
        .silent("who has the other end cannot be seen", waiting(look(.unseen(.needs("root"))))),
        .silent("the answer is on its way", waiting(look(.seen(true), peerUnread: 5))),
        .silent("the program has not read what came", waiting(look(.seen(true), unread: 5))),
        .silent("what was sent is not acknowledged", waiting(look(.seen(true), unsent: 5))),
        .silent(
            "a person types in another thread of the client, a chat", waiting(look(.seen(true), mayGoOn: true))),
        .silent("only half a second", waiting(look(.seen(true)), seconds: 0.5)),
        .silent("the watched end waits for several sockets", waiting(look(.seen(true)), kind: .wait)),
        .silent("both ends are watched, and one of them works", pair(3, other: nil)),
        .silent(
            "both ends are watched, and a thread waits for the person",
            pair(3, other: .hanging(seconds: 3), mayGoOn: true)),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
