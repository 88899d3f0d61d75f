import socket
import sys

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    s.bind(("127.0.0.1", int(sys.argv[1])))  # <- bind-failed-ignored
except OSError as e:
    print("warning:", e)
s.listen(5)
print("ready", flush=True)
s.settimeout(0.8)
try:
    conn, addr = s.accept()
    conn.close()
except TimeoutError:
    print("nobody came")
