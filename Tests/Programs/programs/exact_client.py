import socket
import struct


def recv_exactly(sock, n):
    data = b""
    while len(data) < n:
        data += sock.recv(n - len(data))  # <- end-of-stream-ignored
    return data


sock = socket.create_connection(("127.0.0.1", 9091), timeout=10)
sock.sendall(b"GET report\n")
size, = struct.unpack("!I", recv_exactly(sock, 4))
print("report of", size, "bytes", flush=True)
body = recv_exactly(sock, size)
print("complete")
