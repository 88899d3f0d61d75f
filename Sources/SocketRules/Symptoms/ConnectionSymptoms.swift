extension SymptomPage {
    static let connection: [SymptomPage] = [
        connectionRefused, connectionTimedOut, hostUnreachable, networkUnreachable, connectionReset, brokenPipe,
        connectionClosedByPeer, nameResolution, firewallBlocked, addressFamilyMismatch, noReply,
    ]

    private static let connectionRefused = SymptomPage(
        .connectionRefused,
        shows: [
            "ConnectionRefusedError: [Errno 111] Connection refused",
            "connect: Connection refused",
            "java.net.ConnectException: Connection refused",
            "Error: connect ECONNREFUSED 127.0.0.1:9090",
            "dial tcp 127.0.0.1:9090: connect: connection refused",
            "[WinError 10061] No connection could be made because the target machine actively refused it",
        ],
        meaning: """
            connect() failed with ECONNREFUSED. Somebody answered, and the answer was no: the host exists, the packet \
            arrived, and the kernel there found no listener for this address and port. It sent a reset.

            Three causes make up most cases: the server is not running, it listens on another port, or it listens on \
            another address than the one dialled, mostly on 127.0.0.1 alone. A firewall that rejects can give the same \
            answer; on a local or bridge address it then comes after about one second and not at once. A firewall that \
            drops never does: that is a timeout.

            The time tells much. On this machine an honest refusal takes less than a millisecond.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "which of the causes it is, with the evidence"),
            HandCheck(
                "ss -tlnp 'sport = :9090'",
                shows: """
                    the listener. 0.0.0.0:9090 takes every IPv4 address, *:9090 every IPv4 and IPv6 address, \
                    [::]:9090 IPv6 only, 127.0.0.1:9090 only programs on this host. No line: nothing listens
                    """),
            HandCheck("ss -tlnp", shows: "every listener: is the server there under another port"),
            HandCheck(
                "ps -ef | grep '[s]erver.py'",
                shows: "that the program runs, which does not yet mean that it listens on this port"),
        ],
        remedies: [
            "Start the server, and read its first lines: a server that failed in bind() runs no more.",
            "Dial the port that the listener really has.",
            "Bind to 0.0.0.0 when clients come from another host or container; stay on 127.0.0.1 when they do not.",
            "In a container, the port has to be published and the server has to listen on 0.0.0.0 inside it.",
        ],
        misconceptions: [
            """
            "ss has to show *:9090": that is an IPv6 wildcard that takes IPv4 too. A Python server on 0.0.0.0 shows \
            0.0.0.0:9090, and that is just as good.
            """,
            "Looking for a firewall first: one that drops gives a timeout, not a refusal.",
            "ping answers, so the server must be there: ping asks the kernel of the host, not the port.",
            "Trying again for longer: the answer is final until a listener is there.",
        ],
        recipes: [.listenOnAllAddresses])

    private static let connectionTimedOut = SymptomPage(
        .connectionTimedOut,
        shows: [
            "TimeoutError: [Errno 110] Connection timed out",
            "socket.timeout: timed out",
            "java.net.SocketTimeoutException: connect timed out",
            "Error: connect ETIMEDOUT 10.0.2.10:9090",
            "dial tcp 10.0.2.10:9090: i/o timeout",
            "curl: (28) Failed to connect to 10.0.2.10 port 9090 after 130000 ms: Couldn't connect to server",
        ],
        meaning: """
            Nobody answered. Two different things print almost the same words. [Errno 110] is the kernel's ETIMEDOUT: \
            it repeated its SYN for about two minutes and gave up. "timed out" without a number \
            (socket.timeout, i/o timeout, SocketTimeoutException) is the program's own timer, which ran out first. It \
            says only that the answer did not come in that time, and it can also happen in recv() on a connection that \
            stands: then the server is slow or waits for something, and the network is fine.

            When connect() itself is not answered, the packet or its reply was dropped: by a firewall on this host, \
            on the way or at the target, by a router without a way back, or because the target is off. One cause is \
            often forgotten: the server's accept queue is full, because it does not call accept() fast enough; the \
            kernel then drops new SYNs in silence.

            On the own link an absent host shows as "No route to host" after three seconds, not as a timeout.
            """,
        firstLooks: [
            HandCheck(
                "sockdoctor check 10.0.2.10:9090",
                shows: "whether the connection is dropped, stands in the queue, or stands and is not answered"),
            HandCheck("ip route get 10.0.2.10", shows: "over which interface and from which address the packets go"),
            HandCheck(
                "ss -tlnp 'sport = :9090'",
                shows: "on the server: Recv-Q above Send-Q means that the accept queue is full"),
            HandCheck(
                "ss -tan state syn-sent",
                shows: "connections that wait for an answer; plain ss hides some states, -a shows all"),
        ],
        remedies: [
            "Check the address: a private address of another network, or an old WSL address, is the usual reason.",
            "Allow the port in the firewall of the target: sudo ufw allow 9090/tcp.",
            "Between WSL and Windows it is the firewall of Windows that drops; a rule there for the one port mends it.",
            "Let the server accept and serve clients side by side, and give listen() a backlog above the burst.",
            "For a program's own timer: find out what the server is doing before the timer is made longer.",
        ],
        misconceptions: [
            "ping does not answer, so the host is off: many hosts drop ICMP and serve TCP.",
            "ping answers, so the network is fine: it tests neither TCP nor the port.",
            "Switching the firewall off: open the one port instead, and only when a rule was found that drops it.",
            "Restarting the server cures it: only when its accept queue was full or it was stopped with Ctrl+Z.",
        ],
        recipes: [.connectWithTimeout, .serveManyClients])

    private static let hostUnreachable = SymptomPage(
        .hostUnreachable,
        shows: [
            "OSError: [Errno 113] No route to host",
            "connect: No route to host",
            "java.net.NoRouteToHostException: No route to host (Host unreachable)",
            "dial tcp 10.0.2.99:9090: connect: no route to host",
            "From 10.0.2.5 icmp_seq=1 Destination Host Unreachable",
        ],
        meaning: """
            connect() failed with EHOSTUNREACH. In spite of its words this is seldom a matter of routes. A route was \
            found; what failed is the last step. Either nobody on the link answered the question "who has this \
            address" (ARP, or neighbour discovery in IPv6), which shows after about three seconds, or an ICMP error \
            came back from a router or a firewall.

            firewalld rejects with such an ICMP error by default (admin-prohibited). Then the host is there, it is \
            reachable, and only the port is closed to strangers. The sender of the error tells the two apart.

            "Network is unreachable" is another error: there this host itself has no route.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 10.0.2.99:9090", shows: "who said no, and with which ICMP code"),
            HandCheck(
                "ip neigh show 10.0.2.99", shows: "FAILED or INCOMPLETE: nobody on the link has the address"),
            HandCheck("ip route get 10.0.2.99", shows: "the route; \"via\" names a router that has to answer"),
        ],
        remedies: [
            "Check the address: was it given to another machine, is the container stopped, is the VPN up.",
            "Where a firewall rejects: allow the port there (sudo firewall-cmd --add-port=9090/tcp).",
            "Where the subnet exists twice (10.0.2.0/24 is also what VirtualBox uses): give the lab network another.",
        ],
        misconceptions: [
            "Adding a route: the route is there, otherwise the error would be \"Network is unreachable\"."
        ],
        recipes: [])

    private static let networkUnreachable = SymptomPage(
        .networkUnreachable,
        shows: [
            "OSError: [Errno 101] Network is unreachable",
            "connect: Network is unreachable",
            "java.net.ConnectException: Network is unreachable",
            "dial tcp [2001:db8::1]:443: connect: network is unreachable",
            "ping: connect: Network is unreachable",
        ],
        meaning: """
            connect() failed with ENETUNREACH, at once and without a packet sent: the routing table of this host, or of \
            this container, has no entry for the address. No server and no firewall elsewhere has anything to do \
            with it.

            The usual reasons: the interface is down, there is no default route, the network of the container is \
            internal, or the address is an IPv6 one and this host has IPv4 only. Programs try each address of a name in \
            turn; the message then speaks of the last one, and the interesting error is the one before.

            A name that is not found ("Temporary failure in name resolution") is a different fault with a different \
            cure, also when both appear in ping.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 192.0.2.1:80", shows: "which route is missing or which interface is down"),
            HandCheck("ip route get 192.0.2.1", shows: "the answer of the kernel for exactly this address"),
            HandCheck("ip -br addr", shows: "the interfaces with state and addresses"),
            HandCheck("ip route; ip -6 route", shows: "whether there is a default route, for each IP version"),
        ],
        remedies: [
            "Bring the interface up, or get an address: sudo ip link set eth0 up, sudo dhclient eth0.",
            "In a container: connect it to a network that is not internal (docker network connect bridge NAME).",
            "In WSL: wsl --shutdown in PowerShell and a new start; it ends every distribution and container.",
            "For an IPv6 address without IPv6: dial the IPv4 address, or the name with IPv4 only.",
        ],
        misconceptions: [
            "ping google.com as a test of the network: it fails also when only DNS or ICMP fails, and tests no port.",
            "Restarting Docker at once: look at the routes inside the container first.",
        ],
        recipes: [])

    private static let connectionReset = SymptomPage(
        .connectionReset,
        shows: [
            "ConnectionResetError: [Errno 104] Connection reset by peer",
            "java.net.SocketException: Connection reset",
            "Error: read ECONNRESET",
            "read tcp 127.0.0.1:40000->127.0.0.1:9090: read: connection reset by peer",
            "curl: (56) Recv failure: Connection reset by peer",
            "[WinError 10054] An existing connection was forcibly closed by the remote host",
        ],
        meaning: """
            The connection stood, and then a segment with RST came in: recv() or send() fails with ECONNRESET. The \
            other side ended it hard, without the orderly FIN.

            The kernel of the other side sends a reset when its program closes a socket in which unread bytes wait, \
            when bytes arrive for a socket that is closed already, when SO_LINGER is set to 0, or when the process \
            dies while data is on the way. So a reset often means: the server closed too early, or it crashed.

            A special case looks like a server and is none: a published port of a container in which nothing listens. \
            docker-proxy accepts on the host, finds nobody inside, and resets.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "whether it resets at once or after the first bytes"),
            HandCheck("journalctl -e", shows: "or the terminal of the server: did it print a traceback"),
            HandCheck(
                "sudo tcpdump -i any -n 'port 9090 and tcp[tcpflags] & tcp-rst != 0'",
                shows: "which side sends the reset"),
            HandCheck("docker ps", shows: "whether the port belongs to a container"),
        ],
        remedies: [
            "Read until the end of the request before the socket is closed.",
            "Close in order: shutdown(SHUT_WR), read until recv() returns 0, then close().",
            "In a container: let the server listen on 0.0.0.0 and on the port that is published.",
            "Catch the error around recv() and send(): a peer can vanish at any moment.",
        ],
        misconceptions: [
            "The network broke the connection: a network that breaks gives silence, not a reset."
        ],
        recipes: [.endOfStream, .receiveExactly])

    private static let brokenPipe = SymptomPage(
        .brokenPipe,
        shows: [
            "BrokenPipeError: [Errno 32] Broken pipe",
            "java.net.SocketException: Broken pipe (Write failed)",
            "Error: write EPIPE",
            "write tcp 127.0.0.1:40000->127.0.0.1:9090: write: broken pipe",
            "a C program that ends without a word, with status 141",
        ],
        meaning: """
            send() or write() failed with EPIPE: the connection is known to be closed, either because the other side \
            reset it after an earlier send, or because this program shut down its own writing half. In C the signal \
            SIGPIPE comes first and ends the program without a message; status 141 is 128 plus 13.

            The first send after the other side has closed still works. It is answered with a reset, and only the next \
            one fails. A send that returned without error is therefore no proof that anybody read the bytes.
            """,
        firstLooks: [
            HandCheck(
                "strace -f -e trace=network,write -p PID",
                shows: "recv() that returned 0 before the failing send(): the end of stream was overlooked"),
            HandCheck("ss -tanp 'dport = :9090'", shows: "CLOSE-WAIT: the other side has closed, this one has not"),
        ],
        remedies: [
            "Treat recv() = 0 as the end and send nothing after it.",
            "In C: send with MSG_NOSIGNAL, or ignore SIGPIPE, and look at the result.",
            "Agree who closes first, and let the other side finish its answer.",
        ],
        misconceptions: [
            "Ignoring SIGPIPE is enough: the bytes are still not sent, EPIPE has to be handled."
        ],
        recipes: [.endOfStream, .sendEverything])

    private static let connectionClosedByPeer = SymptomPage(
        .connectionClosedByPeer,
        shows: [
            "curl: (52) Empty reply from server",
            "http.client.RemoteDisconnected: Remote end closed connection without response",
            "java.io.EOFException",
            "Error: socket hang up",
            "unexpected EOF",
            "recv() returned 0, or b''",
        ],
        meaning: """
            The other side closed the connection in order, with FIN. recv() then returns 0 bytes (b'' in Python, -1 \
            from a Java stream, io.EOF in Go). This is no error of the network; it is a message: nothing more will \
            come. The libraries make an error of it when they expected an answer.

            It comes early when the server has a fault after accept(), ends after one message, has reached its limit \
            of open files, or speaks another protocol and gave up.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090", shows: "whether it closes before or after the first bytes"),
            HandCheck("nc -v 127.0.0.1 9090", shows: "by hand: what the server says, and when it closes"),
            HandCheck(
                "ls /proc/PID/fd | wc -l; grep 'open files' /proc/PID/limits",
                shows: "whether the server is at its limit"),
        ],
        remedies: [
            "Read the output of the server: an exception in the handler closes the socket.",
            "Loop in the handler until recv() returns 0, when a client sends more than one message.",
            "In the client: leave the loop when recv() returns 0, and say so.",
        ],
        misconceptions: [
            "Sending again on the same socket: the connection is over, a new one is needed.",
            "recv() = 0 means \"no data yet\": that is EAGAIN, and only on a non-blocking socket.",
        ],
        recipes: [.endOfStream])
}
