import NIOCore
import NIOPosix
import SocketFacts

/// The client's side of a TCP connection. It is added to a connection that stands.
final class StreamClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let conversation: Conversation
    private let heard: Conversation.Heard
    private let promise: EventLoopPromise<Conversation.Outcome>
    private var began: NIODeadline
    private var decoder: FrameDecoder
    private var index = 0
    private var isDone = false
    private var timer: Scheduled<Void>?
    private var address: SocketAddress?

    private var frame: Frame { conversation.client.frame }

    init(
        _ conversation: Conversation, _ began: NIODeadline, _ heard: @escaping Conversation.Heard,
        _ promise: EventLoopPromise<Conversation.Outcome>
    ) {
        self.conversation = conversation
        self.began = began
        self.heard = heard
        self.promise = promise
        decoder = FrameDecoder(conversation.client.frame)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        address = context.remoteAddress
        guard context.channel.isActive else { return end(context, LabFailure.closedEarly(received: 0)) }
        sendNext(context)
    }

    private func sendNext(_ context: ChannelHandlerContext) {
        timer?.cancel()
        guard index < conversation.exchanges, !conversation.messages.isEmpty else {
            return end(context, nil)
        }
        guard let bytes = frame.encode(conversation.messages[index % conversation.messages.count])
        else {
            return end(context, LabFailure.doesNotFit(frame: frame.description))
        }
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: conversation.timeout) {
            let (handler, context) = loopBound.value
            handler.timedOut(context)
        }
        // writeAndFlush takes all of it, however many sends that needs; the half-close waits for the last of them.
        context.writeAndFlush(
            wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
        if frame == .none { context.close(mode: .output, promise: nil) }
    }

    private func timedOut(_ context: ChannelHandlerContext) {
        // Without framing only the server's close ends a reply. From one that does not close, what came is all there
        // is.
        if frame == .none, !decoder.pending.isEmpty { return ended(context) }
        let which =
            conversation.exchanges > 1 ? "reply \(index + 1) of \(conversation.exchanges)" : "a reply"
        end(
            context,
            LabFailure.timedOut(
                waitingFor: which, seconds: conversation.client.timeoutSeconds,
                received: decoder.pending.count))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        decoder.append(unwrapInboundIn(data).readableBytesView)
        do throws(FrameDecoder.Failure) {
            while !isDone, let reply = try decoder.next() {
                tell(.success(reply))
                sendNext(context)
            }
        } catch {
            end(context, error)
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
        guard frame == .none, !decoder.pending.isEmpty else {
            return end(context, LabFailure.closedEarly(received: decoder.pending.count))
        }
        tell(.success(Array(decoder.pending)))
        end(context, nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A reset behind a reply takes nothing away.
        if frame == .none, !decoder.pending.isEmpty { ended(context) } else { end(context, error) }
    }

    private func tell(_ result: Result<[UInt8], any Error>) {
        let now = NIODeadline.now()
        heard(index, result, now - began)
        began = now
        index += 1
    }

    private func end(_ context: ChannelHandlerContext, _ error: (any Error)?) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        if let error { tell(.failure(error)) }
        context.close(promise: nil)
        promise.succeed(Conversation.Outcome(exchangesBegun: index, address: address))
    }
}

/// The client's side of a UDP socket: one message, one reply, then the next.
final class DatagramClientHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = ByteBuffer

    private let conversation: Conversation
    private let heard: Conversation.Heard
    private let promise: EventLoopPromise<Conversation.Outcome>
    private let goesElsewhere: (any Error) -> Bool
    private var began: NIODeadline
    private var index = 0
    private var resent = 0
    private var isDone = false
    private var timer: Scheduled<Void>?
    private var address: SocketAddress?

    /// - Parameter goesElsewhere: asked when the first exchange fails; true when another address is tried instead.
    init(
        _ conversation: Conversation, _ began: NIODeadline, _ heard: @escaping Conversation.Heard,
        _ promise: EventLoopPromise<Conversation.Outcome>, goesElsewhere: @escaping (any Error) -> Bool
    ) {
        self.conversation = conversation
        self.began = began
        self.heard = heard
        self.promise = promise
        self.goesElsewhere = goesElsewhere
    }

    func handlerAdded(context: ChannelHandlerContext) {
        address = context.remoteAddress
        sendNext(context)
    }

    private func sendNext(_ context: ChannelHandlerContext) {
        timer?.cancel()
        guard index < conversation.exchanges, !conversation.messages.isEmpty else {
            return end(context, nil)
        }
        send(context, .now() + conversation.timeout, patience: .seconds(1))
    }

    private func send(_ context: ChannelHandlerContext, _ deadline: NIODeadline, patience: TimeAmount) {
        let bytes = conversation.messages[index % conversation.messages.count]
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let again = NIODeadline.now() + patience
        let isLast = !conversation.isResending || again >= deadline
        timer = context.eventLoop.scheduleTask(deadline: isLast ? deadline : again) {
            let (handler, context) = loopBound.value
            guard isLast else {
                handler.resent += 1
                return handler.send(context, deadline, patience: patience + patience)
            }
            handler.end(
                context,
                LabFailure.timedOut(
                    waitingFor: "a datagram in reply", seconds: handler.conversation.client.timeoutSeconds,
                    received: 0))
        }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)))
            .whenFailure { error in
                let (handler, context) = loopBound.value
                handler.end(context, error)
            }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return }
        tell(.success(Array(unwrapInboundIn(data).data.readableBytesView)))
        sendNext(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end(context, error) }

    private func tell(_ result: Result<[UInt8], any Error>) {
        let now = NIODeadline.now()
        heard(index, result, now - began)
        began = now
        index += 1
    }

    private func end(_ context: ChannelHandlerContext, _ error: (any Error)?) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        context.close(promise: nil)
        if let error, index == 0, goesElsewhere(error) { return }
        if let error { tell(.failure(error)) }
        promise.succeed(Conversation.Outcome(exchangesBegun: index, resent: resent, address: address))
    }
}
