import socket
import sys

s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(sys.argv[1])))
s.listen(64)
visits = 0
while visits < 40:
    conn, _ = s.accept()
    with conn:
        visits += 1
        conn.sendall(b"visit %d\n" % visits)
s.close()
print(visits, "visits")
