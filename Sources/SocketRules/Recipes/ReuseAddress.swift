extension Recipe {
    /// `[HOST] [PORT]`: a TCP server that greets each client with the line "hello" and closes the connection, so
    /// that the TIME_WAIT is on its side. Ended and started again, it listens at once. While another instance
    /// listens, it says "Address already in use" and ends with a status that is not 0.
    public static let reuseAddress = Recipe(
        "reuse-address",
        "A server that starts again at once",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                with socket.socket() as server:
                    # Before bind, and in every run: it must have been set on the old socket too.
                    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    try:
                        server.bind((host, port))
                        server.listen()
                    except OSError as error:
                        sys.exit(f"{host}:{port}: {error}")
                    print(f"listening on {host}:{port}", flush=True)
                    while True:
                        client, address = server.accept()
                        with client:  # the side that closes first keeps the connection in TIME_WAIT for 60 s
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
                    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
                    int port = argc > 2 ? atoi(argv[2]) : 9090;
                    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
                    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) {
                        fprintf(stderr, "%s is not an IPv4 address\n", host);
                        return EXIT_FAILURE;
                    }

                    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
                    if (server < 0) die("socket");
                    /* Before bind, and in every run: it must have been set on the old socket too. */
                    if (setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) die("setsockopt");
                    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
                    if (listen(server, SOMAXCONN) < 0) die("listen");
                    printf("listening on %s:%d\n", host, port);
                    fflush(stdout);

                    for (;;) {
                        int client = accept(server, NULL, NULL);
                        if (client < 0) die("accept");
                        if (send(client, "hello\n", 6, MSG_NOSIGNAL) < 0) perror("send");
                        close(client); /* the side that closes first keeps the connection in TIME_WAIT for 60 s */
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
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        // new ServerSocket(port) binds at once: the option would come too late.
                        try (ServerSocket server = new ServerSocket()) {
                            server.setReuseAddress(true);
                            server.bind(new InetSocketAddress(host, port));
                            System.out.println("listening on " + host + ":" + port);
                            while (true) {
                                Socket client = server.accept();
                                try (client) { // the side that closes first keeps the connection in TIME_WAIT for 60 s
                                    client.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    System.err.println("client: " + e.getMessage());
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
                import net from 'node:net';

                const [host = '127.0.0.1', port = '9090'] = process.argv.slice(2);
                const server = net.createServer((socket) => {
                  socket.on('error', (error) => console.error(error.message));
                  socket.end('hello\n'); // the side that closes first keeps the connection in TIME_WAIT for 60 s
                });
                server.on('error', (error) => {
                  console.error(error.message); // EADDRINUSE: another program listens on the port
                  process.exitCode = 1;
                });
                // Node sets SO_REUSEADDR before it binds: there is no option to give.
                server.listen({ host, port: Number(port) }, () => console.log(`listening on ${host}:${port}`));

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
                	host, port := "127.0.0.1", "9090"
                	if len(os.Args) > 2 {
                		host, port = os.Args[1], os.Args[2]
                	}
                	// Listen sets SO_REUSEADDR before it binds: there is no option to give.
                	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
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
                		conn.Close() // the side that closes first keeps the connection in TIME_WAIT for 60 s
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
                guard let port = UInt16(arguments.count > 2 ? arguments[2] : "9090") else { fail("port") }
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = port.bigEndian
                guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { fail("not an IPv4 address: \(host)") }

                let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                var on: Int32 = 1
                // Before bind, and in every run: it must have been set on the old socket too.
                setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
                let bound = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        bind(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                guard bound == 0, listen(server, SOMAXCONN) == 0 else { fail("\(host):\(port)") }
                print("listening on \(host):\(port)")

                while true {
                    let client = accept(server, nil, nil)
                    if client < 0 { fail("accept") }
                    if send(client, "hello\n", 6, Int32(MSG_NOSIGNAL)) < 0 { perror("send") }
                    close(client)  // the side that closes first keeps the connection in TIME_WAIT for 60 s
                }

                """#),
        ])
}
