import socket
import sys
import time

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("", int(sys.argv[1])))
listener.listen(5)
for _ in range(2):
    conn, _ = listener.accept()
    while True:
        command = conn.recv(100).decode()  # <- one-receive-per-message, messages-merged
        if not command:
            break
        words = command.split()
        if words[0] == "time":
            conn.sendall(time.strftime("%H:%M\n").encode())
        elif words[0] == "date":
            conn.sendall(time.strftime("%d.%m.%Y\n").encode())
        else:
            conn.sendall(b"what\n")
    conn.close()
listener.close()
