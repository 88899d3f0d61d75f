/// This is no WSL, and the advice for WSL does not apply.
public enum WslNotPresent: CausePage {
    public static let title = "This is no WSL, and the advice for WSL does not apply"
    public static let symptoms: [Symptom] = [.wslSpecific]

    public static let explanation = """
        The commands wsl.exe, wslpath and wslinfo exist in WSL only. On a Linux of its own, in a virtual machine or \
        in a container, they are not found, and the network has none of WSL's peculiarities.

        A container inside WSL shows the kernel of WSL but has neither its tools nor its mounts.
        """

    public static let illustrations = [
        "wsl: command not found, on a university server",
        "wslpath: command not found, inside a container",
    ]
    public static let lookalikes = [
        "WSL with interop switched off: wslpath works and wsl.exe does not"
    ]
    public static let byHand = [
        HandCheck(
            "uname -r",
            shows: "microsoft in the name under WSL"),
        HandCheck(
            "ls -l /bin/wslpath /run/WSL",
            shows: "present in a distribution of WSL"),
        HandCheck(
            "systemd-detect-virt",
            shows: "wsl, docker, kvm, none …"),
    ]
    public static let remedies = [
        "Use the Linux way of the guide: systemctl, ip and the host's own firewall.",
        "From a container: run the command in the distribution outside.",
    ]
    public static let misconceptions = [
        "Installing a package called wsl: there is none that brings it."
    ]
}
