import argparse
import socket
import sys

parser = argparse.ArgumentParser()
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=9090)
options = parser.parse_args()

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    server.bind((options.host, options.port))
    server.listen()
except OSError as error:
    print(f"cannot listen on {options.host}:{options.port}: {error.strerror}", file=sys.stderr)
    sys.exit(1)
print("listening", flush=True)
conn, peer = server.accept()
conn.close()
