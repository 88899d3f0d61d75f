# Right: greets, then answers lines that end with a carriage return and a line feed.
from serving import answer, serve


def handle(sock):
    sock.sendall(b"220 ready\r\n")
    data = b""
    while chunk := sock.recv(1024):
        data += chunk
        while b"\r\n" in data:
            line, data = data.split(b"\r\n", 1)
            sock.sendall(answer(line) + b"\r\n")


serve(handle)
