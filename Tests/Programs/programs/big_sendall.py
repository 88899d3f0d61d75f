import socket
import sys

s = socket.socket()
s.settimeout(5)
s.connect(("127.0.0.1", int(sys.argv[1])))
s.sendall(b"line of the log file, 32 bytes.\n" * 200000)
s.shutdown(socket.SHUT_WR)
answer = b""
while chunk := s.recv(64):
    answer += chunk
print("server counted", answer.decode())
s.close()
