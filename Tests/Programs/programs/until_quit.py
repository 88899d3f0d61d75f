import socket
import sys

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    conn, _ = server.accept()
    with conn, conn.makefile("rb") as lines:
        line = lines.readline()
        conn.sendall(b"still here\n")
    if line == b"quit\n":
        break
