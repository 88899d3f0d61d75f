extension Recipe {
    /// `[PORT]`: a TCP server on `[::]` that takes IPv4 clients too, whatever net.ipv6.bindv6only says. It greets
    /// each client with the line "hello, ADDRESS", where ADDRESS is the client's, and closes the connection.
    public static let listenOnBothFamilies = Recipe(
        "listen-on-both-families",
        "A server for IPv4 and IPv6",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                port = int(sys.argv[1]) if len(sys.argv) > 1 else 9090
                try:
                    # Binds to [::] with IPV6_V6ONLY off and SO_REUSEADDR on, then listens.
                    server = socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
                except OSError as error:
                    sys.exit(f"port {port}: {error}")
                with server:
                    print(f"listening on [::]:{port} for IPv6 and IPv4", flush=True)
                    while True:
                        client, address = server.accept()
                        with client:
                            try:
                                client.sendall(f"hello, {address[0]}\n".encode())  # IPv4: ::ffff:127.0.0.1
                            except OSError as error:
                                print(f"{address[0]}: {error}", file=sys.stderr)

                """#),
            Program(
                .c,
                #"""
                #include <arpa/inet.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>

                static void die(const char *what) {
                    perror(what);
                    exit(EXIT_FAILURE);
                }

                int main(int argc, char *argv[]) {
                    int port = argc > 1 ? atoi(argv[1]) : 9090;
                    int server = socket(AF_INET6, SOCK_STREAM, 0), on = 1, off = 0;
                    if (server < 0) die("socket");
                    if (setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) die("SO_REUSEADDR");
                    /* The default is the sysctl net.ipv6.bindv6only: with 1 there, IPv4 clients are refused. */
                    if (setsockopt(server, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0) die("IPV6_V6ONLY");
                    struct sockaddr_in6 address = {
                        .sin6_family = AF_INET6,
                        .sin6_port = htons(port),
                        .sin6_addr = IN6ADDR_ANY_INIT,
                    };
                    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
                    if (listen(server, SOMAXCONN) < 0) die("listen");
                    printf("listening on [::]:%d for IPv6 and IPv4\n", port);
                    fflush(stdout);

                    for (;;) {
                        struct sockaddr_in6 peer;
                        socklen_t size = sizeof peer; /* accept reads it, then writes it: set anew each time */
                        int client = accept(server, (struct sockaddr *)&peer, &size);
                        if (client < 0) die("accept");
                        char name[INET6_ADDRSTRLEN], hello[64];
                        inet_ntop(AF_INET6, &peer.sin6_addr, name, sizeof name); /* IPv4: ::ffff:127.0.0.1 */
                        int length = snprintf(hello, sizeof hello, "hello, %s\n", name);
                        if (send(client, hello, length, MSG_NOSIGNAL) < 0) perror("send");
                        close(client);
                    }
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
                        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9090;
                        try (ServerSocket server = new ServerSocket()) {
                            server.setReuseAddress(true);
                            // No host: [::] for both families, unless java.net.preferIPv4Stack is set to true.
                            server.bind(new InetSocketAddress(port));
                            System.out.println("listening on port " + port + " for IPv6 and IPv4");
                            while (true) {
                                Socket client = server.accept();
                                try (client) {
                                    String hello = "hello, " + client.getInetAddress().getHostAddress() + "\n";
                                    client.getOutputStream().write(hello.getBytes(StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    System.err.println("client: " + e.getMessage());
                                }
                            }
                        } catch (IOException e) {
                            System.err.println("port " + port + ": " + e.getMessage());
                            System.exit(1);
                        }
                    }
                }

                """#),
            Program(
                .node,
                #"""
                import net from 'node:net';

                const port = Number(process.argv[2] ?? 9090);
                const server = net.createServer((socket) => {
                  socket.on('error', (error) => console.error(error.message));
                  socket.end(`hello, ${socket.remoteAddress}\n`); // an IPv4 client: ::ffff:127.0.0.1
                });
                server.on('error', (error) => {
                  console.error(error.message);
                  process.exitCode = 1;
                });
                // With ipv6Only: true IPv4 clients are refused.
                server.listen({ host: '::', port, ipv6Only: false }, () => console.log(`listening on [::]:${port}`));

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
                	port := "9090"
                	if len(os.Args) > 1 {
                		port = os.Args[1]
                	}
                	// "tcp" without a host: one socket on [::] for both families. "tcp4" and "tcp6" mean one.
                	listener, err := net.Listen("tcp", ":"+port)
                	if err != nil {
                		log.Fatal(err)
                	}
                	fmt.Println("listening on", listener.Addr())
                	for {
                		conn, err := listener.Accept()
                		if err != nil {
                			log.Fatal(err)
                		}
                		host, _, _ := net.SplitHostPort(conn.RemoteAddr().String())
                		if _, err := fmt.Fprintf(conn, "hello, %s\n", host); err != nil {
                			log.Print(err)
                		}
                		conn.Close()
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
                guard let port = UInt16(arguments.count > 1 ? arguments[1] : "9090") else { fail("port") }
                let server = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
                var on: Int32 = 1
                var off: Int32 = 0
                let size = socklen_t(MemoryLayout<Int32>.size)
                setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, size)
                // The default is the sysctl net.ipv6.bindv6only: with 1 there, IPv4 clients are refused.
                setsockopt(server, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, size)
                var address = sockaddr_in6()  // all zero: the address ::
                address.sin6_family = sa_family_t(AF_INET6)
                address.sin6_port = port.bigEndian
                var addressSize = socklen_t(MemoryLayout<sockaddr_in6>.size)
                let bound = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(server, $0, addressSize) }
                }
                guard bound == 0, listen(server, SOMAXCONN) == 0 else { fail("port \(port)") }
                print("listening on [::]:\(port) for IPv6 and IPv4")

                while true {
                    let client = withUnsafeMutablePointer(to: &address) {
                        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { accept(server, $0, &addressSize) }
                    }
                    if client < 0 { fail("accept") }
                    var name = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
                    inet_ntop(AF_INET6, &address.sin6_addr, &name, socklen_t(name.count))
                    let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
                    let hello = "hello, \(text)\n"  // an IPv4 client: ::ffff:127.0.0.1
                    if send(client, hello, hello.utf8.count, Int32(MSG_NOSIGNAL)) < 0 { perror("send") }
                    close(client)
                }

                """#),
        ])
}
