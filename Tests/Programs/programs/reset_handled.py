import socket
import sys

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
for _ in range(2):
    conn, _ = server.accept()
    with conn:
        total = 0
        try:
            while data := conn.recv(1000):
                total += len(data)
            print("clean end after", total)
        except ConnectionResetError:
            print("reset after", total)
