import socket
import struct


def recv_exactly(sock, n):
    """Receive exactly n bytes."""
    data = b""
    while len(data) < n:
        chunk = sock.recv(n - len(data))
        if not chunk:
            raise ConnectionError("Connection closed")
        data += chunk
    return data


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 9090))
listener.listen(1)
sock, peer = listener.accept()
while True:
    try:
        length = struct.unpack(">I", recv_exactly(sock, 4))[0]
        msg = recv_exactly(sock, length)
    except ConnectionError:
        break
    print("received", len(msg), "of", length)
    reply = msg[::-1]
    sock.sendall(struct.pack(">I", len(reply)) + reply)
sock.close()
listener.close()
