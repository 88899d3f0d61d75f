import socketserver
import sys


class MyTCPHandler(socketserver.BaseRequestHandler):
    """One request, one word: answers its length and capitals."""

    def handle(self):
        while True:
            self.data = self.request.recv(1024)  # <- one-receive-per-message, messages-merged
            if not self.data:
                break
            word = self.data.strip().decode()
            self.request.sendall(f"{len(word)} {word.upper()}\n".encode())


if __name__ == "__main__":
    server = socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), MyTCPHandler)  # <- reuse-address-missing
    server.handle_request()
    server.server_close()
