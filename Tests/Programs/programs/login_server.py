import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(5)
conn, addr = listener.accept()
user = conn.recv(64).decode()  # <- one-receive-per-message, messages-merged
password = conn.recv(64).decode()
if user == "alice" and password == "secret":
    conn.sendall(b"welcome\n")
else:
    conn.sendall(b"go away\n")
conn.close()
listener.close()
