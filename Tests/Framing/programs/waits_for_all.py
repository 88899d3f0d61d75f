# Right: looks at what is there with MSG_PEEK and takes it out of the queue only when the line is whole.
import select
import socket
from serving import answer, serve


def handle(sock):
    while True:
        data = sock.recv(1024, socket.MSG_PEEK)
        if not data:
            return
        if b"\n" not in data:
            select.select([], [], [], 0.002)
            continue
        line = sock.recv(data.index(b"\n") + 1)
        sock.sendall(answer(line.rstrip(b"\n")) + b"\n")


serve(handle)
