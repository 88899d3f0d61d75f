public import NIOCore
import NIOPosix
public import SocketFacts

/// The lab's servers: TCP that answers in capitals, UDP with a few commands. Correct in every way that the guide
/// teaches: SO_REUSEADDR, framing, loops around receive and send, timeouts, an end on Ctrl+C that serves who is there.
public struct LabServer: Sendable {
    public struct Configuration: Sendable {
        /// Where TCP clients are taken; `nil` for no TCP server.
        public var tcp: SocketAddress?
        /// Where datagrams are taken; `nil` for no UDP server.
        public var udp: SocketAddress?
        /// One client after the other: the next is accepted when the one before is gone. Those who wait are connected
        /// all the same, by the kernel, up to `backlog` of them.
        public var isIterative = false
        /// How requests are told apart on a TCP connection.
        ///
        /// With `none` a connection carries one request, and the server can only guess where it ends: at a line feed
        /// that is the last byte of what came, when the client shuts down its sending side, or after a pause
        /// (`pauseMilliseconds`) behind the first bytes. The pause is wrong for a client that is slow in the middle of
        /// its request, the line feed for a text of several lines that comes in several pieces; only the half-close is
        /// certain. With any other frame the connection stays open and every message is answered in the same framing.
        public var frame = Frame.none
        /// Silence after which what came is taken for a request, with the frame `none`.
        public var pauseMilliseconds = 300
        /// Seconds without a byte after which a client is let go.
        public var timeoutSeconds = 30
        /// Connections that may wait for accept(); the kernel takes at most net.core.somaxconn, 4096 by default
        /// (listen(2)). With 128, 5,000 clients at once had up to 332 connections reset: the kernel falls back to SYN
        /// cookies when the queue is full, and resets those that it cannot check afterwards
        /// (TcpExtSyncookiesFailed). With 4096, none.
        public var backlog: Int32 = 4096
        /// The longest message in bytes; a longer one ends the connection.
        public var limit = 1 << 20

        public init() {}
    }

    /// Served so far.
    public struct Tally: Hashable, Sendable {
        /// TCP connections accepted.
        public var clients = 0
        public var datagrams = 0
    }

    /// An address that could not be had.
    public struct BindFailure: Error, Hashable, Sendable, CustomStringConvertible {
        /// `TCP` or `UDP`.
        public var transport: String
        public var host: String
        public var port: Int
        /// errno of bind(2) or listen(2); 0 when the failure has none.
        public var errorNumber: Int32
        /// Errno's name, number and meaning.
        public var problem: String

        /// What failed where, without advice.
        public var reason: String { "\(transport) on address \(host), port \(port): \(problem)" }

        public var description: String {
            "cannot serve \(reason); see why with: sockdoctor port \(port)"
                + (transport == "UDP" ? " --udp" : "")
        }
    }

    private let configuration: Configuration
    private let log: @Sendable (String) -> Void
    private let now: @Sendable () -> String

    /// - Parameters:
    ///   - now: the time as the UDP command `time` answers it.
    ///   - log: gets one line a client, without a line end; may be called from any thread. No byte that a peer sent
    ///     stands in a line.
    public init(
        _ configuration: Configuration, now: @escaping @Sendable () -> String,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.configuration = configuration
        self.now = now
        self.log = log
    }

