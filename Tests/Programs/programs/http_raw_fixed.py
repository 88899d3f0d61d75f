import socket
import sys

s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
s.sendall(b"GET /index.html HTTP/1.0\r\nHost: localhost\r\n\r\n")
response = b""
while True:
    part = s.recv(4096)
    if part == b"":
        break
    response += part
s.close()
head, _, body = response.partition(b"\r\n\r\n")
print(head.split(b"\r\n")[0].decode())
print(len(body), "bytes:", body.decode())
