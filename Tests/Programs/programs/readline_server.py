import socket
import sys

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen(1)
conn, _ = server.accept()
f = conn.makefile("rwb")
name = f.readline()  # <- delimiter-missing, deadlock-both-receiving
if name.endswith(b"\n"):
    f.write(b"Hello " + name)
    f.flush()
f.close()
conn.close()
server.close()
