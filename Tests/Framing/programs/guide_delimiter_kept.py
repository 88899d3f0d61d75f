# The same with one buffer for the whole connection: only the end of the stream is not noticed.
from serving import answer, serve


def handle(sock):
    buffer = b""
    while True:
        while b"\n" not in buffer:
            buffer += sock.recv(1024)
        msg, buffer = buffer.split(b"\n", 1)
        sock.send(answer(msg) + b"\n")


serve(handle, threads=False)
