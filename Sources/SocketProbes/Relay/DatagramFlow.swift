import CSocketLinux
import Glibc
import SocketFacts
import SocketPackets
import SocketWire

/// One client's datagrams and the socket that speaks to the target for it.
final class DatagramFlow {
    let number: Int
    let client: Endpoint
    /// Where the client sends to, and hears from.
    let listener: Int32
    let local: csl_local
    let localEndpoint: Endpoint
    var upstream: Int32 = -1
    var candidate = 0
    var target: Endpoint?
    var lastSeen: Double
    let openedAt: Double
    var hasAnswer = false
    /// The last datagram to the server, to try another address with, or to quote in an ICMP error.
    var lastSent: [UInt8] = []
    var schedules: [RelayDirection: DatagramSchedule]
    /// Datagrams that let the next one pass first.
    var held: [RelayDirection: [UInt8]] = [:]
    var passed: [RelayDirection: Int] = [:]
    var faults: [RelayFault: Int] = [:]

    init(
        number: Int, client: Endpoint, listener: Int32, local: csl_local, localEndpoint: Endpoint, at now: Double,
        _ options: RelayOptions
    ) {
        self.number = number
        self.client = client
        self.listener = listener
        self.local = local
        self.localEndpoint = localEndpoint
        lastSeen = now
        openedAt = now
        schedules = [:]
        for direction in RelayDirection.allCases {
            schedules[direction] = DatagramSchedule(
                options.datagramFaults(direction, connection: number),
                random: SeededRandom(seed: options.seed, connection: number, direction: direction))
        }
    }

    func report(_ outcome: RelayConnectionReport.Outcome, at now: Double) -> RelayConnectionReport {
        var report = RelayConnectionReport(number: number, client: client, server: target)
        report.bytesToServer = passed[.toServer] ?? 0
        report.bytesToClient = passed[.toClient] ?? 0
        report.outcome = outcome
        report.milliseconds = now - openedAt
        report.faults = faults
        return report
    }
}

/// Tells a client that a port is closed, the way the kernel of the server would: needs CAP_NET_RAW.
final class ClosedPortMessenger {
    private var sockets: [AddressFamily: Int32] = [:]

    deinit { for socket in sockets.values where socket >= 0 { _ = close(socket) } }

    /// - Returns: false when it is not permitted here.
    func tell(_ client: Endpoint, about target: Endpoint, payload: [UInt8]) -> Bool {
        let family = client.address.family
        let descriptor =
            sockets[family]
            ?? socket(
                family.number, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue),
                Int32(family == .ipv4 ? IPPROTO_ICMP : IPPROTO_ICMPV6))
        sockets[family] = descriptor
        guard descriptor >= 0 else { return false }
        let message = FrameSynthesis.portUnreachable(from: client, to: target, payload: payload)
        return unsafe message.withUnsafeBytes { raw in
            unsafe Endpoint(client.address, 0).withSocketAddress { address, size in
                unsafe sendto(descriptor, raw.baseAddress, raw.count, 0, address, size) >= 0
            }
        }
    }
}
