"""Reads the port from the binary configuration of the lab: two bytes in network order."""
import socket
import struct
import sys

with open("lab.cfg", "rb") as f:
    (port,) = struct.unpack("<H", f.read(2))
meant = int.from_bytes(open("lab.cfg", "rb").read(2), "big")
print("the port of the lab is", meant)
s = socket.socket()
try:
    s.connect(("127.0.0.1", port))  # <- port-bytes-swapped
    s.sendall(b"ready\n")
except OSError as e:
    print("cannot connect:", e.strerror)
    sys.exit(1)
