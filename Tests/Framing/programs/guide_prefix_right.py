# The length-prefix example with the guide's recv_exactly().
import struct
from serving import answer, serve


def recv_exactly(sock, n):
    """Receive exactly n bytes."""
    data = b""
    while len(data) < n:
        chunk = sock.recv(n - len(data))
        if not chunk:
            raise ConnectionError("Connection closed")
        data += chunk
    return data


def handle(sock):
    while True:
        length = struct.unpack(">I", recv_exactly(sock, 4))[0]
        msg = answer(recv_exactly(sock, length))
        sock.sendall(struct.pack(">I", len(msg)) + msg)


serve(handle)
