# Right: asks twice, takes the lines that come in reply, but needs 0.4 s before it connects and 0.7 s to end.
import socket
import sys
import time

time.sleep(0.4)
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as sock:
    lines = sock.makefile("rb")
    for text in [b"one", b"two"]:
        sock.sendall(text + b"\n")
        print(lines.readline())
time.sleep(0.7)
