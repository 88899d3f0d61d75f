extension Recipe {
    /// `[HOST] [PORT]`: a TCP client that connects, prints one line that starts with "connected to", and closes.
    /// When the port is closed, or nothing answers for 3 s, it prints one line to standard error and ends with
    /// status 1.
    public static let connectWithTimeout = Recipe(
        "connect-with-timeout",
        "A client that says why it cannot connect, and waits no longer than it should",
        [
            Program(
                .python,
                #"""
                import socket
                import sys

                host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
                port = int(sys.argv[2]) if len(sys.argv) > 2 else 9090
                try:
                    # Without a timeout Linux tries for about two minutes when nothing answers.
                    with socket.create_connection((host, port), timeout=3) as connection:
                        print("connected to", connection.getpeername()[0], "port", port)
                except OSError as error:  # a refused connection, the timeout, a name that is not found
                    sys.exit(f"{host} port {port}: {error}")

                """#),
            Program(
                .c,
                #"""
                #define _POSIX_C_SOURCE 200809L
                #include <errno.h>
                #include <fcntl.h>
                #include <netdb.h>
                #include <poll.h>
                #include <stdio.h>
                #include <string.h>
                #include <sys/socket.h>
                #include <unistd.h>

                /* Connects, or returns -1 with the reason in errno. */
                static int connect_within(int fd, const struct addrinfo *to, int milliseconds) {
                    int flags = fcntl(fd, F_GETFL), error = 0;
                    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
                    if (connect(fd, to->ai_addr, to->ai_addrlen) < 0) {
                        if (errno != EINPROGRESS) return -1;
                        struct pollfd wait = {.fd = fd, .events = POLLOUT};
                        int ready = poll(&wait, 1, milliseconds);
                        if (ready == 0) errno = ETIMEDOUT;
                        if (ready <= 0) return -1;
                        socklen_t size = sizeof error; /* writable does not mean connected: ask how it ended */
                        getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
                    }
                    fcntl(fd, F_SETFL, flags);
                    errno = error;
                    return error == 0 ? 0 : -1;
                }

                int main(int argc, char *argv[]) {
                    const char *host = argc > 1 ? argv[1] : "127.0.0.1", *port = argc > 2 ? argv[2] : "9090";
                    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list;
                    int status = getaddrinfo(host, port, &hints, &list);
                    if (status != 0) {
                        fprintf(stderr, "%s: %s\n", host, gai_strerror(status));
                        return 1;
                    }
                    int error = 0;
                    for (struct addrinfo *to = list; to != NULL; to = to->ai_next) { /* ::1, then 127.0.0.1 */
                        int fd = socket(to->ai_family, to->ai_socktype, to->ai_protocol);
                        if (fd >= 0 && connect_within(fd, to, 3000) == 0) {
                            printf("connected to %s port %s\n", host, port);
                            close(fd);
                            freeaddrinfo(list);
                            return 0;
                        }
                        error = errno;
                        if (fd >= 0) close(fd);
                    }
                    freeaddrinfo(list);
                    fprintf(stderr, "%s port %s: %s\n", host, port, strerror(error));
                    return 1;
                }

                """#),
            Program(
                .java,
                #"""
                import java.io.IOException;
                import java.net.*;

                class Main {
                    public static void main(String[] args) {
                        String host = args.length > 0 ? args[0] : "127.0.0.1";
                        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9090;
                        try (Socket socket = new Socket()) {
                            // new Socket(host, port) has no timeout: it connects before one can be set.
                            socket.connect(new InetSocketAddress(host, port), 3000);
                            socket.setSoTimeout(3000); // for the reads that follow
                            System.out.println("connected to " + socket.getRemoteSocketAddress());
                        } catch (UnknownHostException e) {
                            System.err.println(host + ": no address for this name");
                            System.exit(1);
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
                const socket = net.connect({ host, port: Number(port) });
                // 'timeout' only tells: the socket goes on trying until it is destroyed.
                socket.setTimeout(3000, () => socket.destroy(new Error('timed out after 3 s')));
                socket.on('connect', () => {
                  console.log(`connected to ${socket.remoteAddress} port ${port}`);
                  socket.destroy(); // a program that goes on stops the timer: socket.setTimeout(0)
                });
                socket.on('error', (error) => {
                  // When a name has several addresses and all fail, the message is empty and the code is there.
                  console.error(`${host} port ${port}: ${error.message || error.code}`);
                  process.exitCode = 1;
                });

                """#),
            Program(
                .go,
                #"""
                package main

                import (
                	"fmt"
                	"net"
                	"os"
                	"time"
                )

                func main() {
                	host, port := "127.0.0.1", "9090"
                	if len(os.Args) > 2 {
                		host, port = os.Args[1], os.Args[2]
                	}
                	conn, err := net.DialTimeout("tcp", net.JoinHostPort(host, port), 3*time.Second)
                	if err != nil {
                		fmt.Fprintln(os.Stderr, err)
                		os.Exit(1)
                	}
                	defer conn.Close()
                	fmt.Println("connected to", conn.RemoteAddr())
                }

                """#),
            Program(
                .swift,
                #"""
                import Glibc

                let host = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "127.0.0.1"
                let port = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : "9090"

                func fail(_ reason: UnsafePointer<CChar>) -> Never {
                    let line = "\(host) port \(port): \(String(cString: reason))\n"
                    write(STDERR_FILENO, line, line.utf8.count)
                    exit(1)
                }

                /// 0, or the error number of the attempt.
                func connect(_ descriptor: Int32, _ address: addrinfo, milliseconds: Int32) -> Int32 {
                    let flags = fcntl(descriptor, F_GETFL)
                    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
                    defer { _ = fcntl(descriptor, F_SETFL, flags) }
                    if connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return 0 }
                    if errno != EINPROGRESS { return errno }
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    let ready = poll(&wait, 1, milliseconds)
                    if ready <= 0 { return ready == 0 ? ETIMEDOUT : errno }
                    var error: Int32 = 0  // writable does not mean connected: ask how it ended
                    var size = socklen_t(MemoryLayout<Int32>.size)
                    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
                    return error
                }

                var hints = addrinfo()
                hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
                var list: UnsafeMutablePointer<addrinfo>?
                let status = getaddrinfo(host, port, &hints, &list)
                if status != 0 { fail(gai_strerror(status)) }
                var error: Int32 = 0
                while let address = list?.pointee {  // localhost: ::1, then 127.0.0.1
                    let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
                    error = descriptor < 0 ? errno : connect(descriptor, address, milliseconds: 3000)
                    if error == 0 { break }
                    close(descriptor)
                    list = address.ai_next
                }
                if error != 0 { fail(strerror(error)) }
                print("connected to \(host) port \(port)")

                """#),
        ])
}
