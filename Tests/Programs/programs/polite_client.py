import socket
import sys

s = socket.socket()
s.connect(("127.0.0.1", int(sys.argv[1])))
greeting = s.recv(1024)  # <- deadlock-both-receiving, no-receive-timeout
print("server:", greeting.decode())
s.sendall(b"Dan")
