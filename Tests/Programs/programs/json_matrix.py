import json
import socket

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 3000))
listener.listen(1)
conn, addr = listener.accept()
matrix = json.loads(conn.recv(1024))  # <- one-receive-per-message, receive-buffer-too-small
conn.sendall(json.dumps([sum(row) for row in matrix]).encode())
conn.close()
