# Right, only slow: sleeps before each recv(), and keeps what it received.
import time

from serving import answer, serve


def handle(sock):
    data = b""
    while True:
        time.sleep(0.02)
        chunk = sock.recv(1024)
        if not chunk:
            return
        data += chunk
        while b"\n" in data:
            line, data = data.split(b"\n", 1)
            sock.sendall(answer(line) + b"\n")


serve(handle)
