public import SocketFacts

/// The clock all probes share.
public enum MonotonicClock {
    /// Milliseconds since an arbitrary start; never goes back.
    public static func milliseconds() -> Double { SocketProbes.milliseconds() }

    public static func sleep(milliseconds: Double) { pause(milliseconds: milliseconds) }
}

/// Single kernel settings.
public enum KernelSettings {
    /// `net.ipv4.ip_local_port_range`: the ports that outgoing connections may use.
    public static func localPortRange() -> ClosedRange<UInt16>? {
        guard let text = try? Files.text("/proc/sys/net/ipv4/ip_local_port_range", limit: 64) else { return nil }
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { UInt16($0) }
        return numbers.count == 2 && numbers[0] <= numbers[1] ? numbers[0]...numbers[1] : nil
    }

    /// `net.ipv4.ip_unprivileged_port_start`: lower ports need CAP_NET_BIND_SERVICE.
    public static func unprivilegedPortStart() -> Observed<UInt16> {
        Files.number("/proc/sys/net/ipv4/ip_unprivileged_port_start").flatMap { UInt16(exactly: $0) }.map { .seen($0) }
            ?? .unseen(.unsupported("net.ipv4.ip_unprivileged_port_start"))
    }
}

extension Observed {
    /// The value passed through `transform`, where it was seen.
    public func map<T>(_ transform: (Value) -> T) -> Observed<T> {
        switch self {
        case .seen(let value): .seen(transform(value))
        case .unseen(let reason): .unseen(reason)
        }
    }
}
