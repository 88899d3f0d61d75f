/// An unconnected UDP socket never learns that the port is closed.
public enum UnconnectedUdpHidesErrors: CausePage {
    public static let title = "An unconnected UDP socket is not told that the port is closed"
    public static let symptoms: [Symptom] = [.noReply]

    public static let explanation = """
        A datagram to a port on which nothing is bound is answered with an ICMP message, port unreachable. The kernel \
        hands that error to a UDP socket only when the socket is connected to exactly this address and port. With \
        sendto() on an unconnected socket there is no one to hand it to, since the socket may send to many peers. \
        sendto() goes on succeeding, and recvfrom() waits.

        connect() on a UDP socket sends nothing. It stores the peer, and from then on send() and recv() can fail with \
        ECONNREFUSED (errno 111). The error comes with the next call after the ICMP message: the first send() \
        succeeds, and the recv() behind it is refused.

        Silence therefore proves little. The server may be off, the datagram may be lost, a firewall may drop it, or \
        the server may have nothing to say.
        """

    public static let illustrations = [
        "sendto() returns without an error again and again while no server runs, and recvfrom() waits",
        "tcpdump shows \"ICMP 127.0.0.1 udp port 9091 unreachable\", the client notices nothing",
        "after connect(): recv() fails with ConnectionRefusedError: [Errno 111] Connection refused",
    ]
    public static let lookalikes = [
        "a firewall that drops the datagram or the ICMP message: then a connected socket hears nothing either",
        "a server that is bound and does not answer: no ICMP message is sent",
    ]
    public static let byHand = [
        HandCheck(
            "sudo tcpdump -i lo -n 'icmp or udp port 9091'",
            shows: "the datagram, and the ICMP message that answers it"),
        HandCheck("ss -uanp 'sport = :9091'", shows: "no row: nothing is bound to the port"),
        HandCheck(
            "strace -e trace=network ./client",
            shows: "whether connect() is called on the socket before the first send"),
    ]
    public static let remedies = [
        "In a client, call connect() on the UDP socket and use send() and recv().",
        "Set a receive timeout in addition: errors may be dropped on the way, and answers may be lost.",
        """
        Where one socket talks to several peers, set IP_RECVERR (IPV6_RECVERR) and read the error queue with \
        MSG_ERRQUEUE.
        """,
    ]
    public static let misconceptions = [
        """
        Sending again without connect(): each datagram is answered with the same ICMP message, and the socket \
        hears of none.
        """,
        "Testing the result of sendto(): it says that the kernel took the datagram, not that anyone received it.",
        "connect() in a server: it would then hear one client only, and the others would be refused.",
        "listen() on the UDP socket: it fails with EOPNOTSUPP.",
    ]
    public static let recipes: [Recipe] = [.udpClient]
}
