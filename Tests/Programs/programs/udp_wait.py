import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(("127.0.0.1", 9091))
s.send(b"status?")
reply = s.recv(2048)  # <- no-receive-timeout
print("status", reply.decode())
