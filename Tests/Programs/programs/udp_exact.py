# Every record has exactly 64 bytes
import socket

RECORD = 64
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 9091))
for i in range(3):
    record, sender = s.recvfrom(RECORD)
    print(i, len(record), record[:4].decode())
    s.sendto(b"ok", sender)
