import socket
import struct
import sys


def recv_exactly(sock, n):
    """Receive exactly n bytes."""
    data = b""
    while len(data) < n:
        chunk = sock.recv(n - len(data))  # <- length-byte-order, length-includes-header
        if not chunk:
            raise ConnectionError("Connection closed")
        data += chunk
    return data


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen()
conn, _ = server.accept()
try:
    while True:
        (length,) = struct.unpack(">I", recv_exactly(conn, 4))
        text = recv_exactly(conn, length)
        conn.sendall(struct.pack(">I", len(text)) + text.upper())
except ConnectionError as e:
    print(e)
