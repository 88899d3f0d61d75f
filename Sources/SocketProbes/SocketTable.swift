public import SocketFacts
import SocketWire

/// The kernel's socket table in the network namespace of the calling thread.
public struct SocketTable: ~Copyable {
    private var netlink: NetlinkSocket

    public init() throws(Unobserved) {
        do {
            netlink = try NetlinkSocket(.socketDiag)
        } catch {
            throw .failed("the kernel's socket table (sock_diag): \(error.name)")
        }
    }

    /// All rows that match, of one transport and both families.
    ///
    /// A table that changed while it was read is read once more; after that what was seen stands, because on a busy
    /// machine it always changes somewhere.
    public mutating func records(
        _ transport: Transport, states: Set<SocketState>, localPort: UInt16? = nil, remotePort: UInt16? = nil,
        wantsMemory: Bool = false
    ) throws(Unobserved) -> [SocketRecord] {
        var rows: [SocketRecord] = []
        for family in AddressFamily.allCases {
            let query = SocketDiag.Query(
                transport, family, states: states, localPort: localPort, remotePort: remotePort,
                wantsMemory: wantsMemory)
            for attempt in 0..<2 {
                var some: [SocketRecord] = []
                do {
                    let isComplete = try netlink.ask({ SocketDiag.dump(query, sequence: $0) }) { message in
                        guard message.type == SocketDiag.byFamily,
                            let record = SocketDiag.record(message.payload, transport: transport),
                            localPort == nil || record.local.port == localPort,
                            remotePort == nil || record.remote.port == remotePort
                        else { return }
                        some.append(record)
                    }
                    if !isComplete, attempt == 0 { continue }
                } catch {
                    // A kernel without IPv6 answers ENOENT or EAFNOSUPPORT for that family.
                    if family == .ipv6, [.noSuchFile, .familyNotSupported, .invalidArgument].contains(error) { break }
                    throw .failed("the kernel's socket table (sock_diag): \(error.name)")
                }
                rows += some
                break
            }
        }
        return rows
    }

    /// The TCP socket with exactly these ends, seen from its own side; `nil` when there is none in this namespace.
    ///
    /// - Parameter wantsBytes: asks for the count of bytes received, too.
    public mutating func exact(local: Endpoint, remote: Endpoint, wantsBytes: Bool = false) -> SocketRecord? {
        var found: SocketRecord?
        _ = try? netlink.ask({
            SocketDiag.exact(local: local, remote: remote, sequence: $0, wantsBytes: wantsBytes)
        }) { message in
            found = SocketDiag.record(message.payload, transport: .tcp)
        }
        // The kernel falls back to the listener when no connection matches.
        guard let found, found.state != .listening, found.remote.port == remote.port else { return nil }
        return found
    }
}
