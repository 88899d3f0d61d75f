import Glibc
import SocketFacts
import SocketWire

/// A netlink conversation in the network namespace of the thread that made it.
struct NetlinkSocket: ~Copyable {
    enum Subsystem: Int32 {
        case route = 0
        case socketDiag = 4
    }

    private let descriptor: Descriptor
    private var sequence: UInt32 = 0
    private var buffer = [UInt8](repeating: 0, count: 1 << 17)

    init(_ subsystem: Subsystem) throws(SystemError) {
        let type = Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = Descriptor(owning: try call { socket(AF_NETLINK, type, subsystem.rawValue) })
        // A kernel that never answers would otherwise hang us; netlink answers within the call.
        var limit = timeval(tv_sec: 3, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor.raw, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends one request and hands every answer to `body` until the kernel is done.
    ///
    /// - Returns: false when the table changed meanwhile (NLM_F_DUMP_INTR) and rows may be missing.
    /// - Throws: the error that the kernel answered with.
    @discardableResult
    mutating func ask(
        _ request: (UInt32) -> [UInt8], _ body: (NetlinkMessage) -> Void
    ) throws(SystemError) -> Bool {
        sequence += 1
        let wanted = sequence
        let bytes = request(wanted)
        _ = try call { unsafe bytes.withUnsafeBytes { unsafe send(descriptor.raw, $0.baseAddress, $0.count, 0) } }
        // A reply to a dump ends with "done"; a reply to a get is a single message.
        let isDump = bytes.count > 7 && bytes[7] & 3 == 3
        var isComplete = true
        while true {
            let count = try call {
                unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor.raw, $0.baseAddress, $0.count, 0) }
            }
            if count == 0 { return isComplete }
            for message in NetlinkMessage.all(in: buffer[..<count]) where message.sequence == wanted {
                if message.flags & NetlinkMessage.dumpInterrupted != 0 { isComplete = false }
                if let number = message.errorNumber {
                    if number != 0 { throw SystemError(number) }
                    return isComplete
                }
                if message.type != NetlinkMessage.noop { body(message) }
                if !isDump { return isComplete }
            }
        }
    }
}
