extension Recipe {
    public static let listenOnAllAddresses = Recipe(
        "listen-on-all-addresses", "A server that every interface reaches", [])
    public static let reuseAddress = Recipe(
        "reuse-address", "A server that starts again at once", [])
    public static let listenOnBothFamilies = Recipe(
        "listen-on-both-families", "A server for IPv4 and IPv6", [])
    public static let connectWithTimeout = Recipe(
        "connect-with-timeout", "A client that says why it cannot connect, and waits no longer than it should", [])
    public static let receiveExactly = Recipe(
        "receive-exactly", "Messages with a length prefix, sent and received whole", [])
    public static let receiveLines = Recipe(
        "receive-lines", "Messages that end with a newline, sent and received whole", [])
    public static let sendEverything = Recipe(
        "send-everything", "Send all bytes, however few the kernel takes at once", [])
    public static let serveManyClients = Recipe(
        "serve-many-clients", "A server that serves several clients at once and closes each connection", [])
    public static let endOfStream = Recipe(
        "end-of-stream", "Notice that the other side has closed", [])
    public static let udpServer = Recipe(
        "udp-server", "A UDP server whose buffer holds every datagram", [])
    public static let udpClient = Recipe(
        "udp-client", "A UDP client that learns of a closed port and does not wait for ever", [])
    public static let portByteOrder = Recipe(
        "port-byte-order", "The port number in network byte order", [])
    public static let broadcast = Recipe(
        "broadcast", "Send to a broadcast address", [])
    public static let nonBlocking = Recipe(
        "non-blocking", "Wait until a socket is ready", [])

    public static let all: [Recipe] = [
        .listenOnAllAddresses,
        .reuseAddress,
        .listenOnBothFamilies,
        .connectWithTimeout,
        .receiveExactly,
        .receiveLines,
        .sendEverything,
        .serveManyClients,
        .endOfStream,
        .udpServer,
        .udpClient,
        .portByteOrder,
        .broadcast,
        .nonBlocking,
    ]
}
