extension QuietProblem {
    static let containerReachesNothing = QuietProblem(
        category: .docker, name: "container-without-way-out", title: "A container reaches nothing outside",
        shows: [
            "inside a container: ping: google.com: Temporary failure in name resolution",
            "inside a container: ping: connect: Network is unreachable",
            "inside a container: curl: (28) Connection timed out, for every address outside",
        ],
        meaning: """
            Three different faults look alike here, and the message tells them apart. A failure in name resolution is \
            DNS: try an address in place of the name. "Network is unreachable" is routing: this container has no route, \
            mostly because its only network is internal. Silence until a timeout means that packets leave and do not come \
            back: forwarding is off, the address translation is missing, or a firewall drops them.

            ping is a poor test of it: it needs a name server, an ICMP that nobody drops and often a capability, and it \
            tests neither TCP nor a port.
            """,
        firstLooks: [
            HandCheck("docker exec NAME ip route", shows: "a line with default via: there is a way out of the network"),
            HandCheck(
                "docker exec NAME getent ahosts example.com",
                shows: "an address: names are found, so that the fault is elsewhere"),
            HandCheck(
                "docker network inspect -f '{{.Internal}}' NETWORK", shows: "true: it has no way out, on purpose"),
            HandCheck("sysctl net.ipv4.ip_forward", shows: "1 is needed on the host"),
            HandCheck(
                "sudo iptables-save -t nat | grep MASQUERADE", shows: "a line for each network of Docker that leads out"
            ),
        ],
        remedies: [
            "Names only: look at /etc/resolv.conf inside the container and at the name server of the host.",
            "No route: docker network connect bridge NAME, or make the network without internal.",
            "No forwarding: sudo sysctl -w net.ipv4.ip_forward=1.",
            "Rules of Docker lost after a change of the firewall: sudo systemctl restart docker puts them back; running "
                + "containers stop unless they have a restart policy.",
        ],
        misconceptions: [
            "Restarting Docker or WSL before anything was looked at: it stops every container, and an internal network "
                + "or a wrong name server is the same afterwards.",
            "ping google.com as the test: the name, ICMP and the route fail in different words, and TCP is not tested.",
        ],
        causes: [
            NetworkInternal.self, ForwardingDisabled.self, MasqueradeMissing.self, SubnetOverlap.self,
            NetworkMissing.self, NameNotFound.self,
        ])

    static let filesNotSeen = QuietProblem(
        category: .wsl, name: "files", title: "Files between Windows and WSL",
        shows: [
            "the project lies on D: in Windows, and is not found in WSL",
            "a file was made in WSL, and Explorer does not show it",
        ],
        meaning: """
            Each side sees the other's files under another path. A drive of Windows is mounted below /mnt, in small \
            letters. The files of a distribution are below \\\\wsl.localhost\\ and its name; the older \\\\wsl$\\ leads \
            to the same place.
            """,
        tables: [
            Table(
                title: "The same file on both sides", head: ["In Windows", "In WSL"],
                rows: [
                    ["D:\\NETWORKING\\WEEK2", "/mnt/d/NETWORKING/WEEK2"],
                    ["\\\\wsl.localhost\\Ubuntu\\home\\stud\\project", "/home/stud/project"],
                ], startsWithCommand: true)
        ],
        firstLooks: [
            HandCheck(
                "wslpath -u 'D:\\NETWORKING\\WEEK2'", shows: "the path in Linux; the quotes keep the backslashes"),
            HandCheck("wslpath -w /home/stud/project", shows: "the path in Windows"),
            HandCheck(
                "wsl.exe -l -v", shows: "the names of the distributions, as they stand after \\\\wsl.localhost\\"),
            HandCheck("ls /mnt", shows: "the drives that are mounted"),
        ],
        remedies: [
            "Open the current directory of WSL in Windows: explorer.exe . with the dot.",
            "Keep the project under the home directory of Linux: modes, line endings and watching for changes work there.",
            "A drive that was plugged in later: sudo mkdir -p /mnt/e, then sudo mount -t drvfs E: /mnt/e.",
        ],
        misconceptions: [
            "\\\\wsl$ no longer works: it does, \\\\wsl.localhost is its newer name.",
            "chmod +x for a script on /mnt/c: without metadata it changes nothing.",
            "A path of Windows without quotes in the shell: the backslashes are gone before the program sees it.",
        ],
        causes: [WslDrvfsWithoutMetadata.self, ScriptHasWindowsLineEndings.self, WslNotPresent.self])
}
