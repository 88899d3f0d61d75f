import socket
import sys
import time

sock = socket.socket()
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("127.0.0.1", int(sys.argv[1])))
sock.listen(1)  # <- backlog-too-small
tickets = 0
while True:
    conn, addr = sock.accept()
    time.sleep(0.15)  # looks into the database
    tickets += 1
    conn.sendall(b"ticket %d\n" % tickets)
    conn.close()
