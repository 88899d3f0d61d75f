import socket
import sys

try:
    s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
except OSError as e:
    print("cannot reach the server:", e.strerror, file=sys.stderr)
    sys.exit(2)
s.sendall(b"hello\n")
s.close()
