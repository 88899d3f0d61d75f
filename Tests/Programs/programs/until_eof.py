import socket
import sys

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
for visit in range(3):
    conn, _ = server.accept()
    chunks = []
    while True:
        chunk = conn.recv(100)
        if not chunk:
            break
        chunks.append(chunk)
    text = b"".join(chunks).decode()
    conn.sendall(f"{len(text.split())} words".encode())
    conn.close()
    print("visit", visit + 1, len(text))
server.close()
