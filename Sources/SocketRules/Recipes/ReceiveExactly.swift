extension Recipe {
    /// `[HOST] [PORT]`: a TCP server whose messages are a length (four bytes, most significant first) and a payload
    /// of that many bytes. It answers each message with one that holds the payload in upper case. A message of more
    /// than 1 000 000 bytes, and a connection that ends in the middle of a message, are told; the server goes on
    /// with the next client.
    public static let receiveExactly = Recipe(
        "receive-exactly",
        "Messages with a length prefix, sent and received whole",
        [
            Program(
                .python,
                #"""
                import socket
                import struct
                import sys


                def receive_exactly(connection, count):
                    data = bytearray()
                    while len(data) < count:
                        piece = connection.recv(count - len(data))  # may be a part of what was sent
                        if not piece:
                            raise OSError(f"closed after {len(data)} of {count} bytes")
                        data += piece
                    return bytes(data)


                def serve(connection):
                    while connection.recv(1, socket.MSG_PEEK):  # b"": closed between two messages, as it should be
                        (length,) = struct.unpack("!I", receive_exactly(connection, 4))
                        if length > 1_000_000:
                            raise OSError(f"a message of {length} bytes is too long")
                        answer = receive_exactly(connection, length).upper()
                        connection.sendall(struct.pack("!I", len(answer)) + answer)


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
                #include <ctype.h>
                #include <errno.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>

                static int receive_exactly(int fd, void *buffer, size_t count) {
                    for (size_t got = 0; got < count;) {
                        ssize_t n = recv(fd, (char *)buffer + got, count - got, 0); /* may be a part of what was sent */
                        if (n < 0) perror("recv");
                        if (n == 0) fprintf(stderr, "closed after %zu of %zu bytes\n", got, count);
                        if (n <= 0) return -1;
                        got += n;
                    }
                    return 0;
                }

                static void serve(int fd) {
                    static char text[1000000];
                    uint32_t header;
                    while (recv(fd, &header, 1, MSG_PEEK) > 0) { /* 0: closed between two messages, as it should be */
                        if (receive_exactly(fd, &header, 4) < 0) return;
                        size_t length = ntohl(header), sent = 0;
                        if (length > sizeof text) fprintf(stderr, "a message of %zu bytes is too long\n", length);
                        if (length > sizeof text || receive_exactly(fd, text, length) < 0) return;
                        for (size_t i = 0; i < length; i++) text[i] = toupper((unsigned char)text[i]);
                        if (send(fd, &header, 4, MSG_NOSIGNAL | MSG_MORE) != 4) return perror("send");
                        while (sent < length) {
                            ssize_t n = send(fd, text + sent, length - sent, MSG_NOSIGNAL);
                            if (n < 0) return perror("send");
                            sent += n;
                        }
                    }
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
                import java.util.Locale;

                class Main {
                    static void serve(Socket client) throws IOException {
                        var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                        var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
                        while (true) {
                            int length;
                            try {
                                length = in.readInt(); // four bytes, most significant first
                            } catch (EOFException e) {
                                return; // closed between two messages, as it should be
                            }
                            if (length < 0 || length > 1_000_000) throw new IOException("the message is too long");
                            byte[] payload = new byte[length];
                            in.readFully(payload); // read(payload) may return after a part
                            byte[] answer = new String(payload, "UTF-8").toUpperCase(Locale.ROOT).getBytes("UTF-8");
                            out.writeInt(answer.length);
                            out.write(answer);
                            out.flush();
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
                const server = net.createServer((socket) => {
                  let rest = Buffer.alloc(0);
                  socket.on('data', (chunk) => { // a part of a message, or several
                    rest = Buffer.concat([rest, chunk]);
                    while (rest.length >= 4) {
                      const length = rest.readUInt32BE(0);
                      if (length > 1_000_000) return socket.destroy(new Error('the message is too long'));
                      if (rest.length < 4 + length) break; // the remainder comes with a later chunk
                      const answer = Buffer.from(rest.toString('utf8', 4, 4 + length).toUpperCase());
                      const header = Buffer.alloc(4);
                      header.writeUInt32BE(answer.length);
                      socket.write(Buffer.concat([header, answer]));
                      rest = rest.subarray(4 + length);
                    }
                  });
                  socket.on('end', () => {
                    if (rest.length > 0) console.error('client: closed in the middle of a message');
                  });
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
                	"bytes"
                	"encoding/binary"
                	"fmt"
                	"io"
                	"log"
                	"net"
                	"os"
                )

                func serve(conn net.Conn) error {
                	for {
                		header := make([]byte, 4)
                		if _, err := io.ReadFull(conn, header); err == io.EOF {
                			return nil // closed between two messages, as it should be
                		} else if err != nil {
                			return err
                		}
                		length := binary.BigEndian.Uint32(header)
                		if length > 1_000_000 {
                			return fmt.Errorf("a message of %d bytes is too long", length)
                		}
                		payload := make([]byte, length)
                		if _, err := io.ReadFull(conn, payload); err != nil { // conn.Read may return after a part
                			return fmt.Errorf("in the middle of a message: %w", err)
                		}
                		answer := bytes.ToUpper(payload)
                		binary.BigEndian.PutUint32(header, uint32(len(answer)))
                		if _, err := conn.Write(append(header, answer...)); err != nil {
                			return err
                		}
                	}
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

                /// The bytes, or nil when the stream ends or fails before that many have come.
                func receive(_ client: Int32, exactly count: Int) -> [UInt8]? {
                    var data = [UInt8](repeating: 0, count: count)
                    var got = 0
                    while got < count {  // recv may give a part of what was sent
                        let n = data.withUnsafeMutableBytes { recv(client, $0.baseAddress! + got, count - got, 0) }
                        if n < 0 { perror("recv") }
                        if n <= 0 { return nil }
                        got += n
                    }
                    return data
                }

                func serve(_ client: Int32) {
                    while let header = receive(client, exactly: 4) {
                        let length = header.reduce(0) { $0 << 8 | Int($1) }  // most significant byte first
                        guard length <= 1_000_000, let payload = receive(client, exactly: length) else {
                            errno = EBADMSG
                            return perror("too long, or closed in the middle")
                        }
                        let answer = header + payload.map { UInt8(toupper(Int32($0))) }
                        var sent = 0
                        while sent < answer.count {
                            let n = answer.withUnsafeBytes { [sent] in
                                send(client, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
                            }
                            if n < 0 { return perror("send") }
                            sent += n
                        }
                    }
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
