import socket
import sys


class HttpClient:
    def __init__(self, host, port):
        self.host = host
        self.sock = socket.create_connection((host, port))

    def get(self, path):
        request = f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n"
        self.sock.sendall(request.encode("ascii"))
        response = self.sock.recv(65536).decode("ascii")  # <- one-receive-per-message, message-split
        head, _, body = response.partition("\r\n\r\n")
        return head.split("\r\n")[0], body


client = HttpClient("127.0.0.1", int(sys.argv[1]))
status, body = client.get("/index.html")
print(status)
print(len(body), "bytes:", body)
