/// What shows while a connection is made, or in place of an answer.
extension SymptomPage {
    static let nameResolution = SymptomPage(
        .nameResolution,
        shows: [
            "socket.gaierror: [Errno -2] Name or service not known",
            "socket.gaierror: [Errno -3] Temporary failure in name resolution",
            "java.net.UnknownHostException: servr",
            "Error: getaddrinfo ENOTFOUND servr",
            "dial tcp: lookup servr: no such host",
            "curl: (6) Could not resolve host: servr",
        ],
        meaning: """
            The name could not be turned into an address; no packet went to any server. getaddrinfo() has numbers of \
            its own: -2 (EAI_NONAME) is an answer, the name does not exist; -3 (EAI_AGAIN) is none, no name server \
            replied; -5 (EAI_NODATA) says that the name exists without an address of this kind.

            In containers only networks that were made by a user resolve the names of containers. The default bridge \
            does not.

            "Network is unreachable" is routing and not DNS, even when both turn up while the same name is dialled.
            """,
        firstLooks: [
            HandCheck("sockdoctor check servr:9090", shows: "which resolver was asked and what it said"),
            HandCheck("getent ahosts servr", shows: "what a program gets: hosts file, DNS and mDNS together"),
            HandCheck("cat /etc/resolv.conf", shows: "the name server that is asked"),
            HandCheck("docker network inspect NETWORK", shows: "the containers whose names are known there"),
        ],
        remedies: [
            "Look at the spelling, and leave the scheme away: the host of http://server:9090 is server.",
            "Pass a host without port and slash to getaddrinfo() and connect().",
            "For containers: put both on one network of their own, and use the service or container name.",
            "When no name server answers: check the connection, then the nameserver line.",
        ],
        misconceptions: [
            "ping NAME fails, so the server is down: it says only that the name is not known.",
            """
            In WSL, taking the address in /etc/resolv.conf for Windows: with DNS tunnelling it is 10.255.255.254, \
            which is not the host; the default gateway is (ip route show default).
            """,
        ],
        recipes: [])

    static let firewallBlocked = SymptomPage(
        .firewallBlocked,
        shows: [
            "PermissionError: [Errno 1] Operation not permitted",
            "sendto: Operation not permitted",
            "ping: sendmsg: Operation not permitted",
            "[UFW BLOCK] IN=eth0 OUT= SRC=10.0.2.5 DST=10.0.2.10 PROTO=TCP DPT=9090",
            "nft: Operation not permitted (you must be root)",
        ],
        meaning: """
            EPERM on a socket call comes from this machine. For UDP and ICMP an output rule that drops is reported to \
            the sender in this way. For TCP it is not: connect() through an output rule that drops ends in a timeout. \
            A seccomp filter, a container profile or a security module can also answer EPERM or EACCES.

            Raw sockets and packet sockets need CAP_NET_RAW; without it socket() itself fails with EPERM.
            """,
        firstLooks: [
            HandCheck("sudo sockdoctor check 10.0.2.10:9090", shows: "the table, chain and rule that meet the packet"),
            HandCheck("sudo nft list ruleset", shows: "all rules; sudo iptables-save for older sets"),
            HandCheck("sudo ufw status verbose", shows: "the same in the words of ufw, if it is used"),
            HandCheck("grep -i seccomp /proc/self/status", shows: "2: a system call filter is active"),
        ],
        remedies: [
            "Allow the traffic with one narrow rule: sudo ufw allow 9090/tcp.",
            "For published ports of Docker put rules into DOCKER-USER; ufw's input rules do not see that traffic.",
            "Give a program what it needs (setcap cap_net_raw+ep) and not root.",
        ],
        misconceptions: [
            "Switching the firewall off for good: one rule is enough, and it stays known what is open.",
            "EPERM means a wrong password or user: it is a rule or a missing capability.",
        ],
        recipes: [])

    static let addressFamilyMismatch = SymptomPage(
        .addressFamilyMismatch,
        shows: [
            "OSError: [Errno 97] Address family not supported by protocol",
            "socket.gaierror: [Errno -9] Address family for hostname not supported",
            "java.net.SocketException: Protocol family unavailable",
            "Error: connect EAFNOSUPPORT ::1:9090",
            "connect ECONNREFUSED ::1:9090 while the server listens on 127.0.0.1",
        ],
        meaning: """
            An IPv6 address was used with an IPv4 socket or the other way round, or this kernel has no IPv6. The family \
            of the socket (AF_INET, AF_INET6) has to be the one of the address.

            A softer form is more frequent: localhost has two addresses, ::1 and 127.0.0.1. A client that tries ::1 \
            first meets a server that listens on 127.0.0.1 only, and is refused. Node since version 17 takes the first \
            address that the resolver gives.
            """,
        firstLooks: [
            HandCheck("sockdoctor check localhost:9090", shows: "both addresses, and which one has the listener"),
            HandCheck("getent ahosts localhost", shows: "the addresses in the order in which programs try them"),
            HandCheck(
                "ss -tlnp 'sport = :9090'",
                shows: "127.0.0.1 or 0.0.0.0: IPv4 only; [::1] or [::]: IPv6 only; *: both"),
        ],
        remedies: [
            "Dial 127.0.0.1 or ::1 and not localhost, so that it is known which one is meant.",
            "Let getaddrinfo() give family and address together, and make the socket from its answer.",
            "Let the server listen on :: with IPV6_V6ONLY off, which takes both.",
        ],
        misconceptions: [
            "Switching IPv6 off on the machine: it breaks other programs; choose the address instead."
        ],
        recipes: [.listenOnBothFamilies])

    static let noReply = SymptomPage(
        .noReply,
        shows: [
            "the client hangs in recv()",
            "socket.timeout: timed out, after the connection stood",
            "java.net.SocketTimeoutException: Read timed out",
            "curl: (28) Operation timed out after 5000 milliseconds with 0 bytes received",
            "a UDP client that waits for ever",
        ],
        meaning: """
            The connection stands, or the datagram is sent, and no answer comes. For the network all is well; one of \
            the programs waits for something that never comes.

            The kernel knows how far it got. The connection is complete but not accepted; accepted but the bytes are \
            unread; read and not answered. The last one is often a deadlock: the server waits for a delimiter or for \
            more bytes, the client waits for the answer. An input that is buffered and never flushed looks the same.

            A UDP socket that is not connected never learns that the port is closed.
            """,
        firstLooks: [
            HandCheck("sockdoctor check 127.0.0.1:9090 --send hello", shows: "at which of the three steps it stops"),
            HandCheck(
                "ss -tnp 'sport = :9090'",
                shows: "Recv-Q above 0: the server has bytes that it has not read"),
            HandCheck("cat /proc/PID/wchan; ps -o pid,stat,wchan -p PID", shows: "T: stopped; where a thread sleeps"),
        ],
        remedies: [
            "Send what the server waits for: the newline, the length, the end of stream (shutdown).",
            "Flush buffered output.",
            "Serve each client in a thread or task of its own.",
            "Give every receive in a client a timeout.",
        ],
        misconceptions: [
            "Sleeping longer: neither side will go on by itself.",
            "A timeout alone mends it: it makes the fault visible, the missing bytes stay missing.",
        ],
        recipes: [.receiveLines, .serveManyClients, .connectWithTimeout])
}
