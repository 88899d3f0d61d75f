/// This distribution runs under WSL 1.
public enum WslVersion1: CausePage {
    public static let name = "wsl-version-1"
    public static let title = "This distribution runs under WSL 1"
    public static let symptoms: [Symptom] = [.wslSpecific, .dockerDaemonNotRunning]

    public static let explanation = """
        WSL 1 has no Linux kernel: it translates system calls, and shares the network of Windows. There is no Docker \
        daemon, no systemd, no packet capture and no firewall of Linux; ss and other tools show little or nothing.

        A port in use in Windows is in use in WSL 1, and the other way round.
        """

    public static let illustrations = [
        "uname -r prints 4.4.0-19041-Microsoft",
        "Cannot open netlink socket: Protocol not supported, from ss or ip",
    ]
    public static let lookalikes = [
        "WSL 2: the name of the kernel has microsoft in lower case"
    ]
    public static let byHand = [
        HandCheck(
            "uname -r",
            shows: "Microsoft with a capital M: version 1"),
        HandCheck(
            "wsl.exe -l -v",
            shows: "the column VERSION"),
    ]
    public static let remedies = [
        "In PowerShell: wsl --set-version NAME 2; save the work first, it takes some minutes.",
        "wsl --set-default-version 2 for those that are installed later.",
    ]
    public static let misconceptions = [
        "Installing Docker in WSL 1: its daemon needs a kernel.",
        "wsl --update: it renews WSL 2 and converts nothing.",
    ]
}
