import os
import signal
import socket

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("", 7002))
listener.listen(5)
while True:
    conn, addr = listener.accept()
    if os.fork() == 0:
        listener.close()
        while True:
            data = conn.recv(1024)  # <- one-receive-per-message, messages-merged
            if not data:
                break
            conn.send(b"got " + data)
        conn.close()
        os._exit(0)
    conn.close()
