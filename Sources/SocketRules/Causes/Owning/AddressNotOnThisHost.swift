public import SocketFacts

public enum AddressNotOnThisHost: Cause {
    public static let title = "The address belongs to no interface of this host"
    public static let symptoms: [Symptom] = [.cannotAssignAddress]

    public static let explanation = """
        A server can bind only to addresses that its own machine has. The address in bind() is not the client's and not \
        that of the router: it says on which of its own addresses the server takes clients. Any other address gives \
        EADDRNOTAVAIL, "Cannot assign requested address".

        After a change of network the old address is gone. Inside a container or WSL the addresses are not those of the \
        machine around it.
        """
    public static let byHand = [
        HandCheck("ip -brief address", shows: "the addresses that this host has"),
        HandCheck("ip route get ADDRESS", shows: "\"local\" at the start when the address belongs to this host"),
    ]
    public static let remedies = [
        "Bind to 127.0.0.1 for clients on this host only, or to an address in the list.",
        "Bind to 0.0.0.0 (or ::) for all addresses; every machine of the network can then connect.",
    ]
    public static let misconceptions = [
        "Another port: the address is refused, whatever the port.",
        "The public address of the router: it belongs to the router, which may forward the port to this host.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .port, let address = facts.question.literal,
            facts.bindFails(with: .addressNotAvailable)
        else { return [] }
        let interfaces = try facts.interfaces.get()
        let own = interfaces.flatMap { interface in interface.addresses.map { (interface, $0) } }
        if let (_, entry) = own.first(where: { $0.1.address.withoutZone == address.withoutZone }) {
            throw .failed(
                entry.isTentative
                    ? "\(address) is still being checked for duplicates (1 to 2 s); then it can be bound"
                    : "\(address) is on an interface, and bind refuses it all the same")
        }
        let list = own.filter { $0.1.address.family == address.family && $0.0.isUp }
            .map { "\($0.1.address) (\(Wording.escaped($0.0.name)))" }
        let nearest = own.map(\.1.address).first { $0.family == address.family && !$0.isLoopback && !$0.isLinkLocal }
        let all = address.family == .ipv4 ? "0.0.0.0" : "::"
        let loopback: IPAddress = address.family == .ipv4 ? .loopbackIPv4 : .loopbackIPv6
        return [
            Finding(
                AddressNotOnThisHost.self, .certain, "\(address) is no address of this host",
                evidence: Evidence(
                    list.isEmpty
                        ? "This host has no \(address.family.title) address on an interface that is up."
                        : "This host has: \(list.joined(separator: ", ")).",
                    recheck: "ip -brief address"),
                Evidence.bind(facts),
                fixes: [
                    Fix("bind to \(nearest ?? loopback), or to \(all) (all addresses, open to the network)")
                ])
        ]
    }

    private static let other = IPAddress(192, 168, 1, 99)
    private static func refused(_ interfaces: Observed<[InterfaceFacts]>) -> Facts {
        var facts = Facts.held(address: other, plain: .addressNotAvailable, reuse: .addressNotAvailable)
        facts.interfaces = interfaces
        return facts
    }
    private static func interface(_ entry: InterfaceAddress) -> [InterfaceFacts] {
        [InterfaceFacts(index: 2, name: "eth0", addresses: [entry])]
    }

    public static let examples: [Example] = [
        .fires("the address of another machine", refused(.seen(.ordinary))),
        .fires("a machine with loopback only", refused(.seen([[InterfaceFacts].ordinary[0]]))),
        .silent(
            "an address of this host, in use",
            .held(address: IPAddress(192, 168, 1, 5), sockets: [.listener()], owners: [77: .python()])),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided(
            "the address was added a moment ago and is still tentative",
            refused(.seen(interface(InterfaceAddress(other, 24, isTentative: true))))),
        .undecided("the address is there, and bind refuses it", refused(.seen(interface(InterfaceAddress(other, 24))))),
        .undecided("the interfaces could not be read", refused(.unseen(.failed("the interfaces (rtnetlink)")))),
    ]
}
