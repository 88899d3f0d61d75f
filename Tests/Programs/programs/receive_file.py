import hashlib
import socket

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 9099))
server.listen(1)
conn, _ = server.accept()
stream = conn.makefile("rb")
name, size = stream.readline().split()
left = int(size)
digest = hashlib.sha256()
while left > 0:
    block = stream.read(min(left, 65536))
    if not block:
        break
    digest.update(block)
    left -= len(block)
conn.sendall(f"{int(size) - left} bytes {digest.hexdigest()[:8]}\n".encode())
stream.close()
conn.close()
server.close()
