extension SymptomPage {
    static let machine: [SymptomPage] = [wslSpecific, permissionDeniedFile, notASocketError]

    private static let wslSpecific = SymptomPage(
        .wslSpecific,
        shows: [
            "wsl: Mirrored networking mode is not supported",
            "Error code: Wsl/Service/CreateInstance/E_FAIL",
            "The Windows browser does not reach a server in WSL, curl inside WSL does",
            "cannot execute binary file: Exec format error, for a program that ends in .exe",
            "wsl: A localhost proxy configuration was detected but not mirrored into WSL.",
        ],
        meaning: """
            WSL 2 is a virtual machine with a network of its own. In the default mode (NAT) Windows reaches a server in \
            it through localhost, by a relay: TCP only, up to a second after the server started, and only for servers on \
            0.0.0.0, 127.0.0.1, :: or ::1. UDP is never relayed; the lab's UDP port has to be dialled at the address of \
            WSL (hostname -I). A server on :: is relayed to [::1] of Windows only, so localhost works there and \
            127.0.0.1 does not.

            From WSL to Windows, 127.0.0.1 does not lead out in this mode; the default gateway does, if the Windows \
            firewall lets it pass, and a drop there is a timeout. In mirrored mode both share 127.0.0.1, and ports that \
            Windows has taken are in use in Linux too, with no visible owner.

            Files of Windows are under /mnt, drive D: is /mnt/d. Files of Linux are under \\\\wsl.localhost\\NAME in \
            Windows; the older \\\\wsl$\\NAME still works.
            """,
        firstLooks: [
            HandCheck(
                "wslinfo --networking-mode", shows: "nat, mirrored, virtioproxy, consomme, bridged, none or wsl1"),
            HandCheck("uname -r", shows: "microsoft-standard-WSL2: WSL 2; Microsoft with a capital M: WSL 1"),
            HandCheck("ip route show default", shows: "NAT: the address of Windows is the one after via"),
            HandCheck("wslpath -u 'D:\\NETWORKING'", shows: "the path in Linux; wslpath -w for the other direction"),
        ],
        remedies: [
            "For TCP from Windows: bind to 0.0.0.0 and dial localhost. For UDP: dial the address of WSL.",
            "For the local network: mirrored mode with a firewall rule, or netsh portproxy, which needs renewing.",
            "When relays hang: wsl --shutdown in PowerShell; it ends every distribution and every container in them.",
        ],
        misconceptions: [
            "The name server in /etc/resolv.conf is Windows: with DNS tunnelling it is 10.255.255.254, which is not.",
            "localhost reaches UDP servers in WSL from Windows: the relay is TCP only.",
            "wsl --shutdown restarts one distribution: it ends all of them; wsl --terminate NAME ends one.",
        ],
        recipes: [])

    private static let permissionDeniedFile = SymptomPage(
        .permissionDeniedFile,
        shows: [
            "bash: ./script.py: Permission denied",
            "bash: ./b.sh: cannot execute: required file not found",
            "/usr/bin/env: 'python3\\r': No such file or directory",
            "PermissionError: [Errno 13] Permission denied: 'server.log'",
            "line 1: syntax error near unexpected token",
        ],
        meaning: """
            The program did not start; no socket is involved. Permission denied with status 126 means that the file has \
            no execute bit, or lies on a mount with noexec. \"required file not found\" or \"bad interpreter\" is the \
            program in the first line, mostly because that line ends in a carriage return (CRLF) from a Windows editor.

            Under /mnt/c every file looks executable already, and chmod changes nothing there unless the drive is \
            mounted with metadata. There the line endings are the usual cause, not the mode.
            """,
        firstLooks: [
            HandCheck("ls -l script.py", shows: "x in the mode"),
            HandCheck(
                "head -1 script.py | cat -A", shows: "^M$ at the end: carriage return; M-oM-;M-?: byte order mark"),
            HandCheck("findmnt -T script.py", shows: "the mount and its options: noexec, metadata"),
            HandCheck("file script.py", shows: "script, program for another processor, CRLF line terminators"),
        ],
        remedies: [
            "python3 script.py works in all of these cases.",
            "chmod +x script.py, for a file in the Linux file system.",
            "sed -i 's/\\r$//' script.py takes the carriage returns away; git config core.autocrlf input keeps them out.",
            "Keep the project under the home directory of Linux, not under /mnt/c.",
        ],
        misconceptions: [
            "chmod +x on /mnt/c: without metadata it does nothing, and it says nothing.",
            "sudo ./script.py: root needs an execute bit too.",
        ],
        recipes: [])

    private static let notASocketError = SymptomPage(
        .notASocketError,
        shows: [
            "ModuleNotFoundError: No module named 'requests'",
            "Segmentation fault (core dumped)",
            "HTTP/1.1 404 Not Found",
        ],
        meaning: """
            The text is none of the errors that sockets, names, containers, captures or the lab machine give. A fault in \
            the program, a missing package or an answer of the application (404 is an answer, the connection worked) is \
            mended elsewhere.

            When the text is a part of a longer one, the error may stand in the rest: the last line of a traceback, \
            or the first error of a log.
            """,
        firstLooks: [
            HandCheck("python3 server.py 2>&1 | sockdoctor explain -", shows: "the whole output, not one line of it"),
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "whether the network part works at all"),
        ],
        remedies: ["Pass the whole output, from the first error on."],
        misconceptions: ["A 404 or 500 means that the server cannot be reached: it was reached, and it answered."],
        recipes: [])
}
