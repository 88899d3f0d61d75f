import socket

s = socket.socket()
s.connect(("127.0.0.1", 9090))
f = s.makefile("rwb", buffering=0)
f.write(b"result?\n")
print(f.readline().decode().strip())  # <- no-receive-timeout
s.close()
