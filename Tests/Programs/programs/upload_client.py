import socket
import time

s = socket.create_connection(("127.0.0.1", 9090))
for i in range(1, 8):
    s.sendall(f"part {i}\n".encode())  # <- write-after-close
    time.sleep(0.05)
print("uploaded")
