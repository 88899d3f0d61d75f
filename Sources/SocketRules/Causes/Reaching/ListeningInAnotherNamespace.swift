public import SocketFacts

public enum ListeningInAnotherNamespace: Cause {
    public static let title = "The server listens in another network namespace"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        Containers, and namespaces made with ip netns or unshare -n, have their own interfaces, their own 127.0.0.1 \
        and their own ports. A server in there does not listen here, not even on localhost, until its port is \
        published or its own address is dialled.

        The other way round it is the same: localhost inside a container is the container, not this machine.
        """
    public static let byHand = [
        HandCheck("sudo lsns -t net", shows: "the network namespaces with a process in each"),
        HandCheck("sudo nsenter -t PID -n ss -tlnp", shows: "the listeners in the namespace of that process"),
    ]
    public static let remedies = [
        "Dial the address of the namespace or container.", "Publish the port (docker run -p 9090:9090).",
        "Or run client and server in the same namespace.",
    ]

    public static let misconceptions = [
        "EXPOSE in the Dockerfile: it documents the port, it does not publish it."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard let attempt = facts.refusal, case .otherNamespace(let space, let socket) = try facts.refusalStory() else {
            return []
        }
        let port = facts.question.port
        let reachable = space.addresses.first { !$0.isLoopback && !$0.isLinkLocal && socket.takes($0) }
        var fixes: [Fix] = []
        if let reachable {
            fixes.append(
                Fix("dial its own address", command: Wording.check(Endpoint(reachable, port), facts.question.transport))
            )
        }
        fixes.append(
            space.container == nil
                ? Fix(
                    "or run the client in the same namespace",
                    command: "sudo sockdoctor check \(facts.question.port) --from pid:\(space.pid)")
                : Fix("publish the port when starting the container: -p \(port):\(port)"))
        let title = Wording.escaped(space.title)
        let transport = facts.question.transport
        let isOnly =
            try facts.namespaces.get().filter { $0.sockets.contains { $0.transport == transport } }.count == 1
        return [
            Finding(
                ListeningInAnotherNamespace.self, isOnly ? .certain : .likely,
                "the server listens in \(title), not here",
                evidence: .listens(socket, facts, in: space),
                [.nothingListens(port, transport), .refused(attempt, transport)],
                fixes: fixes)
        ]
    }

    private static let red = NamespaceFacts(
        name: "red", pid: 900, processName: "python3", addresses: [IPAddress(10, 200, 1, 2), .loopbackIPv4],
        sockets: [.listener()])

    public static let examples: [Example] = [
        .fires("the server runs in ip netns red", .refused(namespaces: [red])),
        .silent(
            "nothing listens in the other namespace either",
            .refused(namespaces: [
                NamespaceFacts(name: "red", pid: 900, processName: "sh", addresses: [.loopbackIPv4], sockets: [])
            ])),
        .undecided(
            "other namespaces could not be seen",
            {
                var facts = Facts.refused()
                facts.namespaces = .unseen(.failed("/proc: EACCES"))
                return facts
            }()),
        .fires("a container listens and does not publish the port", .refused(namespaces: [.container([.listener()])])),
        .fires(
            "a UDP server in a container",
            .refused(transport: .udp, namespaces: [.container([.datagram()])])),
        .silent(
            "the container has the UDP port only",
            .refused(namespaces: [.container([.datagram()])])),
        .silent(
            "a server is here too, on another address",
            .refused(
                sockets: [.listener(IPAddress(192, 168, 1, 5))], owners: [77: .python()],
                namespaces: [.container([.listener(inode: 80)])])),
    ]
}
