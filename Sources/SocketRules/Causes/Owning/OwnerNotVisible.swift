public import SocketFacts

public enum OwnerNotVisible: Cause {
    public static let title = "The port is in use, and its owner cannot be seen from here"
    public static let symptoms: [Symptom] = [.addressInUse]

    public static let explanation = """
        The kernel tells everybody which ports are in use and by which user, but which process it is only to that user \
        and to root.

        The owner may also be where no process list reaches: in another container, under WSL in another distribution, \
        which shares the ports but not the processes, or in the kernel itself, as with NFS or WireGuard. Kernels before \
        6.8 do not list TCP sockets that are bound without listening.
        """
    public static let byHand = [
        HandCheck("sudo ss -tlnp 'sport = :9090'", shows: "the process, for root (-u in place of -t for UDP)"),
        HandCheck("ss -tlne 'sport = :9090'", shows: "uid: and cgroup: of the owner, for everybody"),
        HandCheck(
            "sudo lsof -nP -i TCP:9090",
            shows: "processes of every user; sockets that are only bound are not among them"),
    ]
    public static let remedies = [
        "Ask again with sudo, or ask the person who administers the machine.", "Or choose another port.",
    ]
    public static let misconceptions = [
        "ss -tlnp shows no process, so nothing holds the port: without root it shows those of your own user only."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard case .notVisible(let holder) = try facts.holdingStory() else { return [] }
        let port = facts.question.port
        let transport = facts.question.transport
        let recheck = "sudo \(Wording.ss(port, transport, listening: false))"
        guard let holder else {
            return [
                Finding(
                    OwnerNotVisible.self, .likely, "the port is taken, but no socket of it is listed",
                    evidence: Evidence(
                        "bind() gives EADDRINUSE, and the socket table has nothing on the port: a socket that is bound "
                            + "without listening, on an older kernel, or one of another machine that shares the address.",
                        recheck: "sudo lsof -nP -i \(transport.title):\(port)"),
                    Evidence.bind(facts), fixes: fixes(facts))
            ]
        }
        let user = Wording.user(holder.uid, in: facts)
        var text = "The socket on \(holder.local) (\(holder.state.title)) belongs to user \(user)"
        if let group = holder.cgroupPath, group != "/" { text += ", control group \(Wording.escaped(group))" }
        text += "."
        if facts.observer.maySeeAllProcesses {
            text +=
                " No process that can be seen from here has it open, although all may be looked at: its process is"
                + " in another container or distribution, or it is a socket of the kernel."
        } else if let reason = facts.reasonOwnerUnknown(holder) {
            text += " To see the process: \(reason.phrase)."
        }
        return [
            Finding(
                OwnerNotVisible.self, .certain, "a process of user \(user) holds the port",
                evidence: Evidence(text, recheck: recheck), Evidence.bind(facts), fixes: fixes(facts))
        ]
    }

    private static func fixes(_ facts: Facts) -> [Fix] {
        let question = facts.question
        let address = question.literal.map { "\(Endpoint($0, question.port))" } ?? "\(question.port)"
        let udp = question.transport == .udp ? " --udp" : ""
        let from = question.from.flatMap { Wording.commandWord($0) }.map { " --from \($0)" } ?? ""
        let again = Fix("ask again as root", command: "sudo sockdoctor port \(address)\(udp)\(from)")
        let other = Fix("choose another port for your server")
        return facts.observer.maySeeAllProcesses ? [other] : [again, other]
    }

    public static let examples: [Example] = [
        .fires("root's server, asked as a student", .held(sockets: [.listener(uid: 0)]).hidingOwner()),
        .fires(
            "another user's server, with that user's session",
            .held(sockets: [.listener(uid: 1001).inGroup("/user.slice/user-1001.slice/session-3.scope")])
                .hidingOwner()),
        .fires(
            "a socket of the kernel, asked as root",
            .held(
                transport: .udp, sockets: [.datagrams(uid: 0)],
                observer: Observer(uid: 0, mayReadFirewall: true, maySeeAllProcesses: true))),
        .fires("in use, and nothing is listed", .held()),
        .silent("the process can be seen", .held(sockets: [.listener()], owners: [77: .python()])),
        .silent("the port is free", .held(plain: nil, reuse: nil)),
        .undecided("the socket table could not be read", .heldBlindly),
    ]
}
