import socket
import sys

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1.0)
server = ("127.0.0.1", int(sys.argv[1]))
for attempt in range(2):
    sock.sendto(b"time?", server)  # <- unconnected-udp-hides-errors
    try:
        answer, _ = sock.recvfrom(1024)  # <- unconnected-udp-hides-errors
        print("time:", answer.decode())
        break
    except socket.timeout:
        print("timeout", attempt + 1)
