public import SocketFacts

public enum WrongPort: Cause {
    public static let title = "The server listens on another port"
    public static let symptoms: [Symptom] = [.connectionRefused]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        A server runs, but not on the port that the client dials. Typical slips are swapped digits (9009 for 9090), \
        the port next to it, a missing digit, a default that the program has and the client does not know, or a \
        forgotten htons() in C, which swaps the two bytes of the number (9090 becomes 33315).

        The kernel knows only numbers: nothing on 9090 means refused, whatever runs on 9091.
        """
    public static let byHand = [
        HandCheck("ss -tlnp", shows: "every listener with its port and, for your own programs, its process")
    ]
    public static let remedies = [
        "Use the same number on both sides; keep it in one place or pass it as an argument to both.",
        "In C, convert the port with htons() in the address given to bind() and connect().",
    ]

    public static let misconceptions = [
        "Opening the dialled port in the firewall: nothing listens behind it."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.refusal != nil, case .otherPort(let near) = try facts.refusalStory() else { return [] }
        let wanted = facts.question.port
        let actual = near.socket.local.port
        let transport = facts.question.transport
        let isSure = near.kind.isStrong && near.isOwn && near.owner != nil
        var fixes = [
            Fix(
                "connect to \(actual)",
                command: "sockdoctor check \(shownHost(facts)):\(actual)\(transport == .udp ? " --udp" : "")")
        ]
        if let owner = near.owner {
            let words = owner.arguments.map { replacing(actual, by: wanted, in: $0) }
            let command = words == owner.arguments ? nil : Wording.commandLine(words)
            fixes.append(Fix("or start the server on \(wanted)", command: command))
        }
        if near.kind == .swappedBytes { fixes.append(Fix("in C, give the port to bind() as htons(\(wanted))")) }
        let which =
            near.isOwn
            ? "your server is" : near.owner.map { "\(Wording.brief($0)) is" } ?? "a server of another user is"
        return [
            Finding(
                WrongPort.self, isSure ? .certain : .likely, "\(which) on port \(actual), not \(wanted)",
                evidence: .listens(near.socket, facts),
                [
                    .nothingListens(wanted, transport),
                    Evidence(
                        near.kind == .lately
                            ? "It is the one server that you started in the last 15 minutes."
                            : "\(actual) and \(wanted): \(near.kind.words).",
                        recheck: "ss -\(transport.ssFlag)lnp"),
                ],
                fixes: fixes)
        ]
    }

    /// The number where it stands alone in an argument: `9091`, `--port=9091`, `0.0.0.0:9091`.
    private static func replacing(_ port: UInt16, by wanted: UInt16, in word: String) -> String {
        let digits = String(port)
        guard word.hasSuffix(digits) else { return word }
        let head = word.dropLast(digits.count)
        guard head.isEmpty || head.hasSuffix("=") || head.hasSuffix(":") || head == "-p" else { return word }
        return head + String(wanted)
    }

    private static func shownHost(_ facts: Facts) -> String {
        let host = Wording.shellWord(facts.question.host)
        return facts.question.literal?.family == .ipv6 ? "[\(host)]" : host
    }

    public static let examples: [Example] = [
        .fires(
            "server on 9091, client dials 9090", .refused(sockets: [.listener(port: 9091)], owners: [77: .python()])),
        .fires("digits swapped: 9009", .refused(sockets: [.listener(port: 9009)], owners: [77: .python()])),
        .fires("htons() forgotten: 33315", .refused(sockets: [.listener(port: 33315)], owners: [77: .python()])),
        .fires(
            "the one server started lately, on 5000",
            .refused(sockets: [.listener(port: 5000)], owners: [77: .python()])),
        .silent(
            "only a database of the machine listens",
            .refused(sockets: [.listener(port: 5432, uid: 114)])),
        .silent(
            "the same server was started hours ago on 5000",
            .refused(sockets: [.listener(port: 5000)], owners: [77: .python(age: 9000)])),
        .silent("ssh listens on 22", .refused(port: 23, sockets: [.listener(port: 22, uid: 0)])),
        .fires(
            "a digit is missing: 909 for 9090",
            .refused(port: 909, sockets: [.listener()], owners: [77: .python()])),
        .fires(
            "localhost, refused on ::1 and 127.0.0.1, while the server is on 0.0.0.0:9091",
            .localhost(sockets: [.listener(port: 9091)], owners: [77: .compiled()])),
        .fires(
            "a UDP server on the port next to it",
            .refused(transport: .udp, sockets: [.datagram(port: 9091)], owners: [78: .python()])),
        .fires(
            "sudo asks, and the student's server is on 9190",
            Facts.refused(sockets: [.listener(port: 9190)], owners: [77: .python()]).asked(by: 0, sudo: 1000)),
        .silent(
            "a service of the machine is on the port next to it",
            .refused(port: 5433, sockets: [.listener(port: 5432, uid: 114)], owners: [77: .service("postgres")])),
        .silent(
            "another user's program differs in one digit",
            .refused(sockets: [.listener(port: 9190, uid: 1001)], owners: [77: .python(uid: 1001)])),
        .silent(
            "two servers were started lately: which one was meant cannot be known",
            .refused(
                sockets: [.listener(port: 5000), .listener(port: 7000, inode: 80)],
                owners: [77: .python(), 80: .python(pid: 4300, script: "other.py")])),
        .silent(
            "one server was started lately, and the search for the owner of another one ran out of time",
            {
                var facts = Facts.refused(
                    sockets: [.listener(port: 5000), .listener(port: 7000, inode: 80)], owners: [77: .python()])
                facts.owners.append(SocketOwner(inode: 80, pids: [], reason: .timedOut("the search for its owner")))
                return facts
            }()),
        .silent(
            "the near server does not take the address either",
            .refused(sockets: [.listener(IPAddress(192, 168, 1, 5), port: 9091)], owners: [77: .python()])),
        .silent("the connection works", .talked(Conversation(accepted: .seen(true)))),
    ]
}
