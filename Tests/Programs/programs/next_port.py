import errno
import socket

for port in range(9090, 9100):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        s.bind(("127.0.0.1", port))
        break
    except OSError as e:
        s.close()
        if e.errno != errno.EADDRINUSE:
            raise
s.listen()
print("on port", port, flush=True)
conn, _ = s.accept()
conn.sendall(b"welcome\n")
conn.close()
s.close()
