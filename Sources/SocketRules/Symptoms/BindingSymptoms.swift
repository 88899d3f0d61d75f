extension SymptomPage {
    static let binding: [SymptomPage] = [
        addressInUse, cannotAssignAddress, permissionDeniedPrivilegedPort, ephemeralPortsExhausted, tooManyOpenFiles,
        invalidArgument, notConnected, alreadyConnected, wouldBlock, interrupted,
    ]

    private static let addressInUse = SymptomPage(
        .addressInUse,
        shows: [
            "OSError: [Errno 98] Address already in use",
            "bind: Address already in use",
            "java.net.BindException: Address already in use",
            "Error: listen EADDRINUSE: address already in use :::9090",
            "listen tcp :9090: bind: address already in use",
            "[WinError 10048] Only one usage of each socket address is normally permitted",
        ],
        meaning: """
            bind() (or listen()) failed with EADDRINUSE: another socket has this port on this address, or on an \
            address that overlaps. There are two kinds, and they are mended differently.

            A process has the port open. Mostly it is the server of the run before, stopped with Ctrl+Z or left in \
            another terminal. No socket option helps against a live listener: it has to end, or another port is taken.

            Nobody has it open, but connections of an earlier run are in TIME_WAIT for 60 seconds. SO_REUSEADDR set \
            before bind() goes past them, with one trap: the old socket must have had the option too. After the line \
            was added to the program, the first new run can still fail, for up to a minute.

            In mirrored mode of WSL, or under Docker, the holder may not be visible in Linux at all.
            """,
        firstLooks: [
            HandCheck("sockdoctor port 9090", shows: "who holds the port, since when, and whether a bind works now"),
            HandCheck("ss -tlnp 'sport = :9090'", shows: "the listener with its process; sudo shows other users'"),
            HandCheck(
                "ss -tan 'sport = :9090'",
                shows: "TIME-WAIT and the rest; ss -tn without -a hides exactly these"),
            HandCheck("lsof -nP -iTCP:9090", shows: "the same, with the user"),
        ],
        remedies: [
            "End the old server: Ctrl+C in its terminal, fg first if it was stopped with Ctrl+Z, or kill PID.",
            "Set SO_REUSEADDR before bind() in every TCP server.",
            "For a service or container: stop it with systemctl stop or docker stop; killing it brings it back.",
            "Take another port, and tell the clients.",
        ],
        misconceptions: [
            "SO_REUSEADDR always helps: never against a listener, and not past sockets that lacked it themselves.",
            "ss -tn shows TIME_WAIT: it does not; use ss -tan or ss -tn state time-wait.",
            "kill -9 at once: the port is free after an ordinary kill too, and the server can close its connections.",
            "SO_REUSEPORT as a cure: then two servers share the port, and clients reach one or the other.",
        ],
        recipes: [.reuseAddress])

    private static let cannotAssignAddress = SymptomPage(
        .cannotAssignAddress,
        shows: [
            "OSError: [Errno 99] Cannot assign requested address",
            "java.net.BindException: Cannot assign requested address",
            "Error: listen EADDRNOTAVAIL: address not available 192.168.1.100:9090",
            "listen tcp 192.168.1.100:9090: bind: cannot assign requested address",
            "[WinError 10049] The requested address is not valid in its context",
        ],
        meaning: """
            From bind() it means: the address belongs to no interface of this host or container. A server can bind \
            only to its own addresses, or to 0.0.0.0 or ::, which stand for all of them.

            From connect() the same number means something else: no local port is left for this destination, or an \
            IPv6 address was dialled on a host without IPv6. An IPv6 address that was added a moment ago also gives it, \
            until the check for duplicates has passed after one or two seconds.
            """,
        firstLooks: [
            HandCheck("sockdoctor port 192.168.1.100:9090", shows: "whether the address is here, and which ones are"),
            HandCheck("ip -br addr", shows: "the addresses of this host"),
            HandCheck("getent ahosts \"$(hostname)\"", shows: "what the own name resolves to, often 127.0.1.1"),
        ],
        remedies: [
            "Bind to 0.0.0.0 (all interfaces) or 127.0.0.1 (this host only).",
            "In a container: never the host's address; bind to 0.0.0.0 and publish the port.",
            "The address of the server belongs into the client's connect(), not into the server's bind().",
        ],
        misconceptions: [
            "The port is taken: then the number would be 98.",
            "Adding the address to the interface by hand: it belongs to another machine, which then loses it.",
        ],
        recipes: [.listenOnAllAddresses])

    private static let permissionDeniedPrivilegedPort = SymptomPage(
        .permissionDeniedPrivilegedPort,
        shows: [
            "PermissionError: [Errno 13] Permission denied, from bind()",
            "java.net.BindException: Permission denied (Bind failed)",
            "Error: listen EACCES: permission denied 0.0.0.0:80",
            "listen tcp :80: bind: permission denied",
            "[WinError 10013] An attempt was made to access a socket in a way forbidden by its access permissions",
        ],
        meaning: """
            bind() failed with EACCES. Ports below net.ipv4.ip_unprivileged_port_start, usually 1024, are kept for \
            programs with CAP_NET_BIND_SERVICE. On Windows number 10013 means that the port is reserved or excluded, \
            and no program shows up as its owner.

            The same error from sendto() is another matter: a broadcast address without SO_BROADCAST. EACCES from \
            connect() comes from a prohibit route or a security module.
            """,
        firstLooks: [
            HandCheck("sockdoctor port 80", shows: "whether the port is privileged here, and free"),
            HandCheck("sysctl net.ipv4.ip_unprivileged_port_start", shows: "the first port that anyone may bind"),
            HandCheck("netsh interface ipv4 show excludedportrange protocol=tcp", shows: "Windows: reserved ranges"),
        ],
        remedies: [
            "Take a port from 1024 up: 8080 in place of 80.",
            "Give one program the right: sudo setcap cap_net_bind_service=+ep PROGRAM.",
            "On Windows, take a port outside the excluded ranges.",
        ],
        misconceptions: [
            "Running the whole server as root: one capability, or a higher port, is enough.",
            "setcap on a script: the interpreter would need it, and then every script has it.",
        ],
        recipes: [.broadcast])

    private static let ephemeralPortsExhausted = SymptomPage(
        .ephemeralPortsExhausted,
        shows: [
            "OSError: [Errno 99] Cannot assign requested address, from connect()",
            "dial tcp 127.0.0.1:9090: connect: cannot assign requested address",
            "connect EADDRNOTAVAIL 127.0.0.1:9090 - Local (0.0.0.0:0)",
        ],
        meaning: """
            Every connection needs a local port, unique for one destination. The kernel takes them from \
            net.ipv4.ip_local_port_range, about 28,000 by default. A client that opens connection after connection \
            fills the range with sockets in TIME_WAIT, and connect() fails with EADDRNOTAVAIL.

            The side that closes first keeps the TIME_WAIT, for 60 seconds.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "whether ports are left for this destination"),
            HandCheck("ss -tan state time-wait 'dport = :9090' | wc -l", shows: "how many are waiting"),
            HandCheck("sysctl net.ipv4.ip_local_port_range", shows: "the range"),
        ],
        remedies: [
            "Keep a connection and send many requests over it.",
            "Close what is no longer used: connections in CLOSE_WAIT and ESTABLISHED hold ports too.",
            "As a last measure widen net.ipv4.ip_local_port_range.",
        ],
        misconceptions: [
            "SO_REUSEADDR in the client: it changes nothing for connect() without bind().",
            "Shorter tcp_fin_timeout: it is not the length of TIME_WAIT, which is fixed.",
        ],
        recipes: [])

    private static let tooManyOpenFiles = SymptomPage(
        .tooManyOpenFiles,
        shows: [
            "OSError: [Errno 24] Too many open files",
            "java.net.SocketException: Too many open files",
            "Error: accept EMFILE",
            "accept tcp [::]:9090: accept4: too many open files",
        ],
        meaning: """
            socket() or accept() failed with EMFILE: the process has reached its limit of descriptors, often 1024. \
            Every socket, file and pipe counts. ENFILE, which is rare, is the limit of the whole system.

            Mostly the program does not close its connections: the sockets pile up in CLOSE_WAIT. A server at the \
            limit keeps its port open, and new clients wait in the accept queue, so that to them it looks like a hang.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "whether the server is at its limit"),
            HandCheck("ls /proc/PID/fd | wc -l", shows: "how many descriptors it has open"),
            HandCheck("grep 'open files' /proc/PID/limits", shows: "the limit that counts for this process"),
            HandCheck("ss -tanp state close-wait", shows: "connections that the client closed and the server did not"),
        ],
        remedies: [
            "Close each socket when its client has gone: with in Python, defer in Go, try-with-resources in Java.",
            "Raise the limit only when so many connections are meant: ulimit -n 65536 before the start.",
        ],
        misconceptions: [
            "A higher limit cures it: with a leak it only comes later.",
            "ulimit -n in a new terminal changes the running server: it does not.",
        ],
        recipes: [.serveManyClients, .endOfStream])
}
