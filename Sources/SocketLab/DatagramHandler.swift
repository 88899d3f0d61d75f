import NIOCore
import NIOPosix

/// Answers datagrams, one for one.
final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let clients: Clients
    private let now: @Sendable () -> String
    private let log: @Sendable (String) -> Void

    init(
        _ clients: Clients, _ now: @escaping @Sendable () -> String,
        _ log: @escaping @Sendable (String) -> Void
    ) {
        self.clients = clients
        self.now = now
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        let bytes = Array(envelope.data.readableBytesView)
        let reply = Replies.udp(bytes, now: now)
        clients.datagram()
        let line = "\(LabText.endpoint(envelope.remoteAddress)) udp \(bytes.count) bytes in, "
        let answer = AddressedEnvelope(
            remoteAddress: envelope.remoteAddress, data: context.channel.allocator.buffer(bytes: reply))
        context.writeAndFlush(wrapOutboundOut(answer)).whenComplete { [log] result in
            switch result {
            case .success: log(line + "\(reply.count) bytes out")
            case .failure(let error): log(line + "no answer: \(LabText.error(error))")
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        log("udp: \(LabText.error(error))")
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !clients.isLeaving { log("the UDP server has ended") }
    }
}
