extension Recipe {
    /// `[HOST] [PORT]`: a TCP client that sends 4 MiB (the line "0123456789abcde", 262 144 times), ends its
    /// direction, and prints the line that the server answers. When the server closes early, it prints an error and
    /// ends with a status that is not 0.
    public static let sendEverything = Recipe(
        "send-everything",
        "Send all bytes, however few the kernel takes at once",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                data = b"0123456789abcde\n" * 262_144  # 4 MiB: more than the socket buffers hold
                try:
                    with socket.create_connection((host, port), timeout=30) as connection:
                        connection.sendall(data)  # send() may take a part, and returns how much
                        connection.shutdown(socket.SHUT_WR)  # the server sees the end of the stream
                        with connection.makefile() as answer:
                            print(answer.readline().rstrip())
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
                #include <string.h>
                #include <sys/socket.h>
                #include <sys/time.h>
                #include <unistd.h>

                static void die(const char *what) {
                    perror(what);
                    exit(EXIT_FAILURE);
                }

                static void send_all(int fd, const char *data, size_t count) {
                    while (count > 0) {
                        /* Without MSG_NOSIGNAL a server that has gone ends this program with SIGPIPE. */
                        ssize_t n = send(fd, data, count, MSG_NOSIGNAL);
                        if (n < 0 && errno == EINTR) continue;
                        if (n < 0) die("send");
                        data += n; /* n may be less than count */
                        count -= n;
                    }
                }

                int main(int argc, char *argv[]) {
                    struct sockaddr_in address = {.sin_family = AF_INET};
                    address.sin_port = htons(argc > 2 ? atoi(argv[2]) : 9090);
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, argc > 1 ? argv[1] : "127.0.0.1", &address.sin_addr) != 1) die("address");
                    int fd = socket(AF_INET, SOCK_STREAM, 0);
                    if (fd < 0) die("socket");
                    struct timeval limit = {.tv_sec = 30}; /* on Linux it limits connect too */
                    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
                    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
                    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) die("connect");

                    static char data[4 << 20]; /* more than the socket buffers hold */
                    for (size_t i = 0; i < sizeof data; i += 16) memcpy(data + i, "0123456789abcde\n", 16);
                    send_all(fd, data, sizeof data);
                    shutdown(fd, SHUT_WR); /* the server sees the end of the stream */
                    char answer[256];
                    ssize_t n;
                    while ((n = recv(fd, answer, sizeof answer, 0)) > 0) fwrite(answer, 1, n, stdout);
                    if (n < 0) die("recv");
                    close(fd);
                }

                """#),
            Program(
                .java,
                #"""
                import static java.nio.charset.StandardCharsets.UTF_8;

                import java.io.*;
                import java.net.*;

                class Main {
                    public static void main(String[] args) {
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        byte[] line = "0123456789abcde\n".getBytes(UTF_8);
                        try (Socket socket = new Socket()) {
                            socket.connect(new InetSocketAddress(host, port), 3000);
                            socket.setSoTimeout(30_000);
                            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                            // write takes all bytes. SocketChannel.write does not: it returns how many it took.
                            for (int i = 0; i < 262_144; i++) out.write(line);
                            out.flush(); // without it the end stays in the buffer
                            socket.shutdownOutput(); // the server sees the end of the stream
                            System.out.println(new String(socket.getInputStream().readAllBytes(), UTF_8).strip());
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
                import net from 'node:net';

                const [host = '127.0.0.1', port = '9090'] = process.argv.slice(2);
                const data = Buffer.from('0123456789abcde\n'.repeat(262_144)); // 4 MiB
                const socket = net.connect({ host, port: Number(port) }, () => {
                  socket.write(data); // Node keeps what the kernel does not take, and sends it later
                  socket.end(); // the end of the stream follows the last byte; destroy() would throw bytes away
                });
                socket.setTimeout(30_000, () => socket.destroy(new Error('no progress for 30 s')));
                socket.setEncoding('utf8');
                socket.on('data', (text) => process.stdout.write(text));
                socket.on('error', (error) => {
                  console.error(`${host} port ${port}: ${error.message || error.code}`);
                  process.exitCode = 1;
                });

                """#),
            Program(
                .go,
                #"""
                package main

                import (
                	"bytes"
                	"io"
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
                	conn, err := net.DialTimeout("tcp", address, 3*time.Second)
                	if err != nil {
                		log.Fatal(err)
                	}
                	defer conn.Close()
                	conn.SetDeadline(time.Now().Add(30 * time.Second))
                	data := bytes.Repeat([]byte("0123456789abcde\n"), 262_144)
                	// Write returns when all bytes are taken, or with an error.
                	if n, err := conn.Write(data); err != nil {
                		log.Fatalf("after %d bytes: %v", n, err)
                	}
                	conn.(*net.TCPConn).CloseWrite() // the server sees the end of the stream
                	if _, err := io.Copy(os.Stdout, conn); err != nil {
                		log.Fatal(err)
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

                func send(_ descriptor: Int32, all data: [UInt8]) {
                    var sent = 0
                    while sent < data.count {
                        // Without MSG_NOSIGNAL a server that has gone ends this program with SIGPIPE.
                        let n = data.withUnsafeBytes { [sent] in
                            send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
                        }
                        if n < 0 && errno == EINTR { continue }
                        if n < 0 { fail("send") }
                        sent += n  // n may be less than what was given
                    }
                }

                let arguments = CommandLine.arguments
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_port = (UInt16(arguments.count > 2 ? arguments[2] : "9090") ?? 9090).bigEndian
                errno = EINVAL  // inet_pton sets none
                let host = arguments.count > 1 ? arguments[1] : "127.0.0.1"
                guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { fail(host) }
                let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                var limit = timeval(tv_sec: 30, tv_usec: 0)  // on Linux it limits connect too
                setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
                setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
                let connected = withUnsafePointer(to: &address) {
                    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    }
                }
                guard connected == 0 else { fail("connect") }

                let line = Array("0123456789abcde\n".utf8)
                send(descriptor, all: (0..<262_144).flatMap { _ in line })  // 4 MiB: more than the buffers hold
                shutdown(descriptor, Int32(SHUT_WR))  // the server sees the end of the stream
                var answer = [UInt8](repeating: 0, count: 256)
                while case let n = recv(descriptor, &answer, answer.count, 0), n != 0 {
                    if n < 0 { fail("recv") }
                    write(STDOUT_FILENO, answer, n)
                }
                close(descriptor)

                """#),
        ])
}
