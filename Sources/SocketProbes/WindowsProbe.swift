public import SocketFacts
import SocketWire

/// The Windows side of a WSL machine, asked through its interoperability (facts.md A.7, A.8).
public enum WindowsProbe {
    private static let directories = [
        "/mnt/c/Windows/System32", "/mnt/c/Windows/System32/WindowsPowerShell/v1.0", "/mnt/c/WINDOWS/system32",
    ]

    /// What Windows says about a port. Every program gets 3 s: interoperability can hang.
    public static func facts(port: UInt16, transport: Transport) -> WindowsFacts {
        WindowsFacts(
            networkingMode: text("wslinfo", ["--networking-mode"]).map { mode in
                String(mode.split(whereSeparator: \.isWhitespace).first ?? "")
            },
            excludedRange: text(
                "netsh.exe",
                ["interface", "ipv4", "show", "excludedportrange", "protocol=\(transport.rawValue)"]
            ).map { WindowsText.excludedRange($0, containing: port) },
            owner: owner(port: port, transport: transport))
    }

    private static func owner(port: UInt16, transport: Transport) -> Observed<String?> {
        let listing = text("netstat.exe", ["-ano", "-p", transport.rawValue])
        let pid: UInt32?
        switch listing {
        case .seen(let listing):
            pid = WindowsText.owner(netstat: listing, port: port, transport: transport.rawValue)
        case .unseen(let reason):
            let cmdlet = transport == .tcp ? "Get-NetTCPConnection -State Listen" : "Get-NetUDPEndpoint"
            let script = "\(cmdlet) -LocalPort \(port) | Select-Object -ExpandProperty OwningProcess"
            switch text("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script]) {
            case .seen(let text): pid = WindowsText.processID(powershell: text)
            case .unseen: return .unseen(reason)
            }
        }
        guard let pid else { return .seen(nil) }
        let names = text("tasklist.exe", ["/FI", "PID eq \(pid)", "/FO", "CSV", "/NH"]).value
        let name = names.flatMap { WindowsText.imageName(tasklist: $0) }
        return .seen(name.map { "\($0) (Windows pid \(pid))" } ?? "Windows process \(pid)")
    }

    /// The output of a program; a failed run with output counts, because `Get-NetTCPConnection` without a match fails.
    private static func text(_ program: String, _ arguments: [String]) -> Observed<String> {
        do {
            let output = try CommandRunner.run(program, arguments, limit: 3000, maximum: 4 << 20, also: directories)
            if output.status == 127 || output.status == 126 { return .unseen(.failed("\(program) does not run here")) }
            return .seen(String(decoding: output.standardOutput, as: UTF8.self))
        } catch {
            return .unseen(error)
        }
    }
}
