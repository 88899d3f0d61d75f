import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    sock.sendto(b"here I am", ("127.255.255.255", 9092))  # <- broadcast-not-enabled
    print("announced")
except OSError as e:
    print("failed:", e)
