public import SocketFacts

public enum NameNotFound: Cause {
    public static let title = "The host name does not resolve"
    public static let symptoms: [Symptom] = [.nameResolution]
    public static let silences: [any Cause.Type] = []

    public static let explanation = """
        No address could be found for the name, so nothing was ever sent to the server. "Name or service not known" \
        means that the resolver answered: there is no such name. "Temporary failure in name resolution" means that \
        no name server answered at all, which is a trouble of the network or of /etc/resolv.conf and not of the \
        name.
        """
    public static let byHand = [
        HandCheck("getent ahosts NAME", shows: "nothing, where the name does not resolve"),
        HandCheck("cat /etc/resolv.conf", shows: "the name servers that are asked"),
    ]
    public static let remedies = ["Check the spelling; use the address instead; mend /etc/resolv.conf or /etc/hosts."]
    public static let misconceptions = [
        "Changing the port or the server: the name is asked before either plays a part.",
        "ping ADDRESS as a test of names: an address needs no resolver.",
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .check, facts.question.literal == nil else { return [] }
        let resolution = try facts.resolution.get()
        guard resolution.addresses.isEmpty else { return [] }
        let host = Wording.escaped(facts.question.host)
        var asked = "the system's resolver"
        if case .resolver(let servers) = resolution.source, !servers.isEmpty {
            asked = "the name server\(servers.count > 1 ? "s" : "") " + Wording.escaped(servers.joined(separator: ", "))
        }
        let said = resolution.failure.map { Wording.escaped($0) } ?? "no address"
        let word = Wording.shellWord(facts.question.host)
        // EAI_AGAIN: no server gave an answer, so whether the name exists is not known.
        let isUnanswered = resolution.timedOut || said.contains("EAI_AGAIN") || said.contains("Temporary failure")
        return [
            Finding(
                NameNotFound.self, isUnanswered ? .likely : .certain,
                isUnanswered ? "\(asked) gave no answer for \(host)" : "\(host) has no address",
                evidence: Evidence(
                    "\(asked.capitalizedFirst), asked for \(host): \(said).", recheck: "getent ahosts \(word)"),
                [Evidence("/etc/hosts does not name it either.", recheck: "grep -nwF -- \(word) /etc/hosts")],
                fixes: [
                    isUnanswered
                        ? Fix("check the network, and the name servers", command: "cat /etc/resolv.conf")
                        : Fix("check the spelling, or dial the address itself", command: "getent ahosts \(word)")
                ])
        ]
    }

    private static func asked(_ failure: String?, timedOut: Bool = false, addresses: [IPAddress] = []) -> Facts {
        Facts(
            question: Question(command: .check, host: "labsrever", port: 9090),
            resolution: .seen(
                Resolution(
                    addresses: addresses, source: .resolver(servers: ["127.0.0.53"]), failure: failure,
                    timedOut: timedOut)))
    }

    public static let examples: [Example] = [
        .fires("a slip in the name", asked("Name or service not known (EAI_NONAME)")),
        .fires("the name server is silent", asked("the resolver did not answer within 4 s", timedOut: true)),
        .silent("the name resolves and the port refuses", .refused(host: "localhost")),
        .undecided(
            "no resolver could be asked",
            Facts(
                question: Question(command: .check, host: "lab", port: 9090), resolution: .unseen(.failed("a thread")))),
        .fires(
            "the resolver got no answer from any name server",
            asked("Temporary failure in name resolution (EAI_AGAIN)")),
        .silent("an address was dialled, not a name", .refused()),
    ]
}

extension String {
    /// The first letter as a capital one.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
