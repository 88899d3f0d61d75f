# The kernel chooses the port, so nobody else can have it
import socket

s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen(3)
with open("port.txt", "w") as f:
    f.write(str(s.getsockname()[1]) + "\n")
conn, _ = s.accept()
for line in conn.makefile():
    conn.sendall(line.encode())
    break
conn.close()
s.close()
