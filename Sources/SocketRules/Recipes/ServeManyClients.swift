extension Recipe {
    /// `[HOST] [PORT]`: a TCP server that sends back what it receives. A client that stays silent keeps no other
    /// waiting, one that resets its connection ends no other, and a connection that is over leaves no descriptor
    /// behind.
    public static let serveManyClients = Recipe(
        "serve-many-clients",
        "A server that serves several clients at once and closes each connection",
        [
            Program(
                .python,
                #"""
                import socket
                import sys
                import threading


                def serve(client, address):
                    with client:  # closes the connection whatever happens
                        try:
                            while data := client.recv(4096):
                                client.sendall(data)
                        except OSError as error:
                            print(f"{address[0]}: {error}", file=sys.stderr)


                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                try:
                    server = socket.create_server((host, port), backlog=128)  # sets SO_REUSEADDR, binds, listens
                except OSError as error:
                    sys.exit(f"{host}:{port}: {error}")
                while True:
                    # The thread waits for its client: this loop is back in accept at once.
                    client, address = server.accept()
                    threading.Thread(target=serve, args=(client, address), daemon=True).start()

                """#),
            Program(
                .c,
                #"""
                #include <arpa/inet.h>
                #include <errno.h>
                #include <pthread.h>
                #include <stdint.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>

                static int send_all(int fd, const char *data, size_t count) {
                    for (ssize_t n; count > 0; data += n, count -= n) {
                        n = send(fd, data, count, MSG_NOSIGNAL);
                        if (n < 0) return -1;
                    }
                    return 0;
                }

                static void *serve(void *argument) {
                    int fd = (intptr_t)argument; /* not &client: the next accept changes it */
                    char data[4096];
                    ssize_t n;
                    while ((n = recv(fd, data, sizeof data, 0)) > 0 && send_all(fd, data, n) == 0) {}
                    if (n != 0) perror("client");
                    close(fd); /* without it each client leaves a descriptor behind */
                    return NULL;
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
                        pthread_t thread;
                        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)client) == 0) {
                            pthread_detach(thread);
                        } else {
                            close(client);
                        }
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
                import java.util.concurrent.*;

                class Main {
                    static void serve(Socket socket) {
                        try (socket) { // closes the connection whatever happens
                            InputStream in = socket.getInputStream();
                            OutputStream out = socket.getOutputStream();
                            byte[] data = new byte[4096];
                            for (int n; (n = in.read(data)) >= 0;) out.write(data, 0, n); // not all of data
                        } catch (IOException e) {
                            System.err.println("client: " + e.getMessage());
                        }
                    }

                    public static void main(String[] args) {
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        ExecutorService threads = Executors.newCachedThreadPool(); // a fixed pool makes clients wait
                        try (ServerSocket server = new ServerSocket()) {
                            server.setReuseAddress(true);
                            server.bind(new InetSocketAddress(host, port));
                            while (true) {
                                Socket client = server.accept();
                                threads.execute(() -> serve(client));
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
                // One thread serves all clients: a long computation in a handler makes every client wait.
                const server = net.createServer((socket) => {
                  socket.on('data', (chunk) => {
                    if (socket.write(chunk)) return;
                    socket.pause(); // the client does not read its answers: take no more from it until it does
                    socket.once('drain', () => socket.resume());
                  });
                  // At the end of the stream Node sends what is left and closes, as allowHalfOpen is false.
                  socket.on('error', (error) => console.error(`client: ${error.message}`)); // this client only
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
                	"io"
                	"log"
                	"net"
                	"os"
                )

                func serve(conn net.Conn) {
                	defer conn.Close() // without it each client leaves a descriptor behind
                	if _, err := io.Copy(conn, conn); err != nil {
                		log.Print(err)
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
                		go serve(conn) // the goroutine waits for its client: this loop is back in Accept at once
                	}
                }

                """#),
            Program(
                .swift,
                #"""
                import Glibc

                func serve(_ client: Int32) {
                    defer { close(client) }  // without it each client leaves a descriptor behind
                    var data = [UInt8](repeating: 0, count: 4096)
                    while case let count = recv(client, &data, data.count, 0), count != 0 {
                        if count < 0 { return perror("recv") }
                        var sent = 0
                        while sent < count {
                            let n = data.withUnsafeBytes { [sent] in
                                send(client, $0.baseAddress! + sent, count - sent, Int32(MSG_NOSIGNAL))
                            }
                            if n < 0 { return perror("send") }
                            sent += n
                        }
                    }
                }

                // A closure in the main code belongs to the main actor, and may not run in another thread.
                func run(_ client: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
                    serve(Int32(Int(bitPattern: client)))
                    return nil
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
                    var thread = pthread_t()
                    // The number itself, not a pointer to the variable: the next accept changes it.
                    let status = pthread_create(&thread, nil, run, UnsafeMutableRawPointer(bitPattern: Int(client)))
                    if status == 0 { pthread_detach(thread) } else { close(client) }
                }
                perror("accept")
                exit(1)

                """#),
        ])
}
