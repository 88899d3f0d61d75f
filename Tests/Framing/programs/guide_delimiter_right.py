# The delimiter example, corrected.
from serving import answer, serve


def handle(sock):
    buffer = b""
    while True:
        while b"\n" not in buffer:
            chunk = sock.recv(1024)
            if not chunk:
                return
            buffer += chunk
        msg, buffer = buffer.split(b"\n", 1)
        sock.sendall(answer(msg) + b"\n")


serve(handle, threads=False)
