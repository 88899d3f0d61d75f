import socket
import struct
import sys

text = b"hello server"
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.settimeout(1)
s.sendall(struct.pack("I", len(text)) + text)  # <- length-byte-order
try:
    print(s.recv(4))
except TimeoutError:
    print("no answer", flush=True)
