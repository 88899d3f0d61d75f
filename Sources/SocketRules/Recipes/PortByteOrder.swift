extension Recipe {
    /// `[HOST] [PORT]`: a TCP server that prints the port that it listens on, as the kernel has it, and greets each
    /// client with the line "hello". The other languages take the port as a number and turn it themselves.
    public static let portByteOrder = Recipe(
        "port-byte-order",
        "The port number in network byte order",
        [
            Program(
                .c,
                #"""
                #include <arpa/inet.h>
                #include <errno.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>

                static void die(const char *what) {
                    perror(what);
                    exit(EXIT_FAILURE);
                }

                int main(int argc, char *argv[]) {
                    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
                    struct sockaddr_in address = {.sin_family = AF_INET};
                    /* Network order: without htons, 9090 (0x2382) becomes 33315 (0x8223) on x86 and ARM. */
                    address.sin_port = htons(argc > 2 ? atoi(argv[2]) : 9090);
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) die(host); /* in network order already */
                    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
                    if (server < 0) die("socket");
                    if (setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) die("setsockopt");
                    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
                    if (listen(server, SOMAXCONN) < 0) die("listen");

                    socklen_t size = sizeof address;
                    if (getsockname(server, (struct sockaddr *)&address, &size) < 0) die("getsockname");
                    printf("listening on port %d\n", ntohs(address.sin_port)); /* and back, to print it */
                    fflush(stdout);
                    for (;;) {
                        int client = accept(server, NULL, NULL);
                        if (client < 0) die("accept");
                        if (send(client, "hello\n", 6, MSG_NOSIGNAL) < 0) perror("send");
                        close(client);
                    }
                }

                """#),
            Program(
                .swift,
                #"""
                import Glibc

                func fail(_ what: String) -> Never {
                    perror(what)
                    exit(1)
                }

                let arguments = CommandLine.arguments
                let host = arguments.count > 1 ? arguments[1] : "127.0.0.1"
                let port = UInt16(arguments.count > 2 ? arguments[2] : "9090") ?? 9090
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                // Network order: without bigEndian, 9090 (0x2382) becomes 33315 (0x8223) on x86 and ARM.
                address.sin_port = port.bigEndian
                errno = EINVAL  // inet_pton sets none
                guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { fail(host) }  // in network order already
                let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                var on: Int32 = 1
                setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                let ready = withUnsafeMutablePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        bind(server, $0, size) == 0 && listen(server, SOMAXCONN) == 0
                            && getsockname(server, $0, &size) == 0
                    }
                }
                guard ready else { fail("listen") }
                print("listening on port \(UInt16(bigEndian: address.sin_port))")  // and back, to print it
                fflush(nil)

                while true {
                    let client = accept(server, nil, nil)
                    if client < 0 { fail("accept") }
                    if send(client, "hello\n", 6, Int32(MSG_NOSIGNAL)) < 0 { perror("send") }
                    close(client)
                }

                """#),
        ])
}
