extension Recipe {
    /// `[HOST] [PORT]`: a UDP client that sends "hello" and prints the answer of that peer. When the port is closed
    /// it says so at once; when nothing answers, after 2 s. Both end with status 1.
    public static let udpClient = Recipe(
        "udp-client",
        "A UDP client that learns of a closed port and does not wait for ever",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                try:
                    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
                        client.settimeout(2)  # a lost datagram is not reported: nothing comes
                        client.connect((host, port))  # only a connected socket reports ECONNREFUSED; others are ignored
                        client.send(b"hello")
                        print(client.recv(65_535).decode())
                except TimeoutError:
                    sys.exit(f"{host} port {port}: no answer within 2 seconds")
                except OSError as error:
                    sys.exit(f"{host} port {port}: {error}")

                """#),
            Program(
                .c,
                #"""
                #include <arpa/inet.h>
                #include <errno.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <sys/time.h>
                #include <unistd.h>

                static void die(const char *what) {
                    perror(what);
                    exit(EXIT_FAILURE);
                }

                int main(int argc, char *argv[]) {
                    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
                    struct sockaddr_in address = {.sin_family = AF_INET};
                    address.sin_port = htons(argc > 2 ? atoi(argv[2]) : 9090);
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) die(host);
                    int client = socket(AF_INET, SOCK_DGRAM, 0);
                    if (client < 0) die("socket");

                    /* Only a connected socket reports ECONNREFUSED, and it takes datagrams of this peer alone. */
                    if (connect(client, (struct sockaddr *)&address, sizeof address) < 0) die("connect");
                    struct timeval limit = {.tv_sec = 2}; /* a lost datagram is not reported: nothing comes */
                    if (setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) < 0) die("setsockopt");

                    if (send(client, "hello", 5, 0) < 0) die("send");
                    static char answer[65535];
                    ssize_t n = recv(client, answer, sizeof answer, 0);
                    if (n < 0 && errno == EAGAIN) errno = ETIMEDOUT; /* how SO_RCVTIMEO tells that the time is over */
                    if (n < 0) die(host);
                    printf("%.*s\n", (int)n, answer);
                    close(client);
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
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        try (DatagramSocket client = new DatagramSocket()) {
                            client.setSoTimeout(2000); // a lost datagram is not reported: nothing comes
                            // Only a connected socket reports a closed port, and it takes datagrams of this peer alone.
                            client.connect(new InetSocketAddress(host, port));
                            byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
                            client.send(new DatagramPacket(hello, hello.length));
                            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
                            client.receive(answer);
                            String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
                            System.out.println(text);
                        } catch (PortUnreachableException e) {
                            System.err.println(host + " port " + port + ": connection refused, the port is closed");
                            System.exit(1);
                        } catch (IOException e) { // SocketTimeoutException: "Receive timed out"
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

                const [host = '127.0.0.1', port = '9090'] = process.argv.slice(2);
                const client = dgram.createSocket('udp4');
                const finish = (error) => {
                  clearTimeout(timer);
                  client.close();
                  if (!error) return;
                  console.error(`${host} port ${port}: ${error.message}`);
                  process.exitCode = 1;
                };
                // A lost datagram is not reported: nothing comes.
                const timer = setTimeout(() => finish(new Error('timed out: no answer within 2 seconds')), 2000);
                client.on('error', finish); // ECONNREFUSED, which only a connected socket reports
                client.on('message', (data) => {
                  console.log(data.toString());
                  finish();
                });
                // A connected socket takes datagrams of this peer alone.
                client.connect(Number(port), host, () => client.send('hello'));

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
                	"time"
                )

                func main() {
                	address := "127.0.0.1:9090"
                	if len(os.Args) > 2 {
                		address = net.JoinHostPort(os.Args[1], os.Args[2])
                	}
                	// Dial connects the socket: it reports ECONNREFUSED, and takes datagrams of this peer alone.
                	conn, err := net.Dial("udp", address)
                	if err != nil {
                		log.Fatal(err)
                	}
                	defer conn.Close()
                	conn.SetDeadline(time.Now().Add(2 * time.Second)) // a lost datagram is not reported
                	if _, err := conn.Write([]byte("hello")); err != nil {
                		log.Fatal(err)
                	}
                	answer := make([]byte, 65_535)
                	n, err := conn.Read(answer)
                	if err != nil {
                		log.Fatal(err)
                	}
                	fmt.Printf("%s\n", answer[:n])
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
                let client = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)

                // Only a connected socket reports ECONNREFUSED, and it takes datagrams of this peer alone.
                let connected = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                guard connected == 0 else { fail("connect") }
                var limit = timeval(tv_sec: 2, tv_usec: 0)  // a lost datagram is not reported: nothing comes
                setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))

                if send(client, "hello", 5, 0) < 0 { fail("send") }
                var answer = [UInt8](repeating: 0, count: 65_535)
                let n = recv(client, &answer, answer.count, 0)
                if n < 0 && errno == EAGAIN { errno = ETIMEDOUT }  // how SO_RCVTIMEO tells that the time is over
                if n < 0 { fail(host) }
                print(String(decoding: answer[..<n], as: UTF8.self))
                close(client)

                """#),
        ])
}
