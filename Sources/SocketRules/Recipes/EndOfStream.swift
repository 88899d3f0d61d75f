extension Recipe {
    /// `[HOST] [PORT]`: a TCP server that reads until the client ends its direction, answers with the line "N
    /// bytes", and closes. A reset is told as an error, and the server goes on.
    public static let endOfStream = Recipe(
        "end-of-stream",
        "Notice that the other side has closed",
        [
            Program(
                .python,
                #"""
                import socket
                import sys


                def serve(connection):
                    total = 0
                    while True:
                        data = connection.recv(4096)
                        if data == b"":  # no error and no exception: the client has closed, or ended its direction
                            break
                        total += len(data)
                    connection.sendall(f"{total} bytes\n".encode())  # this direction is still open


                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                try:
                    server = socket.create_server((host, port))  # sets SO_REUSEADDR, binds, listens
                except OSError as error:
                    sys.exit(f"{host}:{port}: {error}")
                while True:
                    client, address = server.accept()
                    with client:
                        try:
                            serve(client)
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
                #include <unistd.h>

                static void serve(int fd) {
                    char data[4096], answer[64];
                    size_t total = 0;
                    for (;;) {
                        ssize_t n = recv(fd, data, sizeof data, 0);
                        if (n < 0) return perror("recv"); /* an error, such as ECONNRESET */
                        if (n == 0) break; /* no error: the client has closed, or ended its direction */
                        total += n;
                    }
                    int length = snprintf(answer, sizeof answer, "%zu bytes\n", total);
                    if (send(fd, answer, length, MSG_NOSIGNAL) < 0) perror("send"); /* this direction is still open */
                }

                int main(int argc, char *argv[]) {
                    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
                    struct sockaddr_in address = {.sin_family = AF_INET};
                    address.sin_port = htons(argc > 2 ? atoi(argv[2]) : 9090);
                    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1, client;
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, host, &address.sin_addr) != 1
                        || setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0
                        || bind(server, (struct sockaddr *)&address, sizeof address) < 0
                        || listen(server, SOMAXCONN) < 0) {
                        perror(host);
                        return EXIT_FAILURE;
                    }
                    while ((client = accept(server, NULL, NULL)) >= 0) {
                        serve(client);
                        close(client);
                    }
                    perror("accept");
                    return EXIT_FAILURE;
                }

                """#),
            Program(
                .java,
                #"""
                import java.io.*;
                import java.net.*;
                import java.nio.charset.StandardCharsets;

                class Main {
                    static void serve(Socket client) throws IOException {
                        InputStream in = client.getInputStream();
                        byte[] data = new byte[4096];
                        long total = 0;
                        while (true) {
                            int n = in.read(data);
                            if (n < 0) break; // -1: the client has closed, or ended its direction
                            total += n;
                        }
                        // This direction is still open. Closing the input stream would close the whole socket.
                        client.getOutputStream().write((total + " bytes\n").getBytes(StandardCharsets.UTF_8));
                    }

                    public static void main(String[] args) {
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        try (ServerSocket server = new ServerSocket()) {
                            server.setReuseAddress(true);
                            server.bind(new InetSocketAddress(host, port));
                            while (true) {
                                Socket client = server.accept();
                                try (client) {
                                    serve(client);
                                } catch (IOException e) {
                                    System.err.println("client: " + e);
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
                // Without allowHalfOpen Node ends its own direction too, before the 'end' handler can answer.
                const server = net.createServer({ allowHalfOpen: true }, (socket) => {
                  let total = 0;
                  socket.on('data', (chunk) => {
                    total += chunk.length;
                  });
                  // The client has closed, or ended its direction.
                  socket.on('end', () => socket.end(`${total} bytes\n`));
                  socket.on('error', (error) => console.error(`client: ${error.message}`)); // such as ECONNRESET
                });
                server.on('error', (error) => {
                  console.error(error.message);
                  process.exitCode = 1;
                });
                server.listen({ host, port: Number(port) });

                """#),
            Program(
                .go,
                #"""
                package main

                import (
                	"fmt"
                	"io"
                	"log"
                	"net"
                	"os"
                )

                func serve(conn net.Conn) error {
                	data := make([]byte, 4096)
                	total := 0
                	for {
                		n, err := conn.Read(data)
                		total += n
                		if err == io.EOF {
                			break // the client has closed, or ended its direction
                		} else if err != nil {
                			return err // such as "connection reset by peer"
                		}
                	}
                	_, err := fmt.Fprintf(conn, "%d bytes\n", total) // this direction is still open
                	return err
                }

                func main() {
                	address := "127.0.0.1:9090"
                	if len(os.Args) > 2 {
                		address = net.JoinHostPort(os.Args[1], os.Args[2])
                	}
                	listener, err := net.Listen("tcp", address)
                	if err != nil {
                		log.Fatal(err)
                	}
                	for {
                		conn, err := listener.Accept()
                		if err != nil {
                			log.Fatal(err)
                		}
                		if err := serve(conn); err != nil {
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

                func serve(_ client: Int32) {
                    var data = [UInt8](repeating: 0, count: 4096)
                    var total = 0
                    while true {
                        let n = recv(client, &data, data.count, 0)
                        if n < 0 { return perror("recv") }  // an error, such as ECONNRESET
                        if n == 0 { break }  // no error: the client has closed, or ended its direction
                        total += n
                    }
                    let answer = "\(total) bytes\n"
                    // This direction is still open.
                    if send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL)) < 0 { perror("send") }
                }

                let arguments = CommandLine.arguments
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = (UInt16(arguments.count > 2 ? arguments[2] : "9090") ?? 9090).bigEndian
                errno = EINVAL  // inet_pton sets none
                let valid = inet_pton(AF_INET, arguments.count > 1 ? arguments[1] : "127.0.0.1", &address.sin_addr)
                let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                var on: Int32 = 1
                setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
                let bound = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        bind(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                guard valid == 1, bound == 0, listen(server, SOMAXCONN) == 0 else {
                    perror("listen")
                    exit(1)
                }
                while case let client = accept(server, nil, nil), client >= 0 {
                    serve(client)
                    close(client)
                }
                perror("accept")
                exit(1)

                """#),
        ])
}
