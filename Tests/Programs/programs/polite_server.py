import socket
import sys

with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", int(sys.argv[1])))
    server.listen()
    conn, who = server.accept()
    with conn:
        request = conn.recv(1024)  # <- deadlock-both-receiving
        if request:
            conn.sendall(b"Welcome, " + request)
