/// What a 6.18 kernel answered (little-endian), in a network namespace made for it. Fixed header fields are set apart
/// by spaces in the order of the kernel's struct; attributes follow as length, type, value.
enum Recorded {
    static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.utf8.compactMap { digit -> UInt8? in
            switch digit {
            case 48...57: digit - 48
            case 97...102: digit - 87
            default: nil
            }
        }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// 127.0.0.1:9090, one of five places of its accept queue taken.
    static let listener = bytes(
        """
        02 0a 00 00 2382 0000 7f000001000000000000000000000000 00000000000000000000000000000000 00000000
        3c66020000000000 00000000 01000000 05000000 00000000 354b5200
        0500 0800 00000000   0800 0f00 00000000   0c00 1500 0100000000000000   0600 1600 52000000
        """)

    /// That one connection, before accept(): established, inode 0.
    static let unaccepted = bytes(
        """
        02 01 00 00 2382 b5be 7f000001000000000000000000000000 7f000001000000000000000000000000 00000000
        3e66020000000000 00000000 00000000 00000000 00000000 00000000
        0500 0800 00000000   0800 0f00 00000000   0c00 1500 0100000000000000   0600 1600 52000000
        """)

    /// A TCP socket on 127.0.0.1:9093 that was bound and never listened: the kernel says CLOSE.
    static let boundInactive = bytes(
        """
        02 07 00 00 2385 0000 7f000001000000000000000000000000 00000000000000000000000000000000 00000000
        3d66020000000000 00000000 00000000 00000000 00000000 3c4b5200
        0500 0800 00000000   0800 0f00 00000000   0c00 1500 0100000000000000   0600 1600 52000000
        """)

    /// TIME-WAIT on 127.0.0.1:9095, timer 3, 59,800 ms left, neither uid nor inode.
    static let timeWait = bytes(
        """
        02 06 03 00 2387 99ee 7f000001000000000000000000000000 7f000001000000000000000000000000 00000000
        3f66020000000000 98e90000 00000000 00000000 00000000 00000000
        0800 0f00 00000000
        """)

    /// [::]:9091 with IPV6_V6ONLY off (attribute 11), backlog 128.
    static let dualStack = bytes(
        """
        0a 0a 00 00 2383 0000 00000000000000000000000000000000 00000000000000000000000000000000 00000000
        4366020000000000 00000000 00000000 80000000 00000000 3a4b5200
        0500 0800 00000000   0500 0b00 00000000   0800 0f00 00000000   0c00 1500 0100000000000000
        0600 1600 12000000
        """)

    /// [::1]:9092 with IPV6_V6ONLY on.
    static let onlyIPv6 = bytes(
        """
        0a 0a 00 00 2384 0000 00000000000000000000000000000001 00000000000000000000000000000000 00000000
        4266020000000000 00000000 00000000 01000000 00000000 3b4b5200
        0500 0800 00000000   0500 0b00 01000000   0800 0f00 00000000   0c00 1500 0100000000000000
        0600 1600 12000000
        """)

    /// A connection of an IPv4 client, seen by the dual-stack listener's side.
    static let mapped = bytes(
        """
        0a 01 00 00 2383 ce4a 00000000000000000000ffff7f000001 00000000000000000000ffff7f000001 00000000
        4466020000000000 00000000 00000000 00000000 00000000 434b5200
        0500 0800 00000000   0800 0f00 00000000   0c00 1500 0100000000000000   0600 1600 12000000
        """)

    /// UDP 127.0.0.1:9094 with SO_RCVBUF 2304 and 50 datagrams sent to it: 5 fitted, 45 dropped (attribute 7).
    static let datagram = bytes(
        """
        02 07 00 00 2386 0000 7f000001000000000000000000000000 00000000000000000000000000000000 00000000
        4666020000000000 00000000 40100000 00000000 00000000 3d4b5200
        0500 0800 00000000   0800 0f00 00000000   0c00 1500 0100000000000000   0600 1600 50000000
        2800 0700 40100000001200000000000000400300c00f00000000000000000000000000002d000000
        """)

    /// `lo`, index 1, up.
    static let loopbackLink = bytes(
        """
        00 00 0403 01000000 49000100 00000000
        0700 0300 6c6f0000   0800 0d00 e8030000   0500 1000 00000000   0500 1100 00000000
        0500 4300 01000000   0800 0400 00000100   0800 3200 00000000   0800 3300 00000000
        0800 1b00 00000000   0800 1e00 00000000   0800 3d00 00000000   0800 1f00 01000000
        0800 2800 ffff0000   0800 2900 00000100   0800 3a00 00000100   0800 3f00 00000100
        0800 4000 00000100   0800 3b00 f8ff0700   0800 3c00 ffff0000   0800 4200 00000000
        0800 2000 01000000   0500 2100 01000000   0800 2300 00000000
        """)

    /// `v0`, index 3: one end of a veth pair, up, with carrier.
    static let linkWithPeer = bytes(
        """
        00 00 0100 03000000 43100100 00000000
        0700 0300 76300000   0800 0d00 e8030000   0500 1000 06000000   0500 1100 00000000
        0500 4300 00000000   0800 0400 dc050000   0800 3200 44000000   0800 3300 ffff0000
        0800 1b00 00000000   0800 1e00 00000000   0800 3d00 00000000   0800 1f00 02000000
        0800 2800 ffff0000   0800 2900 00000100   0800 3a00 00000100   0800 3f00 00000100
        0800 4000 00000100   0800 3b00 f8ff0700   0800 3c00 ffff0000   0800 4200 00000000
        0800 2000 02000000   0500 2100 01000000   0800 2300 02000000
        """)

