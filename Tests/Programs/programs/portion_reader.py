"""Prints messages with a length of four bytes in front. The second argument is the length's format."""
import socket
import struct
import sys


def take(conn, count):
    data = b""
    while len(data) < count:
        part = conn.recv(min(4096, count - len(data)))  # <- length-byte-order, length-includes-header
        if not part:
            raise EOFError
        data += part
    return data


with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as server:
    conn, _ = server.accept()
    with conn:
        try:
            while True:
                (size,) = struct.unpack(sys.argv[2], take(conn, 4))
                print(take(conn, size).decode(), flush=True)
        except EOFError:
            print("the end", flush=True)
