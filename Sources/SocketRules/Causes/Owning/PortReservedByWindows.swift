public import SocketFacts

public enum PortReservedByWindows: Cause {
    public static let title = "Windows has taken or reserved the port"
    public static let symptoms: [Symptom] = [.addressInUse, .wslSpecific]

    public static let explanation = """
        Under WSL a port can be free in Linux and taken on the Windows side. In mirrored networking a bind() in Linux then \
        fails with "Address already in use", though no Linux process holds the port. In NAT networking the bind() \
        succeeds, and a client on Windows that dials localhost meets the Windows program in place of the server in Linux.

        Windows also sets whole ranges aside, for Hyper-V and other services; netsh lists them. They can change with \
        every start of Windows.
        """
    public static let byHand = [
        HandCheck(
            "netsh.exe interface ipv4 show excludedportrange protocol=tcp", shows: "ranges that Windows has set aside"),
        HandCheck("netstat.exe -ano", shows: "Windows programs with their ports; the last column is the pid"),
        HandCheck("wslinfo --networking-mode", shows: "nat or mirrored"),
    ]
    public static let remedies = [
        "Choose a port outside the ranges.",
        "End the Windows program that has the port, if it is yours.",
        "Or, in an administrator's PowerShell: net stop winnat; net start winnat. It gives the dynamic ranges anew.",
    ]
    public static let misconceptions = [
        "Looking for the owner with ss or lsof: Linux cannot see the programs of Windows."
    ]

    public static func check(_ facts: Facts) throws(Unobserved) -> [Finding] {
        guard facts.question.command == .port, facts.observer.isWSL else { return [] }
        switch try facts.holdingStory() {
        case .windows: return [finding(facts)]
        case .free:
            // Free in Linux; whether it is on the other side too only Windows can tell.
            let windows = try facts.windows.get()
            _ = try windows.excludedRange.get()
            _ = try windows.owner.get()
            return []
        default: return []
        }
    }

    private static func finding(_ facts: Facts) -> Finding {
        let windows = facts.windows.value
        let port = facts.question.port
        let transport = facts.question.transport.rawValue
        let ranges = "netsh.exe interface ipv4 show excludedportrange protocol=\(transport)"
        var proof: [Evidence] = []
        var summary = "no Linux process holds port \(port), so Windows does"
        var confidence = Confidence.likely
        var fixes = [Fix("choose another port for your server")]
        if let range = windows?.excludedRange.value ?? nil {
            summary = "Windows has reserved ports \(range.lowerBound) to \(range.upperBound)"
            confidence = .certain
            proof.append(
                Evidence(
                    "Port \(port) lies in the excluded range \(range.lowerBound) to \(range.upperBound).",
                    recheck: ranges))
            fixes = [Fix("choose a port outside \(range.lowerBound) to \(range.upperBound)")]
        }
        if let owner = windows?.owner.value ?? nil {
            if confidence != .certain { summary = "the Windows program \(Wording.escaped(owner)) holds the port" }
            confidence = .certain
            proof.append(
                Evidence("On the Windows side \(Wording.escaped(owner)) has the port.", recheck: "netstat.exe -ano"))
            fixes.append(Fix("or end \(Wording.escaped(owner)) on the Windows side, if it is yours"))
        } else if confidence != .certain {
            fixes.append(Fix("or look on the Windows side", command: ranges))
        }
        if let mode = windows?.networkingMode.value, !mode.isEmpty {
            proof.append(
                Evidence("WSL's networking mode is \(Wording.escaped(mode)).", recheck: "wslinfo --networking-mode"))
        }
        proof.append(
            Evidence(
                "No socket of Linux holds the port.",
                recheck: Wording.ss(port, facts.question.transport, listening: false)))
        let first = proof.removeFirst()
        return Finding(
            PortReservedByWindows.self, confidence, summary, evidence: first, proof + Evidence.bind(facts),
            fixes: fixes)
    }

    private static func windows(
        _ facts: Facts, mode: String = "mirrored", range: ClosedRange<UInt16>? = nil, owner: String? = nil
    ) -> Facts {
        var facts = facts
        facts.windows = .seen(
            WindowsFacts(networkingMode: .seen(mode), excludedRange: .seen(range), owner: .seen(owner)))
        return facts
    }
    private static let wsl = Observer(isWSL: true)
    private static let free = Facts.held(plain: nil, reuse: nil, observer: wsl)

    public static let examples: [Example] = [
        .fires(
            "the port lies in a reserved range",
            windows(.held(port: 50050, plain: nil, reuse: nil, observer: wsl), range: 50000...50059)),
        .fires("NAT: free in Linux, a Windows program has it", windows(free, mode: "nat", owner: "ollama.exe (10276)")),
        .fires("mirrored: in use, with no socket in Linux", windows(.held(observer: wsl))),
        .silent(
            "a Linux process holds it", windows(.held(sockets: [.listener()], owners: [77: .python()], observer: wsl))),
        .silent("NAT: in use, and Windows has nothing to do with it", windows(.held(observer: wsl), mode: "nat")),
        .silent(
            "TIME_WAIT in Linux explains it",
            windows(.held(sockets: [.closing(.timeWait, expires: 9000)], observer: wsl))),
        .silent("free on both sides", windows(free)),
        .undecided(
            "free in Linux, and Windows does not answer",
            {
                var facts = free
                facts.windows = .unseen(.timedOut("Windows"))
                return facts
            }()),
        .undecided(
            "the socket table could not be read",
            {
                var facts = Facts.heldBlindly
                facts.observer = wsl
                return facts
            }()),
    ]
}
