public import SocketFacts

/// EACCES from sending to a broadcast address without SO_BROADCAST.
public enum BroadcastNotEnabled: Cause {
    public static let title = "Broadcast is not enabled on the socket"
    public static let symptoms: [Symptom] = [.permissionDeniedPrivilegedPort, .firewallBlocked]

    public static let explanation = """
        A datagram to a broadcast address reaches every host of the network, so that the kernel wants to hear that it \
        is meant. Without the option SO_BROADCAST, sendto() and connect() to 255.255.255.255 or to the broadcast \
        address of an interface fail with EACCES (errno 13, Permission denied). It concerns the socket, not the user: \
        root gets the same error.

        The message looks like a question of rights, and the remedy is one call of setsockopt(). Often the address was \
        not even meant as broadcast: the last address of the subnet, such as 192.168.1.255 in 192.168.1.0/24, is one.

        The receiver needs no option, but the right address. A socket bound to 0.0.0.0 or to the broadcast address \
        itself gets the datagram; one bound to the host's own address, such as 192.168.1.5, does not.
        """

    public static let illustrations = [
        "PermissionError: [Errno 13] Permission denied, in sendto(data, (\"255.255.255.255\", 9091))",
        "sudo python3 client.py fails in the same way",
        "the sender succeeds with the option set, and a receiver bound to 192.168.1.5 gets nothing",
    ]
    public static let lookalikes = [
        "EPERM (errno 1): a firewall rule or another policy of this host forbids the datagram",
        "EACCES in bind(): the port is below 1024",
        "IPv6 has no broadcast; multicast takes its place and needs no such option",
    ]
    public static let byHand = [
        HandCheck("ip -4 -brief addr", shows: "the subnets of this host, from which their broadcast addresses follow"),
        HandCheck("ip route show table local type broadcast", shows: "each broadcast address that this host knows"),
        HandCheck(
            "strace -e trace=network ./client",
            shows: "setsockopt(SO_BROADCAST) before sendto(), or sendto() = -1 EACCES"),
    ]
    public static let remedies = [
        "Set SO_BROADCAST to 1 on the socket before the first sendto().",
        "Bind the receiver to 0.0.0.0, or \"\", and the port.",
        "If no broadcast is meant, use the address of the one receiver.",
    ]
    public static let misconceptions = [
        "sudo: the check is on the socket, and root is refused as well.",
        "Opening the firewall: EACCES comes before any rule is asked; a rule of this host that drops it gives EPERM.",
        "Broadcast over TCP: connect() fails with ENETUNREACH, since a connection has one peer.",
        "Expecting it beyond the own network: routers do not forward 255.255.255.255.",
    ]
    public static let recipes: [Recipe] = [.broadcast]

    public static let silences: [any Cause.Type] = [LocalPolicyForbids.self]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let watch = try facts.watch.get()
        for socket in watch.sockets where socket.transport == .udp && !socket.isInherited {
            guard
                let call = socket.calls.first(where: {
                    ($0.kind == .send || $0.kind == .connect) && $0.error == .permissionDenied
                }), let target = call.address,
                !socket.calls.contains(where: { $0.enables(6) && $0.begin <= call.begin }),
                let confidence = confidence(target.address)
            else { continue }
            return [
                Finding(
                    BroadcastNotEnabled.self, confidence,
                    "\(call.kind.function)() to the broadcast address \(target.address) without SO_BROADCAST",
                    evidence: Evidence(
                        "\(call.told)\(watch.at(call)) \(call.failure); SO_BROADCAST was not set on the socket.",
                        recheck: watch.trace("setsockopt,sendto,sendmsg,connect")),
                    fixes: [
                        Fix(
                            "set SO_BROADCAST on the socket before the first datagram",
                            command: watch.code(
                                call, python: "sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)",
                                c: "int on = 1; setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);")),
                        Fix("if no broadcast is meant, use the address of the one receiver"),
                    ], location: watch.location(call))
            ]
        }
        return []
    }

    /// Whether an address that ends in 255 is the broadcast address depends on the subnet.
    private static func confidence(_ address: IPAddress) -> Confidence? {
        let address = address.unmapped
        guard address.family == .ipv4, address.low & 0xff == 0xff else { return nil }
        return address.low == 0xffff_ffff || address.low == 0x7fff_ffff
            ? .certain : .likely
    }

    private static func sending(_ to: IPAddress, _ first: [WatchedCall] = [], error: SystemError = .permissionDenied)
        -> Facts
    {
        .watched([.datagrams(first + [.failed(.send, error, argument: 5, address: Endpoint(to, 9091))])])
    }

    public static let examples: [Example] = [
        .fires("a datagram to 255.255.255.255", sending(IPAddress(255, 255, 255, 255))),
        .fires("a datagram to the last address of the subnet", sending(IPAddress(192, 168, 1, 255))),
        .fires(
            "the option was set to 0", sending(IPAddress(255, 255, 255, 255), [.option(.setOption, 6, 0)])),
        .silent(
            "the option is set, and something else forbids it",
            sending(IPAddress(192, 168, 1, 255), [.option(.setOption, 6, 1)])),
        .silent("a host's own address", sending(IPAddress(192, 168, 1, 5))),
        .silent("a firewall says EPERM", sending(IPAddress(192, 168, 1, 255), error: .notPermitted)),
        .silent(
            "a port below 1024 is bound without the right to it",
            .watched([.datagrams([.failed(.bind, .permissionDenied, address: Endpoint(.anyIPv4, 67))])])),
        .silent(
            "a broadcast that was sent",
            .watched([
                .datagrams([
                    .option(.setOption, 6, 1), .sent("hello").to(Endpoint(IPAddress(255, 255, 255, 255), 9091)),
                ])
            ])),
        .undecided("nothing was watched", Facts(question: .run, watch: .unseen(.unsupported("preloading")))),
    ]
}
