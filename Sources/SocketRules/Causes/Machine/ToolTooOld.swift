/// A program is too old for what is asked of it.
public enum ToolTooOld: CausePage {
    public static let title = "A program is too old for what is asked of it"
    public static let symptoms: [Symptom] = [.wslSpecific]

    public static let explanation = """
        A tool knows options, filters or protocols only from some version on. Docker refuses a client whose API \
        version is too old or too new; iptables of another generation cannot load its tables on an old WSL kernel; \
        Wireshark's filters changed their meaning with 3.6.

        The message then speaks of an unknown option or version, and the fault looks like a slip.
        """

    public static let illustrations = [
        "client version 1.24 is too old. Minimum supported API version is 1.44",
        "Invalid command line option: --version, from wsl.exe",
        "ModuleNotFoundError or SyntaxError for new Python syntax",
    ]
    public static let lookalikes = [
        "a slip in the option: the manual of this version has it in another spelling"
    ]
    public static let byHand = [
        HandCheck(
            "docker version; python3 --version; tshark --version",
            shows: "the versions"),
        HandCheck(
            "wsl.exe --version",
            shows: "a list; an error means the old one that came with Windows"),
    ]
    public static let remedies = [
        "Update it: sudo apt update and sudo apt install --only-upgrade NAME; wsl --update in PowerShell.",
        "For Docker set DOCKER_API_VERSION for the moment, and update the older side.",
    ]
    public static let misconceptions = [
        "Reinstalling the same version: it brings the same limits."
    ]
}
