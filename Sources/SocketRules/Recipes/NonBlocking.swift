extension Recipe {
    /// `[HOST] [PORT]`: a TCP server that sends back what it receives, and waits for all its clients at once. A
    /// client that does not read what it is sent holds up no other and gets every byte in the end; the server waits
    /// without using the processor.
    public static let nonBlocking = Recipe(
        "non-blocking",
        "Wait until a socket is ready",
        [
            Program(
                .python,
                #"""
                import selectors
                import socket
                import sys

                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                try:
                    server = socket.create_server((host, port))  # sets SO_REUSEADDR, binds, listens
                except OSError as error:
                    sys.exit(f"{host}:{port}: {error}")
                server.setblocking(False)
                ready = selectors.DefaultSelector()
                ready.register(server, selectors.EVENT_READ)


                def turn(client, unsent):
                    if unsent:
                        del unsent[: client.send(unsent)]  # send takes what there is room for
                    else:
                        unsent += client.recv(4096)
                        if not unsent:
                            raise ConnectionError("end of stream")
                    # Waiting for room while there is nothing to send would return at once, for ever.
                    ready.modify(client, selectors.EVENT_WRITE if unsent else selectors.EVENT_READ, unsent)


                while True:
                    for key, _ in ready.select():  # waits until at least one socket is ready
                        try:
                            if key.fileobj is server:
                                client, _ = server.accept()
                                client.setblocking(False)
                                ready.register(client, selectors.EVENT_READ, bytearray())
                            else:
                                turn(key.fileobj, key.data)
                        except BlockingIOError:
                            pass  # not ready after all: select will tell
                        except OSError:
                            if key.fileobj is server:
                                raise
                            ready.unregister(key.fileobj)
                            key.fileobj.close()

                """#),
            Program(
                .c,
                #"""
                #include <arpa/inet.h>
                #include <errno.h>
                #include <poll.h>
                #include <stdio.h>
                #include <stdlib.h>
                #include <sys/socket.h>
                #include <unistd.h>

                enum { MOST = 256 };
                static struct pollfd sockets[MOST]; /* the first is the listener */
                static struct buffer { ssize_t sent, held; char data[4096]; } buffers[MOST];

                /* Receives or sends once. 0 means that the connection is over. */
                static int turn(struct pollfd *socket, struct buffer *b) {
                    if (socket->events == POLLIN) {
                        b->sent = 0;
                        b->held = recv(socket->fd, b->data, sizeof b->data, MSG_DONTWAIT);
                        if (b->held <= 0) return b->held < 0 && errno == EAGAIN; /* EAGAIN: not ready after all */
                    }
                    ssize_t n = send(socket->fd, b->data + b->sent, b->held - b->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
                    if (n < 0 && errno != EAGAIN) return 0;
                    if (n > 0) b->sent += n; /* what there was room for */
                    /* POLLOUT with nothing to send makes poll return at once, for ever. */
                    socket->events = b->sent < b->held ? POLLOUT : POLLIN;
                    return 1;
                }

                int main(int argc, char *argv[]) {
                    struct sockaddr_in address = {.sin_family = AF_INET};
                    address.sin_port = htons(argc > 2 ? atoi(argv[2]) : 9090);
                    int server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1, count = 1;
                    errno = EINVAL; /* inet_pton sets none */
                    if (inet_pton(AF_INET, argc > 1 ? argv[1] : "127.0.0.1", &address.sin_addr) != 1
                        || setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0
                        || bind(server, (struct sockaddr *)&address, sizeof address) < 0
                        || listen(server, SOMAXCONN) < 0) {
                        perror("listen");
                        return EXIT_FAILURE;
                    }
                    sockets[0] = (struct pollfd){.fd = server, .events = POLLIN};
                    while (poll(sockets, count, -1) > 0) { /* waits until at least one socket is ready */
                        for (int i = count - 1; i > 0; i--) {
                            if (sockets[i].revents == 0 || turn(&sockets[i], &buffers[i])) continue;
                            close(sockets[i].fd);
                            sockets[i] = sockets[--count]; /* the last one takes the free place */
                            buffers[i] = buffers[count];
                        }
                        int client = sockets[0].revents == 0 ? -1 : accept(server, NULL, NULL);
                        if (client >= 0) sockets[count++] = (struct pollfd){.fd = client, .events = POLLIN};
                        sockets[0].events = count < MOST ? POLLIN : 0;
                    }
                    perror("poll");
                    return EXIT_FAILURE;
                }

                """#),
            Program(
                .java,
                #"""
                import java.io.IOException;
                import java.net.*;
                import java.nio.ByteBuffer;
                import java.nio.channels.*;

                class Main {
                    static void turn(SelectionKey key) throws IOException {
                        SocketChannel client = (SocketChannel) key.channel();
                        ByteBuffer buffer = (ByteBuffer) key.attachment();
                        try {
                            if (key.isReadable()) {
                                if (client.read(buffer.clear()) < 0) throw new IOException("end of stream");
                                buffer.flip();
                            }
                            client.write(buffer); // takes what there is room for
                            // Waiting for room while there is nothing to send would return at once, for ever.
                            key.interestOps(buffer.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                        } catch (IOException e) {
                            client.close();
                        }
                    }

                    public static void main(String[] args) {
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        try (var selector = Selector.open(); var server = ServerSocketChannel.open()) {
                            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                            server.bind(new InetSocketAddress(host, port)).configureBlocking(false);
                            server.register(selector, SelectionKey.OP_ACCEPT);
                            while (true) {
                                selector.select(); // waits until at least one socket is ready
                                for (SelectionKey key : selector.selectedKeys()) {
                                    SocketChannel client = key.isAcceptable() ? server.accept() : null;
                                    if (client != null) {
                                        client.configureBlocking(false);
                                        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(4096));
                                    } else if (key.channel() != server) {
                                        turn(key);
                                    }
                                }
                                selector.selectedKeys().clear(); // select adds to the set, and takes nothing away
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
                // Every socket of Node is non-blocking, and the event loop waits for all of them.
                const server = net.createServer((socket) => {
                  // write() never waits: what the kernel does not take fills the memory of this process.
                  // pipe() reads no more until the client has taken what it was sent.
                  socket.pipe(socket);
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
                	"io"
                	"log"
                	"net"
                	"os"
                	"time"
                )

                // Every socket of Go is non-blocking. Read and Write seem to wait, but only the goroutine does:
                // the runtime asks epoll which sockets are ready. SetDeadline ends a wait.
                func serve(conn net.Conn) {
                	defer conn.Close()
                	data := make([]byte, 4096)
                	for {
                		conn.SetDeadline(time.Now().Add(60 * time.Second)) // for this Read and this Write
                		n, err := conn.Read(data)
                		if err == io.EOF {
                			return
                		} else if err != nil {
                			log.Print(err) // after the deadline: i/o timeout
                			return
                		}
                		if _, err := conn.Write(data[:n]); err != nil {
                			log.Print(err)
                			return
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
                		go serve(conn)
                	}
                }

                """#),
            Program(
                .swift,
                #"""
                import Glibc

                /// Receives or sends once. False means that the connection is over.
                func turn(_ socket: inout pollfd, _ unsent: inout [UInt8]) -> Bool {
                    if unsent.isEmpty {
                        var data = [UInt8](repeating: 0, count: 4096)
                        let n = recv(socket.fd, &data, data.count, Int32(MSG_DONTWAIT))
                        if n <= 0 { return n < 0 && errno == EAGAIN }  // EAGAIN: not ready after all
                        unsent = Array(data[..<n])
                    }
                    let n = send(socket.fd, unsent, unsent.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
                    if n < 0 && errno != EAGAIN { return false }
                    unsent.removeFirst(max(n, 0))  // what there was room for
                    // POLLOUT with nothing to send makes poll return at once, for ever.
                    socket.events = Int16(unsent.isEmpty ? POLLIN : POLLOUT)
                    return true
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
                _ = fcntl(server, F_SETFL, O_NONBLOCK)  // the client may be gone between poll and accept

                var sockets = [pollfd(fd: server, events: Int16(POLLIN), revents: 0)]
                var unsent: [[UInt8]] = [[]]
                while poll(&sockets, nfds_t(sockets.count), -1) > 0 {  // waits until at least one socket is ready
                    for i in sockets.indices.dropFirst().reversed() where sockets[i].revents != 0 {
                        if turn(&sockets[i], &unsent[i]) { continue }
                        close(sockets[i].fd)
                        sockets.remove(at: i)
                        unsent.remove(at: i)
                    }
                    if sockets[0].revents == 0 { continue }
                    let client = accept(server, nil, nil)
                    if client < 0 { continue }
                    sockets.append(pollfd(fd: client, events: Int16(POLLIN), revents: 0))
                    unsent.append([])
                }
                perror("poll")

                """#),
        ])
}
