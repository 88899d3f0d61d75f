/// An error number of the kernel with its symbolic name, as Linux numbers them (asm-generic/errno.h).
public struct SystemError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    public var number: Int32

    public init(_ number: Int32) { self.number = number }

    public static let notPermitted = SystemError(1)
    public static let noSuchFile = SystemError(2)
    public static let interrupted = SystemError(4)
    public static let tryAgain = SystemError(11)
    public static let executableFormat = SystemError(8)
    public static let permissionDenied = SystemError(13)
    public static let exists = SystemError(17)
    public static let invalidArgument = SystemError(22)
    public static let tooManyOpenFiles = SystemError(24)
    public static let brokenPipe = SystemError(32)
    public static let protocolNotAvailable = SystemError(92)
    public static let familyNotSupported = SystemError(97)
    public static let addressInUse = SystemError(98)
    public static let addressNotAvailable = SystemError(99)
    public static let networkDown = SystemError(100)
    public static let networkUnreachable = SystemError(101)
    public static let connectionReset = SystemError(104)
    public static let alreadyConnected = SystemError(106)
    public static let notConnected = SystemError(107)
    public static let timedOut = SystemError(110)
    public static let connectionRefused = SystemError(111)
    public static let hostUnreachable = SystemError(113)
    public static let alreadyInProgress = SystemError(114)
    public static let inProgress = SystemError(115)

    private static let table: [Int32: (name: String, message: String)] = [
        1: ("EPERM", "Operation not permitted"),
        2: ("ENOENT", "No such file or directory"),
        3: ("ESRCH", "No such process"),
        4: ("EINTR", "Interrupted system call"),
        5: ("EIO", "Input/output error"),
        8: ("ENOEXEC", "Exec format error"),
        9: ("EBADF", "Bad file descriptor"),
        11: ("EAGAIN", "Resource temporarily unavailable"),
        12: ("ENOMEM", "Cannot allocate memory"),
        13: ("EACCES", "Permission denied"),
        17: ("EEXIST", "File exists"),
        20: ("ENOTDIR", "Not a directory"),
        22: ("EINVAL", "Invalid argument"),
        23: ("ENFILE", "Too many open files in system"),
        24: ("EMFILE", "Too many open files"),
        28: ("ENOSPC", "No space left on device"),
        32: ("EPIPE", "Broken pipe"),
        38: ("ENOSYS", "Function not implemented"),
        71: ("EPROTO", "Protocol error"),
        90: ("EMSGSIZE", "Message too long"),
        92: ("ENOPROTOOPT", "Protocol not available"),
        93: ("EPROTONOSUPPORT", "Protocol not supported"),
        95: ("EOPNOTSUPP", "Operation not supported"),
        97: ("EAFNOSUPPORT", "Address family not supported by protocol"),
        98: ("EADDRINUSE", "Address already in use"),
        99: ("EADDRNOTAVAIL", "Cannot assign requested address"),
        100: ("ENETDOWN", "Network is down"),
        101: ("ENETUNREACH", "Network is unreachable"),
        103: ("ECONNABORTED", "Software caused connection abort"),
        104: ("ECONNRESET", "Connection reset by peer"),
        105: ("ENOBUFS", "No buffer space available"),
        106: ("EISCONN", "Transport endpoint is already connected"),
        107: ("ENOTCONN", "Transport endpoint is not connected"),
        110: ("ETIMEDOUT", "Connection timed out"),
        111: ("ECONNREFUSED", "Connection refused"),
        112: ("EHOSTDOWN", "Host is down"),
        113: ("EHOSTUNREACH", "No route to host"),
        114: ("EALREADY", "Operation already in progress"),
        115: ("EINPROGRESS", "Operation now in progress"),
    ]

    /// The symbol, `ECONNREFUSED`; `errno 133` for one that sockets do not give.
    public var name: String { Self.table[number]?.name ?? "errno \(number)" }
    /// What `strerror` says in English.
    public var message: String { Self.table[number]?.message ?? "errno \(number)" }
    public var description: String { name }
}
