extension Recipe {
    /// Every recipe, in the order in which they are listed.
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
