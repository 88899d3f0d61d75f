public import SocketFacts

/// send() or write() took fewer bytes than given and the rest was never sent.
public enum ShortSendIgnored: Cause {
    public static let title = "send() took only a part of the bytes, and the rest was never sent"
    public static let symptoms: [Symptom] = [.partialOrMergedData, .wouldBlock]

    public static let explanation = """
        send() and write() return how many bytes the kernel has taken into the send buffer of the socket. That number \
        can be smaller than the number given. The bytes behind it are not kept anywhere: the program must send them \
        itself.

        A blocking socket takes everything before send() returns, unless a signal interrupts it half-way. A \
        non-blocking socket, and in Python any socket with a timeout, takes what fits now. With a receiver that does \
        not read, one send() of 10,000,000 bytes on loopback took 3,919,467 and returned without an error; the next \
        one failed with EAGAIN (errno 11). How much fits depends on the buffers of both sides.

        Short messages fit in the buffer, so that the fault waits for the first long one, or for the first slow \
        receiver. The receiver then waits for the rest of the length that was announced, or finds the end of the \
        stream in the middle of a message.
        """

    public static let illustrations = [
        "send() of 10,000,000 bytes returned 3,919,467, and the program goes on with the next message",
        "short answers arrive whole, a picture of 5 MB ends after its first part",
        "the program worked until settimeout() was added, and since then long messages are cut",
        "write(fd, buf, n) in C, its result never compared with n",
    ]
    public static let lookalikes = [
        """
        the receiver reads only a part of what was sent in full: then the results of send() add up, and the \
        receiver is to be mended
        """,
        "sendto() on UDP: a datagram goes whole or not at all",
    ]
    public static let byHand = [
        HandCheck(
            "strace -f -e trace=sendto,sendmsg,write,writev -p PID",
            shows: "a result smaller than the length given in the call"),
        HandCheck(
            "ss -tnp 'dport = :9090'",
            shows: "Send-Q: the bytes that the kernel has taken and the other side has not acknowledged"),
    ]
    public static let remedies = [
        """
        In Python, call sendall(). With a timeout it tries until the time is over; after an error it cannot say \
        how much was sent.
        """,
        "In C, call send() in a loop, each time with the rest, until all is sent or it fails; repeat it after EINTR.",
        "Non-blocking: keep the rest, wait until the socket is writable (poll, epoll, select), then send on.",
        """
        In Node write() keeps the rest by itself; in Go Write() sends all or returns an error; in Java the \
        write() of an OutputStream sends all, that of a SocketChannel may take a part.
        """,
    ]
    public static let misconceptions = [
        "A larger send buffer with SO_SNDBUF: it moves the length at which the fault appears.",
        "Calling send() again with the whole message: the first part then arrives twice.",
        "A pause after send(): the bytes that were not taken are not in the kernel, so that waiting sends nothing.",
    ]
    public static let recipes: [Recipe] = [.sendEverything, .nonBlocking]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .tcp {
            guard let (short, next) = neverCompleted(socket) else { continue }
            let asked = Int(truncatingIfNeeded: short.argument)
            var told = [
                Evidence(
                    "send(\(asked)) took \(short.bytes) bytes; the other \(asked - short.bytes) were never sent.",
                    recheck: watch.trace("network,write,close"))
            ]
            if let next {
                told.append(
                    Evidence(
                        next.kind == .send
                            ? "The next send() on this connection asked for \(next.argument) bytes, \(next.quoted)."
                            : "The next call on this connection was \(next.kind.function)().",
                        recheck: watch.trace("network,write,close")))
            }
            return [
                Finding(
                    ShortSendIgnored.self, .certain,
                    "send() took \(short.bytes) of \(asked) bytes, and the rest is lost", evidence: told[0],
                    Array(told.dropFirst()),
                    fixes: [
                        Fix(
                            "send in a loop until everything is taken, or use what does: sendall() in Python",
                            command: "sockdoctor guide send-everything")
                    ], location: watch.location(short))
            ]
        }
        return []
    }

    /// A send that took less than it was given and was not followed by the rest, with the call that shows it.
    private static func neverCompleted(_ socket: WatchedSocket) -> (WatchedCall, WatchedCall?)? {
        guard socket.omitted == 0 else {
            guard let rest = socket.lostRests.first, case .lost(let next) = rest.outcome else { return nil }
            return (rest.send, next)
        }
        let events = socket.calls.filter { $0.kind == .send || $0.kind == .shutdown || $0.kind == .close }
        for (index, call) in events.enumerated() {
            guard var rest = UnfinishedSend(call) else { continue }
            for next in events[(index + 1)...] { rest.follow(next) }
            switch rest.outcome {
            case .completed: continue
            case .broken: return nil
            case .lost(let next): return (call, next)
            case .open:
                // Killed in the middle of it, or still waiting for room: not its fault.
                if socket.hanging == nil, socket.end != .open, !rest.isRefused { return (call, nil) }
            }
        }
        return nil
    }

    private static var busy: WatchedSocket {
        var socket = WatchedSocket.accepted([.sent("0123456789")])
        socket.omitted = 1000
        if var rest = UnfinishedSend(.sent("0123456789", taken: 4)) {
            rest.follow(.sent("the next reply"))
            socket.lostRests = [rest]
        }
        return socket
    }

    public static let examples: [Example] = [
        .fires(
            "a big reply is cut, then the next one follows",
            .watched([.accepted([.sent("0123456789", taken: 4), .sent("next reply, longer than the rest")])])),
        .fires(
            "a big reply is cut, then the connection closed",
            .watched([.accepted([.sent("0123456789", taken: 4).flagged(.nonblocking), .closed])])),
        .silent(
            "the client went away while a blocking send waited for room",
            .watched([.accepted([.sent("0123456789", taken: 4), .closed])])),
        .fires("the rest is given up among thousands of calls", .watched([busy])),
        .silent(
            "a short send that is followed by the rest",
            .watched([.accepted([.sent("0123456789", taken: 4), .sent("456789"), .closed])])),
        .silent(
            "the rest goes out in pieces",
            .watched([.accepted([.sent("0123456789", taken: 4), .sent("456"), .sent("789"), .closed])])),
        .silent(
            "the client went away in the middle",
            .watched([.accepted([.sent("0123456789", taken: 4), .failed(.send, .brokenPipe), .closed])])),
        .silent("everything was taken", .watched([.accepted([.sent("0123456789"), .closed])])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
