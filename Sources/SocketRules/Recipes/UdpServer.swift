extension Recipe {
    /// `[HOST] [PORT]`: a UDP server that sends each datagram back to where it came from: an empty one, and one of
    /// 65 507 bytes.
    public static let udpServer = Recipe(
        "udp-server",
        "A UDP server whose buffer holds every datagram",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
                    try:
                        server.bind((host, port))
                    except OSError as error:
                        sys.exit(f"{host}:{port}: {error}")
                    print(f"receiving on {host}:{port}", flush=True)
                    while True:
                        # One call takes one datagram. What does not fit into the buffer is lost without an error.
                        data, address = server.recvfrom(65_535)
                        try:
                            server.sendto(data, address)  # b"" is an empty datagram: UDP has no end of stream
                        except OSError as error:
                            print(f"{address[0]}: {error}", file=sys.stderr)

                """#),
            Program(
                .c,
                #"""
                #include <arpa/inet.h>
                #include <errno.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>

                static void die(const char *what) {
                    perror(what);
                    exit(EXIT_FAILURE);
                }

                int main(int argc, char *argv[]) {
                    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
                    int port = argc > 2 ? atoi(argv[2]) : 9090;
                    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) die(host);
                    int server = socket(AF_INET, SOCK_DGRAM, 0);
                    if (server < 0) die("socket");
                    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
                    printf("receiving on %s:%d\n", host, port);
                    fflush(stdout);

                    static char data[65535]; /* what does not fit is lost without an error */
                    for (;;) {
                        struct sockaddr_in peer;
                        socklen_t size = sizeof peer; /* recvfrom reads it, then writes it: set anew each time */
                        ssize_t n = recvfrom(server, data, sizeof data, 0, (struct sockaddr *)&peer, &size);
                        if (n < 0) die("recvfrom");
                        /* n == 0 is an empty datagram: UDP has no end of stream. */
                        if (sendto(server, data, n, 0, (struct sockaddr *)&peer, size) < 0) perror("sendto");
                    }
                }

                """#),
            Program(
                .java,
                #"""
                import java.io.IOException;
                import java.net.*;

                class Main {
                    public static void main(String[] args) {
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(host, port))) {
                            System.out.println("receiving on " + host + ":" + port);
                            byte[] data = new byte[65_535]; // what does not fit is lost without an error
                            while (true) {
                                // A new packet each time: receive shortens the length to that of the datagram.
                                DatagramPacket packet = new DatagramPacket(data, data.length);
                                server.receive(packet);
                                try {
                                    server.send(packet); // it holds the sender's address and getLength() bytes
                                } catch (IOException e) {
                                    System.err.println(packet.getSocketAddress() + ": " + e.getMessage());
                                }
                            }
                        } catch (IOException e) {
                            System.err.println(host + ":" + port + ": " + e.getMessage());
                            System.exit(1);
                        }
                    }
                }

                """#),
            Program(
                .node,
                #"""
                import dgram from 'node:dgram';

                const [host = '127.0.0.1', port = '9090'] = process.argv.slice(2);
                const server = dgram.createSocket('udp4');
                // Node receives with a buffer of 64 KiB: each datagram comes whole, in one event.
                server.on('message', (data, peer) => {
                  server.send(data, peer.port, peer.address, (error) => {
                    if (error) console.error(`${peer.address}: ${error.message}`);
                  });
                });
                server.on('error', (error) => {
                  console.error(error.message);
                  process.exitCode = 1;
                  server.close();
                });
                server.bind(Number(port), host, () => console.log(`receiving on ${host}:${port}`));

                """#),
            Program(
                .go,
                #"""
                package main

                import (
                	"fmt"
                	"log"
                	"net"
                	"os"
                )

                func main() {
                	address := "127.0.0.1:9090"
                	if len(os.Args) > 2 {
                		address = net.JoinHostPort(os.Args[1], os.Args[2])
                	}
                	conn, err := net.ListenPacket("udp", address)
                	if err != nil {
                		log.Fatal(err)
                	}
                	defer conn.Close()
                	fmt.Println("receiving on", conn.LocalAddr())
                	data := make([]byte, 65_535) // what does not fit is lost without an error
                	for {
                		n, peer, err := conn.ReadFrom(data) // n == 0 is an empty datagram: UDP has no end of stream
                		if err != nil {
                			log.Fatal(err)
                		}
                		if _, err := conn.WriteTo(data[:n], peer); err != nil {
                			log.Print(err)
                		}
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
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = (UInt16(arguments.count > 2 ? arguments[2] : "9090") ?? 9090).bigEndian
                errno = EINVAL  // inet_pton sets none
                guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { fail(host) }
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                let server = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
                let bound = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(server, $0, size) }
                }
                guard bound == 0 else { fail("bind") }

                var data = [UInt8](repeating: 0, count: 65_535)  // what does not fit is lost without an error
                while true {
                    withUnsafeMutablePointer(to: &address) {
                        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { peer in
                            let n = recvfrom(server, &data, data.count, 0, peer, &size)
                            if n < 0 { fail("recvfrom") }
                            // n == 0 is an empty datagram: UDP has no end of stream.
                            if sendto(server, data, n, 0, peer, size) < 0 { perror("sendto") }
                        }
                    }
                }

                """#),
        ])
}
