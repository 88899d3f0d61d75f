/// What a person sees: the category of an error message, before anything is known about its cause.
public enum Symptom: String, Codable, Hashable, Sendable, CaseIterable {
    case connectionRefused = "connection-refused"
    case connectionTimedOut = "connection-timed-out"
    case hostUnreachable = "host-unreachable"
    case networkUnreachable = "network-unreachable"
    case connectionReset = "connection-reset"
    case connectionClosedByPeer = "connection-closed-by-peer"
    case addressInUse = "address-in-use"
    case cannotAssignAddress = "cannot-assign-address"
    case permissionDeniedPrivilegedPort = "permission-denied-privileged-port"
    case nameResolution = "name-resolution"
    case ephemeralPortsExhausted = "ephemeral-ports-exhausted"
    case invalidArgument = "invalid-argument"
    case partialOrMergedData = "partial-or-merged-data"
    case tooManyOpenFiles = "too-many-open-files"
    case firewallBlocked = "firewall-blocked"
    case noReply = "no-reply"
    case wslSpecific = "wsl-specific"

    /// What heads a verdict.
    public var title: String {
        switch self {
        case .connectionRefused: "Connection refused"
        case .connectionTimedOut: "Connection timed out"
        case .hostUnreachable: "No route to host"
        case .networkUnreachable: "Network is unreachable"
        case .connectionReset: "Connection reset"
        case .connectionClosedByPeer: "Connection closed by the server"
        case .addressInUse: "Address already in use"
        case .cannotAssignAddress: "Cannot assign requested address"
        case .permissionDeniedPrivilegedPort: "Permission denied"
        case .nameResolution: "The name does not resolve"
        case .ephemeralPortsExhausted: "Cannot assign requested address"
        case .invalidArgument: "Invalid argument"
        case .partialOrMergedData: "Wrong data"
        case .tooManyOpenFiles: "Too many open files"
        case .firewallBlocked: "Operation not permitted"
        case .noReply: "No reply"
        case .wslSpecific: "WSL"
        }
    }
}
