import Glibc
import SocketFacts

/// Conversions between our endpoints and the kernel's `sockaddr`.
extension Endpoint {
    /// Calls `body` with this endpoint as a socket address of its family.
    func withSocketAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        switch address.family {
        case .ipv4:
            var raw = sockaddr_in()
            raw.sin_family = sa_family_t(AF_INET)
            raw.sin_port = port.bigEndian
            raw.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.low).bigEndian
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            return unsafe withUnsafePointer(to: &raw) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
            }
        case .ipv6:
            var raw = sockaddr_in6()
            raw.sin6_family = sa_family_t(AF_INET6)
            raw.sin6_port = port.bigEndian
            raw.sin6_scope_id = address.zone
            let bytes = address.bytes
            unsafe withUnsafeMutableBytes(of: &raw.sin6_addr) { unsafe $0.copyBytes(from: bytes) }
            let size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            return unsafe withUnsafePointer(to: &raw) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
            }
        }
    }

    /// Reads the bytes of a `sockaddr_in` or `sockaddr_in6`.
    init?(socketAddress bytes: some RandomAccessCollection<UInt8>) {
        let raw = Array(bytes)
        guard raw.count >= 8 else { return nil }
        let family = Int32(UInt16(raw[0]) | UInt16(raw[1]) << 8)
        let port = UInt16(raw[2]) << 8 | UInt16(raw[3])
        if family == AF_INET, let address = IPAddress(bytes: raw[4..<8]) {
            self.init(address, port)
        } else if family == AF_INET6, raw.count >= 28, var address = IPAddress(bytes: raw[8..<24]) {
            address.zone = address.isLinkLocal ? UInt32(raw[24]) | UInt32(raw[25]) << 8 : 0
            self.init(address, port)
        } else {
            return nil
        }
    }

    /// The local end of a socket.
    static func local(of descriptor: borrowing Descriptor) -> Endpoint? {
        unsafe end(of: descriptor) { unsafe getsockname($0, $1, $2) }
    }

    /// The other end of a connection.
    static func peer(of descriptor: borrowing Descriptor) -> Endpoint? {
        unsafe end(of: descriptor) { unsafe getpeername($0, $1, $2) }
    }

    private static func end(
        of descriptor: borrowing Descriptor,
        _ ask: (Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> Endpoint? {
        var bytes = [UInt8](repeating: 0, count: 128)
        var size = socklen_t(bytes.count)
        let raw = descriptor.raw
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe ask(raw, buffer.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
        }
        guard result == 0 else { return nil }
        return Endpoint(socketAddress: bytes.prefix(Int(size)))
    }
}

extension AddressFamily {
    var number: Int32 { self == .ipv4 ? AF_INET : AF_INET6 }
}

extension Transport {
    var socketType: Int32 { Int32(self == .tcp ? SOCK_STREAM.rawValue : SOCK_DGRAM.rawValue) }
}

/// A new socket that never blocks and is not inherited.
func newSocket(_ family: AddressFamily, _ transport: Transport) throws(SystemError) -> Descriptor {
    let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    return Descriptor(owning: try call { socket(family.number, transport.socketType | flags, 0) })
}

/// A socket behind a reference, for places where a value that cannot be copied does not fit (a switch over a result).
final class OpenSocket {
    let descriptor: Descriptor

    private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    init(owning raw: Int32) { descriptor = Descriptor(owning: raw) }

    static func make(_ family: AddressFamily, _ transport: Transport) -> Result<OpenSocket, SystemError> {
        Result { () throws(SystemError) in OpenSocket(try newSocket(family, transport)) }
    }
}
