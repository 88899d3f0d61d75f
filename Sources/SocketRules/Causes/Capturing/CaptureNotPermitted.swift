/// The program that captures has no CAP_NET_RAW.
public enum CaptureNotPermitted: CausePage {
    public static let title = "Capturing is not permitted for this user"
    public static let symptoms: [Symptom] = [.permissionDeniedCapture]

    public static let explanation = """
        To see packets that are not its own, a program opens a packet socket. The kernel allows that with the \
        capability CAP_NET_RAW only; without it socket() fails with EPERM (errno 1, Operation not permitted). Root has \
        the capability, an ordinary user has not, and the owner of the traffic makes no difference: loopback too is \
        closed to a user.

        The capability can be given to the program file instead of the user. Wireshark and tshark capture through a \
        small helper, dumpcap, and on Debian and Ubuntu the installation asks whether the members of the group \
        wireshark may run it. A user who was added to that group is in it from the next login, not in the shells that \
        are already open.

        Where the system lets users make namespaces, ordinary users may capture in one of their own, made with unshare \
        -rn: the capability holds inside it, for the traffic inside it.
        """

    public static let illustrations = [
        """
        tcpdump: lo: You don't have permission to perform this capture on that device (socket: Operation not \
        permitted)
        """,
        "dumpcap: You do not have permission to capture on device \"lo\".",
        "Wireshark starts and shows no interface, or only those that need no permission",
        "the user stands in the group in /etc/group, and id does not list it",
    ]
    public static let lookalikes = [
        "\"No such device exists\": the interface is missing; with too few rights the message names the permission"
    ]
    public static let byHand = [
        HandCheck("tcpdump -i lo -c 1", shows: "the message with \"Operation not permitted\", or \"listening on lo\""),
        HandCheck(
            "getcap \"$(command -v tcpdump)\" \"$(command -v dumpcap)\"",
            shows: "which of the two has cap_net_raw; no line means none"),
        HandCheck("id -nG", shows: "whether this shell is in the group wireshark"),
    ]
    public static let remedies = [
        "For one capture: sudo sockdoctor capture, or sudo tcpdump -i lo -n port 9090.",
        """
        For good, for tcpdump or sockdoctor: sudo setcap cap_net_raw=ep "$(command -v tcpdump)". From then on \
        every user of the machine may capture with it.
        """,
        """
        For Wireshark on Debian and Ubuntu: sudo dpkg-reconfigure wireshark-common, answer yes, then sudo \
        usermod -aG wireshark "$USER" and log in again.
        """,
        "Elsewhere: sudo setcap cap_net_raw,cap_net_admin=eip \"$(command -v dumpcap)\".",
        "In a container that lacks the capability (Podman, or --cap-drop), start it with --cap-add NET_RAW.",
    ]
    public static let misconceptions = [
        "sudo wireshark: the whole graphical program then runs as root; only dumpcap needs the right.",
        "chmod +x or another owner of the file: the kernel asks for a capability, not for rights on a file.",
        "setcap once and for ever: an update of the package replaces the file, and the capability is gone.",
        """
        setcap on a script: it belongs on the program that opens the socket, and on an interpreter it holds for \
        every script.
        """,
    ]
}
