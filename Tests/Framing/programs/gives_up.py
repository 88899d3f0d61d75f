# Wrong: forgets what it has of a message when nothing came for 50 ms.
from serving import answer, serve


def handle(sock):
    sock.settimeout(0.05)
    data = b""
    while True:
        try:
            chunk = sock.recv(1024)
        except TimeoutError:
            data = b""
            continue
        if not chunk:
            return
        data += chunk
        while b"\n" in data:
            line, data = data.split(b"\n", 1)
            sock.sendall(answer(line) + b"\n")


serve(handle)
