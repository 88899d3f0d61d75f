import socket
import struct
import sys


def exactly(sock, n):
    data = b""
    while len(data) < n:
        chunk = sock.recv(n - len(data))
        if not chunk:
            raise ConnectionError("closed")
        data += chunk
    return data


sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for text in [b"first", b"second"]:
    sock.sendall(struct.pack(">I", len(text)) + text)
    print(exactly(sock, struct.unpack(">I", exactly(sock, 4))[0]).decode())
sock.close()
