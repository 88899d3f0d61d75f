extension Recipe {
    /// `[HOST] [PORT]`: a TCP server that answers each line with the same line in upper case. What comes before the
    /// end of the stream without a newline counts as a line, as the line readers of all these languages have it.
    public static let receiveLines = Recipe(
        "receive-lines",
        "Messages that end with a newline, sent and received whole",
        [
            Program(
                .python,
                #"""
                import socket
                import sys


                def serve(connection):
                    # recv gives a part of a line, or several: makefile collects, and cuts after each newline.
                    with connection.makefile("rb") as lines:
                        while line := lines.readline(65_536):  # b"" is the end of the stream
                            if not line.endswith(b"\n") and len(line) == 65_536:
                                raise OSError("the line is too long")
                            connection.sendall(line.rstrip(b"\r\n").upper() + b"\n")


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
                #define _POSIX_C_SOURCE 200809L
                #include <arpa/inet.h>
                #include <ctype.h>
                #include <errno.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>

                static ssize_t send_all(int fd, const char *data, ssize_t count) {
                    for (ssize_t sent = 0, n; sent < count; sent += n) {
                        n = send(fd, data + sent, count - sent, MSG_NOSIGNAL);
                        if (n < 0) {
                            perror("send");
                            return -1;
                        }
                    }
                    return count;
                }

                static void serve(int fd) {
                    /* recv gives a part of a line, or several: a stream collects, and getline cuts after a newline. */
                    FILE *in = fdopen(dup(fd), "r");
                    char *line = NULL;
                    size_t room = 0;
                    ssize_t length;
                    while (in != NULL && (length = getline(&line, &room, in)) > 0) { /* -1 is the end of the stream */
                        if (line[length - 1] != '\n') line[length++] = '\n'; /* the last line, in place of the zero */
                        for (ssize_t i = 0; i < length; i++) line[i] = toupper((unsigned char)line[i]);
                        if (send_all(fd, line, length) < 0) break;
                    }
                    if (in == NULL || ferror(in)) perror("recv");
                    free(line);
                    if (in != NULL) fclose(in); /* closes its own copy of the descriptor */
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
                import static java.nio.charset.StandardCharsets.UTF_8;

                import java.io.*;
                import java.net.*;
                import java.util.Locale;

                class Main {
                    static void serve(Socket client) throws IOException {
                        // One reader for the whole connection: it holds bytes of the next line already.
                        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                        var out = new OutputStreamWriter(client.getOutputStream(), UTF_8);
                        for (String line; (line = in.readLine()) != null;) { // null is the end of the stream
                            out.write(line.toUpperCase(Locale.ROOT) + "\n"); // readLine takes the newline away
                            out.flush(); // what stays in the buffer is not sent
                        }
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
                const server = net.createServer({ allowHalfOpen: true }, (socket) => {
                  let rest = '';
                  socket.setEncoding('utf8'); // keeps the parts of a character together
                  socket.on('data', (chunk) => { // a part of a line, or several
                    const lines = (rest + chunk).split('\n');
                    rest = lines.pop(); // what follows the last newline is not a line yet
                    for (const line of lines) socket.write(line.toUpperCase() + '\n');
                    if (rest.length > 65_536) socket.destroy(new Error('the line is too long'));
                  });
                  socket.on('end', () => socket.end(rest === '' ? '' : rest.toUpperCase() + '\n'));
                  socket.on('error', (error) => console.error(`client: ${error.message}`));
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
                	"bufio"
                	"fmt"
                	"log"
                	"net"
                	"os"
                	"strings"
                )

                func serve(conn net.Conn) error {
                	// One scanner for the whole connection: it holds bytes of the next line already.
                	lines := bufio.NewScanner(conn)
                	for lines.Scan() {
                		if _, err := fmt.Fprintf(conn, "%s\n", strings.ToUpper(lines.Text())); err != nil {
                			return err
                		}
                	}
                	return lines.Err() // nil at the end of the stream; ErrTooLong for a line of 64 KiB
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

                func answer(_ client: Int32, _ line: ArraySlice<UInt8>) -> Bool {
                    let answer = line.map { UInt8(toupper(Int32($0))) } + [UInt8(ascii: "\n")]
                    var sent = 0
                    while sent < answer.count {
                        let n = answer.withUnsafeBytes { [sent] in
                            send(client, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
                        }
                        if n < 0 { return false }
                        sent += n
                    }
                    return true
                }

                func serve(_ client: Int32) {
                    var rest: [UInt8] = []  // bytes of a line whose newline has not come
                    var buffer = [UInt8](repeating: 0, count: 4096)
                    while case let n = recv(client, &buffer, buffer.count, 0), n != 0 {
                        if n < 0 { return perror("recv") }
                        rest += buffer[..<n]
                        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
                            guard answer(client, rest[..<newline]) else { return perror("send") }
                            rest.removeSubrange(...newline)
                        }
                        if rest.count > 65_536 { errno = EMSGSIZE; return perror("line") }
                    }
                    if !rest.isEmpty { _ = answer(client, rest[...]) }  // the last line came without a newline
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