    /// Serves until `untilEnd` returns, then lets the exchanges in hand finish for up to 1 s. Blocks.
    ///
    /// - Parameter started: gets the addresses once all of them are bound; with port 0 the kernel has chosen one.
    /// - Throws: ``BindFailure``; nothing is left open then.
    public func run(started: ([SocketAddress]) -> Void, untilEnd: () -> Void) throws -> Tally {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.isIterative ? 1 : 2)
        defer { try? group.syncShutdownGracefully() }
        let clients = Clients()
        var listeners: [any Channel] = []
        do {
            if let address = configuration.tcp { listeners.append(try bindTCP(address, group, clients)) }
            if let address = configuration.udp { listeners.append(try bindUDP(address, group, clients)) }
        } catch {
            for listener in listeners { try? listener.close().wait() }
            throw error
        }
        started(listeners.compactMap(\.localAddress))
        untilEnd()
        clients.leave()
        for listener in listeners { try? listener.close().wait() }
        clients.finish(withinSeconds: 1)
        return clients.tally
    }

    private func bindTCP(
        _ address: SocketAddress, _ group: MultiThreadedEventLoopGroup, _ clients: Clients
    ) throws -> any Channel {
        let configuration = configuration
        let log = log
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(ChannelOptions.backlog, value: configuration.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.autoRead, value: !configuration.isIterative)
            .serverChannelOption(.maxMessagesPerRead, value: UInt(configuration.isIterative ? 1 : 16))
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptHandler(configuration.isIterative, log))
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if configuration.isIterative, let listener = channel.parent {
                        // One accept at a time: the listener is asked for the next client when this one is gone,
                        // however it goes.
                        channel.closeFuture.whenComplete { _ in listener.read() }
                    }
                    // A client that is gone already makes these fail with EINVAL; the read that follows tells the same.
                    try? channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                    try? channel.syncOptions?.setOption(.socketOption(.tcp_nodelay), value: 1)
                    try channel.pipeline.syncOperations.addHandler(
                        ExchangeHandler(configuration, clients, log))
                }
            }
        let listener = try bind("TCP", address) { try bootstrap.bind(to: address).wait() }
        if configuration.isIterative { listener.read() }
        return listener
    }

    private func bindUDP(
        _ address: SocketAddress, _ group: MultiThreadedEventLoopGroup, _ clients: Clients
    ) throws -> any Channel {
        let log = log
        let now = now
        // No SO_REUSEADDR here: UDP has no TIME_WAIT that it could help with, and on Linux it lets two servers bind the
        // same port, of which the first one then hears nothing (socket(7)).
        let bootstrap = DatagramBootstrap(group: group)
            // The kernel caps it at net.core.rmem_max, silently; what overflows it is lost.
            .channelOption(.socketOption(.so_rcvbuf), value: 4 << 20)
            // Without its own size NIO reads 2048 bytes and drops the rest of a datagram.
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
            .channelOption(.maxMessagesPerRead, value: 16)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramHandler(clients, now, log))
                }
            }
        return try bind("UDP", address) { try bootstrap.bind(to: address).wait() }
    }

    private func bind(
        _ transport: String, _ address: SocketAddress, _ body: () throws -> any Channel
    ) throws -> any Channel {
        do {
            return try body()
        } catch {
            throw BindFailure(
                transport: transport, host: address.ipAddress ?? "?", port: address.port ?? 0,
                errorNumber: (error as? IOError)?.errnoCode ?? 0, problem: LabText.error(error))
        }
    }

    /// What an error of the lab means, in words.
    public static func words(_ error: any Error) -> String { LabText.error(error) }
}

/// Keeps the listener alive when accept() fails.
private final class AcceptHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let isIterative: Bool
    private let log: @Sendable (String) -> Void
    private var isPausing = false

    init(_ isIterative: Bool, _ log: @escaping @Sendable (String) -> Void) {
        self.isIterative = isIterative
        self.log = log
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isPausing else { return }
        isPausing = true
        log("accept() failed: \(LabText.error(error)); trying again in 100 ms")
        // The client stays in the accept queue, so the listener stays readable: without a pause the loop would spin.
        // NIO stops watching it when this option goes from true to false, and only then.
        try? context.channel.syncOptions?.setOption(.autoRead, value: true)
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(100)) {
            let (handler, context) = loopBound.value
            handler.isPausing = false
            if handler.isIterative {
                context.channel.read()
            } else {
                try? context.channel.syncOptions?.setOption(.autoRead, value: true)
            }
        }
    }
}
