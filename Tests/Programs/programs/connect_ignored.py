import socket

s = socket.socket()
result = s.connect_ex(("127.0.0.1", 9090))  # <- connect-failed-ignored
try:
    s.send(b"login\n")
    print(s.recv(100))
except OSError as error:
    print("error", error.errno)
