import socket
import struct


def read(sock, count):
    parts = []
    while count:
        part = sock.recv(count)  # <- length-counts-characters
        if not part:
            raise EOFError("the stream ends inside a message")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


server = socket.create_server(("127.0.0.1", 9191))
conn, _ = server.accept()
try:
    for _ in range(3):
        (size,) = struct.unpack(">H", read(conn, 2))
        print(size, read(conn, size).decode("utf-8", "replace"))
except EOFError as e:
    print(e)
