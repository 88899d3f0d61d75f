import CSocketLinux
import Glibc
public import SocketFacts
import SocketPackets

/// Says again what the clients of a recorded conversation said, and compares the replies.
public enum RelayReplay {
    public enum Problem: Error, Hashable, Sendable {
        case cannotRead(SystemError)
        case notPcapng
        case damaged(at: Int)
        /// Nothing in the file is TCP or UDP over Ethernet from its beginning on.
        case noConversation
        case nameUnknown(String)
    }

    /// How one conversation went this time.
    public struct Result: Hashable, Sendable {
        public var number: Int
        public var transport: Transport
        public var target: Endpoint
        public var error: SystemError?
        public var sentBytes = 0
        public var recordedReply: [UInt8] = []
        public var reply: [UInt8] = []

        /// The first byte that is not as recorded; `nil` when all are.
        public var firstDifference: Int? {
            if reply == recordedReply { return nil }
            return zip(reply, recordedReply).enumerated().first { $0.element.0 != $0.element.1 }?.offset
                ?? min(reply.count, recordedReply.count)
        }
        public var isSame: Bool { error == nil && reply == recordedReply }
    }

    /// Milliseconds to wait for what the server said at this place.
    private static let patience = 2000.0
    /// Milliseconds that all waits in vain of one conversation, and of a whole file, may take together. A record of
    /// 50,000 parts would else be said to a silent server for hours.
    private static let mostSilence = 6000.0
    private static let mostSilenceOfAll = 60_000.0
    /// Milliseconds of one conversation for parts that the server's program has not read when the next one follows.
    private static let mostUnread = 3000.0

    /// - Returns: the offset at which the file breaks off; `nil` where it is whole.
    public static func run(
        path: String, host: String, literal: IPAddress?, port: UInt16, told: (Result) -> Void
    ) throws(Problem) -> Int? {
        _ = signal(SIGPIPE, SIG_IGN)
        let file: [UInt8]
        do throws(SystemError) {
            file = try Files.bytes(path, limit: 1 << 30)
        } catch {
            throw .cannotRead(error)
        }
        let packets: [CaptureReader.Packet]
        let brokenAt: Int?
        do throws(CaptureReader.Problem) {
            (packets, brokenAt) = try CaptureReader.contents(file)
        } catch {
            switch error {
            case .notPcapng: throw .notPcapng
            case .damaged(let offset): throw .damaged(at: offset)
            }
        }
        let conversations = RecordedConversation.all(in: packets)
        guard !conversations.isEmpty else {
            if let brokenAt { throw .damaged(at: brokenAt) }
            throw .noConversation
        }
        var addresses: [IPAddress] = literal.map { [$0] } ?? []
        if addresses.isEmpty {
            let resolution = NameProbe.resolve(host, wait: 5000).value
            addresses = resolution?.addresses ?? []
            guard !addresses.isEmpty else { throw .nameUnknown(resolution?.failure ?? "the resolver gave no address") }
        }
        var waits = Waits(ofAll: mostSilenceOfAll)
        for (index, conversation) in conversations.enumerated() {
            told(replay(conversation, index + 1, addresses.map { Endpoint($0, port) }, &waits))
        }
        return brokenAt
    }

    /// What is left of the waits in vain, in milliseconds.
    private struct Waits {
        var ofAll: Double
        var silence = mostSilence
        var unread = mostUnread

        init(ofAll: Double) { self.ofAll = ofAll }

        var left: Double { min(ofAll, silence) }
        mutating func spend(_ time: Double) {
            ofAll -= time
            silence -= time
        }
        mutating func begin() { (silence, unread) = (mostSilence, mostUnread) }
    }

    private static func replay(
        _ conversation: RecordedConversation, _ number: Int, _ targets: [Endpoint], _ waits: inout Waits
    ) -> Result {
        var result = Result(number: number, transport: conversation.transport, target: targets[0])
        waits.begin()
        for target in targets {
            result.target = target
            result.error = nil
            do throws(SystemError) {
                let socket = try connect(target, conversation.transport)
                try speak(conversation, socket, &result, &waits)
                return result
            } catch {
                result.error = error
                if result.sentBytes > 0 { return result }
            }
        }
        return result
    }

