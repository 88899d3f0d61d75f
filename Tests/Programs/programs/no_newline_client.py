import socket
import sys

s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.sendall(b"Maria")  # <- delimiter-missing
print(s.recv(1024).decode())  # <- deadlock-both-receiving, delimiter-missing
