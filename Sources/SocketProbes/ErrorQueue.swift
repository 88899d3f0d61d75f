import Glibc
import SocketFacts
import SocketWire

/// ICMP errors from a socket's error queue (IP_RECVERR, ip(7) and ipv6(7)).
enum ErrorQueue {
    /// Asks the kernel to keep ICMP errors with their type, code and sender.
    static func enable(_ descriptor: borrowing Descriptor, _ family: AddressFamily) {
        if family == .ipv4 {
            set(descriptor, Int32(IPPROTO_IP), 11, 1)
        } else {
            set(descriptor, Int32(IPPROTO_IPV6), 25, 1)
        }
    }

    struct Entry {
        var error: SystemError
        /// `nil` for an error of local origin.
        var icmp: ICMPError?
    }

    /// The next queued error; `nil` when there is none.
    static func next(_ descriptor: borrowing Descriptor) -> Entry? {
        var control = [UInt8](repeating: 0, count: 512)
        var data = [UInt8](repeating: 0, count: 256)
        var length = 0
        let result = unsafe control.withUnsafeMutableBytes { controlBytes in
            unsafe data.withUnsafeMutableBytes { dataBytes -> Int in
                var vector = unsafe iovec(iov_base: dataBytes.baseAddress, iov_len: dataBytes.count)
                return unsafe withUnsafeMutablePointer(to: &vector) { vectorPointer in
                    var message = unsafe msghdr()
                    unsafe message.msg_iov = vectorPointer
                    unsafe message.msg_iovlen = 1
                    unsafe message.msg_control = controlBytes.baseAddress
                    unsafe message.msg_controllen = controlBytes.count
                    let count = unsafe recvmsg(
                        descriptor.raw, &message, Int32(MSG_ERRQUEUE) | Int32(MSG_DONTWAIT))
                    unsafe length = message.msg_controllen
                    return count
                }
            }
        }
        guard result >= 0 else { return nil }
        return ControlMessages.extendedError(control[..<min(length, control.count)]).map { entry in
            Entry(error: SystemError(Int32(bitPattern: entry.number)), icmp: entry.icmp)
        }
    }
}
