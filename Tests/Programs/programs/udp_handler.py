import socketserver


class Clock(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(b"noon" if data == b"time" else b"what?", self.client_address)


with socketserver.UDPServer(("127.0.0.1", 9091), Clock) as server:
    for _ in range(3):
        server.handle_request()
