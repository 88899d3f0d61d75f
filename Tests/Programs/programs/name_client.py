import socket
import sys

host, port = sys.argv[1].split(":")
s = socket.socket()
s.connect((host, int(port)))
s.sendall(b"hello\n")
