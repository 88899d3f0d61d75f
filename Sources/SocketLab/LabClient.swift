import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
public import SocketFacts

/// A correct client: it sends whole messages, receives in a loop until a reply is complete, and never waits for ever.
public struct LabClient: Sendable {
    /// A name, or an address without brackets. All addresses of a name are tried.
    public var host: String
    public var port: Int
    public var isUDP: Bool
    /// Ignored for UDP, where a datagram is a message.
    public var frame: Frame
    /// How long the connection attempt may take, and then how long each reply may take.
    public var timeoutSeconds: Double

    public init(
        host: String, port: Int, isUDP: Bool = false, frame: Frame = .none, timeoutSeconds: Double = 5
    ) {
        self.host = host
        self.port = port
        self.isUDP = isUDP
        self.frame = frame
        self.timeoutSeconds = timeoutSeconds
    }

    /// Sends each text and hands each reply, or the reason why none came, to `body` in order. Blocks.
    ///
    /// With a frame all texts go over one connection, each after the reply to the one before. Without, each has a
    /// connection of its own: the client shuts down its sending side behind the text, and the reply is what comes until
    /// the server closes, or until the timeout for a server that does not close.
    ///
    /// - Returns: true when a reply came for each.
    public func send(_ texts: [String], _ body: (Result<[UInt8], LabError>) -> Void) -> Bool {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        let loop = group.next()
        let isOneConnection = !isUDP && frame != .none
        var isComplete = true
        for batch in isOneConnection ? [texts] : texts.map({ [$0] }) {
            let promises = batch.map { _ in loop.makePromise(of: [UInt8].self) }
            let conversation = Conversation(client: self, messages: batch.map { Array($0.utf8) })
            conversation.run(on: loop) { index, result, _ in
                promises[index].completeWith(result)
            }.whenComplete { _ in
                // Those behind a failure; a promise that has its result keeps it.
                for promise in promises { promise.fail(LabFailure.notSent) }
            }
            for promise in promises {
                do {
                    body(.success(try promise.futureResult.wait()))
                } catch {
                    isComplete = false
                    body(.failure(LabError(text: LabText.error(error))))
                }
            }
        }
        return isComplete
    }

    /// Where to connect to.
    enum Target: Sendable {
        /// Name resolution and the choice among the addresses are left to the connection attempt (RFC 8305).
        case name(host: String, port: Int)
        /// Tried in order while they refuse.
        case addresses([SocketAddress])
    }

    /// Blocks while a name is looked up for UDP.
    func target() throws -> Target {
        if let address = try? SocketAddress(ipAddress: host, port: port) {
            return .addresses([address])
        }
        guard isUDP else { return .name(host: host, port: port) }
        guard let first = try? SocketAddress.makeAddressResolvingHost(host, port: port) else {
            throw LabFailure.nameNotFound(host)
        }
        // `localhost` is ::1 first, and many servers listen on IPv4 alone.
        guard first.ipAddress == "::1" else { return .addresses([first]) }
        return .addresses([first, try SocketAddress(ipAddress: "127.0.0.1", port: port)])
    }
}

/// A failure in words.
public struct LabError: Error, Hashable, Sendable {
    public var text: String
}

/// Messages and their replies over one TCP connection, or over one UDP socket.
struct Conversation: Sendable {
    /// The index of an exchange, its reply or why none came, and how long it took; the first one includes the
    /// connection attempt. Called on the event loop, at most once an exchange. After a failure no further exchange is
    /// begun.
    typealias Heard = @Sendable (Int, Result<[UInt8], any Error>, TimeAmount) -> Void

    /// A connection stands, with this address at its other end; or why none does.
    typealias Connected = @Sendable (Result<SocketAddress?, any Error>) -> Void

