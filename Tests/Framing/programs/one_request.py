# Right: one request for each connection, then it closes. With "half" it shuts down its sending side and reads to the end.
import socket
import sys

from serving import answer, serve


def handle(sock):
    line = sock.makefile("rb").readline()
    if not line.endswith(b"\n"):
        return
    end = b"\r\n" if line.endswith(b"\r\n") else b"\n"
    sock.sendall(answer(line.rstrip(b"\r\n")) + end)
    if "half" in sys.argv:
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(1024):
            pass


serve(handle)
