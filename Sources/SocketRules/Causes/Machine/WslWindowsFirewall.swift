/// The firewall of Windows drops the packets.
public enum WslWindowsFirewall: CausePage {
    public static let title = "The firewall of Windows drops the packets"
    public static let symptoms: [Symptom] = [.wslSpecific, .connectionTimedOut]

    public static let explanation = """
        Two firewalls can be in the way. From WSL to a server in Windows, Defender drops what arrives on the adapter \
        of WSL, and the client in Linux times out. From the local network into WSL, the Hyper-V firewall of Windows \
        11 blocks everything that comes in until it is allowed.

        Both drop and do not reject: a timeout is the sign, never a refusal.
        """

    public static let illustrations = [
        "curl 172.30.96.1:8000 in WSL times out, the same works in Windows",
        "mirrored mode: another computer cannot reach the server, this one can",
    ]
    public static let lookalikes = [
        "refused at once: the server in Windows listens on 127.0.0.1 only"
    ]
    public static let byHand = [
        HandCheck(
            "ip route show default",
            shows: "the address of Windows in NAT mode"),
        HandCheck(
            """
            powershell.exe -NoProfile -Command "Get-NetFirewallHyperVVMSetting -PolicyStore ActiveStore -Name \
            '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}'"
            """,
            shows: "DefaultInboundAction: Block"),
    ]
    public static let remedies = [
        """
        Windows server, client in WSL: as administrator, New-NetFirewallRule -DisplayName lab -Direction Inbound \
        -Protocol TCP -LocalPort 8000 -Action Allow.
        """,
        """
        Into WSL, mirrored: New-NetFirewallHyperVRule -Name lab -DisplayName lab -Direction Inbound -VMCreatorId \
        '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}' -Protocol TCP -LocalPorts 9090, with the quotes.
        """,
        "Let the server in Windows listen on 0.0.0.0.",
    ]
    public static let misconceptions = [
        "Switching the firewall off: one rule for one port is enough.",
        "ufw in WSL: it has no say in Windows.",
    ]
}
