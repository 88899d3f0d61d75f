extension SymptomPage {
    static let data: [SymptomPage] = [partialOrMergedData, messageTooLong, protocolMismatch, tlsCertificate]

    private static let partialOrMergedData = SymptomPage(
        .partialOrMergedData,
        shows: [
            "sent \"Hello\" and \"World\", received \"HelloWorld\"",
            "expected 1000 bytes, received 536",
            "json.decoder.JSONDecodeError: Extra data: line 1 column 15 (char 14)",
            "struct.error: unpack requires a buffer of 4 bytes",
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc4 in position 1023: unexpected end of data",
        ],
        meaning: """
            TCP is a stream of bytes without boundaries. recv() returns as soon as any bytes are there: a part of a \
            message, one, or several at once. Both pictures, merged and cut messages, are the same fault: one recv() is \
            taken for one message. On loopback with small messages it works nearly always, and so the fault is found \
            late.

            The messages need a frame that the receiver can see: a length in front, or a delimiter at the end. The \
            receiver reads into a buffer and takes whole messages out of it. Three details are often wrong even then: \
            the four bytes of the length can arrive in parts too, so they are read in a loop like the rest; send() may \
            take fewer bytes than given, sendall() and write loops do not; and what follows the first delimiter in the \
            buffer belongs to the next message and has to be kept.

            UDP keeps boundaries: one sendto() is one recvfrom(), or nothing.
            """,
        firstLooks: [
            HandCheck(
                "strace -f -e trace=network,read,write -p PID",
                shows: "sizes of sends and receives side by side: three sends, one receive"),
            HandCheck(
                "sudo tcpdump -i lo -n -A port 9090",
                shows: "the segments; they need not match what recv() returns"),
            HandCheck(
                "(printf Hel; sleep 1; printf 'lo\\nWorld\\n') | nc -N 127.0.0.1 9090",
                shows: "a server that takes one recv() for one message gives a wrong answer"),
        ],
        remedies: [
            "Put the length before each message, read exactly that many bytes in a loop, length included.",
            "Or end each message with a delimiter, and keep what comes after it.",
            "Send with sendall() in Python, a loop in C, write() in Go and Java's streams.",
        ],
        misconceptions: [
            "sleep() between two sends: it hides the fault on one machine.",
            "TCP_NODELAY: it changes when segments leave, not how recv() divides the stream.",
            "A larger buffer in recv(1024): it merges more; it does not wait for more.",
            "recv(4) returns 4 bytes: it returns at most 4.",
            "MSG_WAITALL everywhere: it also returns short, at a signal or at the end of the stream.",
        ],
        recipes: [.receiveExactly, .receiveLines, .sendEverything])

    private static let messageTooLong = SymptomPage(
        .messageTooLong,
        shows: [
            "OSError: [Errno 90] Message too long",
            "[WinError 10040] A message sent on a datagram socket was larger than the internal message buffer",
            "Error: send EMSGSIZE 127.0.0.1:9091",
            "java.io.IOException: Message too long",
        ],
        meaning: """
            A UDP datagram has a largest size: 65,507 bytes of payload over IPv4. More gives EMSGSIZE at sendto(). \
            With the don't-fragment flag the limit is the MTU of the path, mostly 1472 bytes of payload.

            On the receiving side of Linux there is no error: what does not fit into the buffer of recvfrom() is cut \
            off and lost. Windows reports 10040 there.
            """,
        firstLooks: [
            HandCheck("strace -e trace=network PROGRAM", shows: "the length given to sendto()"),
            HandCheck("ip -br link; ip route get ADDRESS", shows: "the MTU of the interface that is used"),
        ],
        remedies: [
            "Split the data into numbered datagrams below 1400 bytes.",
            "Send larger data over TCP.",
            "Receive with a buffer as large as the largest datagram that is allowed, 65,535 to be safe.",
        ],
        misconceptions: ["A larger SO_SNDBUF: the limit is the datagram's, not the buffer's."],
        recipes: [.udpServer, .udpClient])

    private static let protocolMismatch = SymptomPage(
        .protocolMismatch,
        shows: [
            "http.client.BadStatusLine: hello",
            "curl: (1) Received HTTP/0.9 when not allowed",
            "Error: Parse Error: Expected HTTP/",
            "ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number",
            "code 400, message Bad request version ('\\x16\\x03\\x01...')",
            "kex_exchange_identification: read: Connection reset by peer",
        ],
        meaning: """
            The connection works, and the two programs do not speak the same language. A TLS client that meets a plain \
            server says "wrong version number", because it takes the first bytes of the answer for a TLS record. A \
            plain server that sees \\x16\\x03 at the start has a TLS client. An HTTP client at a server of another kind \
            complains about the status line.

            Often the right program was reached on the wrong port.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "which program answers on this port"),
            HandCheck("nc 127.0.0.1 9090", shows: "what it says by itself, or after one line"),
            HandCheck("curl -v http://127.0.0.1:9090/", shows: "whether it speaks HTTP; https:// for TLS"),
        ],
        remedies: [
            "Use the scheme that the server has: http:// or https://.",
            "Check the port: 80 and 443, 5432 and 8080 are different programs.",
            "Agree on one protocol for both sides, newline and byte order included.",
        ],
        misconceptions: ["Switching off certificate checks: a plain server does not become a TLS server by it."],
        recipes: [])

    private static let tlsCertificate = SymptomPage(
        .tlsCertificate,
        shows: [
            "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed",
            "curl: (60) SSL certificate problem: self-signed certificate",
            "javax.net.ssl.SSLHandshakeException: PKIX path building failed",
            "Error: unable to verify the first certificate",
            "x509: certificate signed by unknown authority",
        ],
        meaning: """
            The connection stands and TLS was begun, so address, port and firewall are right. The client does not \
            trust the certificate: it is signed by nobody it knows, it has expired, or it is for another name than the \
            one dialled. A clock that is wrong makes good certificates invalid, which happens in WSL after sleep.
            """,
        firstLooks: [
            HandCheck(
                "openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -dates -subject",
                shows: "for whom it is and until when"),
            HandCheck("date -u", shows: "whether the clock is right"),
        ],
        remedies: [
            "Give the client the certificate of the own authority: curl --cacert, cafile in Python.",
            "Dial the name that stands in the certificate, not the address.",
            "Set the clock: sudo hwclock -s in WSL.",
        ],
        misconceptions: [
            "verify=False and curl -k: everything works, and anybody on the way can read and change it."
        ],
        recipes: [])
}
