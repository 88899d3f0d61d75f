/// A port proxy of Windows leads to an old address of WSL.
public enum WslStalePortproxy: CausePage {
    public static let title = "A port proxy of Windows leads to an old address of WSL"
    public static let symptoms: [Symptom] = [.wslSpecific, .connectionTimedOut]

    public static let explanation = """
        netsh interface portproxy keeps its rules over restarts, while WSL in NAT mode gets a new address each time. \
        The rule then leads to an address where nobody is, and connections from the local network time out.

        A rule that was made with a mistyped command can hold a text in place of an address, and never works. \
        portproxy is TCP only.
        """

    public static let illustrations = [
        "it worked yesterday, and the address of WSL was another one",
        "connectaddress=(wsl hostname -I) in the list of rules, as text",
    ]
    public static let lookalikes = [
        "no rule at all: from other computers the port is refused or dropped"
    ]
    public static let byHand = [
        HandCheck(
            "netsh.exe interface portproxy show all",
            shows: "the addresses to which rules lead"),
        HandCheck(
            "hostname -I",
            shows: "the address of WSL now"),
    ]
    public static let remedies = [
        """
        As administrator: netsh interface portproxy set v4tov4 listenport=9090 connectport=9090 \
        connectaddress=127.0.0.1, which uses the relay and does not age.
        """,
        "Delete what is not needed: netsh interface portproxy delete v4tov4 listenport=9090.",
        "Mirrored mode needs no rules.",
    ]
    public static let misconceptions = [
        "Restarting WSL: it makes the address change once more.",
        "A firewall rule alone: the packet arrives and is sent to the wrong place.",
    ]
}
