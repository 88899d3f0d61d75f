/// What a person sees: the category of an error message, before anything is known about its cause.
///
/// The order is the guide's.
public enum Symptom: String, Codable, Hashable, Sendable, CaseIterable {
    case connectionRefused = "connection-refused"
    case connectionTimedOut = "connection-timed-out"
    case hostUnreachable = "host-unreachable"
    case networkUnreachable = "network-unreachable"
    case connectionReset = "connection-reset"
    case brokenPipe = "broken-pipe"
    case connectionClosedByPeer = "connection-closed-by-peer"
    case nameResolution = "name-resolution"
    case firewallBlocked = "firewall-blocked"
    case addressFamilyMismatch = "address-family-mismatch"
    case noReply = "no-reply"
    case addressInUse = "address-in-use"
    case cannotAssignAddress = "cannot-assign-address"
    case permissionDeniedPrivilegedPort = "permission-denied-privileged-port"
    case ephemeralPortsExhausted = "ephemeral-ports-exhausted"
    case tooManyOpenFiles = "too-many-open-files"
    case invalidArgument = "invalid-argument"
    case notConnected = "not-connected"
    case alreadyConnected = "already-connected"
    case wouldBlock = "would-block"
    case interrupted = "interrupted"
    case partialOrMergedData = "partial-or-merged-data"
    case messageTooLong = "message-too-long"
    case protocolMismatch = "protocol-mismatch"
    case tlsCertificate = "tls-certificate"
    case dockerDaemonNotRunning = "docker-daemon-not-running"
    case permissionDeniedDockerSocket = "permission-denied-docker-socket"
    case dockerPortAllocated = "docker-port-allocated"
    case dockerNetworkMissing = "docker-network-missing"
    case containerUnreachableLocalhost = "container-unreachable-localhost"
    case permissionDeniedCapture = "permission-denied-capture"
    case captureNoSuchDevice = "capture-no-such-device"
    case captureFilterSyntax = "capture-filter-syntax"
    case wslSpecific = "wsl-specific"
    case permissionDeniedFile = "permission-denied-file"
    case notASocketError = "not-a-socket-error"

    /// The same as `init(rawValue:)`, which makes a dictionary of all names at its first use: longer than reading a text.
    init?(named name: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
        self = found
    }

    /// What heads a verdict.
    public var title: String {
        switch self {
        case .connectionRefused: "Connection refused"
        case .connectionTimedOut: "Connection timed out"
        case .hostUnreachable: "No route to host"
        case .networkUnreachable: "Network is unreachable"
        case .connectionReset: "Connection reset"
        case .brokenPipe: "Broken pipe"
        case .connectionClosedByPeer: "Connection closed by the server"
        case .nameResolution: "The name does not resolve"
        case .firewallBlocked: "Operation not permitted"
        case .addressFamilyMismatch: "IPv4 and IPv6 do not match"
        case .noReply: "No reply"
        case .addressInUse: "Address already in use"
        case .cannotAssignAddress: "Cannot assign requested address"
        case .permissionDeniedPrivilegedPort: "Permission denied"
        case .ephemeralPortsExhausted: "No local port is left"
        case .tooManyOpenFiles: "Too many open files"
        case .invalidArgument: "Invalid argument"
        case .notConnected: "The socket is not connected"
        case .alreadyConnected: "The socket is already connected"
        case .wouldBlock: "Resource temporarily unavailable"
        case .interrupted: "Interrupted system call"
        case .partialOrMergedData: "Wrong data"
        case .messageTooLong: "Message too long"
        case .protocolMismatch: "The two sides speak different protocols"
        case .tlsCertificate: "The certificate is not trusted"
        case .dockerDaemonNotRunning: "The Docker daemon does not answer"
        case .permissionDeniedDockerSocket: "No permission for the Docker socket"
        case .dockerPortAllocated: "Docker cannot publish the port"
        case .dockerNetworkMissing: "The Docker network does not exist"
        case .containerUnreachableLocalhost: "localhost inside a container is the container"
        case .permissionDeniedCapture: "No permission to capture"
        case .captureNoSuchDevice: "No such capture interface"
        case .captureFilterSyntax: "The filter is not valid"
        case .wslSpecific: "WSL"
        case .permissionDeniedFile: "Permission denied for a file"
        case .notASocketError: "Not a socket error"
        }
    }

    /// The chapter of the guide.
    public enum Category: String, CaseIterable, Sendable {
        case connection
        case binding
        case data
        case docker
        case capture
        case wsl

        public var title: String {
            switch self {
            case .connection: "Connection issues"
            case .binding: "Binding issues"
            case .data: "Data issues"
            case .docker: "Docker issues"
            case .capture: "Wireshark and tcpdump issues"
            case .wsl: "WSL and lab machine issues"
            }
        }
    }

    public var category: Category {
        switch self {
        case .connectionRefused, .connectionTimedOut, .hostUnreachable, .networkUnreachable, .connectionReset,
            .brokenPipe, .connectionClosedByPeer, .nameResolution, .firewallBlocked, .addressFamilyMismatch, .noReply:
            .connection
        case .addressInUse, .cannotAssignAddress, .permissionDeniedPrivilegedPort, .ephemeralPortsExhausted,
            .tooManyOpenFiles, .invalidArgument, .notConnected, .alreadyConnected, .wouldBlock, .interrupted:
            .binding
        case .partialOrMergedData, .messageTooLong, .protocolMismatch, .tlsCertificate: .data
        case .dockerDaemonNotRunning, .permissionDeniedDockerSocket, .dockerPortAllocated, .dockerNetworkMissing,
            .containerUnreachableLocalhost:
            .docker
        case .permissionDeniedCapture, .captureNoSuchDevice, .captureFilterSyntax: .capture
        case .wslSpecific, .permissionDeniedFile, .notASocketError: .wsl
        }
    }
}
