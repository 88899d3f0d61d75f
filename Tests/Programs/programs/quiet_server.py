import socket
import sys

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
conn, _ = server.accept()
lines = conn.makefile("rb")
for line in lines:
    conn.sendall(b"noted\n")
lines.close()
conn.close()
server.close()