    /// 10.7.0.1/24 on index 3.
    static let address4 = bytes(
        """
        02 18 80 00 03000000
        0800 0100 0a070001   0800 0200 0a070001   0700 0300 76300000   0800 0800 80000000
        1400 0600 ffffffffffffffff86ca0f0086ca0f00
        """)

    /// fe80::3c3d:57ff:fe3f:7f63/64 on index 2, permanent (0x80), duplicate address detection done.
    static let linkLocal = bytes(
        """
        0a 40 80 fd 02000000
        1400 0100 fe800000000000003c3d57fffe3f7f63   1400 0600 ffffffffffffffff86ca0f0086ca0f00
        0800 0800 80000000   0500 0b00 03000000
        """)

    /// default via 10.7.0.254 dev 3.
    static let defaultRoute = bytes(
        """
        02 00 00 00 fe 03 00 01 00000000
        0800 0f00 fe000000   0800 0500 0a0700fe   0800 0400 03000000
        """)

    /// prohibit 203.0.112.0/24 in table 100.
    static let prohibited = bytes(
        """
        02 18 00 00 64 03 00 08 00000000
        0800 0f00 64000000   0800 0100 cb007000
        """)

    /// 172.30.0.0/16 via inet6 fe80::99 dev 3 (RTA_VIA).
    static let viaIPv6 = bytes(
        """
        02 10 00 00 fe 03 00 01 00000000
        0800 0f00 fe000000   0800 0100 ac1e0000   1600 1200 0a00fe8000000000000000000000000000990000
        0800 0400 03000000
        """)

    /// blackhole 192.0.2.0/24.
    static let blackhole = bytes(
        """
        02 18 00 00 fe 03 00 06 00000000
        0800 0f00 fe000000   0800 0100 c0000200
        """)

    /// unreachable 198.51.100.0/24.
    static let unreachable = bytes(
        """
        02 18 00 00 fe 03 00 07 00000000
        0800 0f00 fe000000   0800 0100 c6336400
        """)

    /// fd00:7::/64 dev 3.
    static let route6 = bytes(
        """
        0a 40 00 00 fe 02 00 01 00000000
        0800 0f00 fe000000   1400 0100 fd000007000000000000000000000000   0800 0600 00010000
        0800 0400 03000000   2400 0c00 0000000000000000000000000000000000000000000000000000000000000000
        0500 1400 00000000
        """)

    /// 10.7.0.10 on index 3, asked in vain: NUD_FAILED.
    static let failedNeighbour = bytes(
        """
        02 000000 03000000 2000 00 01
        0800 0100 0a07000a   0800 0400 00000000   1400 0300 7e1800000e0100000e01000000000000
        """)

    /// 10.7.0.9 on index 3, entered by hand: NUD_PERMANENT.
    static let permanentNeighbour = bytes(
        """
        02 000000 03000000 8000 00 01
        0800 0100 0a070009   0a00 0200 0200000000090000   0800 0400 00000000
        1400 0300 0f0100000f0100000f01000000000000
        """)

    /// fd00:7::5 on index 3: NUD_STALE.
    static let staleNeighbour = bytes(
        """
        0a 000000 03000000 0400 00 01
        1400 0100 fd000007000000000000000000000005   0a00 0200 0200000000050000   0800 0400 00000000
        1400 0300 7f1800000f0100000f01000000000000
        """)

    /// A whole reply to RTM_GETROUTE for 203.0.113.9: netlink header, rtmsg, attributes.
    static let routeReply = bytes(
        """
        70000000 1800 0000 07000000 14000000 02 20 00 00 fe 00 00 01 00020000
        0800 0f00 fe000000   0800 0100 cb007109   0800 0400 03000000   0800 0700 0a070001
        0800 0500 0a0700fe   0800 1900 00000000
        2400 0c00 0200000000000000000000000000000000000000000000000000000000000000
        """)

    /// The reply for 198.51.100.9, which an unreachable route forbids: NLMSG_ERROR with -113 and the request.
    static let errorReply = bytes(
        """
        38000000 0200 0000 07000000 14000000 8fffffff 24000000 1a00 0100 07000000 00000000 02 20 00 00 00
        00 00 00 00000000
        0800 0100 c6336409
        """)

    /// Control message IP_RECVERR: ECONNREFUSED, origin ICMP, type 3 code 3, from 127.0.0.1.
    static let controlIPv4 = bytes(
        """
        3000000000000000 00000000 0b000000 6f000000 02 03 03 00 00000000 00000000 0200 0000 7f0000010000000000000000
        """)

    /// Control message IPV6_RECVERR: ECONNREFUSED, origin ICMPv6, type 1 code 4, from ::1.
    static let controlIPv6 = bytes(
        """
        3c00000000000000 29000000 19000000 6f000000 03 01 04 00 00000000 00000000 0a00 0000 000000000000000000000000000000000000000100000000
        """)

    static let sockets = [listener, unaccepted, boundInactive, timeWait, dualStack, onlyIPv6, mapped, datagram]
    static let routing = [
        loopbackLink, linkWithPeer, address4, linkLocal, defaultRoute, prohibited, viaIPv6, blackhole, unreachable,
        route6, failedNeighbour, permanentNeighbour, staleNeighbour,
    ]
    static let messages = [routeReply, errorReply]
    static let control = [controlIPv4, controlIPv6]
}
