import Glibc
public import SocketFacts

/// How far TCP SYNs to a target get, without privilege: one connection attempt per TTL, all at once, and the senders of
/// "time exceeded" from the error queues.
public enum PathProbe {
    /// - Parameters:
    ///   - hops: the highest TTL tried.
    ///   - wait: milliseconds for all of it.
    public static func trace(_ target: Endpoint, hops: Int = 16, wait limit: Double = 700) -> Observed<PathTrace> {
        let start = milliseconds()
        var senders: [Int: IPAddress] = [:]
        var probes: [TracedSocket] = []
        for ttl in 1...hops {
            guard let probe = TracedSocket(target, ttl: ttl) else {
                return .unseen(.failed("sockets for a path trace: \(lastError.name)"))
            }
            probes.append(probe)
        }
        while milliseconds() - start < limit {
            for probe in probes where senders[probe.ttl] == nil {
                if let sender = probe.sender() { senders[probe.ttl] = sender }
            }
            pause(milliseconds: 10)
        }
        return .seen(PathTrace(hops: (1...hops).map { PathHop(ttl: $0, sender: senders[$0]) }))
    }
}

/// A connection attempt whose packets live for a few hops only.
private final class TracedSocket {
    let ttl: Int
    private let descriptor: Descriptor

    init?(_ target: Endpoint, ttl: Int) {
        guard let descriptor = try? newSocket(target.address.family, .tcp) else { return nil }
        ErrorQueue.enable(descriptor, target.address.family)
        if target.address.family == .ipv4 {
            set(descriptor, Int32(IPPROTO_IP), IP_TTL, Int32(ttl))
        } else {
            set(descriptor, Int32(IPPROTO_IPV6), IPV6_UNICAST_HOPS, Int32(ttl))
        }
        _ = unsafe target.withSocketAddress { unsafe connect(descriptor.raw, $0, $1) }
        self.ttl = ttl
        self.descriptor = descriptor
    }

    func sender() -> IPAddress? {
        guard let icmp = ErrorQueue.next(descriptor)?.icmp else { return nil }
        let isTimeExceeded = icmp.family == .ipv4 ? icmp.type == 11 : icmp.type == 3
        return isTimeExceeded ? icmp.sender : nil
    }
}
