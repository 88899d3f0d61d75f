/// The port bound or dialled is the byte-swapped form of the one meant.
public enum PortBytesSwapped: CausePage {
    public static let title = "The two bytes of the port number are swapped"
    public static let symptoms: [Symptom] = [.connectionRefused, .permissionDeniedPrivilegedPort]

    public static let explanation = """
        In a sockaddr_in the port stands in network byte order, the high byte first. x86 and ARM processors keep the \
        low byte first. Without htons() the kernel reads the two bytes the other way round: 9090 is 0x2382 and becomes \
        0x8223, which is 33315. 8080 becomes 36895.

        Nothing fails in the program that forgot it. bind() and listen() succeed, on another port than the one meant. \
        When server and client both forget htons(), they find each other, and the fault shows only when a client in \
        another language comes. Some numbers swap into the range below 1024, where bind() fails with EACCES for a user \
        without the right to it: 5376 becomes 21.

        The same happens where htons() is applied once too often. Python, Java, Node and Go take the plain number in \
        their socket calls and convert it themselves.
        """

    public static let illustrations = [
        "the server says it listens on 9090, ss -tln shows 0.0.0.0:33315",
        "a client in C dials 9090, strace shows connect(…, sin_port=htons(33315), …) and ECONNREFUSED",
        "Python: sock.bind((\"\", socket.htons(9090))) listens on 33315",
        "a printed peer port is 36895 where 8080 is meant: ntohs() is missing on the way out",
    ]
    public static let lookalikes = [
        "a port such as 8995 (0x2323) has two equal bytes, so that the fault does not show with it"
    ]
    public static let byHand = [
        HandCheck("ss -tlnp", shows: "a listener of your program on a port that you never wrote"),
        HandCheck(
            "strace -e trace=bind,connect ./server",
            shows: "the port as the kernel understands it: sin_port=htons(33315)"),
        HandCheck("python3 -c 'import socket; print(socket.htons(9090))'", shows: "33315, the swapped form of 9090"),
    ]
    public static let remedies = [
        "Convert the port of a sockaddr_in: htons(9090) in C, UInt16(9090).bigEndian in Swift with Glibc.",
        "Convert with ntohs() before a port from getsockname(), getpeername() or accept() is printed.",
        "In Python, Java, Node and Go, give the plain number.",
        "With getaddrinfo() the port is already converted: use its result as it is.",
    ]
    public static let misconceptions = [
        """
        Swapping the port in the client as well: both then agree on a port that no other program, firewall rule \
        or port mapping knows.
        """,
        "Opening 9090 in the firewall: nothing listens there.",
    ]
    public static let recipes: [Recipe] = [.portByteOrder]
}
