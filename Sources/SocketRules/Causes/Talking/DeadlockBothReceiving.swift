/// Both ends wait in recv().
public enum DeadlockBothReceiving: CausePage {
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
}
