import CSocketLinux
import Glibc
import SocketFacts

/// Descriptors and listeners of a relay.
enum RelayLimits {
    /// Raises the soft limit of descriptors to the hard one.
    ///
    /// - Returns: how many this process may have.
    static func raise() -> Int {
        OpenFiles.raiseLimit(to: 1 << 20)
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(min(limit.rlim_cur, 1 << 30))
    }

    static func listen(_ options: RelayOptions, _ targets: [Endpoint]) throws(RelayProblem) -> [Int32] {
        var result: [Int32] = []
        for (index, endpoint) in options.listen.enumerated() {
            let meets = targets.contains { target in
                target.port == endpoint.port
                    && (target.address == endpoint.address
                        || endpoint.address.isUnspecified && target.address.isLoopback)
            }
            do throws(SystemError) {
                if meets { throw .addressInUse }
                result.append(try RelaySocket.bound(endpoint, options.transport))
            } catch {
                // A host without IPv6 has no ::1, and clients there do not ask for it.
                if index > 0, !meets, error == .addressNotAvailable || error == .familyNotSupported { continue }
                for descriptor in result { _ = close(descriptor) }
                if meets { throw .meetsItself(endpoint) }
                throw error == .addressInUse ? .portTaken(endpoint) : .cannotListen(endpoint, error)
            }
        }
        return result
    }

    static func endpoint(_ descriptor: Int32) -> Endpoint? {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        return result == 0 ? RelaySocket.endpoint(&address, size) : nil
    }

    static func peer(_ descriptor: Int32) -> Endpoint? {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getpeername(descriptor, $0, &size)
            }
        }
        return result == 0 ? RelaySocket.endpoint(&address, size) : nil
    }

    static func endpoints(_ descriptors: [Int32]) -> [Endpoint] { descriptors.compactMap { endpoint($0) } }
}

/// Relays: between clients and a server that never heard of it.
public enum Relay {
    /// Runs until SIGINT or SIGTERM.
    ///
    /// - Throws: why it could not begin.
    public static func run(
        _ options: RelayOptions, _ observer: any RelayObserver
    ) throws(RelayProblem) -> RelaySummary {
        // A peer that has gone is an error of the call, not the end of the process; splice(2) knows no MSG_NOSIGNAL.
        _ = signal(SIGPIPE, SIG_IGN)
        switch options.transport {
        case .tcp: return try StreamRelay(options, observer).run()
        case .udp: return try DatagramRelay(options, observer).run()
        }
    }

    /// A seed that is another one each time.
    public static func freshSeed() -> UInt64 { UInt64.random(in: 1...999_999) }
}
