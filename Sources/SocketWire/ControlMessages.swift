public import SocketFacts

/// Ancillary data of a received message (cmsg(3)).
public enum ControlMessages {
    /// The `sock_extended_err` (linux/errqueue.h) among the control messages, with the ICMP error it stands for.
    ///
    /// - Returns: the errno, and the ICMP error unless the error is of local origin.
    public static func extendedError(_ control: ArraySlice<UInt8>) -> (number: UInt32, icmp: ICMPError?)? {
        var reader = ByteReader(control)
        while let length: UInt = reader.native(), let level: Int32 = reader.native(),
            let type: Int32 = reader.native(), length >= 16, let body = reader.take(Int(clamping: length) - 16)
        {
            // IPPROTO_IP / IP_RECVERR and IPPROTO_IPV6 / IPV6_RECVERR.
            if (level == 0 && type == 11) || (level == 41 && type == 25) { return parse(body) }
            reader.skip(min((8 - Int(clamping: length) % 8) % 8, reader.remaining))
        }
        return nil
    }

    private static func parse(_ body: ArraySlice<UInt8>) -> (number: UInt32, icmp: ICMPError?)? {
        var reader = ByteReader(body)
        guard let number: UInt32 = reader.native(), let origin = reader.byte(), let type = reader.byte(),
            let code = reader.byte(), reader.skip(9)
        else { return nil }
        // SO_EE_ORIGIN_ICMP is 2, SO_EE_ORIGIN_ICMP6 is 3.
        guard origin == 2 || origin == 3 else { return (number, nil) }
        var sender: IPAddress?
        if let family: UInt16 = reader.native(), reader.skip(2) {
            if family == 2, let bytes = reader.take(4) {
                sender = IPAddress(bytes: bytes)
            } else if family == 10, reader.skip(4), let bytes = reader.take(16) {
                sender = IPAddress(bytes: bytes)
            }
        }
        let icmp = ICMPError(family: origin == 2 ? .ipv4 : .ipv6, type: type, code: code, sender: sender)
        return (number, icmp)
    }
}
