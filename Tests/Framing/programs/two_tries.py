# Asks a second time when the length or the text is short, and no third time.
import struct
from serving import answer, serve


def twice(sock, n):
    data = sock.recv(n)
    if len(data) < n:
        data += sock.recv(n - len(data))
    return data


def handle(sock):
    while True:
        head = twice(sock, 4)
        if not head:
            return
        msg = answer(twice(sock, struct.unpack(">I", head)[0]))
        sock.sendall(struct.pack(">I", len(msg)) + msg)


serve(handle)
