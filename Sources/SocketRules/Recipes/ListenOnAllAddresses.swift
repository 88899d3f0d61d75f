extension Recipe {
    /// `[PORT]`: a TCP server on the wildcard address. It greets each client with the line "hello" and closes the
    /// connection.
    public static let listenOnAllAddresses = Recipe(
        "listen-on-all-addresses",
        "A server that every interface reaches",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                port = int(sys.argv[1]) if len(sys.argv) > 1 else 9090
                with socket.socket() as server:
                    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    try:
                        server.bind(("0.0.0.0", port))  # with 127.0.0.1 only this host reaches the server
                        server.listen()
                    except OSError as error:
                        sys.exit(f"port {port}: {error}")
                    print(f"listening on 0.0.0.0:{port}", flush=True)
                    while True:
                        client, address = server.accept()
                        with client:
                            try:
                                client.sendall(b"hello\n")
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
                    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
                    if (server < 0) die("socket");
                    if (setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) die("setsockopt");

                    struct sockaddr_in address = {
                        .sin_family = AF_INET,
                        .sin_port = htons(port),
                        .sin_addr.s_addr = htonl(INADDR_ANY), /* INADDR_LOOPBACK: only for this host */
                    };
                    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
                    if (listen(server, SOMAXCONN) < 0) die("listen");
                    printf("listening on 0.0.0.0:%d\n", port);
                    fflush(stdout);

                    for (;;) {
                        int client = accept(server, NULL, NULL);
                        if (client < 0) die("accept");
                        /* Without MSG_NOSIGNAL a client that has gone ends the server with SIGPIPE. */
                        if (send(client, "hello\n", 6, MSG_NOSIGNAL) < 0) perror("send");
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
                            // Without a host: all addresses. With "localhost" only this host reaches the server.
                            server.bind(new InetSocketAddress(port));
                            System.out.println("listening on all addresses, port " + port);
                            while (true) {
                                Socket client = server.accept();
                                try (client) {
                                    client.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
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
                  // Without this handler a client that resets its connection ends the server.
                  socket.on('error', (error) => console.error(error.message));
                  socket.end('hello\n');
                });
                server.on('error', (error) => {
                  console.error(error.message);
                  process.exitCode = 1;
                });
                // With 'localhost' or '127.0.0.1' only this host reaches the server.
                server.listen({ host: '0.0.0.0', port }, () => console.log(`listening on 0.0.0.0:${port}`));

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
                	// No host before the colon: all addresses. With "localhost:" only this host reaches the server.
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
                		if _, err := conn.Write([]byte("hello\n")); err != nil {
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
                let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                var on: Int32 = 1
                setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))

                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = port.bigEndian
                address.sin_addr.s_addr = INADDR_ANY  // with 127.0.0.1 only this host reaches the server
                let bound = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        bind(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                guard bound == 0, listen(server, SOMAXCONN) == 0 else { fail("port \(port)") }
                print("listening on 0.0.0.0:\(port)")

                while true {
                    let client = accept(server, nil, nil)
                    if client < 0 { fail("accept") }
                    // Without MSG_NOSIGNAL a client that has gone ends the server with SIGPIPE.
                    if send(client, "hello\n", 6, Int32(MSG_NOSIGNAL)) < 0 { perror("send") }
                    close(client)
                }

                """#),
        ])
}
