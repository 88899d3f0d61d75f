import SocketFacts

extension Facts {
    /// `port 9090` is taken, and the kernel would not list its sockets.
    static let heldBlindly: Facts = {
        var facts = Facts.held()
        facts.sockets = .unseen(.failed("the socket table (sock_diag gives EPERM)"))
        return facts
    }()

    /// The same facts, with the owner of the socket with inode 77 hidden from the asker.
    func hidingOwner(needs what: String = "root (CAP_SYS_PTRACE) to see other users' descriptors") -> Facts {
        var facts = self
        facts.owners = [SocketOwner(inode: 77, pids: [], reason: .needs(what))]
        facts.processes = []
        return facts
    }
}

extension SocketRecord {
    /// An unconnected UDP socket of user 1000 with inode 77.
    static func datagrams(_ address: IPAddress = .anyIPv4, port: UInt16 = 9090, uid: UInt32 = 1000) -> SocketRecord {
        SocketRecord(
            transport: .udp, family: address.family, state: .closed, local: Endpoint(address, port), uid: uid, inode: 77
        )
    }

    /// A socket that no process has any more, towards a client on this host.
    static func closing(_ state: SocketState, expires: UInt32? = nil) -> SocketRecord {
        SocketRecord(
            transport: .tcp, family: .ipv4, state: state, local: Endpoint(.loopbackIPv4, 9090),
            remote: Endpoint(.loopbackIPv4, 41000), expiresMilliseconds: expires)
    }

    /// The same socket, made in this control group.
    func inGroup(_ path: String) -> SocketRecord {
        var socket = self
        socket.cgroupPath = path
        return socket
    }
}
