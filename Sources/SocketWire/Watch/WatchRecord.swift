public import SocketFacts

/// A record of the ring that the recorder in a watched program fills (Sources/CSocketWatch/include/watch_record.h).
public enum WatchRecord: Sendable {
    /// The family and type belong to the socket; they are there with every call.
    case call(WatchedCall, AddressFamily, Transport)
    /// A place in the source, told before the first call from there.
    case place(process: Int32, id: UInt32, SourcePlace)
    /// A process was forked, or has become another program. `at` lies before the parent went on.
    case start(process: Int32, parent: Int32, at: UInt64, arguments: [String])
    /// A parent's word of its child, with the time before fork(2).
    case forked(process: Int32, parent: Int32, at: UInt64)
    /// A process is about to become another program, or could not.
    case exec(process: Int32, at: UInt64, isWatchable: Bool, error: SystemError?, arguments: [String])
    case exit(process: Int32, at: UInt64, status: Int32)

    /// Bytes before the payload.
    public static let headerSize = 128
    public static let unit = 64

    /// Little-endian machines only, which are all that Swift runs on under Linux.
    ///
    /// - Parameter bytes: one record, whole.
    /// - Returns: `nil` for a record that is none: of an unknown kind, or with lengths that do not fit.
    public init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= Self.headerSize else { return nil }
        let process = Int32(truncatingIfNeeded: bytes.word(12))
        let begin = bytes.double(32)
        let result = Int(Int64(bitPattern: bytes.double(24)))
        let errorNumber = Int32(bytes.half(48))
        let error = errorNumber == 0 ? nil : SystemError(errorNumber)
        let addressLength = Int(bytes.half(72))
        let localLength = Int(bytes.half(74))
        let headLength = Int(bytes.half(76))
        let tailLength = Int(bytes.half(78))
        let end = Self.headerSize + addressLength + localLength + headLength + tailLength
        guard end <= bytes.count else { return nil }
        var at = Self.headerSize
        func take(_ count: Int) -> Range<Int> {
            defer { at += count }
            return at..<at + count
        }
        let address = take(addressLength)
        let local = take(localLength)
        let head = take(headLength)
        let tail = take(tailLength)
        switch bytes[10] {
        case 1:
            guard let kind = WatchedCall.Kind(rawValue: bytes[11]) else { return nil }
            var call = WatchedCall(
                kind, process: process, thread: Int32(truncatingIfNeeded: bytes.word(16)),
                descriptor: Int32(truncatingIfNeeded: bytes.word(20)), result: result, error: error, begin: begin,
                end: bytes.double(40), argument: bytes.double(56),
                flags: WatchedCall.Flags(rawValue: bytes.half(50)), segments: bytes.word(64), unread: bytes.word(68),
                address: bytes.endpoint(address), local: bytes.endpoint(local), head: bytes.array(head),
                tail: bytes.array(tail), newlines: Int(truncatingIfNeeded: bytes.double(80)))
            let site = bytes.word(52)
            // The process' own number; the story turns it into an index.
            call.place = site == 0 ? nil : Int(site)
            switch kind {
            case .listen: call.head = bytes.array(96..<99)
            case .setSignal: call.head = bytes.array(96..<97)
            case .accept: call.waited = bytes.word(100)
            case .socket where call.flags.contains(.inherited): call.argument = UInt64(bytes[96])
            default: break
            }
            self = .call(call, bytes.word(88) == 10 ? .ipv6 : .ipv4, bytes.word(92) & 0xf == 2 ? .udp : .tcp)
        case 2:
            let fields = bytes.string(head).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard let language = SourcePlace.Language(rawValue: UInt8(truncatingIfNeeded: bytes.double(56))),
                fields.count >= 3
            else { return nil }
            var place = SourcePlace(language: language, file: "", line: 0, function: fields[2])
            if language == .native {
                place.module = fields[0]
                place.offset = UInt64(fields[1], radix: 16) ?? 0
            } else {
                place.file = fields[0]
                place.line = Int(fields[1]) ?? 0
            }
            if fields.count > 3, !fields[3].isEmpty { place.via = fields[3] }
            self = .place(process: process, id: bytes.word(52), place)
        case 3 where bytes.double(56) == 2:
            self = .forked(process: Int32(truncatingIfNeeded: result), parent: process, at: begin)
        case 3:
            self = .start(
                process: process, parent: Int32(truncatingIfNeeded: result), at: begin,
                arguments: bytes.strings(head))
        case 4:
            self = .exec(
                process: process, at: begin, isWatchable: bytes[96] != 2, error: error, arguments: bytes.strings(head))
        case 5: self = .exit(process: process, at: begin, status: Int32(truncatingIfNeeded: result))
        default: return nil
        }
    }
}

extension Span<UInt8> {
    fileprivate func half(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }

    fileprivate func word(_ at: Int) -> UInt32 { UInt32(half(at)) | UInt32(half(at + 2)) << 16 }

    fileprivate func double(_ at: Int) -> UInt64 { UInt64(word(at)) | UInt64(word(at + 4)) << 32 }

    fileprivate func array(_ range: Range<Int>) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        return range.map { self[$0] }
    }

    fileprivate func string(_ range: Range<Int>) -> String { String(decoding: array(range), as: UTF8.self) }

    /// Texts with a zero byte behind each.
    fileprivate func strings(_ range: Range<Int>) -> [String] {
        var parts = array(range).split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        if parts.last == "" { parts.removeLast() }
        return parts
    }

    /// A `sockaddr_in` or `sockaddr_in6` (linux/in.h, linux/in6.h).
    fileprivate func endpoint(_ range: Range<Int>) -> Endpoint? {
        let start = range.lowerBound
        guard range.count >= 16 else { return nil }
        let port = UInt16(self[start + 2]) << 8 | UInt16(self[start + 3])
        switch half(start) {
        case 2:
            return Endpoint(IPAddress(self[start + 4], self[start + 5], self[start + 6], self[start + 7]), port)
        case 10:
            guard range.count >= 28, var address = IPAddress(bytes: (8..<24).map { self[start + $0] }) else {
                return nil
            }
            if address.isLinkLocal { address.zone = word(start + 24) }
            return Endpoint(address, port)
        default: return nil
        }
    }
}
