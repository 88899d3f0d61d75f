/// What an error number means where it stands; the first one that fits decides.
struct Refinement: Sendable {
    var names: [String]
    var needs: Surroundings
    /// The line, or the next, must name this very host.
    var isOwnHost: Bool
    var unless: Surroundings
    var symptom: Symptom?
    var also: [Symptom]

    init(
        _ names: String..., near needs: Surroundings = [], unless: Surroundings = [],
        is symptom: Symptom?,
        also: [Symptom] = [], onOwnHost isOwnHost: Bool = false
    ) {
        self.names = names
        self.needs = needs
        self.isOwnHost = isOwnHost
        self.unless = unless
        self.symptom = symptom
        self.also = also
    }

    static let all: [Refinement] = [
        // Ports.
        Refinement("EADDRINUSE", near: .account, is: nil),
        Refinement("EADDRINUSE", near: .docker, is: .dockerPortAllocated, also: [.addressInUse]),
        Refinement("EADDRINUSE", near: .portZero, is: .ephemeralPortsExhausted, also: [.addressInUse]),
        Refinement(
            "EADDRINUSE", near: .connect, unless: [.bind, .listen], is: .ephemeralPortsExhausted,
            also: [.addressInUse]),
        Refinement(
            "EADDRNOTAVAIL", near: .connect, unless: [.bind, .listen, .loopback], is: .ephemeralPortsExhausted,
            also: [.cannotAssignAddress]),
        Refinement(
            "EADDRNOTAVAIL", near: .connect, unless: [.bind, .listen], is: .cannotAssignAddress,
            also: [.ephemeralPortsExhausted, .addressFamilyMismatch]),
        // Permissions.
        Refinement("EACCES", "EPERM", near: .dockerSocket, is: .permissionDeniedDockerSocket),
        Refinement(
            "EACCES", near: .docker, unless: [], is: .dockerPortAllocated,
            also: [.addressInUse, .permissionDeniedPrivilegedPort, .permissionDeniedDockerSocket]),
        Refinement(
            "EACCES", "EPERM", near: .capture, unless: [], is: .permissionDeniedCapture, also: [.firewallBlocked]),
        Refinement(
            "EACCES", near: .broadcast, is: .firewallBlocked,
            also: [.invalidArgument, .permissionDeniedFile, .notASocketError]),
        Refinement(
            "EACCES", "EPERM", near: .unixSocket, is: .permissionDeniedFile,
            also: [.permissionDeniedDockerSocket, .firewallBlocked]),
        Refinement(
            "EACCES", near: [.bind, .listen], is: .permissionDeniedPrivilegedPort, also: [.addressInUse]),
        Refinement("EPERM", near: .send, unless: [.capture], is: .firewallBlocked),
        Refinement("EPERM", near: .raw, is: .permissionDeniedCapture, also: [.firewallBlocked]),
        Refinement("EACCES", near: .file, is: .permissionDeniedFile, also: [.notASocketError]),
        Refinement("EACCES", near: .raw, is: .permissionDeniedCapture),
        Refinement(
            "EACCES", near: [.connect, .send], is: .firewallBlocked,
            also: [.permissionDeniedFile, .permissionDeniedDockerSocket]),
        Refinement("EACCES", is: .permissionDeniedFile, also: [.notASocketError]),
        Refinement("EPERM", near: [.bind, .listen], is: .permissionDeniedPrivilegedPort, also: [.firewallBlocked]),
        Refinement("EPERM", near: [.connect, .send], is: .firewallBlocked),
        Refinement("EPERM", near: .file, is: .permissionDeniedFile, also: [.notASocketError]),
        Refinement(
            "EPERM", near: .anySocket, is: .firewallBlocked, also: [.permissionDeniedCapture, .notASocketError]),
        // Numbers that files know too.
        Refinement("EINVAL", near: .file, unless: .anySocket, is: nil),
        Refinement("EINVAL", near: .anySocket, is: .invalidArgument),
        Refinement("EBADF", near: .anySocket, is: .invalidArgument, also: [.notConnected, .connectionClosedByPeer]),
        Refinement("EFAULT", near: .anySocket, is: .invalidArgument),
        Refinement("EOPNOTSUPP", near: .anySocket, is: .invalidArgument),
        Refinement("ENODEV", near: [.capture, .interface], is: .captureNoSuchDevice),
        Refinement(
            "ENOENT", near: .dockerSocket, is: .dockerDaemonNotRunning, also: [.notASocketError]),
        Refinement("ENOENT", near: .file, unless: [.connect, .socket], is: nil),
        Refinement("ENOENT", near: .unixSocket, is: .connectionRefused, also: [.notASocketError]),
        Refinement("ECONNREFUSED", near: .dockerSocket, is: .dockerDaemonNotRunning, also: [.connectionRefused]),
        Refinement(
            "ECONNREFUSED", near: .containerHost, is: .containerUnreachableLocalhost, also: [.connectionRefused]),
        Refinement(
            "ECONNREFUSED", near: .compose, is: .containerUnreachableLocalhost, also: [.connectionRefused],
            onOwnHost: true),
        Refinement("EPIPE", near: .pipe, unless: .anySocket, is: .brokenPipe, also: [.notASocketError]),
        Refinement("EAGAIN", near: .pool, is: nil),
    ]
}
