import NIOCore
import NIOPosix
import SocketFacts

/// Serves one TCP client.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a client may take to close after the server has shut down its side. Closing at once, with bytes unread,
    /// sends a reset, and a reset can destroy the reply on its way (RFC 2525 section 2.17).
    private static let linger = TimeAmount.milliseconds(500)

    private let configuration: LabServer.Configuration
    private let clients: Clients
    private let log: @Sendable (String) -> Void
    private var decoder: FrameDecoder
    private var timer: Scheduled<Void>?
    private var received = 0
    private var sent = 0
    private var remark = ""
    /// Replies that the kernel has not taken yet.
    private var unsent = 0
    private var isInputClosed = false
    private var isHoldingRead = false
    private var isLeaving = false
    /// Takes no more requests; closes when all replies are out.
    private var isEnding = false
    private var isLingering = false

    init(
        _ configuration: LabServer.Configuration, _ clients: Clients,
        _ log: @escaping @Sendable (String) -> Void
    ) {
        self.configuration = configuration
        self.clients = clients
        self.log = log
        decoder = FrameDecoder(configuration.frame, limit: configuration.limit)
    }

    private var hasNothingInHand: Bool { decoder.pending.isEmpty && unsent == 0 }

    func channelActive(context: ChannelHandlerContext) {
        clients.came(context.channel)
        wait(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isEnding = true
        timer?.cancel()
        let peer = context.remoteAddress.map(LabText.endpoint) ?? "a client"
        log("\(peer) tcp \(received) bytes in, \(sent) bytes out\(remark)")
        clients.went(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        received += bytes.readableBytes
        guard !isEnding else { return }
        decoder.append(bytes.readableBytesView)
        do throws(FrameDecoder.Failure) {
            while !isEnding, let message = try decoder.next() { answer(context, message) }
        } catch {
            remark = ", closed: \(error)"
            return end(context)
        }
        guard !isEnding else { return }
        if configuration.frame == .none, decoder.pending.last == 0x0a {
            answer(context, Array(decoder.pending))
        } else if isLeaving, hasNothingInHand {
            end(context)
        } else {
            wait(context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

    /// Reads nothing while replies pile up: a client that sends and never receives would else fill the memory.
    func read(context: ChannelHandlerContext) {
        if context.channel.isWritable || isEnding { context.read() } else { isHoldingRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        guard isHoldingRead, context.channel.isWritable else { return }
        isHoldingRead = false
        context.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: inputClosed(context)
        case Clients.Ending.leave:
            isLeaving = true
            if hasNothingInHand { end(context) }
        case Clients.Ending.cutOff:
            if remark.isEmpty { remark = ", cut off: the server ends" }
            context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// The client has shut down its sending side: what came is all there is.
    private func inputClosed(_ context: ChannelHandlerContext) {
        isInputClosed = true
        guard !isEnding else {
            if isLingering { context.close(promise: nil) }
            return
        }
        if configuration.frame == .none, !decoder.pending.isEmpty {
            answer(context, Array(decoder.pending))
            return context.flush()
        }
        if !decoder.pending.isEmpty {
            remark = ", \(decoder.pending.count) bytes of an unfinished message"
        }
        end(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A reset behind the last reply is how many clients close.
        if !isEnding || unsent > 0 { remark = ", \(LabText.error(error))" }
        context.close(promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext, _ message: [UInt8]) {
        let frame = configuration.frame
        // A message of 255 bytes and `OK: ` before it are too much for a length of one byte.
        let reply =
            frame.encode(Replies.tcp(message))
            ?? frame.encode(Array("ERROR: the reply does not fit the frame".utf8))
        guard let reply else {
            remark = ", closed: the reply cannot be sent with the framing \(frame)"
            return end(context)
        }
        sent += reply.count
        unsent += 1
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: reply))).whenComplete {
            result in
            let (handler, context) = loopBound.value
            handler.unsent -= 1
            // A failed write closes the channel; there is nothing to end then.
            guard case .success = result, handler.unsent == 0 else { return }
            if handler.isEnding {
                handler.shutDown(context)
            } else if handler.isLeaving, handler.hasNothingInHand {
                handler.end(context)
            }
        }
        if frame == .none { end(context) }
    }

    /// Takes no more requests. The connection stays until the replies are out: to close with replies unsent would drop
    /// them.
    private func end(_ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        isEnding = true
        context.flush()
        if unsent == 0 { shutDown(context) } else { wait(context) }
    }

    /// All is sent: says so to the client (FIN), and closes when the client has closed, too.
    private func shutDown(_ context: ChannelHandlerContext) {
        guard !isLingering, context.channel.isActive else { return }
        isLingering = true
        guard !isInputClosed else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        // A read that was held back would leave the client's FIN unseen.
        context.read()
        wait(context)
    }

    /// Lets the client go after a while; without framing what it has sent by then is its request.
    private func wait(_ context: ChannelHandlerContext) {
        timer?.cancel()
        let hasPart = configuration.frame == .none && !decoder.pending.isEmpty && !isEnding
        let silence: TimeAmount =
            hasPart
            ? .milliseconds(Int64(configuration.pauseMilliseconds)) : .seconds(Int64(configuration.timeoutSeconds))
        let time = isLingering ? Self.linger : silence
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = loopBound.value
            if handler.isLingering { return context.close(promise: nil) }
            if hasPart {
                handler.answer(context, Array(handler.decoder.pending))
                return context.flush()
            }
            let seconds = "\(handler.configuration.timeoutSeconds) s"
            if handler.unsent > 0 {
                handler.remark = ", let go: it has not received its replies for \(seconds)"
                context.close(promise: nil)
            } else {
                handler.remark = ", let go after \(seconds) without a byte"
                handler.end(context)
            }
        }
    }
}
