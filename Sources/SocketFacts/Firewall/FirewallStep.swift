/// One match or statement of a rule.
public enum FirewallStep: Codable, Hashable, Sendable {
    case match(FirewallMatch)
    /// A match whose outcome the kernel alone knows. `usually` is the outcome to assume, true for a rate limit.
    case unmodelledMatch(String, usually: Bool)
    case verdict(FirewallAction)
    /// The verdict that the map has for the value of the keys; no verdict, and on to the next step, where it has none.
    case verdictMap(keys: [FirewallKey], source: FirewallElements, text: String)
    /// The new mark is the old one with the bits of `mask` cleared, exclusive-or `value`.
    case setMark(value: UInt64, mask: UInt64)
    /// A mark from a source that is not modelled.
    case loseMark
    /// No connection tracking for this packet.
    case notrack
    case nat(FirewallNAT)
    /// A statement that may end the packet's way in a manner that is not modelled.
    case unmodelledAction(String)
}

/// What a rule does with the packet.
public enum FirewallAction: Codable, Hashable, Sendable {
    /// Ends this base chain only.
    case accept
    case drop
    case reject(RejectKind)
    case jump(String)
    case goto(String)
    case `return`
    /// On with the next rule.
    case next
    case unmodelled(String)
}

/// A translation of addresses.
public struct FirewallNAT: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable { case destination, redirect, source, masquerade }
    public var kind: Kind
    /// The first of a range; `nil` where the rule leaves the address alone or takes it from a map.
    public var address: IPAddress?
    /// The first of a range; `nil` where the rule leaves the port alone.
    public var port: UInt16?
    /// A map from keys to the address and port, looked up for the packet.
    public var map: FirewallNATMap?
    /// Set when the rule may choose among several, or in a way that is not modelled.
    public var uncertainty: String?
    /// The family of the addresses; `nil` for any.
    public var family: AddressFamily?

    public init(
        kind: Kind, address: IPAddress? = nil, port: UInt16? = nil, map: FirewallNATMap? = nil,
        uncertainty: String? = nil, family: AddressFamily? = nil
    ) {
        self.kind = kind
        self.address = address
        self.port = port
        self.map = map
        self.uncertainty = uncertainty
        self.family = family
    }
}

/// The map that a translation takes its target from.
public struct FirewallNATMap: Codable, Hashable, Sendable {
    public var keys: [FirewallKey]
    public var source: FirewallElements

    public init(keys: [FirewallKey], source: FirewallElements) {
        self.keys = keys
        self.source = source
    }
}

/// The elements that a value is looked up in.
public enum FirewallElements: Codable, Hashable, Sendable {
    case literal([FirewallElement], data: [FirewallData])
    /// A set or map of the same table.
    case named(String)
}

/// What an element of a map stands for.
public enum FirewallData: Codable, Hashable, Sendable {
    case action(FirewallAction)
    case target(address: IPAddress?, port: UInt16?)
    case unmodelled(String)
}

/// A comparison of what the packet has with what the rule says.
public struct FirewallMatch: Codable, Hashable, Sendable {
    public enum Relation: String, Codable, Hashable, Sendable {
        case equal, notEqual, less, greater, atMost, atLeast
        /// One of the bits is set.
        case anyBit
        /// None of the bits is set.
        case noBit
    }
    /// More than one for a concatenation.
    public var keys: [FirewallKey]
    /// Laid over a number before it is compared.
    public var mask: UInt64?
    public var relation: Relation
    public var elements: FirewallElements
    /// The match as text, for the case that it cannot be decided.
    public var text: String

    public init(
        keys: [FirewallKey], mask: UInt64? = nil, relation: Relation, elements: FirewallElements, text: String
    ) {
        self.keys = keys
        self.mask = mask
        self.relation = relation
        self.elements = elements
        self.text = text
    }
}

/// A value of a packet's field.
public enum FirewallValue: Codable, Hashable, Sendable {
    case number(UInt64)
    case address(IPAddress)
    case text(String)
}

/// What a field is compared with.
public indirect enum FirewallElement: Codable, Hashable, Sendable {
    case value(FirewallValue)
    /// Both ends belong to it.
    case range(FirewallValue, FirewallValue)
    case prefix(IPAddress, length: Int)
    /// Address and mask, where the mask is no prefix.
    case masked(IPAddress, mask: IPAddress)
    /// An interface name that begins so.
    case beginsWith(String)
    case concatenation([FirewallElement])
    /// `*`: the element for everything that no other one fits.
    case anything
    case unmodelled(String)
}

/// A field of a packet, or what the kernel knows about it.
public enum FirewallKey: Codable, Hashable, Sendable {
    /// In an IP header of this family; in either when `nil`.
    case sourceAddress(AddressFamily?)
    case destinationAddress(AddressFamily?)
    /// In the header of this protocol; in that of any with ports when `nil`.
    case sourcePort(FirewallPacket.Transport?)
    case destinationPort(FirewallPacket.Transport?)
    case tcpFlags
    case transportProtocol
    /// The protocol field of an IP header of this family.
    case headerProtocol(AddressFamily)
    /// NFPROTO_IPV4 (2) or NFPROTO_IPV6 (10).
    case networkFamily
    case inputInterface, outputInterface
    case userID, groupID
    case mark
    case packetLength
    case trackingState, trackingStatus, trackingDirection, trackingMark
    /// The bits 16 and 32 of the tracking status as iptables' states SNAT and DNAT: a packet without tracking has neither,
    /// where `ct status` finds no field at all (net/netfilter/xt_conntrack.c).
    case translation
    case originalSource, originalDestination, originalSourcePort, originalDestinationPort
    /// The type of the address in the routing tables. The words are those of addrtype: local, unicast, broadcast.
    case sourceType, destinationType
    /// 1 when a route leads back to the source by the interface on which it came.
    case reversePath
    case icmpType(AddressFamily), icmpCode(AddressFamily)
    /// An IPv6 extension header, which the packets of this model never have.
    case extensionHeader
    case unmodelled(String)
}
