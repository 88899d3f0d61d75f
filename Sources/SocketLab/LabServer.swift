public import NIOCore
import NIOPosix

/// The lab's servers: TCP that answers in capitals, UDP with a few commands. Correct in every way that the guide
/// teaches: SO_REUSEADDR, framing, loops around receive and send, timeouts, an end on Ctrl+C that serves who is there.
public struct LabServer: Sendable {
    public struct Configuration: Sendable {
        /// Where TCP clients are taken; `nil` for no TCP server.
        public var tcp: SocketAddress?
        public var udp: SocketAddress?
        /// One client after the other: the next is accepted when the one before is served.
        public var isIterative = false
        public var frame = Frame.none
        /// Seconds without a byte after which a client is let go.
        public var timeoutSeconds = 30
        public var backlog: Int32 = 128
        /// The longest message in bytes.
        public var limit = 1 << 20

        public init() {}
    }

    /// Served so far.
    public struct Tally: Sendable {
        public var clients = 0
        public var datagrams = 0
    }

    private let configuration: Configuration
    private let log: @Sendable (String) -> Void
    private let now: @Sendable () -> String

    /// - Parameters:
    ///   - now: the time as the UDP command `time` answers it.
    ///   - log: gets one line a client; may be called from any thread.
    public init(
        _ configuration: Configuration, now: @escaping @Sendable () -> String,
        log: @escaping @Sendable (String) -> Void
    ) {
        self.configuration = configuration
        self.now = now
        self.log = log
    }

    /// Serves until `untilEnd` returns, then lets the exchanges in hand finish for up to 1 s.
    ///
    /// - Throws: what bind said.
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
        for listener in listeners { try? listener.close().wait() }
        clients.waitUntilGone(milliseconds: 1000)
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
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ExchangeHandler(configuration, clients, log))
                }
            }
        let listener = try bootstrap.bind(to: address).wait()
        if configuration.isIterative {
            // One accept at a time: the listener is asked for the next client when the one before is gone.
            clients.onGone = { listener.read() }
            listener.read()
        }
        return listener
    }

    private func bindUDP(
        _ address: SocketAddress, _ group: MultiThreadedEventLoopGroup, _ clients: Clients
    ) throws -> any Channel {
        let log = log
        let now = now
        return try DatagramBootstrap(group: group)
            .channelOption(.socketOption(.so_reuseaddr), value: 1)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramHandler(clients, now, log))
                }
            }
            .bind(to: address).wait()
    }
}

/// Serves one TCP client.
private final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Without framing nobody can know where a request ends; a pause this long after its first bytes is taken for the
    /// end, and may cut a slow client's request in two.
    private static let quiet = TimeAmount.milliseconds(300)

    private let configuration: LabServer.Configuration
    private let clients: Clients
    private let log: @Sendable (String) -> Void
    private var decoder: FrameDecoder
    private var timer: Scheduled<Void>?
    private var received = 0
    private var sent = 0
    private var isEnding = false
    private var remark = ""

    init(_ configuration: LabServer.Configuration, _ clients: Clients, _ log: @escaping @Sendable (String) -> Void) {
        self.configuration = configuration
        self.clients = clients
        self.log = log
        decoder = FrameDecoder(configuration.frame, limit: configuration.limit)
    }

    func channelActive(context: ChannelHandlerContext) {
        clients.came()
        wait(context, .seconds(Int64(configuration.timeoutSeconds)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        let peer = context.remoteAddress.map(LabText.endpoint) ?? "a client"
        log("\(peer) tcp \(received) bytes in, \(sent) bytes out\(remark)")
        clients.went()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        let bytes = unwrapInboundIn(data)
        received += bytes.readableBytes
        decoder.append(bytes.readableBytesView)
        do {
            while let message = try decoder.next() { answer(context, message) }
        } catch {
            remark = ", closed: a message is longer than \(configuration.limit) bytes"
            return end(context)
        }
        if configuration.frame == .none {
            if decoder.pending.last == 0x0a { return answer(context, decoder.pending) }
            wait(context, Self.quiet)
        } else {
            wait(context, .seconds(Int64(configuration.timeoutSeconds)))
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The client has shut down its sending side: what came is all there is.
        guard let event = event as? ChannelEvent, event == .inputClosed else {
            return context.fireUserInboundEventTriggered(event)
        }
        if configuration.frame == .none, !decoder.pending.isEmpty, !isEnding {
            answer(context, decoder.pending)
        } else {
            if !decoder.pending.isEmpty { remark = ", \(decoder.pending.count) bytes of an unfinished message" }
            end(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        remark = ", \(LabText.error(error))"
        context.close(promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext, _ message: [UInt8]) {
        let reply = configuration.frame.encode(Replies.tcp(message)) ?? Replies.tcp(message)
        sent += reply.count
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: reply)), promise: nil)
        if configuration.frame == .none { end(context) }
    }

    private func end(_ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        isEnding = true
        timer?.cancel()
        context.close(promise: nil)
    }

    /// Lets the client go after a while; without framing what it has sent by then is its request.
    private func wait(_ context: ChannelHandlerContext, _ time: TimeAmount) {
        timer?.cancel()
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = loopBound.value
            guard !handler.isEnding else { return }
            if handler.configuration.frame == .none, !handler.decoder.pending.isEmpty {
                handler.answer(context, handler.decoder.pending)
            } else {
                handler.remark = ", let go after \(handler.configuration.timeoutSeconds) s without a byte"
                handler.end(context)
            }
        }
    }
}

/// Answers datagrams.
private final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let clients: Clients
    private let now: @Sendable () -> String
    private let log: @Sendable (String) -> Void

    init(_ clients: Clients, _ now: @escaping @Sendable () -> String, _ log: @escaping @Sendable (String) -> Void) {
        self.clients = clients
        self.now = now
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let bytes = Array(envelope.data.readableBytesView)
        let reply = Replies.udp(bytes, now: now)
        clients.datagram()
        log("\(LabText.endpoint(envelope.remoteAddress)) udp \(bytes.count) bytes in, \(reply.count) bytes out")
        let answer = AddressedEnvelope(
            remoteAddress: envelope.remoteAddress, data: context.channel.allocator.buffer(bytes: reply))
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that is gone answers with ICMP; the server goes on.
        log("udp: \(LabText.error(error))")
    }
}

extension LabServer {
    /// What an error of the lab means, in words.
    public static func words(_ error: any Error) -> String { LabText.error(error) }
}
