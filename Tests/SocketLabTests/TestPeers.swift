import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import SocketFacts
import SocketLab

/// A lab server on loopback, on ports that the kernel chose, in a thread of its own.
final class RunningServer: Sendable {
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let isEnding = ConditionLock(value: 0)
    private let isStarted = ConditionLock(value: 0)
    private let isOver = ConditionLock(value: 0)
    private let addresses = NIOLockedValueBox<[SocketAddress]>([])
    private let outcome = NIOLockedValueBox<Result<LabServer.Tally, any Error>?>(nil)
    private let lines = NIOLockedValueBox<[String]>([])

    init(_ change: (inout LabServer.Configuration) -> Void = { _ in }) throws {
        var configuration = LabServer.Configuration()
        configuration.tcp = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        configuration.udp = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        change(&configuration)
        let lines = lines
        let server = LabServer(configuration, now: { "NOW" }) { line in lines.withLockedValue { $0.append(line) } }
        // A thread of its own: a shared pool has as many as there are cores, and servers that wait would block each
        // other.
        pool.start()
        pool.submit { _ in
            do {
                let tally = try server.run(
                    started: { addresses in
                        self.addresses.withLockedValue { $0 = addresses }
                        self.isStarted.lock()
                        self.isStarted.unlock(withValue: 1)
                    },
                    untilEnd: {
                        self.isEnding.lock(whenValue: 1)
                        self.isEnding.unlock()
                    })
                self.outcome.withLockedValue { $0 = .success(tally) }
            } catch {
                self.outcome.withLockedValue { $0 = .failure(error) }
                self.isStarted.lock()
                self.isStarted.unlock(withValue: 1)
            }
            self.isOver.lock()
            self.isOver.unlock(withValue: 1)
        }
        guard isStarted.lock(whenValue: 1, timeoutSeconds: 20) else { throw TestFailure.timedOut("the start") }
        isStarted.unlock()
        if case .failure(let error) = outcome.withLockedValue({ $0 }) {
            try pool.syncShutdownGracefully()
            throw error
        }
    }

    var tcp: Int { addresses.withLockedValue { $0.first?.port } ?? 0 }
    var udp: Int { addresses.withLockedValue { $0.last?.port } ?? 0 }
    var log: [String] { lines.withLockedValue { $0 } }

    /// As Ctrl+C does.
    func end() throws -> LabServer.Tally {
        isEnding.lock()
        isEnding.unlock(withValue: 1)
        guard isOver.lock(whenValue: 1, timeoutSeconds: 20) else { throw TestFailure.timedOut("the end") }
        isOver.unlock()
        try pool.syncShutdownGracefully()
        guard let outcome = outcome.withLockedValue({ $0 }) else { throw TestFailure.timedOut("the outcome") }
        return try outcome.get()
    }
}

enum TestFailure: Error {
    case timedOut(String)
}

/// A client that sends what it is told, when it is told.
final class Peer: Sendable {
    private struct Seen {
        var bytes: [UInt8] = []
        var isClosed = false
    }
    private let seen = NIOLockedValueBox(Seen())
    private let changed = ConditionLock(value: 0)
    private let channel: any Channel

    /// - Parameter closes: closes as soon as the server has, as a good client does.
    init(port: Int, receives: Bool = true, closes: Bool = true) throws {
        let seen = seen
        let changed = changed
        channel = try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.autoRead, value: receives)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Collector(
                            closes: closes,
                            heard: { bytes in seen.withLockedValue { $0.bytes += bytes } },
                            ended: { seen.withLockedValue { $0.isClosed = true } },
                            changed: {
                                changed.lock()
                                changed.unlock(withValue: 1)
                            }))
                }
            }
            .connect(host: "127.0.0.1", port: port).wait()
    }

    func send(_ bytes: [UInt8]) throws { try channel.writeAndFlush(ByteBuffer(bytes: bytes)).wait() }
    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Does not wait until the kernel has taken it.
    func push(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }
    func halfClose() throws { try channel.close(mode: .output).wait() }
    func close() { channel.close(promise: nil) }

    var received: [UInt8] { seen.withLockedValue { $0.bytes } }
    var text: String { String(decoding: received, as: UTF8.self) }
    var isClosed: Bool { seen.withLockedValue { $0.isClosed } }

    /// Waits until so many bytes are there; 10 s is a failure, not a pace.
    @discardableResult func receive(_ count: Int) throws -> [UInt8] {
        try wait("\(count) bytes, got \(received.count)") { $0.bytes.count >= count || $0.isClosed }
        return received
    }

    /// Waits until the server closes, and gives all that came.
    func receiveAll() throws -> String {
        try wait("the end, got \(text)") { $0.isClosed }
        return text
    }

    private func wait(_ what: String, _ isThere: (Seen) -> Bool) throws {
        let end = NIODeadline.now() + .seconds(10)
        while !seen.withLockedValue({ isThere($0) }) {
            guard changed.lock(whenValue: 1, timeoutSeconds: 0.5) else {
                if NIODeadline.now() > end { throw TestFailure.timedOut(what) }
                continue
            }
            changed.unlock(withValue: 0)
        }
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let closes: Bool
    private let heard: @Sendable ([UInt8]) -> Void
    private let ended: @Sendable () -> Void
    private let changed: @Sendable () -> Void

    init(
        closes: Bool, heard: @escaping @Sendable ([UInt8]) -> Void, ended: @escaping @Sendable () -> Void,
        changed: @escaping @Sendable () -> Void
    ) {
        self.closes = closes
        self.heard = heard
        self.ended = ended
        self.changed = changed
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard(Array(unwrapInboundIn(data).readableBytesView))
        changed()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            ended()
            changed()
            if closes { context.close(promise: nil) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        ended()
        changed()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

enum NIOSleep {
    /// For a moment in which nothing must happen.
    static func milliseconds(_ count: Int64) throws {
        try MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: .milliseconds(count)) {}.futureResult.wait()
    }
}
