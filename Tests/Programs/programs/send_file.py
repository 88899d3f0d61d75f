import os
import socket
import sys

name = sys.argv[1]
with socket.create_connection(("127.0.0.1", 9099)) as s, open(name, "rb") as f:
    s.sendall(f"{os.path.basename(name)} {os.path.getsize(name)}\n".encode())
    s.sendfile(f)
    answer = s.makefile().readline().strip()
print("server has", answer)
