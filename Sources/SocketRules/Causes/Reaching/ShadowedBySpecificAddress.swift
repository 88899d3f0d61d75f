public import SocketFacts

public enum ShadowedBySpecificAddress: Cause {
    public static let title = "Another server on a more specific address takes the client"
    public static let symptoms: [Symptom] = [.partialOrMergedData]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        Two servers can share a port when one is bound to all addresses and the other to one of them (with \
        SO_REUSEPORT for TCP, with SO_REUSEADDR for UDP). The kernel gives each client to the most specific match. \
        The server on 0.0.0.0 then never sees the clients that dial the address of the other one, and seems deaf or \
        answers wrongly.

        It is seldom meant. The usual story is a forgotten older server, or a tunnel (ssh -L) that sits on \
        127.0.0.1.
        """
    public static let byHand = [
        HandCheck("ss -tulnp 'sport = :9090'", shows: "two rows for the port, with two processes")
    ]
    public static let remedies = ["Stop the server that was not meant, or give it another port."]

    public static let misconceptions = [
        "Restarting the server on 0.0.0.0: the other one keeps its clients whatever the order of the starts."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        let reached = facts.attempts.first { $0.outcome == .connected || $0.outcome == .notSent }
        guard facts.question.command == .check, facts.question.port >= 1024,
            let attempt = reached ?? facts.silences.first
        else { return [] }
        let servers = try facts.servers(taking: attempt)
        guard let specific = servers.first(where: { !$0.isWildcard }),
            let wildcard = servers.first(where: \.isWildcard),
            let taker = facts.owner(of: specific), let loser = facts.owner(of: wildcard), taker.uid == loser.uid,
            isAnother(taker, loser, facts.owners(of: specific), facts.owners(of: wildcard))
        else { return [] }
        return [
            Finding(
                ShadowedBySpecificAddress.self, .likely,
                "\(Wording.brief(taker)) on \(specific.local) takes the client, not \(Wording.brief(loser))",
                evidence: .listens(specific, facts), [.listens(wildcard, facts)],
                fixes: [
                    Fix("stop the one that is not meant", command: "kill \(taker.pid)"),
                    Fix("or give it another port"),
                ])
        ]
    }

    /// Different programs, or the same one started twice by hand; not one program with two sockets or workers.
    private static func isAnother(
        _ a: ProcessFacts, _ b: ProcessFacts, _ holdersA: [ProcessFacts], _ holdersB: [ProcessFacts]
    ) -> Bool {
        let sameProcess = !Set(holdersA.map(\.pid)).isDisjoint(with: holdersB.map(\.pid))
        let related = a.parentPID == b.pid || b.parentPID == a.pid
        // One program may bind twice on purpose, with an address in its arguments or not.
        let sameProgram = program(a) == program(b) && a.directory.value == b.directory.value
        let isService = a.supervisor?.restarts == true || b.supervisor?.restarts == true
        return !sameProcess && !related && !sameProgram && !isService
    }

    /// What runs: the executable and, for an interpreter, the script.
    private static func program(_ process: ProcessFacts) -> [String] {
        let script = process.arguments.dropFirst().first { !$0.hasPrefix("-") }
        let path = process.executable.value ?? process.arguments.first ?? process.name
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Facts.isInterpreter(name) ? [path, script ?? ""] : [path]
    }

    private static func pair(_ second: ProcessFacts) -> Facts {
        .checked(
            Attempt(address: .loopbackIPv4, port: 9090, outcome: .connected),
            sockets: [.listener(), .listener(.loopbackIPv4, inode: 80)], owners: [77: .python(), 80: second])
    }

    public static let examples: [Example] = [
        .fires(
            "an old server on 127.0.0.1 beside the new one on 0.0.0.0",
            pair(.python(pid: 4300, script: "old.py", age: 900))),
        .silent("one program listens on both", pair(.python())),
        .silent(
            "only one server",
            .checked(
                Attempt(address: .loopbackIPv4, port: 9090, outcome: .connected), sockets: [.listener()],
                owners: [77: .python()])),
        .silent(
            "the same script twice, once with an address",
            pair(
                {
                    var second = ProcessFacts.python(pid: 4300)
                    second.arguments.append("127.0.0.1")
                    return second
                }())),
        .silent("a service of the machine has the address", pair(.service("dnsmasq", uid: 1000))),
        .silent("the other server belongs to another user", pair(.python(pid: 4300, script: "old.py", uid: 1001))),
        .silent(
            "the specific one is on an address that was not dialled",
            .checked(
                Attempt(address: .loopbackIPv4, port: 9090, outcome: .connected),
                sockets: [.listener(), .listener(IPAddress(192, 168, 1, 5), inode: 80)],
                owners: [77: .python(), 80: .python(pid: 4300, script: "old.py")])),
    ]
}
