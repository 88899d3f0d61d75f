/// Windows' localhost does not lead to this server in WSL.
public enum WslLocalhostNotForwarded: CausePage {
    public static let title = "Windows' localhost does not lead to this server in WSL"
    public static let symptoms: [Symptom] = [.wslSpecific, .connectionRefused]

    public static let explanation = """
        In NAT mode a relay in Windows listens for each TCP server that it sees in WSL, up to a second after its \
        start. It does so only for servers on 0.0.0.0, 127.0.0.1, :: or ::1, never for UDP, and not at all with \
        localhostForwarding=false.

        A server on :: is relayed to [::1] of Windows only: http://localhost works there and http://127.0.0.1 is \
        refused. When a range of ports is reserved in Windows the relay is missing without a message. Relays can \
        also go stale after sleep.
        """

    public static let illustrations = [
        "curl works in WSL, the browser in Windows is refused",
        "the lab's UDP server on 9091 gets nothing from a Windows client at localhost",
    ]
    public static let lookalikes = [
        "a server bound to the address of eth0 or to 127.0.0.2: it is never relayed"
    ]
    public static let byHand = [
        HandCheck(
            "ss -tln",
            shows: "the address of the listener in WSL"),
        HandCheck(
            "wslinfo --networking-mode",
            shows: "nat: the relay is responsible; mirrored: localhost is shared"),
        HandCheck(
            "powershell.exe -NoProfile -Command \"Get-NetTCPConnection -State Listen -LocalPort 9090\"",
            shows: "whether Windows has a listener, and on which address"),
    ]
    public static let remedies = [
        "Bind to 0.0.0.0, and dial localhost or 127.0.0.1 in Windows.",
        "For UDP dial the address of WSL: hostname -I.",
        "networkingMode=mirrored in .wslconfig shares localhost for TCP and UDP, on Windows 11 22H2 and later.",
        "When it worked before: wsl --shutdown renews the relays; it ends all distributions.",
    ]
    public static let misconceptions = [
        "A firewall rule in Windows: traffic to localhost does not pass it.",
        "localhostForwarding=on: only true and false are understood.",
    ]
}
