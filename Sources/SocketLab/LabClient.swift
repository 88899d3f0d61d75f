import NIOCore
import NIOPosix

/// A correct client: it sends whole messages, receives in a loop until a reply is complete, and never waits for ever.
public struct LabClient: Sendable {
    public var host: String
    public var port: Int
    public var isUDP: Bool
    public var frame: Frame
    public var timeoutSeconds: Double

    public init(host: String, port: Int, isUDP: Bool = false, frame: Frame = .none, timeoutSeconds: Double = 5) {
        self.host = host
        self.port = port
        self.isUDP = isUDP
        self.frame = frame
        self.timeoutSeconds = timeoutSeconds
    }

    /// Sends each text and hands each reply, or the reason why none came, to `body` in order.
    ///
    /// - Returns: true when a reply came for each.
    public func send(_ texts: [String], _ body: (Result<[UInt8], LabError>) -> Void) -> Bool {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        var isComplete = true
        // Without framing a connection carries one request; with framing all go over one.
        let batches = !isUDP && frame != .none ? [texts] : texts.map { [$0] }
        for batch in batches {
            do {
                for reply in try exchange(batch.map { Array($0.utf8) }, on: group.next()).wait() {
                    body(.success(reply))
                }
            } catch {
                isComplete = false
                body(.failure(LabError(text: LabText.error(error))))
            }
        }
        return isComplete
    }

    /// One connection, or one UDP socket, with all messages one after the other.
    func exchange(_ messages: [[UInt8]], on loop: any EventLoop) -> EventLoopFuture<[[UInt8]]> {
        let promise = loop.makePromise(of: [[UInt8]].self)
        let client = self
        let time = TimeAmount.nanoseconds(Int64(timeoutSeconds * 1e9))
        if isUDP {
            let address: SocketAddress
            do {
                address = try SocketAddress.makeAddressResolvingHost(host, port: port)
            } catch {
                promise.fail(error)
                return promise.futureResult
            }
            // A connected UDP socket: an ICMP error reaches it.
            DatagramBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(UDPClientHandler(messages, time, promise))
                    }
                }
                .connect(to: address).whenFailure { promise.fail($0) }
        } else {
            ClientBootstrap(group: loop)
                .connectTimeout(time)
                .channelOption(.socketOption(.tcp_nodelay), value: 1)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            TCPClientHandler(messages, client.frame, time, promise))
                    }
                }
                .connect(host: host, port: port).whenFailure { promise.fail($0) }
        }
        return promise.futureResult
    }
}

/// A failure in words.
public struct LabError: Error, Hashable, Sendable {
    public var text: String
}

private final class TCPClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var messages: [[UInt8]]
    private let frame: Frame
    private let time: TimeAmount
    private let promise: EventLoopPromise<[[UInt8]]>
    private var decoder: FrameDecoder
    private var replies: [[UInt8]] = []
    private let wanted: Int
    private var isDone = false
    private var timer: Scheduled<Void>?

    init(_ messages: [[UInt8]], _ frame: Frame, _ time: TimeAmount, _ promise: EventLoopPromise<[[UInt8]]>) {
        self.messages = messages
        self.frame = frame
        self.time = time
        self.promise = promise
        wanted = messages.count
        decoder = FrameDecoder(frame)
    }

    func channelActive(context: ChannelHandlerContext) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = loopBound.value
            handler.fail(context, LabFailure.timedOut("reply \(handler.replies.count + 1) of \(handler.wanted)"))
        }
        sendNext(context)
    }

    private func sendNext(_ context: ChannelHandlerContext) {
        guard !messages.isEmpty else { return finish(context) }
        guard let bytes = frame.encode(messages.removeFirst()) else {
            return fail(context, LabFailure.doesNotFit(frame.description))
        }
        // writeAndFlush takes all of it, however many sends that needs.
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
        if frame == .none { context.close(mode: .output, promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do {
            while let reply = try decoder.next() {
                replies.append(reply)
                sendNext(context)
            }
        } catch {
            fail(context, error)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { ended(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) { ended(context) }

    /// The server closed: without framing that ends the reply, with framing it came too early.
    private func ended(_ context: ChannelHandlerContext) {
        guard !isDone else { return }
        guard frame == .none, !decoder.pending.isEmpty else { return fail(context, LabFailure.closedEarly) }
        replies.append(decoder.pending)
        finish(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A reset behind a complete reply takes nothing away.
        if frame == .none, !decoder.pending.isEmpty { ended(context) } else { fail(context, error) }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        promise.succeed(replies)
        context.close(promise: nil)
    }

    private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        promise.fail(error)
        context.close(promise: nil)
    }
}

private final class UDPClientHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = ByteBuffer

    private let messages: [[UInt8]]
    private let time: TimeAmount
    private let promise: EventLoopPromise<[[UInt8]]>
    private var replies: [[UInt8]] = []
    private var isDone = false
    private var timer: Scheduled<Void>?

    init(_ messages: [[UInt8]], _ time: TimeAmount, _ promise: EventLoopPromise<[[UInt8]]>) {
        self.messages = messages
        self.time = time
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = loopBound.value
            handler.end(context, .failure(LabFailure.timedOut("a datagram in reply")))
        }
        send(context)
    }

    private func send(_ context: ChannelHandlerContext) {
        guard replies.count < messages.count else { return end(context, .success(replies)) }
        let buffer = context.channel.allocator.buffer(bytes: messages[replies.count])
        context.writeAndFlush(wrapOutboundOut(buffer)).assumeIsolated().whenFailure { [self] in
            end(context, .failure($0))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        replies.append(Array(unwrapInboundIn(data).data.readableBytesView))
        send(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end(context, .failure(error)) }

    private func end(_ context: ChannelHandlerContext, _ result: Result<[[UInt8]], any Error>) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        promise.completeWith(result)
        context.close(promise: nil)
    }
}
