import socket
import sys

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", int(sys.argv[1])))
server.listen(5)
sock, _ = server.accept()

# Receive until delimiter
buffer = b""
while True:
    while b"\n" not in buffer:
        buffer += sock.recv(1024)  # <- end-of-stream-ignored
    msg, buffer = buffer.split(b"\n", 1)
    sock.sendall(b"got " + msg + b"\n")
    if msg == b"quit":
        break
