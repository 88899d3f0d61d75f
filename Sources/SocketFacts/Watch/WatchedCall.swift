/// A socket call of a watched program.
public struct WatchedCall: Hashable, Codable, Sendable {
    /// Every form of one call is one kind: `send`, `sendto`, `write` and `writev` on a socket are ``send``.
    public enum Kind: UInt8, Codable, Hashable, Sendable, CaseIterable {
        case socket = 1
        case bind = 2
        case listen = 3
        case accept = 4
        case connect = 5
        case send = 6
        case receive = 7
        case shutdown = 8
        case close = 9
        case setOption = 10
        case getOption = 11
        case duplicate = 12
        case setNonblocking = 13
        case wait = 14
        case askUnread = 15
        case sendFile = 16
        case stream = 17
        case setSignal = 18
        /// A name that did not resolve: `head` is the name, `result` the code of getaddrinfo(3).
        case resolve = 19

        /// The function that people know it by.
        public var function: String {
            switch self {
            case .socket: "socket"
            case .bind: "bind"
            case .listen: "listen"
            case .accept: "accept"
            case .connect: "connect"
            case .send: "send"
            case .receive: "recv"
            case .shutdown: "shutdown"
            case .close: "close"
            case .setOption: "setsockopt"
            case .getOption: "getsockopt"
            case .duplicate: "dup"
            case .setNonblocking: "fcntl"
            case .wait: "poll"
            case .askUnread: "ioctl(FIONREAD)"
            case .sendFile: "sendfile"
            case .stream: "fdopen"
            case .setSignal: "signal"
            case .resolve: "getaddrinfo"
            }
        }
    }

    /// What stood beside the call (`enum watch_flag` of the recorder).
    public struct Flags: OptionSet, Hashable, Codable, Sendable {
        public var rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// The socket does not block, or MSG_DONTWAIT was given.
        public static let nonblocking = Flags(rawValue: 1)
        /// SO_RCVTIMEO or SO_SNDTIMEO bounds the wait.
        public static let timeout = Flags(rawValue: 2)
        public static let peek = Flags(rawValue: 4)
        /// MSG_TRUNC came back: the datagram was longer than the buffer.
        public static let truncated = Flags(rawValue: 8)
        /// The socket belongs to stdio, whose reads and writes are not all seen.
        public static let stdio = Flags(rawValue: 16)
        public static let noSignal = Flags(rawValue: 32)
        public static let waitAll = Flags(rawValue: 64)
        /// The descriptor came from before this program.
        public static let inherited = Flags(rawValue: 256)
    }

    public var kind: Kind
    public var process: Int32
    public var thread: Int32
    public var descriptor: Int32
    /// What the call returned: bytes, a descriptor, a count; -1 where it failed. `nil` where it has not returned.
    public var result: Int?
    public var error: SystemError?
    /// Nanoseconds of CLOCK_MONOTONIC. `end` of a call that has not returned is the last look at it.
    public var begin: UInt64
    public var end: UInt64
    /// Length asked for, backlog, level << 32 | name of an option, time-out in ms: see `enum watch_call`.
    public var argument: UInt64
    public var flags: Flags
    /// Receiving on TCP: data segments that had come in on the connection by then (`tcpi_data_segs_in`); 0 unknown.
    public var segments: UInt32
    /// Receiving: bytes that were left in the queue behind the call.
    public var unread: UInt32
    /// accept on TCP: milliseconds since the last acknowledgement came in, hence how long the connection has waited.
    public var waited: UInt32
    public var address: Endpoint?
    public var local: Endpoint?
    /// The first bytes of the data.
    public var head: [UInt8]
    /// The last bytes of data that is longer than its head.
    public var tail: [UInt8]
    /// Line feeds in the data.
    public var newlines: Int
    /// Index into ``WatchFacts/places``.
    public var place: Int?

    public init(
        _ kind: Kind, process: Int32 = 100, thread: Int32? = nil, descriptor: Int32 = 3, result: Int? = 0,
        error: SystemError? = nil, begin: UInt64 = 0, end: UInt64? = nil, argument: UInt64 = 0, flags: Flags = [],
        segments: UInt32 = 0, unread: UInt32 = 0, waited: UInt32 = 0, address: Endpoint? = nil, local: Endpoint? = nil,
        head: [UInt8] = [], tail: [UInt8] = [], newlines: Int? = nil, place: Int? = nil
    ) {
        self.kind = kind
        self.process = process
        self.thread = thread ?? process
        self.descriptor = descriptor
        self.result = result
        self.error = error
        self.begin = begin
        self.end = end ?? begin
        self.argument = argument
        self.flags = flags
        self.segments = segments
        self.unread = unread
        self.waited = waited
        self.address = address
        self.local = local
        self.head = head
        self.tail = tail
        self.newlines = newlines ?? head.count { $0 == 0x0a }
        self.place = place
    }

    /// Bytes that were transferred; 0 where it failed.
    public var bytes: Int { max(0, result ?? 0) }
    public var hasFailed: Bool { error != nil }
    /// Milliseconds that the call took, or has taken so far.
    public var milliseconds: Double { Double(end &- begin) / 1_000_000 }
    /// All of the data was kept.
    public var isWhole: Bool { head.count >= bytes }
}

/// Where a call stands in the source.
public struct SourcePlace: Hashable, Codable, Sendable {
    public enum Language: UInt8, Codable, Hashable, Sendable {
        case python = 1
        case native = 2
        case java = 3
        case perl = 4
    }
    public var language: Language
    /// The source file as the program names it; empty where only the module is known.
    public var file: String
    /// 0 where it is not known.
    public var line: Int
    public var function: String
    /// The library function that made the call on its behalf, `socket.py readinto`; `nil` where the place made it itself.
    public var via: String?
    /// Native: the module and the address in it, until its debug information was asked.
    public var module: String
    public var offset: UInt64
    /// The text of the line, where the file could be read.
    public var text: String?
    /// The lines of the function around it, where the file could be read: at most 60 of them.
    public var surroundings: String?
    /// Whole numbers that stand in the source file, where it could be read; for spotting a swapped port.
    public var numbers: [Int]

    public init(
        language: Language, file: String, line: Int, function: String = "", via: String? = nil, module: String = "",
        offset: UInt64 = 0,
        text: String? = nil, surroundings: String? = nil, numbers: [Int] = []
    ) {
        self.language = language
        self.file = file
        self.line = line
        self.function = function
        self.via = via
        self.module = module
        self.offset = offset
        self.text = text
        self.surroundings = surroundings
        self.numbers = numbers
    }
}
