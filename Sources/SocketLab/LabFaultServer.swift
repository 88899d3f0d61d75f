public import NIOCore
import NIOPosix
import SocketFacts

/// A TCP server on 127.0.0.1 that makes one mistake.
public struct LabFaultServer: Sendable {
    private let fault: LabFault

    public init(_ fault: LabFault) { self.fault = fault }

    /// Serves until `untilEnd` returns. Blocks.
    ///
    /// - Parameter started: gets the address once it is bound.
    /// - Throws: the error of bind(2) or listen(2).
    public func run(port: Int, started: (SocketAddress) -> Void, untilEnd: () -> Void) throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        let fault = fault
        let listener = try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try? channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
                    try? channel.syncOptions?.setOption(.socketOption(.tcp_nodelay), value: 1)
                    try channel.pipeline.syncOperations.addHandler(LabFaultHandler(fault))
                }
            }
            .bind(host: "127.0.0.1", port: port).wait()
        if let address = listener.localAddress { started(address) }
        untilEnd()
        try? listener.close().wait()
    }
}

private final class LabFaultHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Answers to the end of the stream, for a client that stays to hear them.
    private static let mostEmptyAnswers = 10_000

    private let fault: LabFault
    private var mind: LabFaultMind

    init(_ fault: LabFault) {
        self.fault = fault
        mind = LabFaultMind(fault)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for action in mind.arrived(Array(unwrapInboundIn(data).readableBytesView)) {
            switch action {
            case .send(let bytes):
                context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
            case .close: context.close(promise: nil)
            }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let event = event as? ChannelEvent, event == .inputClosed else {
            return context.fireUserInboundEventTriggered(event)
        }
        guard fault == .endOfStreamIgnored else { return context.close(promise: nil) }
        // What a loop without a test for 0 does, until the client is gone.
        let empty = context.channel.allocator.buffer(bytes: Replies.tcp([]) + [0x0a])
        for _ in 0..<Self.mostEmptyAnswers { context.write(wrapOutboundOut(empty), promise: nil) }
        context.flush()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
