import socket
import struct
import time

s = socket.create_connection(("127.0.0.1", 9191))
for name in ["Ștefan", "Ioana", "Gheorghiță"]:
    s.sendall(struct.pack(">H", len(name)) + name.encode())  # <- length-counts-characters
    time.sleep(0.05)
s.close()