    var client: LabClient
    var messages: [[UInt8]]
    /// The messages go round until there were so many exchanges.
    var exchanges: Int
    /// Sends a UDP message again when no reply came: first after 1 s (RFC 6298 section 2.1), then after twice the time.
    /// Sooner makes it worse: with 5,000 clients that began at 250 ms, the repetitions alone filled the server's
    /// receive buffer.
    var isResending = false

    init(client: LabClient, messages: [[UInt8]], exchanges: Int? = nil, isResending: Bool = false) {
        self.client = client
        self.messages = messages
        self.exchanges = exchanges ?? messages.count
        self.isResending = isResending
    }

    /// What became of a conversation, once its socket is closed or about to be.
    struct Outcome: Sendable {
        var exchangesBegun = 0
        var resent = 0
        /// The address that was connected to.
        var address: SocketAddress?
    }

    var timeout: TimeAmount { .nanoseconds(Int64(max(0.001, min(client.timeoutSeconds, 1e6)) * 1e9)) }

    /// - Parameters:
    ///   - target: where to, when it is known already.
    ///   - connected: called when a connection stands, or has failed.
    /// - Returns: never fails; the failure is in what `heard` got.
    func run(
        on loop: any EventLoop, to target: LabClient.Target? = nil,
        connected: @escaping Connected = { _ in }, _ heard: @escaping Heard
    ) -> EventLoopFuture<Outcome> {
        let began = NIODeadline.now()
        let destination: LabClient.Target
        do {
            destination = try target ?? client.target()
        } catch {
            connected(.failure(error))
            heard(0, .failure(error), .zero)
            return loop.makeSucceededFuture(Outcome(exchangesBegun: 1))
        }
        let promise = loop.makePromise(of: Outcome.self)
        switch destination {
        case .name(let host, let port):
            attach(bootstrap(loop).connect(host: host, port: port), [], began, connected, heard, promise)
        case .addresses(let addresses):
            attach(addresses, loop, began, connected, heard, promise)
        }
        return promise.futureResult
    }

    private func bootstrap(_ loop: any EventLoop) -> ClientBootstrap {
        // Of several addresses tried at once only one connection is used: its handler is added when it is chosen, and
        // nothing is read before.
        ClientBootstrap(group: loop)
            .connectTimeout(timeout)
            .channelOption(.autoRead, value: false)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(.allowRemoteHalfClosure, value: true)
    }

    private func attach(
        _ addresses: [SocketAddress], _ loop: any EventLoop, _ began: NIODeadline,
        _ connected: @escaping Connected, _ heard: @escaping Heard,
        _ promise: EventLoopPromise<Outcome>
    ) {
        guard let address = addresses.first else { return promise.succeed(Outcome()) }
        let channel =
            client.isUDP
            // A connected UDP socket: an ICMP error reaches it (udp(7)).
            ? DatagramBootstrap(group: loop)
                .channelOption(.autoRead, value: false)
                .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
                .connect(to: address)
            : bootstrap(loop).connect(to: address)
        attach(channel, Array(addresses.dropFirst()), began, connected, heard, promise)
    }

    private func attach(
        _ channel: EventLoopFuture<any Channel>, _ others: [SocketAddress], _ began: NIODeadline,
        _ connected: @escaping Connected, _ heard: @escaping Heard,
        _ promise: EventLoopPromise<Outcome>
    ) {
        let loop = channel.eventLoop
        channel.flatMapThrowing { channel in
            connected(.success(channel.remoteAddress))
            let handler: any ChannelHandler =
                client.isUDP
                ? DatagramClientHandler(self, began, heard, promise) { error in
                    guard let next = others.first, (error as? IOError)?.errnoCode == 111 else { return false }
                    attach([next] + others.dropFirst(), loop, began, connected, heard, promise)
                    return true
                }
                : StreamClientHandler(self, began, heard, promise)
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.syncOptions?.setOption(.autoRead, value: true)
        }.whenFailure { error in
            connected(.failure(error))
            heard(0, .failure(error), NIODeadline.now() - began)
            promise.succeed(Outcome(exchangesBegun: 1))
        }
    }
}
