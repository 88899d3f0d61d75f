import SocketFacts
import SocketProbes

/// How a `port` question proceeds.
extension Examination {
    mutating func port() {
        let port = question.port
        let addresses = question.literal.map { [$0] } ?? [.anyIPv4, .anyIPv6]
        facts.bindings = addresses.map { BindPortProbe.probe(Endpoint($0, port), question.transport) }.filter {
            // A machine without IPv6 has no IPv6 port to hold.
            question.literal != nil || $0.address.family == .ipv4 || $0.plain != .familyNotSupported
        }
        lookAtHolders()
        facts.unprivilegedPortStart = KernelSettings.unprivilegedPortStart()
        if let range = KernelSettings.localPortRange() {
            facts.ephemeralPorts = .seen(
                EphemeralPorts(lowest: range.lowerBound, highest: range.upperBound, usedTowardsTarget: 0))
        }
        findOwners(.thorough) { $0.inode != 0 }
        let errors = facts.bindings.compactMap(\.plain)
        if errors.contains(.addressNotAvailable) { lookAtInterfaces() }
        guard facts.sockets.value?.contains(where: { $0.inode != 0 }) != true else { return }
        if errors.contains(.addressInUse), facts.sockets.value?.isEmpty == true { lookAtNamespaces() }
        if facts.observer.isWSL {
            note("asking Windows")
            facts.windows = .seen(WindowsProbe.facts(port: port, transport: question.transport))
        }
        if facts.observer.mayReadFirewall { facts.portForwards = FirewallProbe.forwards(port, question.transport) }
    }

    /// Sockets on the port: servers first, and only when there is none everything else, because connections are looked
    /// for through the whole table.
    private mutating func lookAtHolders() {
        let question = self.question
        let canBind = facts.bindings.allSatisfy { $0.plain == nil }
        facts.sockets = Self.observe { () throws(Unobserved) in
            var table = try SocketTable()
            switch question.transport {
            case .udp:
                return try table.records(
                    .udp, states: Set(SocketState.allCases), localPort: question.port, wantsMemory: true)
            case .tcp:
                var rows = try table.records(.tcp, states: [.listening], localPort: question.port)
                let isHeld = rows.contains { row in
                    question.literal.map { row.overlaps($0) } ?? true
                }
                if isHeld || canBind { return rows }
                rows += try table.records(
                    .tcp, states: Set(SocketState.allCases).subtracting([.listening]), localPort: question.port)
                return rows
            }
        }
    }
}
