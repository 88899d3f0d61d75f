# Echo with a counter; lines end with \n
import socket
import sys

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen(5)
while True:
    conn, addr = s.accept()  # <- one-client-at-a-time
    reader = conn.makefile("r")
    count = 0
    for line in reader:  # <- one-client-at-a-time
        count += 1
        conn.sendall(f"{count} {line}".encode())
    reader.close()
    conn.close()
