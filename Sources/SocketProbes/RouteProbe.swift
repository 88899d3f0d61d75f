public import SocketFacts
import SocketWire

/// Interfaces, routes and neighbours in the network namespace of the calling thread.
public struct RouteProbe: ~Copyable {
    private var netlink: NetlinkSocket

    public init() throws(Unobserved) {
        do {
            netlink = try NetlinkSocket(.route)
        } catch {
            throw .failed("the kernel's routing tables (rtnetlink): \(error.name)")
        }
    }

    private mutating func rows<T>(
        _ type: UInt16, _ answer: UInt16, family: AddressFamily? = nil, _ decode: (ArraySlice<UInt8>) -> T?
    ) throws(Unobserved) -> [T] {
        var rows: [T] = []
        do {
            try netlink.ask({ RouteNetlink.dump(type, family: family, sequence: $0) }) { message in
                if message.type == answer, let row = decode(message.payload) { rows.append(row) }
            }
        } catch {
            throw .failed("the kernel's routing tables (rtnetlink): \(error.name)")
        }
        return rows
    }

    public mutating func interfaces() throws(Unobserved) -> [InterfaceFacts] {
        var links = try rows(RouteNetlink.getLink, RouteNetlink.newLink, RouteNetlink.link)
        for (index, address) in try rows(RouteNetlink.getAddress, RouteNetlink.newAddress, RouteNetlink.address) {
            guard let position = links.firstIndex(where: { $0.index == index }) else { continue }
            links[position].addresses.append(address)
        }
        return links
    }

    /// The next hops' link-layer state.
    public mutating func neighbours(_ interfaces: [InterfaceFacts]) throws(Unobserved) -> [NeighbourFacts] {
        try rows(RouteNetlink.getNeighbour, RouteNetlink.newNeighbour, RouteNetlink.neighbour).map { row in
            NeighbourFacts(
                address: row.address, interface: interfaces.first { $0.index == row.index }?.name, state: row.state)
        }
    }

    /// What the routing tables say about one destination.
    public mutating func route(
        to destination: IPAddress, _ interfaces: () -> [InterfaceFacts]
    ) throws(Unobserved) -> RouteFacts {
        var answer: RouteNetlink.Route?
        do {
            try netlink.ask({ RouteNetlink.route(to: destination, sequence: $0) }) { message in
                if message.type == RouteNetlink.newRoute { answer = RouteNetlink.route(message.payload) }
            }
        } catch {
            // The kernel answers with the error that connect would give (facts.md C.1).
            switch error {
            case .networkUnreachable, .addressNotAvailable:
                return RouteFacts(destination: destination, kind: .none)
            case .hostUnreachable: return try forbidding(destination, .unreachable)
            case .permissionDenied: return try forbidding(destination, .prohibit)
            case .invalidArgument: return try forbidding(destination, .blackhole)
            default: throw .failed("the route to \(destination): \(error.name)")
            }
        }
        guard let answer else { throw .failed("the route to \(destination): no answer") }
        let kinds: [UInt8: RouteFacts.Kind] = [
            1: .unicast, 2: .local, 3: .broadcast, 5: .multicast, 6: .blackhole, 7: .unreachable, 8: .prohibit,
        ]
        let kind = kinds[answer.type] ?? .unicast
        // IPv6 answers forbidding routes as rows, not as errors.
        if [.blackhole, .unreachable, .prohibit].contains(kind) {
            let facts = try forbidding(destination, kind)
            // The kernel's own "no route" is an unreachable entry without a table of the administrator's.
            return facts.text == nil && kind == .unreachable
                ? RouteFacts(destination: destination, kind: .none) : facts
        }
        return RouteFacts(
            destination: destination, kind: kind,
            interface: answer.interface.flatMap { index in interfaces().first { $0.index == index }?.name },
            gateway: answer.gateway, source: answer.source)
    }

    /// The most specific forbidding entry of any table that covers the destination.
    private mutating func forbidding(
        _ destination: IPAddress, _ kind: RouteFacts.Kind
    ) throws(Unobserved) -> RouteFacts {
        let type: UInt8 = kind == .blackhole ? 6 : kind == .unreachable ? 7 : 8
        let best = try rows(
            RouteNetlink.getRoute, RouteNetlink.newRoute, family: destination.family, RouteNetlink.route
        ).filter { route in
            guard route.family == destination.family, route.type == type else { return false }
            guard let network = route.destination else { return route.prefixLength == 0 }
            return destination.withoutZone.isInside(network, prefixLength: route.prefixLength)
        }.max { $0.prefixLength < $1.prefixLength }
        let text = best.map { route -> String in
            let prefix = route.destination.map { "\($0)/\(route.prefixLength)" } ?? "default"
            return "\(kind.rawValue) \(prefix)" + (route.table == 254 ? "" : " table \(route.table)")
        }
        return RouteFacts(destination: destination, kind: kind, text: text)
    }
}
