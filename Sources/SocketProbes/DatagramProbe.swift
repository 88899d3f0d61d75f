import Glibc
public import SocketFacts

/// One UDP question: a datagram from a connected socket, and what came back.
public enum DatagramProbe {
    /// Sends `payload` and waits for a reply or an ICMP error.
    ///
    /// - Parameters:
    ///   - wait: milliseconds to wait for an answer.
    ///   - expect: with it, datagrams that do not contain it are collected and waited past.
    public static func attempt(
        _ target: Endpoint, payload: [UInt8], expect: [UInt8]?, wait limit: Double
    ) -> Attempt {
        let readBefore = Counters.datagramsRead()
        let start = milliseconds()
        var attempt = Attempt(address: target.address, port: target.port, outcome: .silent)
        func ended(_ outcome: Attempt.Outcome) -> Attempt {
            attempt.outcome = outcome
            attempt.elapsedMilliseconds = milliseconds() - start
            return attempt
        }
        let socket: OpenSocket
        switch OpenSocket.make(target.address.family, .udp) {
        case .failure(let error): return ended(.failed(error))
        case .success(let made): socket = made
        }
        ErrorQueue.enable(socket.descriptor, target.address.family)
        if unsafe target.withSocketAddress({ unsafe connect(socket.descriptor.raw, $0, $1) }) != 0 {
            return ended(.failed(lastError))
        }
        attempt.local = Endpoint.local(of: socket.descriptor)
        let sent = unsafe payload.withUnsafeBytes {
            unsafe send(socket.descriptor.raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        var conversation = Conversation()
        if sent < 0 { attempt.sendError = lastError } else { conversation.bytesSent = sent }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // A refused send is followed by an ICMP error only when a rule rejects; a short look tells which (facts.md C.5).
        let deadline = start + (sent < 0 ? min(limit, 300) : limit)
        while true {
            let rest = deadline - milliseconds()
            guard rest > 0, SocketProbes.wait(for: socket.descriptor, POLLIN, milliseconds: rest) != 0 else { break }
            if let entry = ErrorQueue.next(socket.descriptor) {
                if let icmp = entry.icmp, icmp.isFatal {
                    attempt.icmp = icmp
                    attempt.conversation = conversation
                    return ended(.failed(entry.error))
                }
                continue
            }
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(socket.descriptor.raw, $0.baseAddress, $0.count, 0)
            }
            if count >= 0 {
                conversation.reply.append(
                    contentsOf: buffer[..<min(count, max(0, ConversationProbe.replyLimit - conversation.reply.count))])
                attempt.conversation = conversation
                if let expect, !conversation.reply.contains(expect) { continue }
                return ended(.connected)
            }
            let error = lastError
            if error != .tryAgain && error != .interrupted {
                // The error itself may be read before its entry in the queue.
                if let entry = ErrorQueue.next(socket.descriptor) { attempt.icmp = entry.icmp }
                attempt.conversation = conversation
                return ended(.failed(error))
            }
        }
        // Accepted here means: some program on this host has read a datagram meanwhile. Seldom another one than ours.
        conversation.accepted = .seen(Counters.datagramsRead() > readBefore)
        attempt.conversation = conversation
        if let error = attempt.sendError { return ended(.failed(error)) }
        return ended(conversation.reply.isEmpty ? .silent : .connected)
    }
}
