public import SocketFacts

/// Links, addresses, routes and neighbours over netlink (rtnetlink(7)), requests and replies.
public enum RouteNetlink {
    public static let newLink: UInt16 = 16
    public static let getLink: UInt16 = 18
    public static let newAddress: UInt16 = 20
    public static let getAddress: UInt16 = 22
    public static let newRoute: UInt16 = 24
    public static let getRoute: UInt16 = 26
    public static let newNeighbour: UInt16 = 28
    public static let getNeighbour: UInt16 = 30

    private static func number(_ family: AddressFamily?) -> UInt8 {
        switch family {
        case nil: 0
        case .ipv4: 2
        case .ipv6: 10
        }
    }

    /// A dump of all links (`getLink`), addresses, routes or neighbours.
    public static func dump(_ type: UInt16, family: AddressFamily? = nil, sequence: UInt32) -> [UInt8] {
        // The fixed headers differ in size (ifinfomsg 16, ifaddrmsg 8, rtmsg 12, ndmsg 12) and start with the family.
        let size = type == getLink ? 16 : type == getAddress ? 8 : 12
        var payload = [UInt8](repeating: 0, count: size)
        payload[0] = number(family)
        return NetlinkMessage.request(
            type: type, flags: NetlinkMessage.dump, sequence: sequence, payload: payload)
    }

    /// The route that a packet to `destination` takes. With `matching` the kernel answers with the table's own entry
    /// (RTM_F_FIB_MATCH), prefix included, also where that entry forbids.
    public static func route(to destination: IPAddress, matching: Bool = false, sequence: UInt32) -> [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.byte(number(destination.family))
        writer.byte(UInt8(destination.family.byteCount * 8))
        writer.append(repeatElement(0, count: 6))
        writer.native(UInt32(matching ? 0x2000 : 0))
        NetlinkAttribute.write(1, destination.bytes, to: &writer)
        if destination.zone != 0 {
            var zone = ByteWriter(capacity: 4)
            zone.native(destination.zone)
            NetlinkAttribute.write(4, zone.bytes, to: &writer)
        }
        return NetlinkMessage.request(type: getRoute, flags: 0, sequence: sequence, payload: writer.bytes)
    }

    /// A link without its addresses.
    public static func link(_ payload: ArraySlice<UInt8>) -> InterfaceFacts? {
        var reader = ByteReader(payload)
        guard reader.skip(4), let index: UInt32 = reader.native(), let flags: UInt32 = reader.native(),
            reader.skip(4), let rest = reader.take(reader.remaining)
        else { return nil }
        var link = InterfaceFacts(
            index: index, name: "", isUp: flags & 1 != 0, hasCarrier: flags & 0x10000 != 0,
            isLoopback: flags & 8 != 0)
        NetlinkAttribute.forEach(in: rest) { attribute in
            if attribute.type == 3 { link.name = attribute.text }
        }
        return link
    }

    /// An address with the index of its interface.
    public static func address(_ payload: ArraySlice<UInt8>) -> (index: UInt32, address: InterfaceAddress)? {
        var reader = ByteReader(payload)
        guard reader.skip(1), let prefix = reader.byte(), let flags = reader.byte(), reader.skip(1),
            let index: UInt32 = reader.native(), let rest = reader.take(reader.remaining)
        else { return nil }
        var own: IPAddress?
        var local: IPAddress?
        var tentative = flags & 0x40 != 0
        NetlinkAttribute.forEach(in: rest) { attribute in
            switch attribute.type {
            case 1: own = IPAddress(bytes: attribute.value)
            // On a point-to-point link IFA_ADDRESS is the peer's and IFA_LOCAL ours.
            case 2: local = IPAddress(bytes: attribute.value)
            case 8: tentative = attribute.number.map { $0 & 0x40 != 0 } ?? tentative
            default: break
            }
        }
        guard let address = local ?? own else { return nil }
        return (index, InterfaceAddress(address, Int(prefix), isTentative: tentative))
    }

    /// One row of a routing table.
    public struct Route: Hashable, Sendable {
        public var family: AddressFamily
        /// `nil` for the default route.
        public var destination: IPAddress?
        public var prefixLength: Int
        public var table: UInt32
        /// RTN_*: 1 unicast, 2 local, 3 broadcast, 5 multicast, 6 blackhole, 7 unreachable, 8 prohibit, 9 throw.
        public var type: UInt8
        public var gateway: IPAddress?
        public var source: IPAddress?
        public var interface: UInt32?
    }

    public static func route(_ payload: ArraySlice<UInt8>) -> Route? {
        var reader = ByteReader(payload)
        guard let familyByte = reader.byte(), let prefix = reader.byte(), reader.skip(2), let table = reader.byte(),
            reader.skip(2), let type = reader.byte(), reader.skip(4), let rest = reader.take(reader.remaining)
        else { return nil }
        guard familyByte == 2 || familyByte == 10 else { return nil }
        var route = Route(
            family: familyByte == 2 ? .ipv4 : .ipv6, prefixLength: Int(prefix), table: UInt32(table), type: type)
        NetlinkAttribute.forEach(in: rest) { attribute in
            switch attribute.type {
            case 1: route.destination = IPAddress(bytes: attribute.value)
            case 4: route.interface = attribute.number
            case 5: route.gateway = IPAddress(bytes: attribute.value)
            case 7: route.source = IPAddress(bytes: attribute.value)
            case 15: route.table = attribute.number ?? route.table
            // RTA_VIA: a gateway of the other family, behind its two-byte family.
            case 18: route.gateway = IPAddress(bytes: attribute.value.dropFirst(2))
            default: break
            }
        }
        return route
    }

    /// One row of the neighbour table with the index of its interface.
    public static func neighbour(
        _ payload: ArraySlice<UInt8>
    ) -> (address: IPAddress, index: UInt32, state: NeighbourState)? {
        var reader = ByteReader(payload)
        guard reader.skip(4), let index: UInt32 = reader.native(), let bits: UInt16 = reader.native(),
            reader.skip(2), let rest = reader.take(reader.remaining)
        else { return nil }
        var address: IPAddress?
        NetlinkAttribute.forEach(in: rest) { attribute in
            if attribute.type == 1 { address = IPAddress(bytes: attribute.value) }
        }
        guard let address else { return nil }
        let states: [(UInt16, NeighbourState)] = [
            (0x01, .incomplete), (0x02, .reachable), (0x04, .stale), (0x08, .delay), (0x10, .probe),
            (0x20, .failed), (0x40, .none), (0x80, .permanent),
        ]
        return (address, index, states.first { bits & $0.0 != 0 }?.1 ?? .none)
    }
}
