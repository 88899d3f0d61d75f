import socket
import sys

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen(5)
while True:
    conn, addr = s.accept()
    command = conn.recv(4)
    if command == b"PING":
        conn.sendall(b"PONG")
    conn.close()
    if command == b"STOP":
        break
