import socketserver
import sys


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            word = line.strip().decode()
            self.wfile.write(f"{len(word)} {word.upper()}\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(("127.0.0.1", int(sys.argv[1])), Upper) as server:
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
