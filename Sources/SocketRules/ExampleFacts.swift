public import SocketFacts

/// Short names for the situations that examples are made of. Every one is a complete, consistent set of facts.
extension Facts {
    /// `check` of a local port that answers with a reset. All of the socket table, the routes and the interfaces of an
    /// ordinary machine were seen; the firewall was not asked.
    public static func refused(
        _ address: IPAddress = .loopbackIPv4, port: UInt16 = 9090, host: String? = nil, transport: Transport = .tcp,
        sockets: [SocketRecord] = [], owners: [UInt32: ProcessFacts] = [:], namespaces: [NamespaceFacts] = [],
        observer: Observer = Observer(), icmp: ICMPError? = nil
    ) -> Facts {
        let unreachable = ICMPError(
            family: address.family, type: address.family == .ipv4 ? 3 : 1, code: address.family == .ipv4 ? 3 : 4,
            sender: address)
        let attempt = Attempt(
            address: address, port: port, outcome: .failed(.connectionRefused),
            icmp: icmp ?? (transport == .udp ? unreachable : nil))
        return .checked(
            attempt, host: host, transport: transport, sockets: sockets, owners: owners, namespaces: namespaces,
            observer: observer)
    }

    /// `check` with the one attempt given, on a machine with 127.0.0.1, ::1 and 192.168.1.5 (eth0).
    public static func checked(
        _ attempt: Attempt, host: String? = nil, transport: Transport = .tcp, sockets: [SocketRecord] = [],
        owners: [UInt32: ProcessFacts] = [:], namespaces: [NamespaceFacts] = [], observer: Observer = Observer(),
        send: [UInt8]? = nil, expect: [UInt8]? = nil
    ) -> Facts {
        let isName = host.map { IPAddress($0) == nil } ?? false
        let local = attempt.address.isLoopback || attempt.address == IPAddress(192, 168, 1, 5)
        return Facts(
            question: Question(
                command: .check, host: host ?? attempt.address.description, literal: isName ? nil : attempt.address,
                port: attempt.port, transport: transport, send: send, expect: expect),
            observer: observer,
            resolution: .seen(
                Resolution(addresses: [attempt.address], source: isName ? .hostsFile(line: 1) : .literal)),
            attempts: [attempt], sockets: .seen(sockets),
            owners: owners.sorted { $0.key < $1.key }.map { SocketOwner(inode: $0.key, pids: [$0.value.pid]) },
            processes: owners.values.sorted { $0.pid < $1.pid }, namespaces: .seen(namespaces),
            interfaces: .seen(.ordinary),
            routes: .seen([
                RouteFacts(
                    destination: attempt.address, kind: local ? .local : .unicast, interface: local ? "lo" : "eth0",
                    gateway: local ? nil : IPAddress(192, 168, 1, 1))
            ]),
            neighbours: .seen([]))
    }

    /// `port 9090` with what a probe bind says and the sockets there are.
    public static func held(
        port: UInt16 = 9090, address: IPAddress? = nil, transport: Transport = .tcp,
        plain: SystemError? = .addressInUse,
        reuse: SystemError? = .addressInUse, sockets: [SocketRecord] = [], owners: [UInt32: ProcessFacts] = [:],
        observer: Observer = Observer()
    ) -> Facts {
        Facts(
            question: Question(
                command: .port, host: address?.description ?? "", literal: address, port: port, transport: transport),
            observer: observer, sockets: .seen(sockets),
            owners: owners.sorted { $0.key < $1.key }.map { SocketOwner(inode: $0.key, pids: [$0.value.pid]) },
            processes: owners.values.sorted { $0.pid < $1.pid }, interfaces: .seen(.ordinary),
            ephemeralPorts: .seen(EphemeralPorts(lowest: 32768, highest: 60999, usedTowardsTarget: 0)),
            bindings: [BindProbe(address: address ?? .anyIPv4, plain: plain, withReuseAddress: reuse)],
            unprivilegedPortStart: .seen(1024))
    }
}

extension [InterfaceFacts] {
    /// `lo` and `eth0` with 192.168.1.5/24.
    public static let ordinary = [
        InterfaceFacts(
            index: 1, name: "lo", isLoopback: true,
            addresses: [InterfaceAddress(.loopbackIPv4, 8), InterfaceAddress(.loopbackIPv6, 128)]),
        InterfaceFacts(index: 2, name: "eth0", addresses: [InterfaceAddress(IPAddress(192, 168, 1, 5), 24)]),
    ]
}

extension ProcessFacts {
    /// A student's Python server.
    public static func python(
        pid: Int32 = 4242, script: String = "server.py", directory: String = "/home/student/lab", age: Double = 12,
        state: ProcessState = .sleeping, uid: UInt32 = 1000
    ) -> ProcessFacts {
        ProcessFacts(
            pid: pid, parentPID: 4000, name: "python3", arguments: ["python3", script],
            executable: .seen("/usr/bin/python3.11"), directory: .seen(directory), uid: uid,
            user: uid == 1000 ? "student" : nil, ageSeconds: age, startedAt: 1_000_000 - age, state: state,
            hasTerminal: true, openFiles: .seen(4), openFileLimit: .seen(1024),
            ancestry: [Ancestor(pid: 4000, name: "bash"), Ancestor(pid: 1, name: "systemd")])
    }
}

extension SocketRecord {
    /// A listener of user 1000 with inode 77.
    public static func listener(
        _ address: IPAddress = .anyIPv4, port: UInt16 = 9090, inode: UInt32 = 77, uid: UInt32 = 1000,
        queue: UInt32 = 0, backlog: UInt32 = 5, isIPv6Only: Bool? = nil
    ) -> SocketRecord {
        SocketRecord(
            transport: .tcp, family: address.family, state: .listening, local: Endpoint(address, port),
            isIPv6Only: isIPv6Only, receiveQueue: queue, sendQueue: backlog, uid: uid, inode: inode)
    }

    /// An unconnected UDP socket of user 1000 with inode 78.
    public static func datagram(
        _ address: IPAddress = .anyIPv4, port: UInt16 = 9090, inode: UInt32 = 78, uid: UInt32 = 1000,
        queue: UInt32 = 0, memory: SocketMemory? = nil
    ) -> SocketRecord {
        SocketRecord(
            transport: .udp, family: address.family, state: .closed, local: Endpoint(address, port),
            receiveQueue: queue, uid: uid, inode: inode, memory: memory)
    }
}
