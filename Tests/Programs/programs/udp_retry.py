import socket
import sys

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(0.3)
for attempt in range(5):
    s.sendto(b"%d time?" % attempt, ("127.0.0.1", 9091))
    try:
        reply, _ = s.recvfrom(2048)
        print("reply", reply.decode(), "at attempt", attempt)
        break
    except socket.timeout:
        continue
else:
    sys.exit("no reply")
