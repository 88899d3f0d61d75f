import SocketFacts
import SocketWire

/// Kernel counters of the namespace of the calling thread whose growth during an attempt tells something.
///
/// Only read off the kernel when made; the text is taken apart when somebody asks, which most attempts never do
/// (measured: half the time of a refused check otherwise).
struct Counters {
    private let bytes: [UInt8]

    /// Datagrams that programs have read, of both families (`Udp: InDatagrams` counts when recvmsg returns one).
    static func datagramsRead() -> Int {
        let v4 = (try? Files.bytes("/proc/thread-self/net/snmp", limit: 1 << 16)) ?? []
        let v6 = (try? Files.text("/proc/thread-self/net/snmp6", limit: 1 << 16)) ?? ""
        let line = v6.split(separator: "\n").first { $0.hasPrefix("Udp6InDatagrams") }
        let six = line?.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 0
        return (NetworkText.counter("InDatagrams", group: "Udp", in: v4) ?? 0) + six
    }

    init() { bytes = (try? Files.bytes("/proc/thread-self/net/netstat", limit: 1 << 16)) ?? [] }

    private func value(_ name: String) -> Int { NetworkText.counter(name, group: "TcpExt", in: bytes) ?? 0 }

    /// SYNs that this host's own kernel refused to send again: an OUTPUT rule drops them.
    func sendFailures(since earlier: Counters) -> Int {
        max(0, value("TCPRetransFail") - earlier.value("TCPRetransFail"))
    }

    /// Resets that this host has sent (`Tcp: OutRsts`).
    static func resetsSent() -> Int {
        NetworkText.counter(
            "OutRsts", group: "Tcp", in: (try? Files.bytes("/proc/thread-self/net/snmp", limit: 1 << 16)) ?? []) ?? 0
    }

    /// Resets in answer to data that came for a connection which was closed: without those that a program caused by
    /// closing a connection itself while data lay unread (`TcpExt: TCPAbortOnClose`), which count in both.
    static func resetsForData() -> Int { resetsSent() - Counters().value("TCPAbortOnClose") }

    /// SYNs and connections that found a listener's accept queue full (`TcpExt: ListenOverflows`).
    func overflows(since earlier: Counters) -> Int {
        max(0, value("ListenOverflows") - earlier.value("ListenOverflows"))
    }

    /// SYNs that a listener threw away.
    func listenDrops(since earlier: Counters) -> Int {
        max(0, value("ListenDrops") - earlier.value("ListenDrops"))
    }
}
