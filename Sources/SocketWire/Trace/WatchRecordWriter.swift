import SocketFacts

extension WatchRecord {
    /// The record as a recorder writes it (``init(_:)`` reads it): whole units, without the stamp, which is written last.
    ///
    /// Texts and data that are too long for a record are cut.
    public func encoded() -> [UInt8] {
        var fields = Fields()
        var payload: [UInt8] = []
        switch self {
        case .call(let call, let family, let transport):
            fields.fill(call, family, transport)
            if let address = call.address { payload += address.socketAddress }
            fields.addressLength = payload.count
            if let local = call.local { payload += local.socketAddress }
            fields.localLength = payload.count - fields.addressLength
            if call.kind != .listen, call.kind != .setSignal {
                fields.headLength = min(call.head.count, 1024)
                payload += call.head.prefix(1024)
                fields.tailLength = min(call.tail.count, 64)
                payload += call.tail.prefix(64)
            }
        case .place(let process, let id, let place):
            fields.kind = 2
            fields.process = process
            fields.site = id
            fields.argument = UInt64(place.language.rawValue)
            let isNative = place.language == .native
            let text = [
                isNative ? place.module : place.file,
                isNative ? String(place.offset, radix: 16) : String(place.line), place.function, place.via ?? "",
            ].joined(separator: "\n")
            payload = Array(text.utf8.prefix(8192))
            fields.headLength = payload.count
        case .start(let process, let parent, let at, let arguments):
            fields.kind = 3
            fields.process = process
            fields.result = Int64(parent)
            fields.begin = at
            payload = Self.texts(arguments)
            fields.headLength = payload.count
        case .forked(let process, let parent, let at):
            fields.kind = 3
            fields.process = parent
            fields.result = Int64(process)
            fields.begin = at
            fields.argument = 2
        case .exec(let process, let at, let isWatchable, let error, let arguments):
            fields.kind = 4
            fields.process = process
            fields.begin = at
            fields.error = error
            fields.extra[0] = isWatchable ? 1 : 2
            payload = Self.texts(arguments)
            fields.headLength = payload.count
        case .exit(let process, let at, let status):
            fields.kind = 5
            fields.process = process
            fields.begin = at
            fields.result = Int64(status)
        }
        return fields.bytes(payload)
    }

    private static func texts(_ arguments: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for argument in arguments where bytes.count + argument.utf8.count < 8192 {
            bytes += argument.utf8
            bytes.append(0)
        }
        return bytes
    }

    /// The fixed part.
    private struct Fields {
        var kind: UInt8 = 1
        var call: UInt8 = 0
        var process: Int32 = 0
        var thread: Int32 = 0
        var descriptor: Int32 = 0
        var result: Int64 = 0
        var begin: UInt64 = 0
        var end: UInt64 = 0
        var error: SystemError?
        var flags: UInt16 = 0
        var site: UInt32 = 0
        var argument: UInt64 = 0
        var segments: UInt32 = 0
        var unread: UInt32 = 0
        var addressLength = 0
        var localLength = 0
        var headLength = 0
        var tailLength = 0
        var newlines: UInt64 = 0
        var domain: UInt32 = 2
        var type: UInt32 = 1
        var extra = [UInt8](repeating: 0, count: 24)

        mutating func fill(_ call: WatchedCall, _ family: AddressFamily, _ transport: Transport) {
            self.call = call.kind.rawValue
            process = call.process
            thread = call.thread
            descriptor = call.descriptor
            result = Int64(call.result ?? 0)
            begin = call.begin
            end = call.end
            error = call.error
            flags = call.flags.rawValue
            site = UInt32(truncatingIfNeeded: call.place ?? 0)
            argument = call.argument
            segments = call.segments
            unread = call.unread
            newlines = UInt64(truncatingIfNeeded: call.newlines)
            domain = family == .ipv6 ? 10 : 2
            type = transport == .udp ? 2 : 1
            switch call.kind {
            case .listen, .setSignal: for (index, byte) in call.head.prefix(3).enumerated() { extra[index] = byte }
            case .accept:
                for index in 0..<4 { extra[4 + index] = UInt8(truncatingIfNeeded: call.waited >> (8 * index)) }
            case .socket where call.flags.contains(.inherited): extra[0] = UInt8(truncatingIfNeeded: call.argument)
            default: break
            }
        }

        func bytes(_ payload: [UInt8]) -> [UInt8] {
            let size = WatchRecord.headerSize + payload.count
            let units = (size + WatchRecord.unit - 1) / WatchRecord.unit
            var writer = ByteWriter(capacity: units * WatchRecord.unit)
            writer.native(UInt64(0))
            writer.native(UInt16(units))
            writer.byte(kind)
            writer.byte(call)
            writer.native(process)
            writer.native(thread)
            writer.native(descriptor)
            writer.native(result)
            writer.native(begin)
            writer.native(end)
            writer.native(UInt16(truncatingIfNeeded: error?.number ?? 0))
            writer.native(flags)
            writer.native(site)
            writer.native(argument)
            writer.native(segments)
            writer.native(unread)
            writer.native(UInt16(addressLength))
            writer.native(UInt16(localLength))
            writer.native(UInt16(headLength))
            writer.native(UInt16(tailLength))
            writer.native(newlines)
            writer.native(domain)
            writer.native(type)
            writer.append(extra)
            writer.native(UInt64(0))
            writer.append(payload)
            writer.append(repeatElement(0, count: units * WatchRecord.unit - size))
            return writer.bytes
        }
    }
}

extension Endpoint {
    /// A `sockaddr_in` or `sockaddr_in6`.
    fileprivate var socketAddress: [UInt8] {
        var writer = ByteWriter(capacity: 28)
        writer.native(UInt16(address.family == .ipv6 ? 10 : 2))
        writer.bigEndian(port)
        if address.family == .ipv6 { writer.native(UInt32(0)) }
        writer.append(address.bytes)
        if address.family == .ipv6 {
            writer.native(address.zone)
        } else {
            writer.native(UInt64(0))
        }
        return writer.bytes
    }
}
