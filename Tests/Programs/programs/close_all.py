# as a daemon does: closes every descriptor that it did not open
import os
import socket
import sys

port = int(sys.argv[1])
os.closerange(3, 1024)
server = socket.create_server(("127.0.0.1", port))
number = server.fileno()
conn, _ = server.accept()
with conn, conn.makefile("rb") as f:
    for line in f:
        conn.sendall(line.upper())
server.close()
print("descriptors are numbered from", number)
