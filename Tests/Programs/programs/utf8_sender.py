import socket
import struct

sock = socket.create_connection(("127.0.0.1", 9090))
for text in ["Bună ziua", "Où est la gare ?", "Ende"]:
    header = struct.pack("!H", len(text))
    sock.sendall(header + text.encode("utf-8"))  # <- length-counts-characters
sock.close()