    private static func connect(_ target: Endpoint, _ transport: Transport) throws(SystemError) -> Descriptor {
        let socket = try newSocket(target.address.family, transport)
        if transport == .tcp { set(socket, Int32(IPPROTO_TCP), TCP_NODELAY, 1) }
        if unsafe target.withSocketAddress({ unsafe Glibc.connect(socket.raw, $0, $1) }) != 0 {
            let error = lastError
            guard error == .inProgress else { throw error }
            guard wait(for: socket, POLLOUT, milliseconds: 5000) != 0 else { throw .timedOut }
            if let error = RelaySocket.error(socket.raw) { throw error }
        }
        return socket
    }

    private static func speak(
        _ conversation: RecordedConversation, _ socket: borrowing Descriptor, _ result: inout Result,
        _ waits: inout Waits
    ) throws(SystemError) {
        var hasEnded = false
        let lookup = SocketLookup()
        for event in conversation.events {
            switch event {
            case .data(false, let bytes): result.recordedReply += bytes
            case .data(true, let bytes):
                try hear(socket, until: result.recordedReply.count, &result, &hasEnded, &waits)
                try say(bytes, socket, conversation.transport, lookup, &waits)
                result.sentBytes += bytes.count
            case .end(true):
                try hear(socket, until: result.recordedReply.count, &result, &hasEnded, &waits)
                _ = shutdown(socket.raw, Int32(SHUT_WR))
            case .reset(true):
                try hear(socket, until: result.recordedReply.count, &result, &hasEnded, &waits)
                RelaySocket.resetsOnClose(socket.raw)
                return
            case .end(false), .reset(false): break
            }
        }
        try hear(socket, until: result.recordedReply.count, &result, &hasEnded, &waits)
        // More than was recorded is a difference too; it would come at once.
        if !hasEnded { try hear(socket, until: Int.max, &result, &hasEnded, &waits, limit: 100) }
    }

    private static func say(
        _ bytes: [UInt8], _ socket: borrowing Descriptor, _ transport: Transport, _ lookup: SocketLookup,
        _ waits: inout Waits
    ) throws(SystemError) {
        var offset = 0
        repeat {
            guard wait(for: socket, POLLOUT, milliseconds: patience) != 0 else { throw .timedOut }
            let sent = unsafe bytes.withUnsafeBytes { raw in
                unsafe send(
                    socket.raw, raw.baseAddress?.advanced(by: offset), raw.count - offset, Int32(MSG_NOSIGNAL))
            }
            if sent < 0 {
                let error = lastError
                if error != .tryAgain, error != .interrupted { throw error }
            } else {
                offset += sent
            }
        } while offset < bytes.count
        guard transport == .tcp else { return }
        // Parts that were delivered apart are delivered apart again.
        let begin = milliseconds()
        let end = begin + min(200, waits.unread)
        var peer = PeerQueue(of: socket.raw)
        var isTaken = false
        while milliseconds() < end {
            if csl_unacknowledged(socket.raw) == 0 {
                guard let unread = peer?.unread(lookup), unread > 0 || !isTaken else { return }
                isTaken = unread == 0
            }
            pause(milliseconds: 0.1)
        }
        waits.unread -= milliseconds() - begin
    }

    /// Reads until so many bytes of reply are there, the stream has ended, or patience has.
    private static func hear(
        _ socket: borrowing Descriptor, until count: Int, _ result: inout Result, _ hasEnded: inout Bool,
        _ waits: inout Waits, limit: Double = patience
    ) throws(SystemError) {
        var end = milliseconds() + limit
        var begin = milliseconds()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while !hasEnded, result.reply.count < count {
            if count != .max, waits.left <= 0 { throw .timedOut }
            let rest = min(end - milliseconds(), count == .max ? limit : waits.left)
            guard wait(for: socket, POLLIN, milliseconds: rest) != 0 else {
                waits.spend(milliseconds() - begin)
                return
            }
            let got = unsafe chunk.withUnsafeMutableBytes { unsafe recv(socket.raw, $0.baseAddress, $0.count, 0) }
            if got < 0 {
                let error = lastError
                if error == .tryAgain || error == .interrupted { continue }
                throw error
            }
            if got == 0, result.transport == .tcp { hasEnded = true }
            result.reply += chunk[..<got]
            begin = milliseconds()
            if count != .max { end = begin + limit }
        }
    }
}
