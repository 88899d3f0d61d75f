# Byte for byte: it has no messages, so that any cut is right.
from serving import serve


def handle(sock):
    while data := sock.recv(7):
        sock.sendall(data)


serve(handle)
