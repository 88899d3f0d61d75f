public import SocketFacts

public enum PortHeldByContainer: Cause {
    public static let title = "A container has the port"
    public static let symptoms: [Symptom] = [.addressInUse, .dockerPortAllocated]

    public static let explanation = """
        A published container port occupies the host's port: docker-proxy listens on it, or a rule of the firewall sends \
        its traffic into the container, or the container uses the host's network and listens itself.

        Where there is only a rule, a bind() on the host may even succeed. Still no client arrives from outside, because \
        the rule takes the packets before any server of the host sees them.
        """
    public static let byHand = [
        HandCheck("docker ps --format '{{.Names}} {{.Ports}}'", shows: "which container publishes the port"),
        HandCheck("sudo iptables -t nat -S | grep DNAT", shows: "rules that lead ports into containers"),
        HandCheck("sudo ss -tlnp 'sport = :9090'", shows: "docker-proxy, or a process of the container"),
    ]
    public static let remedies = [
        "Stop the container: docker stop NAME, or docker compose down in its project.",
        "Publish it on another port (-p 9095:80), or choose another port for your server.",
    ]
    public static let misconceptions = [
        "Killing docker-proxy: the container keeps its mapping and Docker its rules.",
        "docker rm -f of every container: it also removes those of other exercises, with the data inside them.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .container(let socket, let owner, let forward) = try facts.holdingStory() else { return [] }
        let port = facts.question.port
        if let forward {
            return [
                Finding(
                    PortHeldByContainer.self, .certain,
                    "a rule leads port \(port) to \(Wording.escaped(forward.destination)): clients would never reach a "
                        + "server here",
                    evidence: Evidence(
                        "No socket holds the port, but this rule takes its traffic: \(Wording.escaped(forward.rule)).",
                        recheck: "sudo iptables -t nat -S; sudo nft list ruleset"),
                    Evidence.bind(facts), fixes: fixes(port, name: nil))
            ]
        }
        guard let socket else { return [] }
        let isProxy = owner?.supervisor?.kind == .dockerProxy || owner?.name == "docker-proxy"
        let name =
            owner?.containerName ?? (isProxy ? nil : owner?.supervisor?.name)
            ?? socket.cgroupPath.flatMap { Facts.unit(cgroup: $0)?.name }
        let behind = owner.flatMap { target($0) }
        var more: [Evidence] = []
        if let group = owner?.cgroup ?? socket.cgroupPath, !isProxy {
            more.append(
                Evidence(
                    "Its control group is that of a container: \(Wording.escaped(group)).",
                    recheck: owner.map { "cat /proc/\($0.pid)/cgroup" }
                        ?? "ss -\(facts.question.transport.ssFlag)lne 'sport = :\(port)'"))
        }
        let who = name.map { "container \(Wording.escaped($0))" } ?? "a container"
        let route = behind.map { ": docker-proxy leads it to \($0)" } ?? ""
        return [
            Finding(
                PortHeldByContainer.self, .certain, "\(who) has the port\(route)",
                evidence: .holds(socket, facts), more + Evidence.bind(facts), fixes: fixes(port, name: name))
        ]
    }

    private static func fixes(_ port: UInt16, name: String?) -> [Fix] {
        if let word = name.flatMap({ Wording.commandWord($0) }) {
            return [Fix("stop the container, or choose another port", command: "docker stop \(word)")]
        }
        return [
            Fix("see which container it is", command: "docker ps --filter publish=\(port)"),
            Fix("stop it, or choose another port", command: "docker stop NAME"),
        ]
    }

    /// Where docker-proxy leads to, from its arguments.
    private static func target(_ process: ProcessFacts) -> String? {
        func value(_ option: String) -> String? {
            guard let index = process.arguments.firstIndex(of: option), index + 1 < process.arguments.count else {
                return nil
            }
            return Wording.escaped(process.arguments[index + 1], limit: 60)
        }
        guard let address = value("-container-ip"), let port = value("-container-port") else { return nil }
        return "\(address):\(port)"
    }

    private static let proxy = ProcessFacts(
        pid: 900, name: "docker-proxy",
        arguments: [
            "/usr/bin/docker-proxy", "-proto", "tcp", "-host-port", "9090", "-container-ip", "172.17.0.2",
            "-container-port", "80",
        ],
        uid: 0, user: "root", supervisor: Supervisor(kind: .dockerProxy, name: "docker-proxy"))

    private static let group = "/system.slice/docker-" + String(repeating: "4f1c9be0", count: 8) + ".scope"

    private static func forwarded(_ facts: Facts) -> Facts {
        var facts = facts
        facts.portForwards = .seen([
            PortForward(
                destination: "172.17.0.2:80",
                rule: "-A DOCKER -p tcp --dport 9090 -j DNAT --to-destination 172.17.0.2:80")
        ])
        return facts
    }

    public static let examples: [Example] = [
        .fires("docker-proxy listens", .held(sockets: [.listener(uid: 0)], owners: [77: proxy])),
        .fires("a DNAT rule without any socket", forwarded(.held(plain: nil, reuse: nil))),
        .fires(
            "a container on the host's network",
            .held(
                sockets: [.listener(uid: 0)],
                owners: [
                    77: ProcessFacts(
                        pid: 910, name: "nginx", arguments: ["nginx"], uid: 0, user: "root",
                        supervisor: Supervisor(kind: .container, name: "4f1c9be04f1c"), cgroup: group)
                ])),
        .fires(
            "the process is hidden, the socket's control group is a container's",
            .held(sockets: [.listener(uid: 0).inGroup(group)]).hidingOwner()),
        .silent("an ordinary program", .held(sockets: [.listener()], owners: [77: .python()])),
        .silent(
            "a server of this host holds a port that a rule leads away as well",
            forwarded(.held(sockets: [.listener()], owners: [77: .python()]))),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
