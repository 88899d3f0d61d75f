# The delimiter example of the guide, as written there, once for each message.
from serving import answer, serve


def handle(sock):
    while True:
        buffer = b""
        while b"\n" not in buffer:
            buffer += sock.recv(1024)
        msg, buffer = buffer.split(b"\n", 1)
        sock.send(answer(msg) + b"\n")


serve(handle)
