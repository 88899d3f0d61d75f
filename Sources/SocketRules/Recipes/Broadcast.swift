extension Recipe {
    /// `[ADDRESS] [PORT]`: sends the datagram "hello" to a broadcast address and prints where it went.
    public static let broadcast = Recipe(
        "broadcast",
        "Send to a broadcast address",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                # 255.255.255.255 leaves by one interface only; 192.168.1.255 is for the network 192.168.1.0/24.
                address = sys.argv[1] if len(sys.argv) > 1 else "255.255.255.255"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                    # Without it sendto fails with EACCES (Permission denied), for root too.
                    sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                    try:
                        sender.sendto(b"hello", (address, port))
                    except OSError as error:
                        sys.exit(f"{address} port {port}: {error}")
                    print(f"sent to {address} port {port}")

                """#),
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
                    /* 255.255.255.255 leaves by one interface only; 192.168.1.255 is for 192.168.1.0/24. */
                    const char *host = argc > 1 ? argv[1] : "255.255.255.255";
                    int port = argc > 2 ? atoi(argv[2]) : 9090;
                    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) die(host);

                    int sender = socket(AF_INET, SOCK_DGRAM, 0), on = 1;
                    if (sender < 0) die("socket");
                    /* Without it sendto fails with EACCES (Permission denied), for root too. */
                    if (setsockopt(sender, SOL_SOCKET, SO_BROADCAST, &on, sizeof on) < 0) die("setsockopt");
                    if (sendto(sender, "hello", 5, 0, (struct sockaddr *)&address, sizeof address) < 0) die("sendto");
                    printf("sent to %s port %d\n", host, port);
                    close(sender);
                }

                """#),
            Program(
                .java,
                #"""
                import java.io.IOException;
                import java.net.*;
                import java.nio.charset.StandardCharsets;

                class Main {
                    public static void main(String[] args) {
                        // 255.255.255.255 leaves by one interface only; 192.168.1.255 is for 192.168.1.0/24.
                        String host = args.length > 0 ? args[0] : "255.255.255.255";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
                        try (DatagramSocket sender = new DatagramSocket()) {
                            sender.setBroadcast(true); // without it send fails with "Permission denied"
                            sender.send(new DatagramPacket(hello, hello.length, new InetSocketAddress(host, port)));
                            System.out.println("sent to " + host + " port " + port);
                        } catch (IOException e) {
                            System.err.println(host + " port " + port + ": " + e.getMessage());
                            System.exit(1);
                        }
                    }
                }

                """#),
            Program(
                .node,
                #"""
                import dgram from 'node:dgram';

                // 255.255.255.255 leaves by one interface only; 192.168.1.255 is for the network 192.168.1.0/24.
                const [host = '255.255.255.255', port = '9090'] = process.argv.slice(2);
                const sender = dgram.createSocket('udp4');
                sender.on('error', (error) => {
                  console.error(`${host} port ${port}: ${error.message}`);
                  process.exitCode = 1;
                  sender.close();
                });
                sender.bind(() => {
                  sender.setBroadcast(true); // only after bind; without it send fails with EACCES
                  sender.send('hello', Number(port), host, (error) => {
                    if (error) return sender.emit('error', error);
                    console.log(`sent to ${host} port ${port}`);
                    sender.close();
                  });
                });

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
                	// 255.255.255.255 leaves by one interface only; 192.168.1.255 is for 192.168.1.0/24.
                	address := "255.255.255.255:9090"
                	if len(os.Args) > 2 {
                		address = net.JoinHostPort(os.Args[1], os.Args[2])
                	}
                	// Go sets SO_BROADCAST on every UDP socket: there is no option to give.
                	conn, err := net.Dial("udp4", address)
                	if err != nil {
                		log.Fatal(err)
                	}
                	defer conn.Close()
                	if _, err := conn.Write([]byte("hello")); err != nil {
                		log.Fatal(err)
                	}
                	fmt.Println("sent to", address)
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

                // 255.255.255.255 leaves by one interface only; 192.168.1.255 is for the network 192.168.1.0/24.
                let arguments = CommandLine.arguments
                let host = arguments.count > 1 ? arguments[1] : "255.255.255.255"
                let port = UInt16(arguments.count > 2 ? arguments[2] : "9090") ?? 9090
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = port.bigEndian
                errno = EINVAL  // inet_pton sets none
                guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { fail(host) }

                let sender = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
                var on: Int32 = 1
                // Without it sendto fails with EACCES (Permission denied), for root too.
                setsockopt(sender, SOL_SOCKET, SO_BROADCAST, &on, socklen_t(MemoryLayout<Int32>.size))
                let sent = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        sendto(sender, "hello", 5, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                guard sent == 5 else { fail("sendto") }
                print("sent to \(host) port \(port)")
                close(sender)

                """#),
        ])
}
