import socket
import struct
import sys

sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for text in [b"first", b"second"]:
    sock.send(struct.pack(">I", len(text)) + text)
    length = struct.unpack(">I", sock.recv(4))[0]
    print(sock.recv(length).decode())
sock.close()
