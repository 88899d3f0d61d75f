# Serves a single client and ends.
import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(1)
print("ready", flush=True)
connection, _ = listener.accept()
listener.close()
for line in connection.makefile("rb"):
    connection.sendall(line.upper())
