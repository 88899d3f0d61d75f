/// Modes of files on Windows drives cannot be changed.
public enum WslDrvfsWithoutMetadata: CausePage {
    public static let title = "Modes of files on Windows drives cannot be changed"
    public static let symptoms: [Symptom] = [.permissionDeniedFile, .wslSpecific]

    public static let explanation = """
        Drives of Windows are mounted under /mnt without metadata. There is no place to keep Linux modes, so all \
        files show the same ones, derived from the rights in Windows. chmod ends with success and changes nothing, \
        except that removing all write bits sets the read-only mark.

        ssh refuses keys there, because they look readable for all. Scripts already look executable.
        """

    public static let illustrations = [
        "chmod 600 key.pem, and ls -l still shows -rwxrwxrwx",
        "Permissions 0777 for 'key.pem' are too open",
    ]
    public static let lookalikes = [
        "a file under the home directory: modes work there"
    ]
    public static let byHand = [
        HandCheck(
            "findmnt -no OPTIONS -T key.pem",
            shows: "metadata among the options, or not"),
        HandCheck(
            "stat -c %a key.pem",
            shows: "the mode before and after chmod"),
    ]
    public static let remedies = [
        "Copy the file into the home directory of Linux, and set the mode there.",
        """
        In /etc/wsl.conf: [automount] and options = "metadata,umask=22,fmask=11"; then wsl --terminate NAME and \
        a new start.
        """,
    ]
    public static let misconceptions = [
        "sudo chmod: root cannot store what the mount does not keep."
    ]
}
